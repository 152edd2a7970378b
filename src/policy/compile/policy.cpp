#include <stdexcept>
#include <tickler/policy.hpp>

#include "policy/program/program.hpp"

namespace tickler {

const compiled_policy& policy::compiled() const {
  if (!impl_) throw std::invalid_argument("an empty policy");
  return *impl_;
}

const policy_draft& policy::draft() const { return compiled().draft; }
const vocabulary& policy::words() const { return compiled().words; }
const policy_limits& policy::limits() const { return compiled().limits; }
std::uint64_t policy::fingerprint() const { return compiled().fingerprint; }

const policy& loaded_policy::value() const& {
  if (!policy_) throw policy_error(list_);
  return policy_;
}

}  // namespace tickler
