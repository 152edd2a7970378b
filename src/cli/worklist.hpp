// The worklist: what to do, over all prospects, most urgent first.
#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <tickler/decision.hpp>
#include <tickler/policy.hpp>
#include <tickler/prospect.hpp>
#include <vector>

namespace tickler::cli {

class worklist {
 public:
  enum class shape : std::uint8_t { table, spreadsheet };

  worklist(const policy& p, instant now, shape s) : policy_(p), now_(now), shape_(s) {}

  void add(const prospect& who, const decision& d);

  // Somebody for whom nothing can be decided.
  void add_undecided(const prospect& who, const std::string& why);

  // Who needs a person first, and what is ready, waiting and blocked: tables of those that are not empty, in colour if it is said
  // so; or one sheet.
  void print(std::ostream& out, bool in_colour);

 private:
  struct line {
    urgency rank{};
    std::string owner{};
    std::vector<std::string> cells{};
  };

  std::vector<std::string> table_cells(const prospect& who, const decision& d, const action& a) const;
  std::vector<std::string> sheet_cells(const prospect& who, const decision& d, const action& a) const;
  void print_tables(std::ostream& out, bool in_colour);
  void print_table(std::ostream& out, bool in_colour, const char* title, std::vector<std::string> head, std::vector<line>& lines);
  void print_sheet(std::ostream& out) const;
  bool has_several_owners() const;

  const policy& policy_;
  instant now_;
  shape shape_;
  std::vector<line> undecided_, ready_, waiting_, blocked_;
};

}  // namespace tickler::cli
