// Overwrites what is to be forgotten, also where a compiler sees that nobody reads it again.
#pragma once

#include <string.h>  // explicit_bzero of glibc, musl and the BSDs

#include <string>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

inline void wipe(void* at, std::size_t bytes) noexcept {
  if (bytes != 0) explicit_bzero(at, bytes);
}

// All that it has room for: a text that was longer, or was moved away, may have left something there.
inline void wipe(std::string& text) noexcept {
  text.resize(text.capacity());
  wipe(text.data(), text.size());
  text.clear();
}

}  // namespace tickler::inline TICKLER_ABI
