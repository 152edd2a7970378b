// Work that is counted, not timed, so that the same is too much on every machine, and so that what one text or record may cost has
// a bound. Kubernetes bounds the conditions of its policies so (k8s.io/apiserver/pkg/apis/cel, PerCallLimit and
// RuntimeCELCostBudget). A unit takes some nanoseconds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

class work_meter {
 public:
  explicit work_meter(std::uint64_t allowed) noexcept : allowed_(allowed) {}

  // Begins anew: for a touchpoint, for a decision.
  void allow(std::uint64_t work) noexcept { allowed_ = work, spent_ = 0; }
  // False beyond what is allowed: then the answer does not matter any more, and whoever works gives up.
  bool spend(std::uint64_t work) noexcept {
    spent_ += work;
    return !is_overdrawn();
  }
  bool is_overdrawn() const noexcept { return spent_ > allowed_; }
  std::uint64_t spent() const noexcept { return spent_; }

  static constexpr std::uint64_t of_bytes(std::size_t bytes) noexcept { return bytes / 16; }
  static constexpr std::uint64_t of_length = 32;     // a length added to an instant
  static constexpr std::uint64_t of_condition = 20;  // to ask it, besides what is in it

 private:
  std::uint64_t allowed_, spent_ = 0;
};

}  // namespace tickler::inline TICKLER_ABI
