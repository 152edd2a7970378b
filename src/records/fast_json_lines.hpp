// A short way for lines of JSON that are written as most are, beside the reader that understands all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tickler {

class plain_lines {
 public:
  struct taken {
    std::size_t bytes = 0, lines = 0;
  };

  virtual ~plain_lines() = default;

  // Takes whole lines from the start of `lines`, up to the first that it leaves to the other reader. They are UTF-8, end with a
  // line's end and are followed by simdjson's padding.
  virtual taken take(std::string_view lines, std::uint32_t first_line) = 0;
};

}  // namespace tickler
