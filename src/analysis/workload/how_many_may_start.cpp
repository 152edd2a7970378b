#include <tickler/error.hpp>
#include <tickler/preview.hpp>
#include <tickler/problem_numbers.hpp>

#include "analysis/workload/player.hpp"
#include "analysis/workload/playings.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

// What one owner has to do, by playing and day, as it fills up.
class filling {
 public:
  filling(const std::vector<instant>& days, std::size_t runs, double most)
      : days_(days), runs_(runs), most_(most), counts_(runs * (days.size() - 1)), factors_(runs, 1.0) {}

  void set_factor(std::size_t run, double factor) { factors_[run] = factor; }
  void add(std::size_t run, instant at) { ++counts_[run * (days_.size() - 1) + day_of(days_, at)]; }

  // The first day on which more than one playing in ten has too much.
  std::optional<std::size_t> overfull() const {
    for (std::size_t day = 0; day + 1 < days_.size(); ++day) {
      std::size_t too_much = 0;
      for (std::size_t run = 0; run < runs_; ++run)
        too_much += static_cast<double>(counts_[run * (days_.size() - 1) + day]) * factors_[run] > most_;
      if (too_much * 10 > runs_) return day;
    }
    return std::nullopt;
  }

 private:
  const std::vector<instant>& days_;
  std::size_t runs_;
  double most_;
  std::vector<std::uint32_t> counts_;
  std::vector<double> factors_;
};

}  // namespace

room_for_starts how_many_may_start(const policy& p, const book& all, instant now, const response_model& model,
                                   std::string_view cadence, const starting_limits& limits, const forecast_options& options) {
  const auto& cadences = p.draft().cadences;
  const bool is_known = std::any_of(cadences.begin(), cadences.end(), [&](const auto& c) { return *c.name == cadence; });
  const auto first = is_known ? example_touchpoint(p, cadence, now) : std::nullopt;
  if (!first) throw misuse(misuse_number::no_word, "no touchpoint alone starts that cadence");

  struct heard_touch {
    std::size_t run;
    instant at;
  };
  std::vector<heard_touch> of_owner;
  auto hears = options;
  hears.heard = [&](std::size_t run, const prospect& who, const touchpoint& t) {
    if (who.owner == limits.owner && is_ours(t.words)) of_owner.push_back({run, t.at});
    if (options.heard) options.heard(run, who, t);
  };
  const auto without = forecast(p, all, now, model, hears);
  filling day_by_day(without.days, options.runs, limits.touches_a_day);
  for (std::size_t run = 0; run < options.runs; ++run) day_by_day.set_factor(run, how_far_off(model.spread, options.seed, run));
  for (const auto& t : of_owner) day_by_day.add(t.run, t.at);

  beginning_of_future nobody{.who = sample_prospect(p), .so_far = situations(p.words())};
  nobody.who.owner = limits.owner;
  evaluator(p).fold(nobody.who, history(p.words()), now, nobody.folded);
  const response_tables responses(p, model);
  player plays(p, responses);
  constexpr std::uint64_t starters = std::uint64_t{1} << 50;  // apart from what is drawn for others
  room_for_starts room{.full = day_by_day.overfull()};
  while (!room.full && room.starts < limits.most) {
    for (std::size_t run = 0; run < options.runs; ++run)
      plays.play_new(nobody, *first, std::min(without.days.back(), time_end), split_mix(options.seed, run, starters + room.starts),
                     [&](const touchpoint& t) {
                       if (is_ours(t.words)) day_by_day.add(run, t.at);
                     });
    room.full = day_by_day.overfull();
    if (!room.full) ++room.starts;
  }
  return room;
}

}  // namespace tickler::inline TICKLER_ABI
