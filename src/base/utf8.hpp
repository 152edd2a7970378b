// UTF-8, as far as conditions need it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tickler::condition {

constexpr bool is_code_point(std::uint32_t c) noexcept { return c <= 0x10ffff && (c < 0xd800 || c > 0xdfff); }

// How many bytes the code point at `at` has; 0 where there is none that is well formed.
std::size_t code_point_length(std::string_view text, std::size_t at) noexcept;

void append_code_point(std::string& text, std::uint32_t code_point);

// Of well-formed UTF-8: CEL's size() of a string.
std::size_t count_code_points(std::string_view text) noexcept;

}  // namespace tickler::condition
