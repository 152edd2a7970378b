// Conditions and lengths of time that a random policy can compile: over all that a condition may name where it stands, compared
// with what is near what happens.
#pragma once

#include <string>
#include <tickler/policy_draft.hpp>
#include <tickler/prospect.hpp>
#include <vector>

#include "random_policy.hpp"

namespace plain {

std::vector<tickler::fact_draft> declared_facts();
void give_facts(dice& d, const stage_setting& set, tickler::prospect& who);  // some of them

class random_conditions {
 public:
  random_conditions(dice& d, const stage_setting& set, const tickler::policy_draft& p) : d_(d), set_(set), policy_(p) {}

  std::string over_touch();  // `if` of a pattern
  std::string of_rule();     // `while`
  std::string of_run();      // `if` of cadences
  std::string of_step();     // `if` of steps
  std::string length();      // after, within, at_latest; now and then none that a window can have

  std::string moving_comparison();  // of now, since, count or ago with what does not move

 private:
  std::string whole(int depth);
  std::string part();
  std::string about_words();
  std::string about_times();
  std::string about_prospect();
  std::string about_stage();
  std::string about_clock();
  std::string about_history();
  std::string relation() { return d_.word({" == ", " != ", " < ", " <= ", " > ", " >= "}); }
  std::string order() { return d_.word({" < ", " <= ", " > ", " >= "}); }
  std::string event();
  std::string span();
  std::string time();
  std::string quoted(const std::vector<std::string>& words) { return '\'' + d_.one_of(words) + '\''; }
  std::string getter();
  std::string so_long();

  dice& d_;
  const stage_setting& set_;
  const tickler::policy_draft& policy_;
  std::string whose_{};  // "touch." or "start."; empty: no touchpoint to name
  bool asks_prospect_ = false, asks_history_ = false, asks_reachable_ = false;
};

}  // namespace plain
