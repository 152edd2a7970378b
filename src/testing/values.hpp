// The values of a decision's fields, as tests write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tickler/decision.hpp>
#include <tickler/io/policy_tests.hpp>
#include <tickler/zone.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

inline constexpr std::string_view none = "none";

// A decision, and how the times in it are written.
struct decided {
  const policy& by;
  const decision& what;
  const zone& local;
  instant now;

  std::string time(const std::optional<instant>& t) const;
  std::string step_of(const action& a) const;  // "cadence/step"
  std::string value(const action& a, action_field field) const;
};

// The prospect's clock. Throws misuse for an unknown zone.
zone clock_of(const policy& p, const prospect& who);

// In one order, whichever they came in.
std::string joined_flags(const std::vector<std::string_view>& flags);

}  // namespace tickler::inline TICKLER_ABI
