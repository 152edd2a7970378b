// The zones of prospects, each looked up once.
#pragma once

#include <map>
#include <string>
#include <tickler/io/results.hpp>

namespace tickler::cli {

class zones {
 public:
  explicit zones(const policy& p) : policy_(p) {}

  // Valid as long as this is.
  const zone& of(const prospect& who) {
    const auto known = known_.find(who.zone);
    return known != known_.end() ? known->second : known_.emplace(who.zone, zone_of(policy_, who)).first->second;
  }

 private:
  const policy& policy_;
  std::map<std::string, zone> known_{};
};

}  // namespace tickler::cli
