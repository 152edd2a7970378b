// The book: all prospects, each with its history.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tickler/diagnostic.hpp>
#include <tickler/history.hpp>
#include <tickler/policy.hpp>
#include <tickler/prospect.hpp>
#include <unordered_map>
#include <vector>

#include "cli/input.hpp"
#include "cli/report.hpp"

namespace tickler::cli {

// A history whose touchpoints may come in any order, without the cost of inserting each.
class unordered_history {
 public:
  explicit unordered_history(const vocabulary& words) : log_(words) {}

  bool add(touchpoint&& t);  // false: there are too many
  void sort();               // after the last

  const history& log() const noexcept { return log_; }

 private:
  history log_;
  std::vector<touchpoint> late_;  // older than the newest in the log when they came
};

class book {
 public:
  struct entry {
    prospect who;
    mark at;  // in the prospects' file
    unordered_history log;
  };

  explicit book(const policy& p) : policy_(p) {}

  void read_prospects(input& in, report& bad, progress& bar);
  void read_touchpoints(input& in, report& bad, progress& bar);

  const std::vector<entry>& entries() const noexcept { return entries_; }
  const entry* find(const std::string& id) const;

  // Fact names that the policy does not declare.
  const std::set<std::string, std::less<>>& undeclared_facts() const noexcept { return undeclared_; }

 private:
  void note_facts(const prospect& who);

  const policy& policy_;
  std::vector<entry> entries_;
  std::unordered_map<std::string, std::size_t> by_id_;
  std::set<std::string, std::less<>> declared_, undeclared_;
};

}  // namespace tickler::cli
