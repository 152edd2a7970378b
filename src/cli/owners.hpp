// Owners as somebody names them.
#pragma once

#include <string>
#include <string_view>
#include <tickler/book.hpp>

namespace tickler::cli {

// That nobody's owner is this, and who was meant; empty where somebody's is. A name that is mistyped would bring an empty list,
// which reads as a day without work.
std::string owner_problem(const book& all, std::string_view owner);

}  // namespace tickler::cli
