#include <tickler/error.hpp>
#include <tickler/policy.hpp>
#include <tickler/problem_numbers.hpp>

#include "policy/program/program.hpp"

namespace tickler::inline TICKLER_ABI {

const compiled_policy& policy::inside() const {
  if (!impl_) throw misuse(misuse_number::empty_policy, "an empty policy");
  return *impl_;
}

const policy_draft& policy::draft() const& { return inside().draft; }
const vocabulary& policy::words() const& { return inside().words; }
const policy_limits& policy::limits() const& { return inside().limits; }
const zones& policy::zones() const& { return inside().zones; }
std::uint64_t policy::fingerprint() const { return inside().fingerprint; }

const policy& loaded_policy::value() const& {
  if (!policy_) throw policy_error(list_);
  return policy_;
}

}  // namespace tickler::inline TICKLER_ABI
