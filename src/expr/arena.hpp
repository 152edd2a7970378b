// What evaluations use again and again: the stack of values, memory for the texts and lists that `+` makes, and what they may cost:
// an instruction is four units of work, in the body of a macro two for each item, which are simpler on average; and what grows with
// a text or a list is counted besides: an entry that is compared, 16 bytes of a text. One a thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <tickler/export.hpp>
#include <vector>

#include "base/work_meter.hpp"
#include "expr/value.hpp"

namespace tickler::inline TICKLER_ABI::expr {

class arena {
 public:
  static constexpr std::size_t max_bytes = 1 << 20;  // of texts and lists in one evaluation
  static constexpr std::uint64_t usual_work = 1'000'000;

  arena() = default;
  explicit arena(std::uint64_t work) noexcept : work_(work) {}

  // What all evaluations together may cost; beyond it none has a value.
  work_meter& work() noexcept { return work_; }

  // For one evaluation: forgets what the last one made. Allocates only when more is needed than ever before.
  value* begin(std::size_t stack_size) {
    if (stack_.size() < stack_size) stack_.resize(stack_size);
    if (blocks_.size() > 1) merge();
    used_ = taken_ = 0;
    return stack_.data();
  }

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
  work_meter work_{usual_work};
};

// Of a condition's constant parts; what takes more is worked out when it is asked.
inline constexpr std::uint64_t worth_folding = 100'000;

}  // namespace tickler::inline TICKLER_ABI::expr
