// The number of a kind of text goes on what is wrong with one, at the door.
#pragma once

#include <tickler/parse_result.hpp>
#include <tickler/problem_numbers.hpp>
#include <utility>

namespace tickler::inline TICKLER_ABI {

template <class T>
parse_result<T> numbered(int number, parse_result<T> read) {
  if (read) return read;
  auto found = std::move(read).error();
  found.number = number;
  return found;
}

}  // namespace tickler::inline TICKLER_ABI
