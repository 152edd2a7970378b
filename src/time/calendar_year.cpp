#include "time/calendar_year.hpp"

#include <algorithm>

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
  local_days operator[](std::size_t i) const noexcept { return first_ + date::days{static_cast<int>(i)}; }
  std::optional<std::size_t> index_of(local_days day) const noexcept {
    if (day < first_ || day >= (*this)[size_]) return std::nullopt;
    return static_cast<std::size_t>((day - first_).count());
  }

 private:
  local_days first_;
  std::size_t size_;
};

using date_set = std::bitset<year_dates::most + 1>;

std::optional<local_days> in_year(const date::year_month_day& day, date::year year) {
  return day.year() == year ? std::optional{local_days{day}} : std::nullopt;
}
std::optional<local_days> in_year(const date::month_day& day, date::year year) {
  const date::year_month_day full = year / day;
  return full.ok() ? std::optional{local_days{full}} : std::nullopt;
}
std::optional<local_days> in_year(const date::month_weekday& day, date::year year) {
  const date::year_month_weekday full{year, day.month(), day.weekday_indexed()};
  return full.ok() ? std::optional{local_days{full}} : std::nullopt;  // not every month has a fifth
}
std::optional<local_days> in_year(const date::month_weekday_last& day, date::year year) {
  return local_days{date::year_month_weekday_last{year, day.month(), day.weekday_last()}};
}

date_set closed_dates(std::span<const closed_day> closed, const year_dates& dates, int year) {
  date_set set;
  for (const auto& rule : closed)
    for (const int y : {year - 1, year, year + 1}) {
      const auto day = std::visit([y](const auto& d) { return in_year(d, date::year{y}); }, rule);
      const auto index = day ? dates.index_of(*day) : std::nullopt;
      if (index) set.set(*index);
    }
  return set;
}

bool opens_on(const opening& o, local_days day) { return o.days >> (date::weekday{day}.iso_encoding() - 1) & 1; }

struct local_interval {
  local_seconds begin, end;
};

// Sorted, those that overlap or touch made one.
std::vector<local_interval> local_hours(std::span<const opening> hours, const date_set& closed, const year_dates& dates) {
  std::vector<local_interval> all;
  for (std::size_t i = 0; i < dates.size(); ++i) {
    if (closed[i]) continue;
    const local_days day = dates[i], next = dates[i + 1];
    for (const auto& o : hours) {
      if (!opens_on(o, day)) continue;
      const bool wraps = o.to < o.from;
      all.push_back({day + o.from, !wraps ? day + o.to : closed[i + 1] ? local_seconds{next} : next + o.to});
    }
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
  std::vector<local_interval> merged;
  for (const auto& s : all) {
    if (!merged.empty() && s.begin <= merged.back().end)
      merged.back().end = std::max(merged.back().end, s.end);
    else
      merged.push_back(s);
  }
  return merged;
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

std::vector<short_interval> intersection(const std::vector<short_interval>& a, const std::vector<short_interval>& b) {
  std::vector<short_interval> both;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size(); a[i].end < b[j].end ? ++i : ++j) {
    const std::uint32_t begin = std::max(a[i].begin, b[j].begin), end = std::min(a[i].end, b[j].end);
    if (begin < end) both.push_back({begin, end});
  }
  return both;
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

calendar_year work_out(std::span<const opening> hours, std::span<const closed_day> closed, const zone& local, int year) {
  const year_dates dates{year};
  const date_set closed_set = closed_dates(closed, dates, year);
  calendar_year result(year);
  result.open = through_offsets(local_hours(hours, closed_set, dates), local, year_begin(year), year_begin(year + 1));
  result.index();
  for (std::size_t i = year_dates::margin; i + year_dates::margin < dates.size(); ++i) {
    const bool opens = std::any_of(hours.begin(), hours.end(), [&](const opening& o) { return opens_on(o, dates[i]); });
    result.open_days.set(i - year_dates::margin, opens && !closed_set[i]);
  }
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
