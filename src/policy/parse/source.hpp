// A text and its places: byte offsets, lines and columns, and libyaml's count of characters.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tickler/diagnostic.hpp>
#include <utility>
#include <vector>

namespace tickler::inline TICKLER_ABI {

class source {
 public:
  explicit source(std::string_view text);  // which must outlive it; a byte order mark at its start is left out

  std::string_view text() const noexcept { return text_; }
  source_position at(std::size_t offset) const;  // lines end with \n, \r\n or \r
  std::size_t offset_of(std::size_t character) const;

 private:
  std::string_view text_;
  std::vector<std::size_t> lines_{0};                              // offsets of their first bytes
  std::vector<std::pair<std::size_t, std::size_t>> wide_{{0, 0}};  // after a character of several bytes: index and offset
};

struct bad_byte {
  int number = 0;
  std::size_t offset = 0;
  std::string message{};
};

// The first byte that is not UTF-8, or a control character other than tab and line ends.
std::optional<bad_byte> find_bad_byte(std::string_view text);

}  // namespace tickler::inline TICKLER_ABI
