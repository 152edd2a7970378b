// What a calendar says of an action: in the words of the worklist, fit for one line each, and with times that stay as they are
// until something happens, so that a calendar that is written every hour does not change every hour.
#pragma once

#include <string>
#include <string_view>
#include <tickler/decision.hpp>
#include <tickler/history.hpp>
#include <tickler/prospect.hpp>

#include "cli/icalendar/place.hpp"

namespace tickler::cli::icalendar {

struct entry {
  std::string uid{};  // "answer/send#0@2026-03-02T10:00:00Z@" and whose it is
  std::string summary{}, description{};
  std::string channel{};
  int priority = 0;  // of RFC 5545: 1 is high, 5 normal, 9 low; of cadences as they are against the usual 50
  place at{};
};

// The history is asked for dates alone, as a worklist does.
entry entry_of(entry_kind kind, const policy& p, const prospect& who, const history& log, const decision& d, const action& a,
               instant now);

// Whose an entry is: the end of its uid. Her id cannot be read off it: calendars are shared.
std::string person_of(const policy& p, std::string_view prospect_id);
std::string_view person_in(std::string_view uid) noexcept;

}  // namespace tickler::cli::icalendar
