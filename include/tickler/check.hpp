// What is wrong with a prospect's record, and what is odd about it, as one policy sees it: for the page on which people bring in
// their contacts. evaluate() says of such a prospect that it is invalid, or does not see what is odd.
//
//   for (const auto& d : tickler::check(policy, ada)) std::cerr << d << '\n';
//   // facts.rate: error: the fact 'rate' must be a number, not text [T611]
//   // contact.mobil: warning: no channel needs 'mobil', did you mean 'mobile'? [T635]
#pragma once

#include <tickler/diagnostic.hpp>
#include <tickler/policy.hpp>
#include <tickler/prospect.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// Errors, for which evaluate decides nothing: no id, an unknown zone, a fact that the policy reads and that is of another type or
// out of all bounds. Warnings: such a fact that it does not read, a fact that it does not declare, a kind of contact data that none
// of its channels needs. `path` says where: "zone", "facts.rate", "contact.fax"; numbers are those of record_number. In the order
// of a prospect's fields. Throws misuse for an empty policy.
TICKLER_API std::vector<diagnostic> check(const policy& p, const prospect& who);

}  // namespace tickler::inline TICKLER_ABI
