// Which runs a touchpoint carries out a step of: each at the repetition that is done by it.
#pragma once

#include <vector>

#include "engine/fold/fold_listener.hpp"

namespace tickler::inline TICKLER_ABI {

class done_runs final : public fold_listener {
 public:
  explicit done_runs(std::vector<run>& into) : runs_(into) { runs_.clear(); }
  void moved(trace_kind kind, const run& r) override {
    if (kind == trace_kind::done) runs_.push_back(r);
  }

 private:
  std::vector<run>& runs_;
};

}  // namespace tickler::inline TICKLER_ABI
