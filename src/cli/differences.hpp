// Which prospects a change of policy touches, in groups of those to whom the same happens, and examples of each.
#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <tickler/diff.hpp>
#include <vector>

#include "table.hpp"

namespace tickler::cli {

struct change_group {
  std::string title{};
  std::vector<prospect_number> members{};  // in the order of the book
};

// Those whose status changes first, by what it becomes; each prospect is in one group.
std::vector<change_group> groups_of(const book_difference& found);

// "12  status waiting -> unattended", a line for each kind of change.
void print_counts(std::ostream& out, const book_difference& found);

// The next actions under both policies, one below the other.
class differences_table {
 public:
  differences_table(const policy& before, const policy& after, const book& all, instant now);

  void add(const prospect_difference& d);
  void print(std::ostream& out);  // and begins anew

 private:
  struct side {
    const char* name;
    const policy& rules;
  };

  void add(side& s, const prospect& who, const decision& d, const action* a, const action* other);

  side old_, new_;
  const book& all_;
  instant now_;
  table rows_;
};

}  // namespace tickler::cli
