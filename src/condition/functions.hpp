// The functions of conditions that need nothing but their arguments, with their overloads.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "condition/operation.hpp"
#include "condition/value.hpp"

namespace tickler::condition {

struct overload {
  std::string_view name;
  bool receiver;  // written behind its first argument: text.startsWith(other)
  std::vector<type> takes;
  kind gives;
  std::optional<operation> does;  // none: the argument as it is
  condition::part part{};
};

std::span<const overload> overloads() noexcept;

struct operator_overload {
  std::string_view sign;
  kind left, right, gives;
  operation does;
};

std::span<const operator_overload> operator_overloads() noexcept;

// Why CEL's function of this name is no part of conditions; empty for names that CEL does not have.
std::string_view why_not(std::string_view function) noexcept;

}  // namespace tickler::condition
