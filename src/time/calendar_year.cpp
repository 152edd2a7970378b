#include "time/calendar_year.hpp"

#include <algorithm>

#include "time/calendar_days.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

using date::local_days;
using date::local_seconds;

// The local dates that a year in UTC may touch, and one before for the hours that wrap midnight.
class year_dates {
 public:
  static constexpr int margin = 2;
  static constexpr std::size_t most = 366 + 2 * margin;

  explicit year_dates(int year)
      : first_(local_days{date::year{year} / 1 / 1} - date::days{margin}),
        size_(static_cast<std::size_t>((local_days{date::year{year + 1} / 1 / 1} - first_).count() + margin)) {}

  std::size_t size() const noexcept { return size_; }
  days_in_row all() const noexcept { return {first_, (*this)[size_ - 1]}; }
  local_days operator[](std::size_t i) const noexcept { return first_ + date::days{static_cast<int>(i)}; }
  std::size_t index_of(local_days day) const noexcept { return static_cast<std::size_t>((day - first_).count()); }

 private:
  local_days first_;
  std::size_t size_;
};

using date_set = std::bitset<year_dates::most + 1>;

date_set closed_dates(const regional_calendar& c, const year_dates& dates) {
  date_set set;
  const auto [first, last] = dates.all();
  for (const auto& rule : c.closed)
    for_each_row(rule, dates.all(), [&](days_in_row row) {
      for (auto i = dates.index_of(row.first); i <= dates.index_of(row.last); ++i) set.set(i);
    });
  const auto begin = std::lower_bound(c.substitutes.begin(), c.substitutes.end(), first);
  for (auto at = begin; at != c.substitutes.end() && *at <= last; ++at) set.set(dates.index_of(*at));
  return set;
}

// What a date is open for, in minutes from its midnight on: sorted, those that overlap or touch made one.
struct stretch {
  std::chrono::minutes begin, end;
};
using stretches = std::vector<stretch>;

template <class Interval>
void merge(std::vector<Interval>& all) {
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
  std::vector<Interval> merged;
  for (const auto& s : all) {
    if (!merged.empty() && s.begin <= merged.back().end)
      merged.back().end = std::max(merged.back().end, s.end);
    else
      merged.push_back(s);
  }
  all = std::move(merged);
}

// What lies in both.
template <class Interval>
std::vector<Interval> intersection(const std::vector<Interval>& a, const std::vector<Interval>& b) {
  std::vector<Interval> both;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size(); a[i].end < b[j].end ? ++i : ++j) {
    const auto begin = std::max(a[i].begin, b[j].begin), end = std::min(a[i].end, b[j].end);
    if (begin < end) both.push_back({begin, end});
  }
  return both;
}

template <class Hours>
stretch stretch_of(const Hours& o) {
  return {o.from, o.to < o.from ? o.to + std::chrono::hours{24} : o.to};
}

// The dates that have hours of their own. R125: those of a more specific region come first.
class own_hours {
 public:
  own_hours(const std::vector<special_day>& special, const year_dates& dates) : by_date_(special.empty() ? 0 : dates.size()) {
    for (const auto& each : special) {
      stretches hours;
      for (const auto& o : each.hours) hours.push_back(stretch_of(o));
      merge(hours);
      for_each_row(each.day, dates.all(), [&](days_in_row row) {
        for (auto i = dates.index_of(row.first); i <= dates.index_of(row.last); ++i) add(by_date_[i], each.region.size(), hours);
      });
    }
  }

  const stretches* of(std::size_t date) const {
    return date < by_date_.size() && by_date_[date] ? &by_date_[date]->hours : nullptr;
  }

 private:
  struct own {
    std::size_t specific = 0;  // bytes of the region
    stretches hours{};
  };

  static void add(std::optional<own>& there, std::size_t specific, const stretches& hours) {
    if (!there)
      there = own{specific, hours};
    else if (there->specific == specific)
      there->hours = intersection(there->hours, hours);
  }

  std::vector<std::optional<own>> by_date_;
};

bool opens_on(const opening& o, local_days day) { return o.days >> (date::weekday{day}.iso_encoding() - 1) & 1; }

struct local_interval {
  local_seconds begin, end;
};

// What begins on each of the dates.
class hours_by_date {
 public:
  hours_by_date(const regional_calendar& c, const year_dates& dates)
      : c_(c), dates_(dates), closed_(closed_dates(c, dates)), own_(c.special, dates) {}

  bool is_closed(std::size_t date) const { return closed_[date]; }

  template <class Each>
  void for_each(std::size_t date, const Each& each) const {
    if (closed_[date] || c_.hours.empty()) return;
    if (const auto* own = own_.of(date)) {
      for (const auto& s : *own) each(s);
      return;
    }
    for (const auto& o : c_.hours)
      if (opens_on(o, dates_[date])) each(stretch_of(o));
  }

 private:
  const regional_calendar& c_;
  const year_dates& dates_;
  date_set closed_;
  own_hours own_;
};

// Sorted, those that overlap or touch made one.
std::vector<local_interval> local_hours(const hours_by_date& hours, const year_dates& dates) {
  std::vector<local_interval> all;
  for (std::size_t i = 0; i < dates.size(); ++i)
    hours.for_each(i, [&](const stretch& s) {
      const local_seconds end = dates[i] + s.end, midnight{dates[i + 1]};
      all.push_back({dates[i] + s.begin, hours.is_closed(i + 1) ? std::min(end, midnight) : end});
    });
  merge(all);
  return all;
}

void append(std::vector<short_interval>& open, instant begin, instant end) {
  const auto seconds = [](instant t) { return static_cast<std::uint32_t>(t.time_since_epoch().count()); };
  if (!open.empty() && open.back().end == seconds(begin))
    open.back().end = seconds(end);
  else
    open.push_back({seconds(begin), seconds(end)});
}

// By wall clock: while one offset is in force, what the wall clock shows moves with UTC; so each of these times is open just where
// the wall clock passes through an open interval, be it twice or never.
std::vector<short_interval> through_offsets(const std::vector<local_interval>& hours, const zone& local, instant begin,
                                            instant end) {
  std::vector<short_interval> open;
  const auto offsets = local.offsets();
  for (std::size_t i = 0; i < offsets.size(); ++i) {
    const instant from = i == 0 ? begin : std::max(begin, offsets[i].begin);
    const instant to = i + 1 == offsets.size() ? end : std::min(end, offsets[i + 1].begin);
    if (from >= to) continue;
    const auto shown = [&](instant t) { return local_seconds{(t + offsets[i].offset).time_since_epoch()}; };
    const auto when = [&](local_seconds t) { return instant{t.time_since_epoch() - offsets[i].offset}; };
    auto h = std::partition_point(hours.begin(), hours.end(), [&](const auto& s) { return s.end <= shown(from); });
    for (; h != hours.end() && h->begin < shown(to); ++h) append(open, std::max(from, when(h->begin)), std::min(to, when(h->end)));
  }
  return open;
}

}  // namespace

calendar_year::calendar_year(int year) : begin(static_cast<std::uint32_t>(year_begin(year).time_since_epoch().count())) {}

void calendar_year::index() {
  open.shrink_to_fit();
  std::size_t next = 0;
  for (std::uint32_t day = 0; day < at_day.size(); ++day) {
    while (next < open.size() && open[next].end <= begin + day * 86'400) ++next;
    at_day[day] = static_cast<std::uint16_t>(next);
  }
  open_before.reserve(open.size() + 1);
  open_before.assign(1, 0);
  for (const auto& each : open) open_before.push_back(open_before.back() + (each.end - each.begin));
}

calendar_year work_out(const regional_calendar& c, const zone& local, int year) {
  const year_dates dates{year};
  const hours_by_date hours(c, dates);
  calendar_year result(year);
  result.open = through_offsets(local_hours(hours, dates), local, year_begin(year), year_begin(year + 1));
  result.index();
  for (std::size_t i = year_dates::margin; i + year_dates::margin < dates.size(); ++i)
    hours.for_each(i, [&](const stretch&) { result.open_days.set(i - year_dates::margin); });
  return result;
}

calendar_year intersection(std::span<const calendar_year* const> several) {
  calendar_year result = *several[0];
  for (const auto* other : several.subspan(1)) {
    result.open = intersection(result.open, other->open);
    result.open_days &= other->open_days;
  }
  result.index();
  return result;
}

}  // namespace tickler::inline TICKLER_ABI
