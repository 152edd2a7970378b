// A short way for lines of JSON that are written as most are, beside the reader that understands all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tickler/export.hpp>

#include "records/record_value.hpp"

namespace tickler::inline TICKLER_ABI {

class fast_json_lines {
 public:
  struct extent {
    std::size_t bytes = 0, lines = 0;
  };

  virtual ~fast_json_lines() = default;

  // Reads whole lines from the start of `lines`, up to the first that it leaves to the other reader, and says how many. They are
  // UTF-8, end with a line's end and are followed by simdjson's padding.
  extent read(std::string_view lines, std::uint32_t first_line) {
    extent done;
    while (done.bytes != lines.size()) {
      const char* const line = lines.data() + done.bytes;
      const auto* const next = try_line(line, first_line + static_cast<std::uint32_t>(done.lines));
      if (next == nullptr) break;
      done.bytes += static_cast<std::size_t>(next - line);
      ++done.lines;
    }
    flush();
    return done;
  }

 private:
  // The start of the next line; null if this one is not as expected. May throw record_error instead.
  virtual const char* read_line(const char* line, std::uint32_t number) = 0;

  // The texts of lines read so far are about to go.
  virtual void flush() = 0;

  // What is wrong with a line, the other reader says.
  const char* try_line(const char* line, std::uint32_t number) {
    try {
      return read_line(line, number);
    } catch (const record_error&) {
      return nullptr;
    }
  }
};

}  // namespace tickler::inline TICKLER_ABI
