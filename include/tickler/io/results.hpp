// Writes decisions: as JSON Lines for programs, in words for people. Part of tickler::io.
//
//   const auto local = tickler::zone_of(policy, ada).value();
//   for (const auto& action : decision.actions) {
//     const auto text = tickler::to_text(policy, ada, decision, action, local, now);
//     std::cout << text.what << ": " << text.when << " (" << text.why << ")\n";
//   }
//   // "phone check in: Thu 5 Mar 10:00 (keep-trying/weekly (2 of 3): unanswered Mon 2 Mar 10:00)"
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tickler/decision.hpp>
#include <tickler/prospect.hpp>
#include <tickler/zone.hpp>

namespace tickler::inline TICKLER_ABI {

// One JSON object, without the line's end; the fields are those of the README ("Decisions").
TICKLER_API std::string to_json(const policy& p, const prospect& who, const decision& d);

// An instant as the wall clock of `local` shows it: "Thu 5 Mar 2026 10:00", with seconds where there are any; without the year if
// it is the one of `seen_from`.
TICKLER_API std::string to_text(instant t, const zone& local, std::optional<instant> seen_from = {});

// When something is due or has its last moment: the same, but "end of Wed 4 Mar" for the instant at which a day ends and the next
// begins, which nobody should take for that day's evening.
TICKLER_API std::string deadline_text(instant t, const zone& local, std::optional<instant> seen_from = {});

// A touchpoint, in words: "no answer (our phone check in)".
TICKLER_API std::string to_text(const vocabulary& words, const touch_words& t);

// An action, in words; its flags and its note are those of decision.hpp.
struct action_text {
  std::string step{};     // "keep-trying/weekly of order-7 (2 of 3)"
  std::string what{};     // "phone check in to the referrer cy"
  std::string channel{};  // "phone"; of one that is blocked for want of a channel all that it could go by: "phone or email"
  std::string when{};     // a ready one: when it is due; a waiting one: when it comes, "after welcome/note"; a blocked one: by what
  std::string late{};     // "2 days 3 hours late", "1 hour overdue", "20 minutes left", "cannot be in time"; empty: there is time
  std::string why{};      // its step, what started it and what moved it, with their times
};
TICKLER_API action_text to_text(const policy& p, const prospect& who, const decision& d, const action& a, const zone& local,
                                instant now);

// What blocks an action, in words: "no mobile or phone", "opted out of email".
TICKLER_API std::string to_text(const policy& p, const blocker& b);

// What started or moved an action, in words, times on the wall clock of `local`: "moved by weekly-call to Thu 5 Mar 10:00".
TICKLER_API std::string to_text(const policy& p, const reason& r, const zone& local);

// What a rule goes back to: "12 CFR 1006.14(b)(2), as of 2026-11-28". Empty where it does not say.
TICKLER_API std::string to_text(const citation& c);

// Why nothing can be decided for a prospect: "its zone is unknown". Empty where there is none.
TICKLER_API std::string_view to_text(prospect_problem problem);

// The same, and which: "unknown time zone 'Berlin', did you mean ...", "the fact 'rate' must be a number, not text".
TICKLER_API std::string to_text(const policy& p, const prospect& who, prospect_problem problem);

}  // namespace tickler::inline TICKLER_ABI
