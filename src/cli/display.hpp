// Text from records and policies, made fit for a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tickler/diagnostic.hpp>

namespace tickler::cli {

std::string printable_lines(std::string_view raw);  // printable, line by line

// How many columns it takes: two for wide characters (East Asian, emoji), none for those that combine.
std::size_t display_width(std::string_view utf8);

// "no prospects", "1 prospect", "2 prospects"
std::string counted(std::size_t count, std::string_view one, std::string_view several);

}  // namespace tickler::cli
