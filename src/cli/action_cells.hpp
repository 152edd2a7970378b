// One action as the cells of a worklist's line.
#pragma once

#include <string>
#include <tickler/decision.hpp>
#include <tickler/policy.hpp>
#include <tickler/prospect.hpp>
#include <tickler/zone.hpp>
#include <vector>

namespace tickler::cli {

class action_cells {
 public:
  action_cells(const policy& p, const prospect& who, const decision& d, instant now, const zone& local);

  // who, what, when, flags, why, note
  std::vector<std::string> of(const action& a) const;

  std::string time(instant t) const;

 private:
  std::string what(const action& a) const;
  std::string when(const action& a) const;
  std::string flags(const action& a) const;
  std::string why(const action& a) const;
  std::string step_of(const action& a) const;
  std::string started(const action& a) const;
  std::string zone_note() const;

  const policy& policy_;
  const prospect& who_;
  const decision& decision_;
  instant now_;
  const zone& local_;
};

}  // namespace tickler::cli
