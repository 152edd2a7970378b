// A book as a file: saved in one piece, loaded some ten times as fast as records are read. Part of tickler::io.
//
//   std::ofstream out("company.tickler", std::ios::binary);
//   tickler::save_snapshot(all, out);
//   std::ifstream in("company.tickler", std::ios::binary);
//   tickler::book again = tickler::load_snapshot(in, words).value().all;    // throws text_error with what is wrong
//
// A snapshot holds the words of touchpoints by name, so it loads into any vocabulary, and a checksum, so that a damaged one is
// refused. One with a right checksum and contents that no book can have, such as two prospects of one id, is refused, too.
#pragma once

#include <istream>
#include <ostream>
#include <tickler/book.hpp>
#include <tickler/parse_result.hpp>
#include <tickler/zones.hpp>

namespace tickler::inline TICKLER_ABI {

struct loaded_snapshot {
  book all;
  // zones::version() where it was saved. Under other zone data some decisions may differ: those for zones whose law has changed.
  std::string zone_version{};
};

// What goes wrong in writing is told by the stream, as always. Throws misuse for a book with an unknown zone, a
// text that is not UTF-8 or a fact that is no finite number, which no record could have; also where numbers are not little-endian.
TICKLER_API void save_snapshot(const book& all, std::ostream& out, const zones& known = zones::system());

// All of the stream must be the snapshot. The book is as after shrink_to_fit(); an error's offset is where reading ended. Interns
// the words into the vocabulary, if all is well.
TICKLER_API parse_result<loaded_snapshot> load_snapshot(std::istream& in, vocabulary words, const zones& known = zones::system());

}  // namespace tickler::inline TICKLER_ABI
