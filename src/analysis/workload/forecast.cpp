// Plays the book forward, many times, and adds up what there was to do.
#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <tickler/error.hpp>
#include <tickler/problem_numbers.hpp>
#include <tuple>
#include <utility>

#include "analysis/workload/newcomers.hpp"
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

// Everybody in the book as of then.
std::vector<beginning_of_future> beginnings(const policy& p, const book& all, instant now) {
  std::vector<beginning_of_future> made;
  evaluator engine(p);
  history log(p.words());
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
    made.push_back(std::move(one));
  }
  return made;
}

// How many touches, by owner and channel, day and playing.
class tally {
 public:
  tally(const load_forecast& of, std::size_t runs) : days_(of.days), weeks_(of.weeks), runs_(runs) {}

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
      for (std::size_t week = 0; week < weeks_.size(); ++week) {
        const auto end = week + 1 < weeks_.size() ? weeks_[week + 1] : day_count();
        made.weeks.push_back(band(counts, weeks_[week], end - weeks_[week], factors));
      }
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
  const std::vector<std::size_t>& weeks_;
  std::size_t runs_;
  std::map<std::pair<std::string, channel>, std::vector<std::uint32_t>> by_row_{};
};

}  // namespace

void set_days(const policy& p, instant now, int weeks, load_forecast& out) {
  if (weeks < 1 || weeks > 26) throw misuse(misuse_number::bad_size, "a forecast is of 1 to 26 weeks");
  const auto zone = p.zones().find(*p.draft().zone).value();
  const auto today = date::local_days{date::floor<date::days>(zone.to_local(now)).time_since_epoch()};
  const auto begun = date::weekday{today} - date::Monday;  // so many days ago, this week
  const int under_way = begun.count() == 0 ? 0 : 7 - static_cast<int>(begun.count());
  out.days.push_back(now), out.weeks.push_back(0);
  for (int i = 1; i <= under_way + 7 * weeks; ++i) {
    if (date::weekday{today + date::days{i}} == date::Monday && i < under_way + 7 * weeks) out.weeks.push_back(out.days.size());
    out.days.push_back(zone.start_of(today + date::days{i}));
  }
}

void play_book(const policy& p, const book& all, const std::vector<instant>& days, const response_model& model,
               const forecast_options& options, const hearer& hears, load_forecast& counts) {
  if (options.runs < 1 || options.runs > 10'000) throw misuse(misuse_number::bad_size, "a forecast is of 1 to 10,000 playings");
  std::vector<beginning_of_future> everybody = beginnings(p, all, days.front());
  const newcomers new_ones(p, all, model, options.arrivals);
  player plays(p, model);
  const auto end = std::min(days.back(), time_end);  // what is later than 2037 is not played
  counts.runs = options.runs, counts.prospects = everybody.size();
  for (std::size_t run = 0; run < options.runs; ++run) {
    const auto hear = [&](const prospect& who) { return [&, run](const touchpoint& t) { hears(run, who, t); }; };
    std::uint64_t part = 0;
    for (const auto& one : everybody) plays.play(one, days.front(), end, split_mix(options.seed, run, ++part), hear(one.who));
    counts.prospect_weeks += everybody.size() * ((days.size() - 1) / 7);
    for (std::size_t day = 0; day + 1 < days.size(); ++day)
      new_ones.for_each(days[day], days[day + 1], options.seed, run,
                        [&](const beginning_of_future& nobody, const touchpoint& first) {
                          plays.play_new(nobody, first, end, split_mix(options.seed, run, ++part), hear(nobody.who));
                          counts.prospect_weeks += (days.size() - 1 - day) / 7;
                        });
  }
}

load_forecast forecast(const policy& p, const book& all, instant now, const response_model& model,
                       const forecast_options& options) {
  load_forecast out;
  set_days(p, now, options.weeks, out);
  tally counted(out, options.runs);
  play_book(
      p, all, out.days, model, options,
      [&](std::size_t run, const prospect& who, const touchpoint& t) {
        if (is_ours(t.words)) counted.add(run, who.owner, t.words.channel, t.at);
        if (options.heard) options.heard(run, who, t);
      },
      out);
  counted.write(model.spread, options.seed, all.words(), out.rows);
  return out;
}

overload first_overload(const load_forecast& ahead, std::string_view owner, double a_day, channel on) {
  overload found;
  for (const auto& row : ahead.rows) {
    if (row.owner != owner || row.channel != on) continue;
    for (std::size_t day = 0; day < row.days.size(); ++day) {
      if (row.days[day].median > a_day && !found.likely) found.likely = day;
      if (row.days[day].high > a_day && !found.possible) found.possible = day;
    }
  }
  return found;
}

}  // namespace tickler::inline TICKLER_ABI
