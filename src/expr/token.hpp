// The pieces that a condition's text is made of.
#pragma once

#include <cstdint>
#include <string_view>
#include <tickler/parse_result.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI::expr {

enum class token_kind : std::uint8_t {
  end,
  identifier,
  quoted_identifier,  // `...`, behind a dot
  integer,
  real,
  text,
  left_parenthesis,
  right_parenthesis,
  left_bracket,
  right_bracket,
  left_brace,
  right_brace,
  dot,
  comma,
  question,
  colon,
  or_,
  and_,
  not_,
  equal,
  unequal,
  less,
  less_equal,
  greater,
  greater_equal,
  in,
  plus,
  minus,
  times,
  divide,
  modulo,
};

struct token {
  token_kind kind = token_kind::end;
  std::uint32_t offset = 0;
  std::string_view text{};  // as written; of a quoted identifier what is between the quotes
};

// Ends with a token_kind::end. Throws parse_error for what is no token, and for what CEL has but conditions do not (uint and
// bytes literals).
std::vector<token> tokenize(std::string_view text);

bool is_reserved(std::string_view identifier) noexcept;  // kept free by CEL, as `for` and `package`

}  // namespace tickler::inline TICKLER_ABI::expr
