// The load of the coming weeks, on a page.
#pragma once

#include <string>

#include "cli/page/people.hpp"

namespace tickler::cli::page {

// A sentence where too little has happened to learn from.
std::string html_of_weeks_ahead(const book_files& files, const request& asked, const disguise& names, const people& whom,
                                report& bad);

}  // namespace tickler::cli::page
