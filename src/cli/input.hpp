// A file, or the standard input for "-".
#pragma once

#include <cstdint>
#include <fstream>
#include <istream>
#include <optional>
#include <string>

namespace tickler::cli {

class input {
 public:
  // Throws std::runtime_error, saying why, for a file that cannot be read.
  explicit input(const std::string& name);

  std::istream& stream();
  const std::string& name() const noexcept { return name_; }             // for messages
  std::optional<std::uintmax_t> size() const noexcept { return size_; }  // where it is known

 private:
  std::string name_;
  std::ifstream file_;
  bool is_stdin_;
  std::optional<std::uintmax_t> size_;
};

std::string read_all(std::istream& in);
// One byte more than may be, if there is so much: whoever reads the text will refuse it, and the rest is left where it is.
std::string read_up_to(std::istream& in, std::size_t most);

}  // namespace tickler::cli
