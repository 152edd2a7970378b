// What a condition comes to, part by part.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <tickler/export.hpp>
#include <vector>

#include "expr/activation.hpp"
#include "expr/arena.hpp"
#include "expr/environment.hpp"

namespace tickler::inline TICKLER_ABI::expr {

struct explained {
  std::uint32_t begin = 0, end = 0;  // bytes of the text
  std::string item{};                // "x = 3": of which item of a list it is said, if of one
  std::string value{};               // as CEL writes it; "nothing: " and why, where it has none; "absent"
  std::vector<explained> parts{};
};

// Of a text that compiles. Only the parts that decide it: of && those that are false (or have no value), or all when all are true;
// of `exists` the first item that it has found; with `full` every operand. `slot` gives the queries their slots.
explained explain(std::string_view text, const environment& names, const std::function<void(event_query&)>& slot,
                  const activation& a, arena& memory, bool full);

}  // namespace tickler::inline TICKLER_ABI::expr
