// The zones of prospects, each looked up once; UTC for one that is unknown, as the decision then says.
#pragma once

#include <map>
#include <string>
#include <tickler/decision.hpp>

namespace tickler::cli {

class zones {
 public:
  explicit zones(const policy& p) : policy_(p) {}

  // Valid as long as this is.
  const zone& of(const prospect& who) {
    const auto known = known_.find(who.zone);
    if (known != known_.end()) return known->second;
    return known_.emplace(who.zone, zone_of(policy_, who).value_or(zone())).first->second;
  }

 private:
  const policy& policy_;
  std::map<std::string, zone> known_{};
};

}  // namespace tickler::cli
