// The one door to what public classes keep to themselves: each names internal_access as its friend, and nothing of the inside is
// part of what programs see.
#pragma once

#include <tickler/export.hpp>
#include <utility>

namespace tickler::inline TICKLER_ABI {

struct internal_access {
  template <class T>
  static decltype(auto) impl_of(T& x) {
    return x.inside();
  }
  template <class T, class... Arguments>
  static T make(Arguments&&... arguments) {
    return T(std::forward<Arguments>(arguments)...);
  }
};

// state::impl of a state, compiled_policy of a policy, ...
template <class T>
decltype(auto) impl_of(T& x) {
  return internal_access::impl_of(x);
}

}  // namespace tickler::inline TICKLER_ABI
