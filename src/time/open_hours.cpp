#include <algorithm>
#include <bitset>
#include <tickler/calendar.hpp>
#include <tickler/error.hpp>
#include <tickler/problem_numbers.hpp>

#include "base/internal_access.hpp"
#include "time/open_hours_cache.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

// How many intervals of a year begin before t, which lies in the year or at its end.
std::size_t beginning_before(const calendar_year& year, instant t) noexcept {
  const auto i = year.first_ending_after(t - std::chrono::seconds{1});
  return i < year.open.size() && year.open[i].wide().begin < t ? i + 1 : i;
}

bool fill_the_week(const std::vector<opening>& hours) {
  constexpr int day = 24 * 60, week = 7 * day;
  std::bitset<week> open;
  for (const auto& o : hours)
    for (int d = 0; d < 7; ++d)
      if (o.days >> d & 1)
        for (auto m = o.from.count(), end = o.to.count() + (o.to < o.from ? day : 0); m < end; ++m)
          open.set(static_cast<std::size_t>((d * day + m) % week));
  return open.all();
}

template <class Hours>
std::string problem_of_times(const Hours& o) {
  using std::chrono::hours;
  using std::chrono::minutes;
  if (o.from < minutes{0} || o.from >= hours{24}) return "hours begin at 00:00 to 23:59";
  if (o.to < minutes{0} || o.to > hours{24}) return "hours end at 00:00 to 24:00";
  if (o.from == o.to) return "hours that end when they begin; the whole day is '00:00-24:00'";
  return {};
}

std::string problem_of(const opening& o) {
  if (o.days == 0 || o.days > daily) return "hours without a day of the week";
  return problem_of_times(o);
}

bool comes(const closed_day& day) {
  return std::visit([](const auto& rule) { return rule.ok(); }, day);
}

std::string problem_of(const special_day& d) {
  const auto* moving = std::get_if<moving_day>(&d.day);
  if (!comes(d.day) || (moving && moving->moves == moving_day::to::substitute)) return "a special day that never comes";
  if (d.hours.empty()) return "a special day without hours";
  for (const auto& o : d.hours)
    if (auto problem = problem_of_times(o); !problem.empty()) return problem;
  return {};
}

}  // namespace

bool open_hours::cache::change_while_closed(const next_interval& shown, next_interval& guess) const {
  if (!in_range(guess.closed_since) || !in_range(guess.open.begin)) return false;
  const auto before = impl_of(local).period_at(guess.closed_since), after = impl_of(local).period_at(guess.open.begin);
  if (!before || !after || before->until != after->since) return false;
  guess = {{after->to_instant(shown.open.begin), after->to_instant(shown.open.end)}, before->to_instant(shown.closed_since)};
  constexpr std::int64_t more_than_a_day = 26 * 3'600;
  return before->is_within(guess.closed_since, more_than_a_day) && after->is_within(guess.open.begin, more_than_a_day) &&
         after->is_within(guess.open.end);
}

bool open_hours::cache::keep_year_of(instant t) {
  if (!in_range(t) || (budget && *budget <= 0)) return false;
  auto& kept_year = years[index_of_year(t)];
  if (kept_year.load(std::memory_order_acquire)) return false;
  year(index_of_year(t));
  return kept_year.load(std::memory_order_acquire) != nullptr;
}

year_ref open_hours::cache::year(std::size_t i) {
  if (const auto* there = years[i].load(std::memory_order_acquire)) return year_ref{there};
  auto made = std::make_unique<const calendar_year>(make(i));
  const std::size_t bytes = made->bytes();
  if (!reserve(bytes)) return year_ref{std::move(made)};
  const calendar_year* first = nullptr;
  if (years[i].compare_exchange_strong(first, made.get(), std::memory_order_acq_rel)) return year_ref{made.release()};
  release(bytes);
  return year_ref{first};
}

calendar_year open_hours::cache::make(std::size_t i) {
  if (parts.empty()) return work_out(*rules, local, first_year + static_cast<int>(i));
  std::vector<year_ref> referred;
  std::vector<const calendar_year*> several;
  for (const auto& part : parts) several.push_back(&*referred.emplace_back(part.cache_->year(i)));
  return intersection(several);
}

bool open_hours::cache::reserve(std::size_t bytes) {
  const auto wanted = static_cast<std::int64_t>(bytes);
  if (budget && budget->fetch_sub(wanted) < wanted) {
    budget->fetch_add(wanted);
    return false;
  }
  kept += bytes;
  return true;
}

void open_hours::cache::release(std::size_t bytes) {
  kept -= bytes;
  if (budget) budget->fetch_add(static_cast<std::int64_t>(bytes));
}

// Years cut what goes on over New Year: the whole of it.
interval open_hours::cache::joined(std::size_t year_index, interval s) {
  for (std::size_t i = year_index; i > 0 && s.begin == year_begins[i]; --i) {
    const auto earlier = year(i - 1);
    if (earlier->open.empty() || earlier->open.back().wide().end != s.begin) break;
    s.begin = earlier->open.back().wide().begin;
  }
  for (std::size_t i = year_index + 1; i < year_count && s.end == year_begins[i]; ++i) {
    const auto later = year(i);
    if (later->open.empty() || later->open.front().wide().begin != s.end) break;
    s.end = later->open.front().wide().end;
  }
  return s;
}

std::optional<parse_error> check_calendar(const calendar& c) {
  for (std::size_t i = 0; i < c.hours.size(); ++i)
    if (auto problem = problem_of(c.hours[i]); !problem.empty()) return parse_error{i, std::move(problem), number::bad_hours};
  for (std::size_t i = 0; i < c.closed.size(); ++i)
    if (!comes(c.closed[i].day)) return parse_error{i, "a closed day that never comes", number::bad_closed_day};
  for (std::size_t i = 0; i < c.special.size(); ++i)
    if (auto problem = problem_of(c.special[i]); !problem.empty())
      return parse_error{i, std::move(problem), number::bad_closed_day};
  return std::nullopt;
}

open_hours::open_hours() = default;

open_hours::open_hours(const calendar& c, std::string_view region, const zone& z, memory_budget budget)
    : cache_(std::make_shared<cache>()) {
  if (const auto problem = check_calendar(c)) throw misuse(misuse_number::bad_calendar, problem->message);
  cache_->local = z;
  auto rules = calendar_for(region, c);
  cache_->budget = std::move(budget);
  cache_->without_end = rules.closed.empty() && rules.special.empty() && fill_the_week(rules.hours);
  cache_->rules = std::make_shared<const regional_calendar>(std::move(rules));
}

open_hours open_hours::all_of(std::span<const open_hours> several, memory_budget budget) {
  std::vector<open_hours> parts;
  for (const auto& one : several)
    if (!one.always_open()) parts.push_back(one);
  if (parts.empty()) return {};
  if (parts.size() == 1) return parts.front();
  open_hours all;
  all.cache_ = std::make_shared<cache>();
  all.cache_->local = parts.front().local();
  all.cache_->without_end = std::all_of(parts.begin(), parts.end(), [](const open_hours& o) { return o.cache_->without_end; });
  all.cache_->parts = std::move(parts);
  all.cache_->budget = std::move(budget);
  return all;
}

open_hours open_hours::cache::by_wall_clock(std::span<const open_hours> parts, memory_budget budget) {
  std::vector<open_hours> templates;
  for (const auto& part : parts) {
    if (part.always_open()) continue;
    if (!part.cache_->utc_template || !(part.local() == parts.front().local())) return {};
    templates.push_back(internal_access::make<open_hours>(part.cache_->utc_template));
  }
  return templates.size() > 1 ? all_of(templates, std::move(budget)) : open_hours{};
}

open_hours open_hours::in(const zone& z) const { return in(z, always_open() ? nullptr : cache_->budget); }

open_hours open_hours::in(const zone& z, memory_budget budget) const {
  if (always_open()) return {};
  if (!cache_->parts.empty()) throw misuse(misuse_number::bad_calendar, "several calendars have no one clock");
  open_hours there;
  there.cache_ = std::make_shared<cache>();
  there.cache_->local = z;
  there.cache_->rules = cache_->rules;
  there.cache_->budget = std::move(budget);
  there.cache_->without_end = cache_->without_end;
  if (cache_->local == zone{}) there.cache_->utc_template = cache_;
  return there;
}

bool open_hours::always_open() const noexcept { return cache_ == nullptr; }

bool open_hours::knows_region() const noexcept {
  if (always_open()) return true;
  if (cache_->parts.empty()) return !cache_->rules->hours.empty();
  return std::all_of(cache_->parts.begin(), cache_->parts.end(), [](const open_hours& o) { return o.knows_region(); });
}

bool open_hours::is_open(instant t) const {
  if (!in_range(t)) return false;
  if (always_open() || cache_->without_end) return true;
  const auto year = cache_->year(index_of_year(t));
  const std::size_t i = year->first_ending_after(t);
  return i < year->open.size() && year->open[i].wide().begin <= t;
}

std::optional<interval> open_hours::from(instant t) const {
  if (cache_ && in_range(t)) {
    if (next_interval next; cache_->utc_template && cache_->next_by_template(t, next)) return next.open;
    const auto i = index_of_year(t);  // nearly always it lies in a year that is kept
    if (const auto* year = cache_->years[i].load(std::memory_order_acquire)) {
      const auto found = year->first_ending_after(t);
      if (found < year->open.size()) return cache_->extended(i, year->open[found].wide());
    }
  }
  if (t >= time_end || t + two_years < time_begin) return std::nullopt;
  if (always_open() || cache_->without_end) return interval{time_begin, time_end};
  const instant limit = t + two_years;
  const instant start = std::max(t, time_begin);
  for (std::size_t i = index_of_year(start); i < year_count && year_begins[i] <= limit; ++i) {
    const auto year = cache_->year(i);
    const std::size_t found = year->first_ending_after(std::max(start, year_begins[i]));
    if (found == year->open.size()) continue;
    const interval s = year->open[found].wide();
    return s.begin <= limit ? std::optional{cache_->extended(i, s)} : std::nullopt;
  }
  return std::nullopt;
}

std::optional<interval> open_hours::before(instant t) const {
  if (cache_ && in_range(t)) {  // nearly always it is in the same year, and that is kept
    const auto i = index_of_year(t);
    const auto* year = cache_->years[i].load(std::memory_order_acquire);
    if (year && year_begins[i] < t)
      if (const auto count = beginning_before(*year, t); count != 0) return cache_->extended(i, year->open[count - 1].wide());
  }
  if (t <= time_begin || t - two_years >= time_end) return std::nullopt;
  if (always_open() || cache_->without_end) return interval{time_begin, time_end};
  const instant limit = t - two_years;
  const instant last = std::min(t, time_end) - std::chrono::seconds{1};
  for (std::size_t i = index_of_year(last) + 1; i-- > 0 && year_begins[i + 1] > limit;) {
    const auto year = cache_->year(i);
    const std::size_t count = beginning_before(*year, std::min(t, year_begins[i + 1]));
    if (count == 0) continue;
    const interval s = year->open[count - 1].wide();
    return s.end > limit ? std::optional{cache_->extended(i, s)} : std::nullopt;
  }
  return std::nullopt;
}

const zone& open_hours::local() const noexcept {
  static const zone utc;
  return always_open() ? utc : cache_->local;
}

bool open_hours::is_open_day(date::local_days day) const {
  const auto as_utc = date::sys_days{day.time_since_epoch()};
  if (!in_range(as_utc)) return false;
  if (always_open()) return true;
  const std::size_t i = index_of_year(as_utc);
  return cache_->year(i)->open_days[static_cast<std::size_t>((as_utc - date::floor<date::days>(year_begins[i])).count())];
}

std::size_t open_hours::bytes() const noexcept { return always_open() ? 0 : cache_->kept.load(); }

}  // namespace tickler::inline TICKLER_ABI
