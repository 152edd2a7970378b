// Reads records into a book, and by the plain reader into a plain one, to hold one against the other.
#pragma once

#include <string>

#include "book/plain_book.hpp"
#include "io/reading.hpp"

namespace plain {

struct imported {
  book records{};
  std::vector<std::string> bad{};
  std::size_t good_prospects = 0, good_touchpoints = 0, bytes = 0, unattributed = 0, respelt = 0;
  std::vector<std::string> incomplete{};  // whose touchpoints could not be read
  std::vector<std::string> unread{};      // whose own records could not be read: they are in the book by their ids
};

// By read_prospects and read_touchpoints of records.hpp.
imported read_plainly(const std::string& prospects, const std::string& touchpoints, const tickler::record_options& options,
                      const tickler::vocabulary& words);

// Into a book; empty if book, diagnostics and counts are what is expected, else what is not.
std::string difference_when_read(const std::string& prospects, const std::string& touchpoints,
                                 const tickler::record_options& options);

}  // namespace plain
