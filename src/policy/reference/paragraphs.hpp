// Text in lines that fit a terminal.
#pragma once

#include <string>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

// The words of a text, broken into lines of at most 100 bytes where they can be; the first line begins with `first`, the others
// with as many blanks.
std::string paragraph(std::string_view first, std::string_view words);

}  // namespace tickler::inline TICKLER_ABI
