// Plays the book forward, many times, and adds up what there was to do.
#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <tickler/error.hpp>
#include <tickler/problem_numbers.hpp>
#include <tuple>
#include <utility>

#include "analysis/workload/player.hpp"
#include "analysis/workload/playings.hpp"

namespace tickler::inline TICKLER_ABI {

bool operator<(const response_model::situation& a, const response_model::situation& b) noexcept {
  const auto order = [](const response_model::situation& s) {
    return std::tuple(s.newest.channel, s.newest.direction, s.newest.purpose, s.newest.outcome, s.newest.with, s.alike);
  };
  return order(a) < order(b);
}

namespace {

std::vector<instant> day_starts(const policy& p, instant now, int weeks) {
  const auto zone = p.zones().find(*p.draft().zone).value();
  const auto today = date::floor<date::days>(zone.to_local(now));
  std::vector<instant> all{now};
  for (int i = 1; i <= 7 * weeks; ++i) all.push_back(zone.start_of(date::local_days{today.time_since_epoch() + date::days{i}}));
  return all;
}

// Everybody in the book as of then.
std::vector<beginning_of_future> beginnings(const policy& p, const book& all, instant now, std::vector<std::uint32_t>& of_number) {
  std::vector<beginning_of_future> made;
  evaluator engine(p);
  history log(p.words());
  of_number.assign(all.size(), static_cast<std::uint32_t>(-1));
  for (prospect_number n = 0; n < all.size(); ++n) {
    if (all.is_erased(n)) continue;
    beginning_of_future one{.who = all.prospect(n), .so_far = situations(p.words())};
    all.history(n, log);
    for (std::size_t i = 0; i < log.size(); ++i) {
      const auto t = log[i];
      if (t.at > now) break;
      one.so_far.take(t.words), one.newest = t.at;
    }
    engine.fold(one.who, log, now, one.folded);
    engine.decide(one.who, one.folded, now, one.decided);
    if (one.decided.status == status::invalid) continue;
    of_number[n] = static_cast<std::uint32_t>(made.size());
    made.push_back(std::move(one));
  }
  return made;
}

// New prospects of a day are those of one of the same weekdays that were seen.
class arrivals {
 public:
  arrivals(const policy& p, const book& all, const response_model& model) : zone_(p.zones().find(*p.draft().zone).value()) {
    evaluator engine(p);
    const history none(p.words());
    for (const auto& a : model.arrivals) {
      if (a.number >= all.size() || all.is_erased(a.number)) continue;
      beginning_of_future one{.who = all.prospect(a.number), .so_far = situations(p.words())};
      engine.fold(one.who, none, time_begin, one.folded);
      last_ = std::max(last_, a.day);
      by_day_[a.day].push_back({a, std::move(one)});
    }
  }

  struct arrival {
    seen_arrival seen;
    beginning_of_future nobody;
  };

  // Calls each(arrival, at).
  template <class Each>
  void for_each(instant begin, instant end, split_mix& random, Each&& each) const {
    if (by_day_.empty()) return;
    const auto day = date::floor<date::days>(zone_.to_local(begin));
    const auto weeks_back = 1 + static_cast<int>(random.below(4));
    const auto behind = (date::local_days{day.time_since_epoch()} - last_).count();
    const auto nearest = behind <= 0 ? (-behind) / 7 * 7 : -((behind + 6) / 7 * 7);
    const auto source = date::local_days{day.time_since_epoch()} + date::days{nearest - 7 * (weeks_back - 1)};
    const auto found = by_day_.find(source);
    if (found == by_day_.end()) return;
    for (const auto& a : found->second) {
      const auto at = zone_.to_instant(date::local_days{day.time_since_epoch()} + a.seen.time_of_day);
      if (begin <= at && at < end) each(a, at);
    }
  }

 private:
  zone zone_;
  std::map<date::local_days, std::vector<arrival>> by_day_{};
  date::local_days last_{};
};

// How many touches, by owner and channel, day and playing.
class tally {
 public:
  tally(const std::vector<instant>& days, std::size_t runs) : days_(days), runs_(runs) {}

  void add(std::size_t run, const std::string& owner, channel on, instant at) {
    const auto day = day_of(days_, at);
    for (const auto each : {channel::none, on}) {
      auto& counts = by_row_[{owner, each}];
      if (counts.empty()) counts.resize(runs_ * day_count());
      ++counts[run * day_count() + day];
    }
  }

  void write(double spread, std::uint64_t seed, const vocabulary& words, std::vector<load_row>& out) const {
    std::vector<double> factors;
    for (std::size_t run = 0; run < runs_; ++run) factors.push_back(how_far_off(spread, seed, run));
    for (const auto& [row, counts] : by_row_) {
      auto& made = out.emplace_back(load_row{.owner = row.first, .channel = row.second});
      for (std::size_t day = 0; day < day_count(); ++day) made.days.push_back(band(counts, day, 1, factors));
      for (std::size_t day = 0; day + 7 <= day_count(); day += 7) made.weeks.push_back(band(counts, day, 7, factors));
    }
    std::stable_sort(out.begin(), out.end(), [&](const load_row& a, const load_row& b) {
      return std::tuple(std::string_view(a.owner), words.name(a.channel)) <
             std::tuple(std::string_view(b.owner), words.name(b.channel));
    });
  }

 private:
  std::size_t day_count() const noexcept { return days_.size() - 1; }

  load_band band(const std::vector<std::uint32_t>& counts, std::size_t day, std::size_t length,
                 const std::vector<double>& factors) const {
    std::vector<double> sums;
    for (std::size_t run = 0; run < runs_; ++run) {
      std::uint64_t sum = 0;
      for (std::size_t i = 0; i < length; ++i) sum += counts[run * day_count() + day + i];
      sums.push_back(static_cast<double>(sum) * factors[run]);
    }
    std::sort(sums.begin(), sums.end());
    const auto at = [&](double part) {
      return sums[static_cast<std::size_t>(std::lround(part * static_cast<double>(sums.size() - 1)))];
    };
    return {at(0.1), at(0.5), at(0.9)};
  }

  const std::vector<instant>& days_;
  std::size_t runs_;
  std::map<std::pair<std::string, channel>, std::vector<std::uint32_t>> by_row_{};
};

}  // namespace

load_forecast forecast(const policy& p, const book& all, instant now, const response_model& model,
                       const forecast_options& options) {
  if (options.weeks < 1 || options.weeks > 26 || options.runs < 1 || options.runs > 10'000)
    throw misuse(misuse_number::bad_size, "a forecast is of 1 to 26 weeks, in 1 to 10,000 playings");
  load_forecast out;
  out.days = day_starts(p, now, options.weeks);
  out.runs = options.runs;
  std::vector<std::uint32_t> of_number;
  const auto everybody = beginnings(p, all, now, of_number);
  const response_tables responses(p, model);
  const arrivals new_ones(p, all, options.arrivals ? model : response_model{});
  player plays(p, responses);
  tally counted(out.days, options.runs);
  const auto end = std::min(out.days.back(), time_end);  // what is later than 2037 is not played
  out.prospects = everybody.size();
  for (std::size_t run = 0; run < options.runs; ++run) {
    const auto hear = [&](const prospect& who) {
      return [&, run](const touchpoint& t) {
        if (is_ours(t.words)) counted.add(run, who.owner, t.words.channel, t.at);
        if (options.heard) options.heard(run, who, t);
      };
    };
    std::uint64_t part = 0;
    for (const auto& one : everybody) plays.play(one, now, end, split_mix(options.seed, run, ++part), hear(one.who));
    out.prospect_weeks += everybody.size() * static_cast<std::uint64_t>(options.weeks);
    for (std::size_t day = 0; day + 1 < out.days.size(); ++day) {
      split_mix random(options.seed, run, (std::uint64_t{1} << 40) + day);
      new_ones.for_each(out.days[day], out.days[day + 1], random, [&](const arrivals::arrival& a, instant at) {
        auto first = a.seen.first;
        if (first.until) *first.until += at - first.at;
        first.at = at;
        plays.play_new(a.nobody, first, end, split_mix(options.seed, run, ++part), hear(a.nobody.who));
        out.prospect_weeks += (out.days.size() - 1 - day) / 7;
      });
    }
  }
  counted.write(model.spread, options.seed, all.words(), out.rows);
  return out;
}

overload first_overload(const load_forecast& ahead, std::string_view owner, double a_day) {
  overload found;
  for (const auto& row : ahead.rows) {
    if (row.owner != owner || row.channel != channel::none) continue;
    for (std::size_t day = 0; day < row.days.size(); ++day) {
      if (row.days[day].median > a_day && !found.likely) found.likely = day;
      if (row.days[day].high > a_day && !found.possible) found.possible = day;
    }
  }
  return found;
}

}  // namespace tickler::inline TICKLER_ABI
