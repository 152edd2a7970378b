// What functions and operators are for, beside the tables that say which arguments they take and what they give.
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI::expr {

struct word_doc {
  std::string_view name;
  std::string_view doc;
  std::string_view example;
  std::array<std::string_view, 2> forms = {};  // those that no table of overloads has
};

std::span<const word_doc> function_docs() noexcept;
std::span<const word_doc> operator_docs() noexcept;

}  // namespace tickler::inline TICKLER_ABI::expr
