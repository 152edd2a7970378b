#include "cli/icalendar/place.hpp"

#include <date/date.h>

#include <algorithm>
#include <tickler/zones.hpp>

namespace tickler::cli::icalendar {

namespace {

constexpr std::chrono::minutes length{15};  // of an event that need not be shorter
constexpr std::chrono::hours morning{9};    // when what is about a whole day makes itself heard

date::local_days day_of(instant t, const zone& local) { return date::floor<date::days>(local.to_local(t)); }

bool begins_day(instant t, const zone& local) { return local.start_of(day_of(t, local)) == t; }

// By which the step goes (R109).
const zone& clock_of(const policy& p, const action& a, const clocks& by) {
  const auto& given = step_of(p, a).clock;
  const bool is_owners = given ? **given == step_clock::owner : a.channel == channel::internal;
  return is_owners ? by.owner : by.prospect;
}

// What waits for another action comes after that one.
instant time_of(const decision& d, const action& a) {
  if (a.when) return *a.when;
  const auto first = a.not_before.value();
  return a.behind == action::not_behind ? first : std::max(first, time_of(d, d.actions.at(a.behind)) + length);
}

// Within its window, if it has any time left there.
instant end_of(instant begin, const std::optional<instant>& due) {
  return due && *due > begin ? std::min(begin + length, *due) : begin + length;
}

place event_at(instant begin, const action& a, const zone& local, const zone& owner, instant now) {
  place at{.begin = begin, .end = end_of(begin, a.due)};
  const auto today = day_of(now, owner);
  if (begins_day(begin, local)) at.day = day_of(begin, local);
  at.is_carried = at.day ? *at.day < today : at.end <= now;
  if (at.is_carried) at.day = today;
  if (at.day) at.alarm = morning;
  return at;
}

// A deadline at midnight is told as the last minute of the day before.
place task_at(instant begin, const action& a, const zone& local) {
  const auto due = a.due && begins_day(*a.due, local) ? *a.due - std::chrono::minutes{1} : a.due;
  return {.begin = begin,
          .end = due && *due > begin ? *due : begin + length,
          .alarm = begins_day(begin, local) ? morning : std::chrono::hours{}};
}

}  // namespace

clocks clocks_of(const policy& p, const prospect& who) {
  const auto usual = zone_of(p, prospect{}).value_or(zone());
  return {.prospect = zone_of(p, who).value_or(usual),
          .owner = who.owner_zone.empty() ? usual : p.zones().find(who.owner_zone).value_or(usual)};
}

place place_of(entry_kind kind, const policy& p, const decision& d, const action& a, const clocks& by, instant now) {
  const auto begin = time_of(d, a);
  const auto& local = clock_of(p, a, by);
  return kind == entry_kind::event ? event_at(begin, a, local, by.owner, now) : task_at(begin, a, local);
}

}  // namespace tickler::cli::icalendar
