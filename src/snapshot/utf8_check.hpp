// What a book may hold that no record could have brought into it, and that no snapshot may.
#pragma once

#include <string>
#include <tickler/export.hpp>
#include <tickler/zones.hpp>
#include <vector>

#include "book/book_impl.hpp"

namespace tickler::inline TICKLER_ABI {

// By code: whether some touchpoint has it. The words of others are not written.
std::vector<bool> used_codes(const book::impl& all);

// Empty if every zone is one, every text is UTF-8 and every number finite.
std::string problem_of_texts(const book::impl& all, const zones& known);

}  // namespace tickler::inline TICKLER_ABI
