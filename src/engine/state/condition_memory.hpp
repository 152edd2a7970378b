// What evaluating conditions needs, used again and again: the arena in which values of texts and lists are made, and the facts of
// the prospect in question, read once for all conditions.
#pragma once

#include <string>
#include <tickler/prospect_view.hpp>
#include <vector>

#include "expr/arena.hpp"
#include "policy/program/program.hpp"

namespace tickler::inline TICKLER_ABI {

struct condition_memory {
  expr::arena scratch{};
  struct known_fact {
    bool there = false;
    expr::value value{};
    std::vector<expr::value> items{};  // of a list
  };
  std::vector<expr::value> keys{};       // of the touchpoint in question, where they are asked for as a list
  std::string region{};                  // of the prospect, in capitals
  duration sum{};                        // of a schedule's periods
  std::vector<interval> standstills{};   // of the clocks of the step in question (rules/clocks.hpp)
  std::vector<contact_view> contacts{};  // of a prospect of a book
  std::vector<known_fact> facts{};       // of the prospect, as the policy declares them; only those that conditions read; views

  void read_facts(const compiled_policy& p, const prospect_view& who);
};

}  // namespace tickler::inline TICKLER_ABI
