// The touchpoints of a prospect and those of others that count for her, put together to be read as a book's are; a buffer that is
// used again.
#pragma once

#include <cstdint>
#include <string>
#include <tickler/book.hpp>
#include <vector>

#include "base/bits.hpp"

namespace tickler::inline TICKLER_ABI {

struct joint_log {
  std::vector<std::uint32_t> at{}, codes{};
  std::vector<prospect_number> from{};
  std::string details{};  // packed, as a book has them

  // A touchpoint of somebody else.
  struct touch {
    std::uint32_t at = 0, code = 0;
    prospect_number from = 0;
    std::uint8_t rank = 0;  // among those of one second
    std::uint32_t details_begin = 0, details_size = 0;
  };
  struct touches {
    std::vector<touch> list{};
    std::string details{};
    void clear() noexcept { list.clear(), details.clear(); }
  };
  touches wishes{};

  struct sharer {
    prospect_number who = 0;
    bit_mask channels = 0;  // for which she has a value of the prospect's
  };
  std::vector<sharer> sharers{};

  std::size_t size() const noexcept { return at.size(); }
  void reserve(std::size_t size) { at.reserve(size), codes.reserve(size), from.reserve(size); }
  void clear() noexcept {
    at.clear(), codes.clear(), from.clear(), details.clear();
    wishes.clear(), sharers.clear();
  }
};

}  // namespace tickler::inline TICKLER_ABI
