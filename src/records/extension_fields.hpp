// Fields of the writer's own, `x_...`: stepped over, where that is simple.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <string_view>
#include <tickler/export.hpp>

#include "records/fast_json_text.hpp"

namespace tickler::inline TICKLER_ABI::fast_json {

// A whole number of at most 18 digits; null if there is none.
inline const char* skip_number(const char* at) noexcept {
  if (*at == '-') ++at;
  const auto* const begin = at;
  while (*at >= '0' && *at <= '9') ++at;
  const auto digits = at - begin;
  return digits == 0 || digits > 18 || (digits > 1 && *begin == '0') ? nullptr : at;
}

// A string without escapes, a whole number, true, false or null; what follows must still be looked at.
inline const char* skip_scalar(const char* at) noexcept {
  if (*at == '"') {
    const auto* const end = string_end(at + 1);
    return end == nullptr ? nullptr : end + 1;
  }
  if (is_null(at) || std::memcmp(at, "true", 4) == 0) return at + 4;
  if (std::memcmp(at, "false", 5) == 0) return at + 5;
  return skip_number(at);
}

class extension_fields {
 public:
  // Behind the field whose name's first quote is at `at`; null if it is none of these, there before, or one too many.
  const char* skip(const char* at) noexcept {
    if (std::memcmp(at, "\"x_", 3) != 0) return nullptr;
    const auto* const end = string_end(++at);
    if (end == nullptr || end[1] != ':' || count_ == names_.size()) return nullptr;
    const std::string_view name(at, static_cast<std::size_t>(end - at));
    if (std::find(names_.begin(), names_.begin() + count_, name) != names_.begin() + count_) return nullptr;
    names_[count_++] = name;
    return skip_scalar(skip_blanks(end + 2));
  }

 private:
  std::array<std::string_view, 8> names_;
  std::size_t count_ = 0;
};

}  // namespace tickler::inline TICKLER_ABI::fast_json
