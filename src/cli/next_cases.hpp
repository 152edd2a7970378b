// `next --cases`: each line is a prospect with its history, and is answered with a line.
#pragma once

#include <optional>
#include <ostream>
#include <tickler/instant.hpp>

#include "option_parser.hpp"

namespace tickler::cli {

// `now`: none is the system's clock, as each line comes.
int decide_cases(const book_options& options, std::optional<instant> now, std::ostream& out);

}  // namespace tickler::cli
