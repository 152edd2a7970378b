// Where an action stands in somebody's calendar or list of tasks.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <tickler/decision.hpp>
#include <tickler/prospect.hpp>
#include <tickler/zone.hpp>

namespace tickler::cli::icalendar {

enum class entry_kind : std::uint8_t { event, task };

struct clocks {
  zone prospect, owner;
};
clocks clocks_of(const policy& p, const prospect& who);  // who can be decided for

struct place {
  instant begin{}, end{};                 // of a task, the end is when it is due
  std::optional<date::local_days> day{};  // of an event: all of it, instead
  std::chrono::hours alarm{};             // behind the beginning
  bool is_carried = false;                // the event's time is over: it stands on the day of `now`

  instant seen_from(const clocks& by) const { return day ? by.owner.start_of(*day) : begin; }  // whose year goes without saying
};

// An event stands at its time, and once that is over on today, all day, for as long as there is something to do: never where nobody
// looks any more. What can be done from the beginning of a day of its step's clock on is about that day and no hour of it, and
// nobody is woken at midnight. A task begins when it can be done, and ends when it is due.
place place_of(entry_kind kind, const policy& p, const decision& d, const action& a, const clocks& by, instant now);

}  // namespace tickler::cli::icalendar
