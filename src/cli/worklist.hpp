// The worklist: what to do, over all prospects, most urgent first.
#pragma once

#include <cstddef>
#include <string>
#include <tickler/decision.hpp>
#include <tickler/policy.hpp>
#include <tickler/prospect.hpp>
#include <vector>

#include "table.hpp"

namespace tickler::cli {

class worklist {
 public:
  worklist(const policy& p, instant now);

  void add(const prospect& who, const decision& d);

  // Somebody for whom nothing can be decided.
  void add_undecided(const prospect& who, const std::string& why);

  // The tables of who needs a person first, and of what is ready, waiting and blocked, those that are not empty. In colour if it is
  // said so.
  void print(std::ostream& out, bool in_colour);

 private:
  struct line {
    urgency rank{};
    std::vector<std::string> cells{};
  };

  void print_part(std::ostream& out, bool in_colour, const char* title, const char* time_title, std::vector<line>& lines);

  const policy& policy_;
  instant now_;
  std::vector<line> ready_, waiting_, blocked_;
  table undecided_{{"who", "why"}};
  std::size_t undecided_count_ = 0;
};

}  // namespace tickler::cli
