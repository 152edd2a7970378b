// The standard words that a kind of value takes besides a policy's own.
#pragma once

#include <span>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

std::span<const std::string_view> standard_words(std::string_view kind) noexcept;  // empty for a kind without

}  // namespace tickler::inline TICKLER_ABI
