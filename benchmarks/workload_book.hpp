// Workload W in a book.
#pragma once

#include <tickler/book.hpp>

#include "workload.hpp"

namespace workload {

inline tickler::book book_of(const columns& c, const tickler::vocabulary& words) {
  tickler::book all(words);
  for (std::size_t i = 0; i < c.size(); ++i) {
    const auto number = all.add(who(c, i));
    for (auto t = c.begin[i]; t < c.begin[i + 1]; ++t) all.add(number, touch(c, t));
  }
  all.shrink_to_fit();
  return all;
}

}  // namespace workload
