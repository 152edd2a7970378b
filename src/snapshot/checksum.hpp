// XXH3 (Yann Collet, https://xxhash.com), 64 bits, of bytes that come in pieces.
#pragma once

#include <xxhash.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

class checksum {
 public:
  checksum() : state_(XXH3_createState()) {
    if (!state_) throw std::bad_alloc();
    XXH3_64bits_reset(state_.get());
  }
  void add(const void* bytes, std::size_t n) { XXH3_64bits_update(state_.get(), bytes, n); }
  std::uint64_t value() const { return XXH3_64bits_digest(state_.get()); }

 private:
  struct free_state {
    void operator()(XXH3_state_t* s) const noexcept { XXH3_freeState(s); }
  };
  std::unique_ptr<XXH3_state_t, free_state> state_;
};

}  // namespace tickler::inline TICKLER_ABI
