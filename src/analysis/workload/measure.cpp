// A response model in a few numbers, and back.
#include <algorithm>
#include <cmath>
#include <set>
#include <tickler/error.hpp>
#include <tickler/preview.hpp>
#include <tickler/problem_numbers.hpp>
#include <tickler/workload_model.hpp>
#include <tuple>
#include <utility>

#include "analysis/workload/player.hpp"
#include "analysis/workload/playings.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

using touch = response_model::touch;
using std::chrono::seconds;

constexpr std::size_t parts_of_a_distribution = 10;
constexpr seconds longest{std::chrono::hours{24 * 365 * 30}};  // what has not happened by then does not

seconds in_minutes(seconds s) { return std::chrono::round<std::chrono::minutes>(s); }

// What the policy's steps can ask for.
std::vector<touch> touches_asked_for(const policy& p) {
  std::set<touch> found;
  const auto& d = p.draft();
  const auto add = [&](std::string_view on, const located_string& why) {
    const auto known = p.words().find<purpose>(*why);
    if (const auto c = p.words().find<channel>(on)) found.insert({*c, known.value_or(purpose::none)});
  };
  for (const auto& cadence : d.cadences)
    for (const auto& step : cadence.steps)
      for (const auto& on : step.channels) {
        std::vector<std::string_view> names{*on};
        if (*on == "start") {
          names.clear();
          for (const auto& each : d.channels) names.push_back(*each.name);
        }
        for (const auto name : names) {
          add(name, step.purpose);
          if (step.when_late && !step.when_late->purpose->empty()) add(name, step.when_late->purpose);
        }
      }
  std::vector<touch> sorted(found.begin(), found.end());
  const auto name = [&p](const touch& t) { return std::tuple(p.words().name(t.channel), p.words().name(t.purpose)); };
  std::sort(sorted.begin(), sorted.end(), [&](const touch& a, const touch& b) { return name(a) < name(b); });
  return sorted;
}

// Chances of several things, as shares that come to no more than the chances do.
class shares {
 public:
  void add(outcome of, double chance) { chances_[of] += chance; }
  double sum() const {
    double all = 0;
    for (const auto& [_, chance] : chances_) all += chance;
    return all;
  }
  // Of that whole.
  std::vector<outcome_share> rounded(double whole, const vocabulary& words) const {
    std::vector<std::pair<std::string_view, outcome>> order;
    for (const auto& [of, _] : chances_) order.emplace_back(words.name(of), of);
    std::sort(order.begin(), order.end());
    std::vector<outcome_share> made;
    double sum = 0;
    per_mille given = 0;
    for (const auto& [_, of] : order) {
      sum += chances_.at(of);
      const auto upto = static_cast<per_mille>(std::lround(std::min(1.0, sum / whole) * whole_share));
      if (upto > given) made.push_back({of, upto - std::exchange(given, upto)});
    }
    return made;
  }

 private:
  std::map<outcome, double> chances_{};
};

// The waits by which each tenth of a distribution is over in its middle; none: it does not come.
expected_response::waits tenths(std::vector<std::pair<seconds, double>> waits, double whole) {
  std::sort(waits.begin(), waits.end());
  expected_response::waits made;
  for (std::size_t i = 0; i < parts_of_a_distribution; ++i) {
    const double wanted = whole * (static_cast<double>(i) + 0.5) / parts_of_a_distribution;
    double sum = 0;
    const auto found = std::find_if(waits.begin(), waits.end(), [&](const auto& w) { return (sum += w.second) >= wanted; });
    made.push_back(found == waits.end() ? std::nullopt : std::optional(in_minutes(found->first)));
  }
  if (std::all_of(made.begin(), made.end(), [&](const auto& w) { return w == made.front(); })) made.resize(1);
  return made;
}

class measurer {
 public:
  measurer(const policy& p, const response_model& seen) : policy_(p), seen_(seen) {}

  expected_response of(const touch& t) const {
    expected_response made{.of = t};
    measure_doing(t, made);
    measure_answers(t, made);
    return made;
  }

 private:
  void measure_doing(const touch& t, expected_response& made) const {
    std::vector<seen_after> all;
    for (const auto& [step, seen] : seen_.when_ready) {
      const auto& written = policy_.draft().cadences[step.cadence].steps[step.step];
      for (const auto& s : seen) {
        const bool is_it = s.what ? touch{s.what->channel, purpose_of(written, *s.what)} == t : can_be(written, t);
        if (is_it) all.push_back(s);
      }
    }
    const waiting_times times(std::move(all));
    if (times.empty()) return;
    std::vector<std::pair<seconds, double>> waits;
    shares noted;
    times.for_each(
        [&](const seen_after& s, double chance) { waits.emplace_back(s.after, chance), noted.add(s.what->outcome, chance); });
    made.delay = tenths(std::move(waits), 1);
    made.outcomes = noted.rounded(noted.sum(), policy_.words());
  }

  // Whoever wrote a touchpoint down may have left out what for.
  purpose purpose_of(const step_draft& step, const touch_words& w) const {
    return w.purpose != purpose::none ? w.purpose : policy_.words().find<purpose>(*step.purpose).value_or(purpose::none);
  }

  bool can_be(const step_draft& step, const touch& t) const {
    const auto name = policy_.words().name(t.channel);
    const bool is_on =
        std::any_of(step.channels.begin(), step.channels.end(), [&](const auto& on) { return *on == name || *on == "start"; });
    return is_on && *step.purpose == policy_.words().name(t.purpose);
  }

  void measure_answers(const touch& t, expected_response& made) const {
    std::vector<seen_after> all;
    for (const auto& [where, seen] : seen_.of_itself) {
      const auto& w = where.newest;
      if (w.direction != direction::outbound || !(touch{w.channel, w.purpose} == t)) continue;
      for (auto s : seen) {
        if (s.what && s.what->direction != direction::inbound) s.what.reset();
        all.push_back(s);
      }
    }
    const waiting_times times(std::move(all));
    if (times.empty()) return;
    std::vector<std::pair<seconds, double>> waits;
    shares answers;
    times.for_each(
        [&](const seen_after& s, double chance) { waits.emplace_back(s.after, chance), answers.add(s.what->outcome, chance); });
    made.answers = answers.rounded(1, policy_.words());
    if (made.answers.empty()) return;
    made.answer_after.clear();
    for (const auto& w : tenths(std::move(waits), answers.sum())) made.answer_after.push_back(w.value_or(longest));
  }

  const policy& policy_;
  const response_model& seen_;
};

// By cadence and owner, on days of the working week and on others.
std::vector<expected_arrivals> arrivals_of(const policy& p, const book& all, const response_model& seen) {
  constexpr int weeks = 4;
  struct count {
    int number = 0;
    std::chrono::minutes from{24 * 60}, to{0};
  };
  std::map<std::tuple<std::string, std::string, bool>, count> counts;
  evaluator engine(p);
  decision d;
  for (const auto& a : seen.arrivals) {
    state s;
    const auto who = all.prospect(a.number);
    engine.fold(who, history(p.words()), time_begin, s);
    engine.advance(who, s, a.first, a.first.at, d);
    if (d.actions.empty()) continue;
    const auto hour = std::chrono::floor<std::chrono::hours>(a.time_of_day);
    auto& c = counts[{*p.draft().cadences[d.actions.front().cadence].name, who.owner, date::weekday{a.day}.iso_encoding() > 5}];
    ++c.number, c.from = std::min<std::chrono::minutes>(c.from, hour);
    c.to = std::max<std::chrono::minutes>(c.to, hour + std::chrono::hours{1});
  }
  std::vector<expected_arrivals> made;
  for (const auto& [of, c] : counts) {
    const auto& [cadence, owner, at_weekend] = of;
    if (!example_touchpoint(p, cadence, time_begin)) continue;
    const double a_day = std::round(100.0 * c.number / (weeks * (at_weekend ? 2 : 5))) / 100;
    const auto on = static_cast<weekday_set>(at_weekend ? saturday | sunday : mon_fri);
    if (a_day > 0) made.push_back({.cadence = cadence, .owner = owner, .a_day = a_day, .on = on, .from = c.from, .to = c.to});
  }
  return made;
}

std::uint64_t sum_of(const std::vector<outcome_share>& shares) {
  std::uint64_t sum = 0;
  for (const auto& s : shares) sum += s.share;
  return sum;
}

// Whatever the wait, whatever comes of it.
std::vector<seen_after> when_asked(const expected_response& r) {
  std::vector<seen_after> all;
  for (const auto& wait : r.delay) {
    if (!wait) {
      all.push_back({.after = longest, .times = whole_share});
      continue;
    }
    const auto as_it_is = r.of.channel == channel::internal ? outcome::none : outcome::sent;
    if (r.outcomes.empty()) all.push_back({.after = *wait, .what = touch_words{.outcome = as_it_is}, .times = whole_share});
    for (const auto& o : r.outcomes) all.push_back({.after = *wait, .what = touch_words{.outcome = o.outcome}, .times = o.share});
  }
  return all;
}

std::vector<seen_after> answers(const expected_response& r) {
  std::vector<seen_after> all;
  for (const auto& wait : r.answer_after)
    for (const auto& a : r.answers)
      all.push_back({.after = wait,
                     .what = touch_words{.channel = r.of.channel, .direction = direction::inbound, .outcome = a.outcome},
                     .times = a.share});
  const auto none = (whole_share - sum_of(r.answers)) * r.answer_after.size();
  all.push_back({.after = longest, .times = static_cast<std::uint32_t>(none)});
  return all;
}

void check(const expected_response& r) {
  const auto noted = sum_of(r.outcomes);
  if ((!r.outcomes.empty() && noted != whole_share) || sum_of(r.answers) > whole_share)
    throw misuse(misuse_number::bad_size, "shares of outcomes come to 1,000, and of answers to no more");
  if (r.delay.empty() || r.delay.size() > 100 || r.answer_after.empty() || r.answer_after.size() > 100)
    throw misuse(misuse_number::bad_size, "1 to 100 waits");
}

}  // namespace

std::vector<touch> missing_responses(const policy& p, const std::vector<expected_response>& responses) {
  auto asked = touches_asked_for(p);
  std::erase_if(asked, [&](const touch& t) {
    return std::any_of(responses.begin(), responses.end(), [&](const expected_response& r) {
      return r.of.channel == t.channel && (r.of.purpose == t.purpose || r.of.purpose == purpose::none);
    });
  });
  return asked;
}

workload_model measure_workload(const policy& p, const book& all, instant until) {
  const auto seen = observe(p, all, until);
  workload_model made{.name = *p.draft().name};
  auto& responses = made.responses.emplace();
  const measurer each(p, seen);
  for (const auto& t : touches_asked_for(p)) responses.push_back(each.of(t));
  made.arrivals = arrivals_of(p, all, seen);
  made.spread = 0;
  const auto plain = responses_of(p, all, until, made);
  made.spread = static_cast<per_mille>(std::lround(spread_of(p, all, until, plain) * whole_share));
  return made;
}

response_model responses_of(const policy& p, const book& all, instant until, const workload_model& expected) {
  auto model = !expected.responses || !expected.arrivals ? observe(p, all, until) : response_model{};
  if (expected.responses) {
    if (const auto missing = missing_responses(p, *expected.responses); !missing.empty())
      throw misuse(misuse_number::no_word, "no response to " + std::string(p.words().name(missing.front().channel)) + '/' +
                                               std::string(p.words().name(missing.front().purpose)));
    model.of_itself.clear(), model.when_ready.clear();
    for (const auto& r : *expected.responses) {
      check(r);
      model.when_asked[r.of] = when_asked(r);
      model.answers[r.of] = answers(r);
    }
  }
  if (expected.arrivals) model.arrivals.clear(), model.expected = *expected.arrivals;
  model.owners = expected.owners;
  if (expected.spread)
    model.spread = *expected.spread / double{whole_share};
  else if (!expected.responses)
    model.spread = spread_of(p, all, until, model);
  return model;
}

}  // namespace tickler::inline TICKLER_ABI
