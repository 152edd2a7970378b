// What evaluations use again and again: the stack of values, memory for the texts and lists that `+` makes, and what they may cost.
// One a thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <tickler/export.hpp>
#include <vector>

#include "expr/value.hpp"

namespace tickler::inline TICKLER_ABI::expr {

class arena {
 public:
  static constexpr std::size_t max_bytes = 1 << 20;     // of texts and lists in one evaluation
  static constexpr std::uint64_t max_work = 1'000'000;  // of one evaluation: some milliseconds

  // For one evaluation: forgets what the last one made. Allocates only when more is needed than ever before.
  value* begin(std::size_t stack_size) {
    if (stack_.size() < stack_size) stack_.resize(stack_size);
    if (blocks_.size() > 1) merge();
    used_ = taken_ = 0;
    spent_ = 0;
    return stack_.data();
  }

  // Work is counted where it can grow with a record or with a list: an instruction of the body of a macro for each item, a
  // comparison for each entry, 16 bytes of a text. Counted, not timed: the same everywhere. False beyond `max_work`.
  bool spend(std::uint64_t work) noexcept {
    spent_ += work;
    return spent_ <= max_work;
  }
  std::uint64_t spent() const noexcept { return spent_; }  // by the last evaluation
  static constexpr std::uint64_t work_of_bytes(std::size_t bytes) noexcept { return bytes / 16; }

  // Stays valid until the next begin(); null beyond `most_bytes`. Aligned for a value.
  std::byte* take(std::size_t bytes);

 private:
  struct block {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size;
  };
  void merge();

  std::vector<value> stack_;
  std::vector<block> blocks_;
  std::size_t used_ = 0;   // of the last block
  std::size_t taken_ = 0;  // of all
  std::uint64_t spent_ = 0;
};

}  // namespace tickler::inline TICKLER_ABI::expr
