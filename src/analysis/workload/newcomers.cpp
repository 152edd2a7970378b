#include "analysis/workload/newcomers.hpp"

#include <algorithm>
#include <tickler/error.hpp>
#include <tickler/problem_numbers.hpp>

namespace tickler::inline TICKLER_ABI {

beginning_of_future nobody_of(const policy& p, const std::string& owner) {
  beginning_of_future made{.who = sample_prospect(p), .so_far = situations(p.words())};
  made.who.owner = owner;
  evaluator(p).fold(made.who, history(p.words()), time_begin, made.folded);
  return made;
}

touchpoint start_of(const policy& p, std::string_view cadence, instant at) {
  const auto& cadences = p.draft().cadences;
  const bool is_known = std::any_of(cadences.begin(), cadences.end(), [&](const auto& c) { return *c.name == cadence; });
  auto first = is_known ? example_touchpoint(p, cadence, at) : std::nullopt;
  if (!first) throw misuse(misuse_number::no_word, "no touchpoint alone starts that cadence");
  return *std::move(first);
}

newcomers::newcomers(const policy& p, const book& all, const response_model& model, bool any)
    : zone_(p.zones().find(*p.draft().zone).value()) {
  if (!any) return;
  evaluator engine(p);
  const history none(p.words());
  for (const auto& a : model.arrivals) {
    if (a.number >= all.size() || all.is_erased(a.number)) continue;
    beginning_of_future one{.who = all.prospect(a.number), .so_far = situations(p.words())};
    engine.fold(one.who, none, time_begin, one.folded);
    last_ = std::max(last_, a.day);
    seen_[a.day].push_back({std::move(one), a.first, a.time_of_day});
  }
  if (model.expected.size() > most_expected) throw misuse(misuse_number::bad_size, "more than 10,000 kinds of arrivals");
  for (const auto& e : model.expected) {
    if (!(e.a_day >= 0 && e.a_day <= 10'000) || e.from < std::chrono::minutes{0} || e.to > std::chrono::hours{24} || e.to <= e.from)
      throw misuse(misuse_number::bad_size, "0 to 10,000 arrivals a day, between two times of it");
    constexpr instant some_day{date::sys_days{date::year{2026} / 1 / 1}};
    expected_.push_back({e, {nobody_of(p, e.owner), start_of(p, e.cadence, some_day), {}}});
  }
}

const std::vector<newcomers::newcomer>* newcomers::of_same_weekday(date::local_days day, split_mix random) const {
  if (seen_.empty()) return nullptr;
  const auto weeks_back = static_cast<int>(random.below(4));
  const auto behind = (day - last_).count();
  const auto nearest = behind <= 0 ? (-behind) / 7 * 7 : -((behind + 6) / 7 * 7);
  const auto found = seen_.find(day + date::days{nearest - 7 * weeks_back});
  return found == seen_.end() ? nullptr : &found->second;
}

}  // namespace tickler::inline TICKLER_ABI
