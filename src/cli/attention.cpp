#include "attention.hpp"

#include <date/date.h>

#include <algorithm>
#include <optional>
#include <tickler/diagnostic.hpp>

namespace tickler::cli {

namespace {

bool can_be_mended(const blocker& b) {
  switch (b.kind) {
    case blocker_kind::no_contact:
    case blocker_kind::bounced:
    case blocker_kind::no_referrer:
    case blocker_kind::undeclared_channel:
    case blocker_kind::no_duration:
    case blocker_kind::no_date:
    case blocker_kind::unknown_region:
      return true;
    default:
      return false;
  }
}

date::local_days day_of(instant t, const zone& local) { return date::floor<date::days>(local.to_local(t)); }

// Midnight is the end of a day.
date::local_days day_of_deadline(instant t, const zone& local) { return day_of(t - std::chrono::seconds{1}, local); }

}  // namespace

list_part part_of(const decision& d, const action& a) {
  if (a.state == action_state::ready) return list_part::ready;
  if (a.state == action_state::waiting) return list_part::waiting;
  const auto blockers = d.blockers_of(a);
  if (std::ranges::any_of(blockers, can_be_mended)) return list_part::needs_a_person;
  const bool is_unwanted = std::ranges::all_of(blockers, [](const blocker& b) { return b.kind == blocker_kind::opted_out; });
  return is_unwanted ? list_part::opted_out : list_part::blocked;
}

const char* title_of(list_part part) {
  switch (part) {
    case list_part::needs_a_person:
      return "Needs a person first";
    case list_part::ready:
      return "Ready now";
    case list_part::waiting:
      return "Waiting";
    case list_part::blocked:
      return "Blocked";
    case list_part::opted_out:
      break;
  }
  return "Not wanted";
}

attention attention_of(const policy& p, const action& a, const zone& local, instant now) {
  using turn = attention::turn;
  constexpr std::chrono::hours soon{2};
  const bool is_ready = a.state == action_state::ready;
  const auto& time = is_ready ? a.due : a.when;
  attention found{.timeless = !time, .time = time.value_or(instant{})};
  if (!is_ready || !a.due) return found;
  const auto today = day_of(now, local);
  if (a.at_latest && *a.at_latest <= now + soon && day_of_deadline(*a.at_latest, local) >= today) {
    found.when = turn::now;
    found.time = *a.at_latest;
    return found;
  }
  const auto due = day_of_deadline(*a.due, local);
  const bool was_missed = a.at_latest && *a.at_latest <= now;
  found.when = due < today || was_missed ? turn::earlier : due == today ? turn::today : turn::later;
  if (found.when == turn::today) found.priority = -*p.draft().cadences.at(a.cadence).priority;
  return found;
}

list_place place_of(const prospect& who, list_part part, const attention& rank) {
  return {.is_nobodys = who.owner.empty(), .owner = printable(who.owner), .part = part, .rank = rank};
}

list_place place_of_undecided(const prospect& who) {
  auto place = place_of(who, list_part::needs_a_person, {});
  place.is_decided = false;
  return place;
}

}  // namespace tickler::cli
