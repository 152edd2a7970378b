// The order in which mistakes are told.
#pragma once

#include <algorithm>
#include <tickler/diagnostic.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// In order of line and column; those without a place first, in their order.
inline void sort_by_place(std::vector<diagnostic>& list) {
  std::stable_sort(list.begin(), list.end(), [](const diagnostic& a, const diagnostic& b) { return a.at < b.at; });
}

}  // namespace tickler::inline TICKLER_ABI
