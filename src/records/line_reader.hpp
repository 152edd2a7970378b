// One line after another, whatever the blocks they come in.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <tickler/export.hpp>
#include <utility>

#include "records/block_reader.hpp"

namespace tickler::inline TICKLER_ABI {

class line_reader {
 public:
  struct line {
    std::string_view text{};  // without \n or \r\n; empty when too long
    bool too_long = false;
    bool ended = true;  // false for a last line without its end
  };

  line_reader(record_source from, std::size_t line_bytes, block_reader::listener progress)
      : blocks_(from, std::move(progress)), line_bytes_(line_bytes) {}

  // The text is valid until the next call, and followed by simdjson's padding.
  std::optional<line> next();

  // The whole lines that next() would return without reading on; empty if there is none. And goes over some of them.
  std::string_view whole_lines();
  void skip(std::size_t bytes) noexcept { taken_ += bytes; }

  const block_reader& blocks() const noexcept { return blocks_; }

 private:
  line take(std::string_view text, std::size_t bytes, bool ended);
  line skip_long_line();

  block_reader blocks_;
  std::size_t line_bytes_, taken_ = 0;
};

}  // namespace tickler::inline TICKLER_ABI
