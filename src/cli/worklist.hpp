// The worklist: what to do, owner by owner, what needs a person first.
#pragma once

#include <array>
#include <cstddef>
#include <ostream>
#include <string>
#include <tickler/decision.hpp>
#include <tickler/history.hpp>
#include <tickler/policy.hpp>
#include <tickler/prospect.hpp>
#include <vector>

#include "attention.hpp"

namespace tickler::cli {

class worklist {
 public:
  enum class shape : std::uint8_t { table, spreadsheet };

  // `all`: those who want no contact too, who are otherwise only counted.
  worklist(const policy& p, instant now, shape s, bool all) : policy_(p), now_(now), shape_(s), all_(all) {}

  // The history is asked for dates alone; it may be empty where no step is counted from one (asks_for_dates).
  void add(const prospect& who, const history& log, const decision& d);
  static bool asks_for_dates(const policy& p, const decision& d);

  // Somebody for whom nothing can be decided.
  void add_undecided(const prospect& who, const std::string& why);

  // Of each owner a table of each part that is not empty, in colour if it is said so; or one sheet.
  void print(std::ostream& out, bool in_colour);

  // How many are not shown, on a line; nothing for none.
  void print_left_out(std::ostream& out) const;

 private:
  struct line {
    list_place place{};
    std::vector<std::string> cells{};
  };

  void add_stopped(const prospect& who);
  std::vector<std::string> table_cells(const prospect& who, const decision& d, const action& a, const std::string& date) const;
  std::vector<std::string> sheet_cells(const prospect& who, const decision& d, const action& a,
                                       const std::optional<instant>& date) const;
  std::vector<std::string> cells_of_none(const prospect& who, const char* state, const std::string& why) const;
  void print_tables(std::ostream& out, bool in_colour) const;
  void print_sheet(std::ostream& out) const;

  const policy& policy_;
  instant now_;
  shape shape_;
  bool all_;
  std::vector<line> lines_;
  std::size_t stopped_ = 0, opted_out_ = 0;  // prospects; actions
};

}  // namespace tickler::cli
