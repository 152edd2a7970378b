// Addresses as they are compared: letters of ASCII whatever their case, telephone numbers by their digits (semantics R29, R122).
#pragma once

#include <string>
#include <string_view>
#include <tickler/export.hpp>

#include "base/ascii_case.hpp"

namespace tickler::inline TICKLER_ABI {

constexpr bool is_digit(char c) noexcept { return '0' <= c && c <= '9'; }

inline bool is_telephone(std::string_view address) noexcept {
  return !address.empty() && address.find_first_not_of("0123456789 +-()./") == std::string_view::npos;
}

// Somebody somewhere: more than a handle.
inline bool is_email(std::string_view address) noexcept {
  const auto at = address.find('@');
  return at != std::string_view::npos && at != 0 && at + 1 != address.size();
}

// Calls each(c) for the characters by which the address is compared.
template <class Each>
void for_each_compared(std::string_view address, Each&& each) {
  const bool digits_only = is_telephone(address);
  for (const char c : address)
    if (!digits_only || is_digit(c)) each(ascii_lower(c));
}

// What one person is told by: an e-mail address or a telephone number, as it is compared. Empty for all else.
inline void read_personal_address(std::string_view address, std::string& out) {
  out.clear();
  if (is_telephone(address) || is_email(address)) for_each_compared(address, [&](char c) { out += c; });
}

}  // namespace tickler::inline TICKLER_ABI
