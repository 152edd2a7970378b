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
  std::shared_ptr<const regional_calendar> rules{};
  std::vector<open_hours> parts{};        // several calendars, instead of the rules of one
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

  // How long it is open in it, if quick looks tell.
  std::optional<std::chrono::seconds> open_time(const interval& all) const {
    std::int64_t sum = 0;
    const bool is_told = each_piece(all, [&](const piece& there) { return sum += there.open_seconds(), true; });
    return is_told ? std::optional(std::chrono::seconds{sum}) : std::nullopt;
  }

  // When it has been open for so long from t on, if it is within two years. False if quick looks do not tell.
  bool after_open_time(std::chrono::seconds length, instant t, std::optional<instant>& found) const {
    auto left = length.count();
    return each_piece({t, std::min(t + two_years, time_end)}, [&](const piece& there) {
      const auto shown = there.year->after_open_time(left, there.year.shown);
      if (shown && *shown <= there.shown_end) found = there.year.period ? there.year.period->to_instant(*shown) : *shown;
      left -= there.open_seconds();
      return !found;
    });
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

  // A stretch of time in one such year, by one clock.
  struct piece {
    kept_year year;
    instant shown_end;  // by the clock of the year

    std::uint32_t open_until_end() const noexcept {
      return shown_end == year.end() ? year->open_before.back() : year->open_until(shown_end);
    }
    std::int64_t open_seconds() const noexcept { return std::int64_t{open_until_end()} - year->open_until(year.shown); }
  };

  // Calls each(piece), one after the other, until it returns false. False if quick looks do not tell of all: years that are not
  // kept, hours that are open while the clock is changed, or ends near such a change.
  template <class Each>
  bool each_piece(const interval& all, const Each& each) const {
    const auto is_clear = [](const kept_year& year, instant t) { return !year.period || year.period->is_well_within(t); };
    for (auto t = all.begin; t < all.end;) {
      piece there{kept_year_at(t), {}};
      const auto& year = there.year;
      if (!year || (t == all.begin && !is_clear(year, t))) return false;
      const auto year_end = year.period ? year.period->to_instant(year.end()) : year.end();
      auto end = std::min(all.end, year_end);
      const bool is_changed = year.period && end >= instant{std::chrono::seconds{year.period->until}};
      if (is_changed) end = instant{std::chrono::seconds{year.period->until}};
      there.shown_end = year.period ? year.period->to_local(end) : end;
      if (!each(there)) return true;
      if (is_changed ? !is_closed_over_change(there, end) : end == all.end && !is_clear(year, end)) return false;
      t = end;
    }
    return true;
  }

  // Is it closed at all times that the clock shows twice or never as it is changed at t, the end of the piece?
  bool is_closed_over_change(const piece& before, instant t) const {
    const auto after = kept_year_at(t);
    if (after.year != before.year.year) return false;
    const auto [first, last] = std::minmax(before.shown_end, after.shown);
    return in_range(last) && last < after.end() && after->open_until(first) == after->open_until(last);
  }

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

  // Several calendars of one clock as they are by the wall clock, for all zones: an instant is open by what the clock shows, so
  // what they have in common is hours as any. Nothing if their clocks are different ones.
  static open_hours by_wall_clock(std::span<const open_hours> parts, memory_budget budget);

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
