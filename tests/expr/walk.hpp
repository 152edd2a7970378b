// The meaning of a checked condition, walked over its tree step by step: slow, plain, and sharing nothing with the evaluator but
// the tree and the activation.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "expr/activation.hpp"
#include "expr/ast.hpp"

namespace walking {

// A value that keeps what it has. Which member counts says its type.
struct datum {
  std::int64_t integer = 0;  // a bool is 0 or 1, a duration its nanoseconds, a timestamp its seconds
  std::int64_t nanos = 0;    // of a timestamp
  double real = 0;
  std::string text{};
  std::vector<datum> items{};
};

// None is an error.
std::optional<datum> walk(const tickler::expr::ast& t, const tickler::expr::activation& a);

std::string show(const datum& d, tickler::expr::type t);

}  // namespace walking
