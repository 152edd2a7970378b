// Owners as somebody names them.
#pragma once

#include <string>
#include <string_view>
#include <tickler/book.hpp>
#include <tickler/prospect.hpp>
#include <vector>

namespace tickler::cli {

// That nobody's owner is this, and who was meant; empty where somebody's is. A name that is mistyped would bring an empty list,
// which reads as a day without work.
std::string owner_problem(const book& all, std::string_view owner);
void check_owners(const book& all, const std::vector<std::string>& owners);  // the same of each; throws std::runtime_error

// Whether a list for these owners has her; one for nobody in particular has everybody.
bool is_for(const std::vector<std::string>& owners, const prospect& who);

}  // namespace tickler::cli
