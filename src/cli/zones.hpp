// The zones of prospects, each looked up once.
#pragma once

#include <map>
#include <string>
#include <tickler/policy.hpp>
#include <tickler/prospect.hpp>
#include <tickler/zone.hpp>

namespace tickler::cli {

class zones {
 public:
  // UTC where the name is unknown, which the decision then says. Valid as long as this is.
  const zone& of(const prospect& who, const policy& p) {
    const auto& name = who.zone.empty() ? p.draft().zone.value : who.zone;
    const auto known = known_.find(name);
    if (known != known_.end()) return known->second;
    const auto found = zone::find(name);
    return known_.emplace(name, found ? *found : zone()).first->second;
  }

 private:
  std::map<std::string, zone> known_;
};

}  // namespace tickler::cli
