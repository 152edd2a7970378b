// The line that a record stands in, for whoever cannot tell whose the record is.
#pragma once

#include <string_view>
#include <tickler/export.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

class record_line {
 public:
  // Whom any of its cells may name; or any of those that are used for nothing. Valid as long as the line.
  virtual std::vector<std::string_view> named() const = 0;
  virtual std::vector<std::string_view> named_in_passing() const = 0;

  virtual bool is_in_place() const = 0;  // each cell is where it belongs, as far as can be seen

 protected:
  ~record_line() = default;
};

}  // namespace tickler::inline TICKLER_ABI
