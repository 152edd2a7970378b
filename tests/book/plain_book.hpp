// A book as plainly as can be, and random ones of both kinds.
#pragma once

#include <string>
#include <tickler/book.hpp>
#include <vector>

#include "properties/dice.hpp"

namespace plain {

struct entry {
  tickler::prospect who;
  std::vector<tickler::touchpoint> log{};
  bool is_erased() const { return who.id.empty(); }
};

using book = std::vector<entry>;

void add(std::vector<tickler::touchpoint>& log, const tickler::touchpoint& t);

// As a book adds it: one with the id of another that went by the same channel takes its place. False: by another channel, and
// nothing is changed.
bool take_in(std::vector<tickler::touchpoint>& log, const tickler::touchpoint& t);

tickler::prospect random_prospect(dice& d, std::size_t number);
tickler::touchpoint random_touchpoint(dice& d, tickler::vocabulary words);

// Fills both with the same, by steps in random order: adding, replacing, erasing, merging, fitting, copying.
void fill(dice& d, book& model, tickler::book& real);

// Empty if they hold the same; else what differs first.
std::string difference(const book& model, const tickler::book& real);

}  // namespace plain
