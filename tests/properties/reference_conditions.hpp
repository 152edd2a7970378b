// Conditions as the plain reference reads them: the tree of each is walked, and whoever is asked looks through the raw history.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tickler/policy_draft.hpp>
#include <utility>

#include "expr/ast.hpp"
#include "expr/environment.hpp"
#include "reference.hpp"

namespace plain {

struct view;
struct run;

enum class condition_kind { of_touch, of_rule, of_run, of_step, of_window };  // which names it may use

class read_conditions {  // of one policy, each read once
 public:
  explicit read_conditions(const tickler::policy_draft& p) : policy_(&p) {}
  const tickler::expr::environment& names(condition_kind k);
  const tickler::expr::ast& tree(condition_kind k, const std::string& text);

 private:
  const tickler::policy_draft* policy_;
  std::map<condition_kind, tickler::expr::environment> names_{};
  std::map<std::pair<condition_kind, std::string>, tickler::expr::ast> trees_{};
};

// All hold where nothing is written. One without a value does not hold.
bool if_of_pattern(const view& v, const tickler::expression& e, const touch& t);
bool while_of_rule(const view& v, const tickler::expression& e, const std::vector<touch>& h, instant now);
bool if_of_run(const view& v, const tickler::expression& e, const std::vector<touch>& h, instant now, const run& r);

// Of the step that the run has come to; what happened to the run is asked of it as it stands, `started`.
bool if_of_step(const view& v, const run& at_step, const std::vector<touch>& h, instant now);

// What the passing of time can change, by the words in it.
bool may_change_by_itself(const std::string& condition);

// Every instant from t on at which one of these conditions can change if nothing happens, and more.
std::set<instant> changes_of(const view& v, const std::vector<std::string>& conditions, const std::vector<touch>& h, const run& r,
                             instant t);

// A duration that is worked out: 0 to 100 years, or none.
std::optional<std::chrono::seconds> length_of(const view& v, const tickler::expression& e, const run& r);

}  // namespace plain
