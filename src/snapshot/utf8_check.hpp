// What a book may hold that no record could have brought into it, and that no snapshot may.
#pragma once

#include <string>
#include <tickler/export.hpp>
#include <tickler/zones.hpp>

#include "book/book_impl.hpp"

namespace tickler::inline TICKLER_ABI {

// Empty if every zone is one and every text is UTF-8.
std::string problem_of_texts(const book::impl& all, const zones& known);

}  // namespace tickler::inline TICKLER_ABI
