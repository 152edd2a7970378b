// The inside of tickler::decisions.
// A decision is mostly small numbers that repeat what is known: instants near `now` or near the start of the run, reasons that
// begin where the one before ended. So each is written as a difference, seven bits a byte (LEB128), behind a number whose bits say
// which parts there are. A prospect's head says where its bytes begin, so any one of them can be read without the others.
#pragma once

#include <cstdint>
#include <tickler/evaluate_all.hpp>
#include <vector>

#include "base/varint.hpp"

namespace tickler::inline TICKLER_ABI {

// The decisions at one instant for some prospects in a row, packed.
class decision_block {
 public:
  std::size_t size() const noexcept { return heads_.size(); }
  void forget() noexcept { heads_.clear(), packed_.clear(); }
  status status_of(std::size_t i) const noexcept;
  std::optional<instant> next_change_of(std::size_t i) const noexcept;
  void get(std::size_t i, std::uint64_t policy_fingerprint, decision& into) const;
  std::size_t bytes() const noexcept { return heads_.capacity() * sizeof(head) + packed_.capacity(); }

  friend bool operator==(const decision_block& a, const decision_block& b) noexcept {
    return a.now_ == b.now_ && a.heads_ == b.heads_ && a.packed_ == b.packed_;
  }

 private:
  friend class decision_packer;
  struct head {
    std::uint32_t next_change = 0;  // 0: none
    std::uint32_t begin = 0;        // of what is packed
    friend bool operator==(const head&, const head&) = default;
  };

  static void unpack(varint_reader& in, instant now, decision& into, action& a);
  static reason unpack_reason(varint_reader& in, instant start);

  instant now_{};
  std::vector<head> heads_{};
  std::vector<char> packed_{};
};

// Packs decisions, a block after the other.
class decision_packer {
 public:
  explicit decision_packer(instant now) noexcept : now_(now) {}
  void add(const decision& d);

  // What has been added since the last block was filled. It takes little more memory than it needs; what it had is used again.
  void fill(decision_block& block);

 private:
  instant now_;
  std::vector<decision_block::head> heads_{};
  varint_buffer out_{};
};

struct decisions::impl {
  static constexpr std::size_t block_size = 1'024;

  std::size_t size = 0;
  std::uint64_t policy = 0;            // fingerprint
  std::vector<decision_block> blocks;  // those without decisions are undecided

  void start(std::size_t prospects, std::uint64_t policy_fingerprint);
  bool is_decided(prospect_number number) const;
  const decision_block& block_of(prospect_number number) const;
};

}  // namespace tickler::inline TICKLER_ABI
