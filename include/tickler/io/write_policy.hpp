// Writes a policy as the YAML that load_policy reads: for a page of settings, or any other program that edits policies. Part of
// tickler::io.
//
//   auto edited = tickler::load_policy(text, "follow-up.yaml", words).value().draft();
//   edited.revision = *edited.revision + 1;
//   text = tickler::to_yaml(edited);   // load_policy(text, ...) reads what `edited` holds
//
// Load, change, write and load: the same draft, besides places in the file, and the same fingerprint. What is no part of a draft is
// lost: comments (and so what they allow: "# allow T405"), `tests`, and in which of several ways a thing was written. Keep tests in
// a file of their own. Keys stand in the order of the manual; what holds without being written is left out.
#pragma once

#include <string>
#include <tickler/io/load_policy.hpp>
#include <tickler/policy_draft.hpp>

namespace tickler::inline TICKLER_ABI {

// The draft need not compile; but load_policy must be able to read it within these limits. Else throws misuse with
// the first thing that no file can say: a step without a channel, a name that is not UTF-8, two calendars of one name, ...
//
// A draft made in C++ may say what files say otherwise; it decides the same, by another fingerprint than its own: opening days that
// are not in a row ("tue" and "thu") become an opening each, those of the same days stand together, closed days stand region by
// region, and `with` without any party is `anyone`.
TICKLER_API std::string to_yaml(const policy_draft& draft, const text_limits& reading = {});

}  // namespace tickler::inline TICKLER_ABI
