// Touchpoints that the caller holds, up to an instant, as a fold reads them: where they lie, without a copy.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <tickler/history.hpp>
#include <tickler/touchpoint_view.hpp>
#include <vector>

#include "engine/state/touch.hpp"
#include "model/touchpoint_check.hpp"

namespace tickler::inline TICKLER_ABI {

class view_cursor {
 public:
  // Checks what a history checks when they are added. `rows` are looked up once, into a buffer that is used again.
  view_cursor(const compiled_policy& p, std::span<const touchpoint_view> touches, instant until,
              std::vector<const touch_row*>& rows)
      : rows_(rows), touches_(touches) {
    if (touches.size() > history::max_size) throw_too_many_touchpoints();
    auto words = p.words;
    rows_.clear();
    for (const auto& t : touches) {
      check(t);
      if (&t != touches.data() && t.at < (&t)[-1].at)
        throw misuse(misuse_number::out_of_order, "touchpoints that are not in order of time");
      rows_.push_back(&(*p.rows)[words.classify(t.words)]);
    }
    // R3: what is later than `until` does not exist.
    const auto later = [](instant t, const touchpoint_view& each) { return t < each.at; };
    const auto end = std::upper_bound(touches.begin(), touches.end(), until, later);
    touches_ = touches.first(static_cast<std::size_t>(end - touches.begin()));
  }

  std::size_t size() const noexcept { return touches_.size(); }
  instant at(std::size_t i) const noexcept { return touches_[i].at; }
  const touch_row& row(std::size_t i) const noexcept { return *rows_[i]; }

  // Of those by which something may be decided.
  bool has_details(std::size_t i) const noexcept { return has_asked_details(touches_[i]); }
  const touch_flags& flags(std::size_t i) const noexcept { return has_details(i) ? row(i).flags_with_details : row(i).flags; }

  auto masks_of(std::size_t group) const noexcept {
    return [this, group](std::size_t i) -> const transition_masks& {
      return has_details(i) ? row(i).masks_with_details[group] : row(i).masks[group];
    };
  }

  void begin() const noexcept {}

  void fill(std::size_t i, touch& t) const noexcept {
    const auto& from = touches_[i];
    t.at = from.at, t.until = from.until, t.keys = from.keys, t.steps = from.steps, t.address = from.address;
  }

 private:
  std::vector<const touch_row*>& rows_;
  std::span<const touchpoint_view> touches_;
};

}  // namespace tickler::inline TICKLER_ABI
