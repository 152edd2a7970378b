// How the times of an export are written: "DD.MM.YYYY hh:mm", as io/mapping.hpp has it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tickler/instant.hpp>
#include <tickler/parse_result.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// What a clock showed, and where, if that is said.
struct clock_reading {
  date::local_seconds shown{};
  std::optional<std::chrono::seconds> offset{};
};

class time_format {
 public:
  static parse_result<time_format> parse(std::string_view pattern);

  // Nothing: the text is not written so, or is no time of the years 1 to 9999.
  std::optional<clock_reading> read(std::string_view text) const;

  const std::string& pattern() const noexcept { return pattern_; }

 private:
  enum class part : std::uint8_t {
    literal,
    year,
    month,
    month_name,
    day,
    hour,
    minute,
    second,
    half_day,
    offset,
    unix_seconds,
    unix_milliseconds
  };
  struct token {
    part what = part::literal;
    std::size_t least = 1, most = 1;  // digits
    char letter = 0;
  };
  struct written;
  struct symbol {
    std::string_view text;
    token meaning;
  };
  static const symbol symbols[];

  static bool read_token(const token& t, std::string_view& text, written& found);

  std::string pattern_;
  std::vector<token> tokens_;
};

// ISO 8601, as databases and programs write it.
std::span<const time_format> iso_formats();

}  // namespace tickler::inline TICKLER_ABI
