// Text in a picture: made fit to be seen, and how much room it takes. A picture knows no font, so that it is an estimate.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tickler/export.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// As many columns of a terminal: two for what is wide, as far as one sees without tables.
std::size_t columns_of(std::string_view text);

int label_width(std::string_view text);  // in pixels, at the usual size

// Without controls and what turns the direction of text; cut where it has more columns, with a mark of it.
std::string shortened(std::string_view text, std::size_t most_columns);

// Lines of at most so many columns, broken between words where there are any.
std::vector<std::string> wrapped(std::string_view text, std::size_t most_columns);

}  // namespace tickler::inline TICKLER_ABI
