// A state while it is changed. What comes to no end leaves it nobody's: half of a touchpoint, or of a history, must decide nothing.
#pragma once

#include "engine/state/state.hpp"

namespace tickler::inline TICKLER_ABI {

class state_change {
 public:
  explicit state_change(state::impl& s) noexcept : state_(&s) {}
  ~state_change() {
    if (state_) state_->policy = 0;
  }
  state_change(const state_change&) = delete;
  state_change& operator=(const state_change&) = delete;

  void is_whole() noexcept { state_ = nullptr; }

 private:
  state::impl* state_;
};

}  // namespace tickler::inline TICKLER_ABI
