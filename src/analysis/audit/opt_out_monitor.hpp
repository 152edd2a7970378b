// `always: respected`: nothing goes out where it must not.
#pragma once

#include <array>
#include <tickler/export.hpp>
#include <vector>

#include "analysis/audit/promise_monitors.hpp"
#include "engine/fold/fold_listener.hpp"

namespace tickler::inline TICKLER_ABI {

// Hears what the fold does to contact.
class opt_out_monitor final : public fold_listener {
 public:
  explicit opt_out_monitor(const state::impl& folded) : folded_(folded.contact) {}

  void add(const audited_promise& p) { promises_.push_back(p); }
  bool asked() const noexcept { return !promises_.empty(); }

  // For each touchpoint, before it is taken in: against what those before it have come to. `closed` are channels to the prospect.
  void look(const watched_touch& t, bit_mask closed, bit_mask closed_to_referrer);
  void contact(trace_kind kind, std::size_t index, const contact_effect& e) override;

 private:
  const contact_state& folded_;
  std::vector<audited_promise> promises_{};
  watched_touch now_{};
  struct way {
    bit_mask closed = 0;                        // channels, before it
    std::array<watched_touch, 64> closed_by{};  // by channel: since when something or other has closed it
  };
  way to_prospect_{}, to_referrer_{};
  bool is_stopped_ = false;  // before it
  watched_touch stopped_by_{};
};

}  // namespace tickler::inline TICKLER_ABI
