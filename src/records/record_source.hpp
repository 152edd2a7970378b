// Where records are read from: a stream, or a text in memory, of which no more than the end is copied.
#pragma once

#include <istream>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

struct record_source {
  record_source(std::istream& in) noexcept : stream(&in) {}
  record_source(std::string_view content) noexcept : text(content) {}

  std::istream* stream = nullptr;  // null: the text is meant
  std::string_view text{};
};

}  // namespace tickler::inline TICKLER_ABI
