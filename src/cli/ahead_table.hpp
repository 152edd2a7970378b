// What two policies would bring in the weeks ahead, as people read it.
#pragma once

#include <ostream>
#include <string>
#include <tickler/diff_ahead.hpp>
#include <tickler/zone.hpp>

namespace tickler::cli {

// `length`: how far it looks, as it was asked for: "30 days". `local`: the new policy's zone.
void print_ahead(std::ostream& out, const book& all, const ahead_difference& found, const std::string& length, const zone& local);

}  // namespace tickler::cli
