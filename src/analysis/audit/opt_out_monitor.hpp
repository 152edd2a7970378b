// `always: respected`: nothing goes out where it must not.
#pragma once

#include <array>
#include <vector>

#include "analysis/audit/promise_monitors.hpp"
#include "engine/fold/history_fold.hpp"

namespace tickler {

class respect_watch {
 public:
  void add(const audited_promise& p) { promises_.push_back(p); }
  bool asked() const noexcept { return !promises_.empty(); }

  // In this order, for each touchpoint: against what those before it have come to; into what they come to, unless that is done
  // elsewhere; and what has changed by it.
  void look(const watched_touch& t, const state::impl& s);
  void take(touch& t, folder& fold, const state::impl& s) const;
  void note(const watched_touch& t, const state::impl& s);

  void finish() { closed_ = 0, is_stopped_ = false; }

 private:
  std::vector<audited_promise> promises_{};
  bit_mask closed_ = 0;  // channels
  bool is_stopped_ = false;
  std::array<watched_touch, 64> closed_by_{};  // by channel
  watched_touch stopped_by_{};
};

}  // namespace tickler
