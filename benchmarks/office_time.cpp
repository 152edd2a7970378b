#include "office_time.hpp"

#include <algorithm>
#include <tickler/zone.hpp>

namespace hand_written {

using namespace std::chrono;

wall_clock::wall_clock(std::string_view zone) {
  const auto found = tickler::zone::find(zone).value();
  const auto offsets = found.offsets();
  for (std::size_t i = 0; i < offsets.size(); ++i) {
    const auto end = i + 1 < offsets.size() ? offsets[i + 1].begin + offsets[i].offset : instant::max();
    periods_.push_back({offsets[i].begin, offsets[i].offset, local_seconds{end.time_since_epoch()}});
  }
}

local_seconds wall_clock::shown_at(instant t) const {
  const auto after =
      std::upper_bound(periods_.begin() + 1, periods_.end(), t, [](instant at, const period& p) { return at < p.begin; });
  return local_seconds{(t + std::prev(after)->offset).time_since_epoch()};
}

instant wall_clock::when_showing(local_seconds t) const {
  const auto first = first_that_shows(t);
  const auto there = instant{t.time_since_epoch()} - first->offset;
  return there < first->begin ? instant{t.time_since_epoch()} - std::prev(first)->offset : there;
}

instant wall_clock::start_of(local_days day) const {
  const auto first = first_that_shows(day);
  return std::max(instant{day.time_since_epoch()} - first->offset, first->begin);
}

std::vector<wall_clock::period>::const_iterator wall_clock::first_that_shows(local_seconds t) const {
  return std::upper_bound(periods_.begin(), periods_.end() - 1, t,
                          [](local_seconds at, const period& p) { return at < p.shown_end; });
}

bool office::opens_on(local_days day) const {
  const weekday of_week{day};
  if (of_week == Saturday || of_week == Sunday) return false;
  const year_month_day date{day};
  return !std::binary_search(holidays_.begin(), holidays_.end(), date.month() / date.day());
}

office::interval office::on(local_days day) const { return {clock_.when_showing(day + 9h), clock_.when_showing(day + 18h)}; }

office::interval office::open_from(instant t) const {
  for (auto day = clock_.date_of(t);; day += days{1}) {
    if (!opens_on(day)) continue;
    const auto open = on(day);
    if (open.end > t) return open;
  }
}

instant office::last_closing(instant opening) const {
  auto day = clock_.date_of(opening) - days{1};
  while (!opens_on(day)) day -= days{1};
  return on(day).end;
}

}  // namespace hand_written
