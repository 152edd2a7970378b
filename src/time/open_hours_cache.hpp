// The open hours of a calendar, year by year: the inside of open_hours.
#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <optional>
#include <tickler/calendar.hpp>
#include <vector>

#include "base/internal_access.hpp"
#include "time/calendar_year.hpp"
#include "time/zone_table.hpp"

namespace tickler::inline TICKLER_ABI {

inline constexpr date::days two_years{731};  // as far as anybody looks for open hours

inline constexpr auto year_begins = [] {
  std::array<instant, year_count + 1> begins{};
  for (int i = 0; i <= year_count; ++i) begins[static_cast<std::size_t>(i)] = year_begin(first_year + i);
  return begins;
}();

// Which year, counted from 1970, an instant in range is in. Leap years alone would be too few by not even one.
inline std::size_t index_of_year(instant t) noexcept {
  constexpr std::int64_t leap_year = 366 * 86'400;
  const auto i = static_cast<std::size_t>(t.time_since_epoch().count() / leap_year);
  return year_begins[i + 1] <= t ? i + 1 : i;
}

// A year to be read: kept by the calendar, or by this.
class year_ref {
 public:
  explicit year_ref(const calendar_year* kept) noexcept : year_(kept) {}
  explicit year_ref(std::unique_ptr<const calendar_year> own) noexcept : own_(std::move(own)), year_(own_.get()) {}
  const calendar_year& operator*() const noexcept { return *year_; }
  const calendar_year* operator->() const noexcept { return year_; }

 private:
  std::unique_ptr<const calendar_year> own_{};
  const calendar_year* year_;
};

struct next_interval {
  interval open;
  instant closed_since;  // the end of the interval before it
};

struct open_hours::cache : std::enable_shared_from_this<cache> {
  zone local{};
  std::vector<opening> hours{};
  std::vector<closed_day> closed{};
  std::vector<open_hours> parts{};        // several calendars, instead of the hours and closed days of one
  std::shared_ptr<cache> utc_template{};  // the same hours and days in UTC: what they are by the wall clock. Many zones share it
  memory_budget budget{};
  bool without_end = false;  // the hours leave no gap and no day is closed
  std::array<std::atomic<const calendar_year*>, year_count> years{};
  std::atomic<std::size_t> kept{0};

  cache() = default;
  cache(const cache&) = delete;
  cache& operator=(const cache&) = delete;
  ~cache() {
    for (auto& year : years) delete year.load();
    if (budget) budget->fetch_add(static_cast<std::int64_t>(kept.load()));
  }

  // Finds the interval that contains t, which is in range, or the next one after it, and the end of the one before. False if a
  // quick look does not tell; `found` may be anything then.
  bool next_from(instant t, next_interval& found) const {
    return (utc_template && next_by_template(t, found)) || next_of_year(t, found);
  }

  // By the wall clock, unless that is changed while it is open, or about then.
  bool next_by_template(instant t, next_interval& found) const {
    const auto period = impl_of(local).period_at(t);
    if (!period) return false;
    const auto shown = period->to_local(t);
    next_interval here;
    if (!utc_template->next_of_year(shown, here) && !(utc_template->keep_year_of(shown) && utc_template->next_of_year(shown, here)))
      return false;
    found = {{period->to_instant(here.open.begin), period->to_instant(here.open.end)}, period->to_instant(here.closed_since)};
    return (period->is_within(found.closed_since) && period->is_within(found.open.end)) || change_while_closed(here, found);
  }

  // If all lies in one year, and that is kept.
  bool next_of_year(instant t, next_interval& found) const noexcept {
    if (!in_range(t)) return false;
    const auto i = index_of_year(t);
    const auto* year = years[i].load(std::memory_order_acquire);
    if (!year) return false;
    const auto day = static_cast<std::uint32_t>((t - year_begins[i]).count()) / 86'400;
    const auto at = year->first_ending_after(t, day);
    if (at == 0 || at >= year->open.size()) return false;
    found = {year->open[at].wide(), year->open[at - 1].wide().end};
    return found.open.end != year_begins[i + 1];  // or it may go on
  }

  // Calls each(interval) for those that end after t, in order, until it returns false. As open_hours::from, called again and again
  // from the end of the last one; but intervals that lie in one year, by one clock, are read one after the other.
  template <class Each>
  void for_each_from(const open_hours& self, instant t, const Each& each) const {
    for (;;) {
      if (!read_on(t, each)) return;
      const auto open = self.from(t);
      if (!open || !each(*open)) return;
      t = open->end;
    }
  }

  // `guess` takes the clock for unchanged; it is set right, if a quick look tells.
  bool change_while_closed(const next_interval& shown, next_interval& guess) const;

  // The part of that which a quick look tells; t is then behind it. False: `each` wants no more.
  template <class Each>
  bool read_on(instant& t, const Each& each) const {
    const auto year = kept_year_at(t);
    if (!year) return true;
    for (auto at = year->first_ending_after(year.shown); at != 0 && at < year->open.size(); ++at) {
      auto open = year->open[at].wide();
      if (open.end == year.end()) return true;  // or it may go on
      if (year.period) {
        open = {year.period->to_instant(open.begin), year.period->to_instant(open.end)};
        if (!year.period->is_within(open.begin) || !year.period->is_within(open.end)) return true;
      }
      if (!each(open)) return false;
      t = open.end;
    }
    return true;
  }

  // How long it is open in it, if all of it lies in one year that is kept, by one clock.
  std::optional<std::chrono::seconds> open_time(const interval& all) const {
    const auto year = kept_year_at(all.begin);
    if (!year || (year.period && !(year.period->is_well_within(all.begin) && year.period->is_well_within(all.end))))
      return std::nullopt;
    const auto end = year.period ? year.period->to_local(all.end) : all.end;
    if (end < year.shown || end >= year.end()) return std::nullopt;
    return std::chrono::seconds{std::int64_t{year->open_until(end)} - year->open_until(year.shown)};
  }

  // When it has been open for so long from t on, with the same proviso.
  std::optional<instant> after_open_time(std::chrono::seconds length, instant t) const {
    const auto year = kept_year_at(t);
    if (!year || (year.period && !year.period->is_well_within(t))) return std::nullopt;
    const auto shown = year->after_open_time(length.count(), year.shown);
    if (!shown || !year.period) return shown;
    const auto there = year.period->to_instant(*shown);
    return year.period->is_well_within(there) ? std::optional(there) : std::nullopt;
  }

  // The year that t is in, as it is kept: by the wall clock, where that says the same in many zones.
  struct kept_year {
    const calendar_year* year = nullptr;
    std::size_t number = 0;
    instant shown{};  // t, by the clock of the year
    std::optional<zone::table::period> period{};

    explicit operator bool() const noexcept { return year != nullptr; }
    const calendar_year* operator->() const noexcept { return year; }
    instant end() const noexcept { return year_begins[number + 1]; }
  };

  kept_year kept_year_at(instant t) const {
    kept_year found;
    if (!in_range(t)) return found;
    found.shown = t;
    const cache* clock = this;
    if (utc_template) {
      found.period = impl_of(local).period_at(t);
      if (!found.period) return found;
      found.shown = found.period->to_local(t);
      clock = utc_template.get();
    }
    if (!in_range(found.shown)) return found;
    found.number = index_of_year(found.shown);
    found.year = clock->years[found.number].load(std::memory_order_acquire);
    return found;
  }

  bool keep_year_of(instant t);  // false if it was kept already, or is not to be
  year_ref year(std::size_t i);
  calendar_year make(std::size_t i);
  bool reserve(std::size_t bytes);
  void release(std::size_t bytes);
  interval extended(std::size_t i, interval s) {
    return s.begin != year_begins[i] && s.end != year_begins[i + 1] ? s : joined(i, s);
  }
  interval joined(std::size_t year_index, interval s);
};

}  // namespace tickler::inline TICKLER_ABI
