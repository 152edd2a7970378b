// An explanation in words: one tree, printed as indented text for people or as JSON for programs. Part of tickler::io.
//
//   const auto why = tickler::explain(policy, ada, log, now);
//   std::cout << to_text(tickler::describe(policy, ada, log, why));
//
//   ada (America/New_York): active. One action can be done now; it stays so until Wed 11 Mar 18:00 if nothing happens.
//     welcome: running since met (our in person introduce) Mon 9 Mar 15:00
//       note: can be done now: card rapport; due Wed 11 Mar 15:00, at the latest Thu 12 Mar 15:00
//       gift: comes next, 5 days after note
//     not started: answer (asked), keep-trying (unanswered)
#pragma once

#include <string>
#include <string_view>
#include <tickler/explain.hpp>
#include <utility>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// One thing that is said, and what it rests on.
struct explanation_node {
  std::string_view what{};  // "prospect", "cadence", "run", "step", "cause", "condition", "note"
  std::string name{};       // of the cadence, step or rule; the key of a run; the field that a touchpoint lacked
  std::string
      verdict{};       // for programs: a status, how a run ended, a verdict, a kind of reason or blocker, the value of a condition
  std::string text{};  // for people; times on the prospect's wall clock
  std::vector<std::pair<std::string_view, instant>> times{};  // "when", "due", "until", ...
  source_position at{};                                       // in the policy's file
  std::string cite{}, as_of{};                                // what the rule goes back to, and the date of that; in the text too
  bool in_short = false;                                      // its text says for people what its parts say
  std::vector<explanation_node> parts{};
};

struct describe_options {
  bool full = false;  // runs that are over, steps that were not reached, all parts of all conditions
};

// Throws as explain() does for a history of another vocabulary; `why` must be of this prospect and history.
TICKLER_API explanation_node describe(const policy& p, const prospect& who, const history& log, const explanation& why,
                                      const describe_options& options = {});

TICKLER_API std::string to_text(const explanation_node& t);  // lines, each with its end
TICKLER_API std::string to_json(const explanation_node& t);  // one object, without the line's end; instants in UTC

}  // namespace tickler::inline TICKLER_ABI
