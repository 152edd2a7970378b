// A timeline for people: what happens when, on the prospect's wall clock.
#pragma once

#include <ostream>
#include <tickler/preview.hpp>

namespace tickler::cli {

void print_timeline(std::ostream& out, const policy& p, const prospect& who, const timeline& t, const zone& local);

}  // namespace tickler::cli
