// Lists of the newest so many, oldest first, since that is how limits and conditions read them. They are at most 64, so shifting is
// cheaper than a ring.
#pragma once

#include <algorithm>
#include <cstdint>
#include <tickler/instant.hpp>

namespace tickler::inline TICKLER_ABI {

inline void keep_newest(instant* times, std::uint32_t& count, std::uint32_t most, instant t) {
  if (count == most)
    std::copy(times + 1, times + count, times);
  else
    ++count;
  times[count - 1] = t;
}

// Of numbers of touchpoints, 0 standing for none: always `most` of them.
inline void keep_newest(std::uint32_t* numbers, std::uint32_t most, std::uint32_t number) {
  std::copy(numbers + 1, numbers + most, numbers);
  numbers[most - 1] = number;
}

}  // namespace tickler::inline TICKLER_ABI
