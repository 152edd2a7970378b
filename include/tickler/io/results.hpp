// Writes decisions: as JSON Lines for programs, in words for people. Part of tickler::io.
#pragma once

#include <string>
#include <string_view>
#include <tickler/decision.hpp>
#include <tickler/prospect.hpp>

namespace tickler {

// One JSON object, without the line's end; the fields are those of the README ("Decisions").
TICKLER_API std::string to_json(const policy& p, const prospect& who, const decision& d);

// What blocks an action, in words: "no mobile or phone", "opted out of email".
TICKLER_API std::string to_text(const policy& p, const blocker& b);

// What started or moved an action, in words, times on the wall clock of `local`: "moved by weekly-call to Thu 5 Mar 10:00".
TICKLER_API std::string to_text(const policy& p, const reason& r, const zone& local);

// Why nothing can be decided for a prospect: "its zone is unknown".
TICKLER_API std::string_view to_text(prospect_problem problem);

}  // namespace tickler
