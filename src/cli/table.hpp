// Rows under a head, in columns as wide as what stands in them.
#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace tickler::cli {

class table {
 public:
  explicit table(std::vector<std::string> head) : head_(std::move(head)) {}

  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  bool empty() const noexcept { return rows_.empty(); }

  // Columns in which no row has anything are left out.
  void print(std::ostream& out) const;

 private:
  std::vector<std::string> head_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace tickler::cli
