// JSON for people: one member or item a line, but a list or mapping that fits on a line stays on it.
#pragma once

#include <string>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

std::string indented(std::string_view json);  // JSON without blanks between its parts

}  // namespace tickler::inline TICKLER_ABI
