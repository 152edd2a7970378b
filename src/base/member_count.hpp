// How many members an aggregate has.
#pragma once

#include <cstddef>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

struct any_value {
  template <class T>
  operator T() const;  // never called
};

template <class Aggregate, class... Given>
consteval std::size_t member_count() {
  if constexpr (requires { Aggregate{Given{}..., any_value{}}; })
    return member_count<Aggregate, Given..., any_value>();
  else
    return sizeof...(Given);
}

}  // namespace tickler::inline TICKLER_ABI
