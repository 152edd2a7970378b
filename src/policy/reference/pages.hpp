// What the manual says of one thing.
#pragma once

#include <string>
#include <tickler/condition_manual.hpp>

#include "policy/reference/diagnostic_rows.hpp"
#include "policy/reference/tables.hpp"
#include "policy/reference/topics.hpp"

namespace tickler::inline TICKLER_ABI {

std::string page_of(const placed_key& k);
std::string page_of(const placed_table& t);
std::string page_of(const condition_word& w);
std::string page_of(const diagnostic_row& row);
std::string page_of(const topic& t);

}  // namespace tickler::inline TICKLER_ABI
