// The file that touchpoints are recorded in: JSON Lines, which programs append to by turns.
#pragma once

#include <string>
#include <string_view>

namespace tickler::cli::mcp {

// As long as it lives nobody else has one on the file. Throws std::runtime_error for a file that cannot be written to; one that is
// not there is made.
class log_turn {
 public:
  explicit log_turn(const std::string& name);
  ~log_turn();
  log_turn(const log_turn&) = delete;
  log_turn& operator=(const log_turn&) = delete;

  // On the disk when it returns. Throws std::runtime_error where it may not be.
  void append(std::string_view line) const;

 private:
  bool ends_within_line() const;

  std::string name_;
  int file_ = -1;
};

}  // namespace tickler::cli::mcp
