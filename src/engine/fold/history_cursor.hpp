// A history up to an instant, as a fold reads it. The row of each touchpoint in the touch index is looked up once, all in one go,
// so that the loops over them find theirs in memory.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>
#include <tickler/history.hpp>
#include <utility>
#include <vector>

#include "base/few_texts.hpp"
#include "base/internal_access.hpp"
#include "engine/state/touch.hpp"
#include "model/touchpoint_check.hpp"

namespace tickler::inline TICKLER_ABI {

class history_cursor {
  using log_view = decltype(impl_of(std::declval<const history&>()));

 public:
  // `rows` are looked up once, into a buffer that is used again.
  history_cursor(const compiled_policy& p, const history& log, instant until, std::vector<const touch_row*>& rows)
      : rows_(rows), entries_(impl_of(log).entries), details_(impl_of(log).all_details) {
    // R3: what is later than `until` does not exist.
    if (!entries_.empty() && entries_.back().at > until) {
      const auto later = [](instant t, const log_view::entry& e) { return t < e.at; };
      const auto end = std::upper_bound(entries_.begin(), entries_.end(), until, later);
      entries_ = entries_.first(static_cast<std::size_t>(end - entries_.begin()));
    }
    rows_.resize(entries_.size());
    const auto first = p.rows->first_ones();
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      const auto words = entries_[i].words;
      if (words < first.size()) [[likely]]
        rows_[i] = &first[words];
      else
        rows_[i] = &(*p.rows)[words];
    }
  }

  std::size_t size() const noexcept { return entries_.size(); }
  instant at(std::size_t i) const noexcept { return entries_[i].at; }
  const touch_row& row(std::size_t i) const noexcept { return *rows_[i]; }

  // Of those by which something may be decided.
  bool has_details(std::size_t i) const noexcept { return entries_[i].is_asked(); }
  const touch_flags& flags(std::size_t i) const {
    if (has_details(i)) [[unlikely]]
      return row(i).flags_with_details;
    return row(i).flags;
  }

  auto masks_of(std::size_t group) const noexcept {
    return [this, group](std::size_t i) -> const transition_masks& {
      if (has_details(i)) [[unlikely]]
        return row(i).masks_with_details[group];
      return row(i).masks[group];
    };
  }

  void begin() const noexcept {}

  // The views point into the history, and the names into this cursor: good until the next one is filled.
  void fill(std::size_t i, touch& t) {
    t.at = at(i);
    if (!has_details(i)) {
      t.until.reset(), t.keys = t.steps = {}, t.address = {};
      return;
    }
    const auto& x = details_[entries_[i].details_index()];
    const auto more = std::span(x.more);
    keys_.clear();
    if (!x.key.empty()) keys_.push_back(x.key);
    for (const auto& key : more.first(x.other_keys)) keys_.push_back(key);
    steps_.assign(more.subspan(x.other_keys));
    t.until = x.has_until ? std::optional(x.until) : std::nullopt;
    t.keys = keys_.all(), t.steps = steps_.all(), t.address = x.address;
  }

 private:
  std::vector<const touch_row*>& rows_;
  std::span<const log_view::entry> entries_;
  std::span<const log_view::details> details_;
  few_texts<most_keys> keys_{};
  few_texts<most_steps> steps_{};
};

}  // namespace tickler::inline TICKLER_ABI
