// JSON for people: one member or item a line, but a list or mapping that fits on a line stays on it.
#pragma once

#include <string>
#include <string_view>

namespace tickler {

std::string indented(std::string_view json);  // JSON without blanks between its parts

}  // namespace tickler
