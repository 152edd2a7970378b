// Where in a line of JSON something is. Slow and only for messages: the line is read once more, by a parser that keeps places.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

// From the line's object inwards: which field of an object, which entry of a list, counted from 0.
class json_path {
 public:
  void enter() noexcept { steps_[depth_++] = SIZE_MAX; }  // what is there, before its first field or entry
  void next() noexcept { ++steps_[depth_ - 1]; }
  void go_to(std::size_t n) noexcept { steps_[depth_ - 1] = n; }
  void leave() noexcept { --depth_; }

  std::size_t depth() const noexcept { return depth_; }
  std::size_t operator[](std::size_t i) const noexcept { return steps_[i]; }

  bool at_name = false;  // of the last field, and not its value

 private:
  std::array<std::size_t, 5> steps_{};  // a case's list, a touchpoint in it, its field, an entry of that: 4
  std::size_t depth_ = 0;
};

// Bytes from the start of the line, which must be followed by simdjson's padding. Where the path leads nowhere: as far as it leads.
std::size_t offset_of(const json_path& path, std::string_view line);

// Where the line stops being JSON.
std::size_t offset_of_syntax_error(std::string_view line);

}  // namespace tickler::inline TICKLER_ABI
