// The functions of conditions, with what they take and give.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <tickler/export.hpp>
#include <vector>

#include "expr/activation.hpp"
#include "expr/opcode.hpp"
#include "expr/value.hpp"

namespace tickler::inline TICKLER_ABI::expr {

// One that needs nothing but its arguments.
struct overload {
  std::string_view name;
  bool receiver;  // written behind its first argument: text.startsWith(other)
  std::vector<type> takes;
  type_kind gives;
  std::optional<opcode> op;  // none: the argument as it is
  date_part part{};
};

std::span<const overload> overloads() noexcept;

// One of an event, which is named.
struct event_overload {
  std::string_view name;
  event_function function;
  type_kind gives;
};

std::span<const event_overload> event_overloads() noexcept;

// Those that are more than an operation: of the items of a list, and of a name.
inline constexpr std::string_view macros[] = {"all", "exists"};
inline constexpr std::string_view presence_function = "has";
inline constexpr std::string_view ago_function = "ago";  // of a duration of the policy's, written out

struct operator_overload {
  std::string_view symbol;
  type_kind left, right, gives;
  opcode op;
};

std::span<const operator_overload> operator_overloads() noexcept;

// Why CEL's function of this name is no part of conditions; empty for names that CEL does not have.
std::string_view why_not(std::string_view function) noexcept;

}  // namespace tickler::inline TICKLER_ABI::expr
