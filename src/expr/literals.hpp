// What number and text literals stand for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tickler/parse_result.hpp>

namespace tickler::inline TICKLER_ABI::expr {

// Decimal or 0x...; nothing beyond 64 bits. A sign makes it negative, so that the least int can be written.
std::optional<std::int64_t> integer_literal(std::string_view written, bool negative) noexcept;

// The text between the quotes with its escapes resolved; offsets of errors count from the beginning of `written`.
parse_result<std::string> text_literal(std::string_view written);

}  // namespace tickler::inline TICKLER_ABI::expr
