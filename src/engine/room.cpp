#include "engine/room.hpp"

#include <algorithm>

namespace tickler {

using std::chrono::seconds;

void limit_ledger::begin(std::span<const instant> history) {
  points.assign(history.begin(), history.end());
  free.assign(history.size(), unknown);
  ready = 0;
}

void limit_ledger::add(instant t) {
  const auto at = std::upper_bound(points.begin(), points.end(), t) - points.begin();
  points.insert(points.begin() + at, t);
  free.insert(free.begin() + at, unknown);
}

// The end of what begins with `first`; time_end: none.
instant limit_room::free_from(instant first) const {
  if (!rule_->per) return time_end;
  const auto t = rule_->per->after(first, *frame_);
  return t ? t.at : time_end;
}

instant limit_room::free_of(std::size_t point) const {
  auto& free = counted_->free[point];
  if (free == limit_ledger::unknown) free = free_from(points()[point]);
  return free;
}

// Behind all points only the window of the newest at_most of them and those together matters, whatever the instant: from when on it
// leaves room, time_end being never. Not worked out when it surely does at x.
instant limit_room::free_behind_all(instant x) const {
  const std::size_t n = rule_->at_most, all = points().size() + together_;
  if (all <= n) return time_begin;
  if (together_ > n) return time_end;
  const auto first = all - n - 1;
  return x - points()[first] > rule_->surely_over ? time_begin : free_of(first);
}

// The i-th instant once the action and those together with it have been put in at x, after `before` points.
instant limit_room::nth(std::size_t i, std::size_t before, instant x) const noexcept {
  if (i < before) return points()[i];
  return i < before + together_ ? x : points()[i - together_];
}

bool limit_room::allows(instant x) const {
  if (is_behind_all(x)) return free_behind_all(x) <= x;
  const auto before = static_cast<std::size_t>(std::upper_bound(points().begin(), points().end(), x) - points().begin());
  const std::size_t n = rule_->at_most, all = points().size() + together_;
  const auto first_row = before > n ? before - n : 0;
  for (auto i = first_row; i < before + together_ && i + n < all; ++i) {
    const bool is_point = i < before || i >= before + together_;
    const auto free = is_point ? free_of(i < before ? i : i - together_) : free_from(x);
    if (nth(i + n, before, x) < free) return false;
  }
  return true;
}

// The next instant at which what is allowed can change from "no" to "yes", or a point lies, or the clocks change (where a
// wall-clock `per` may jump).
std::optional<instant> limit_room::next_turn(instant x) const {
  std::optional<instant> next;
  const auto consider = [&](instant t) {
    if (t > x && (!next || t < *next)) next = t;
  };
  for (std::size_t i = 0; i < points().size(); ++i) {
    consider(points()[i]);
    if (const auto free = free_of(i); free != time_end) consider(free);
  }
  if (!is_behind_all(x)) {
    const auto offsets = frame_->local.offsets();
    const auto later =
        std::upper_bound(offsets.begin(), offsets.end(), x, [](instant t, const zone_offset& o) { return t < o.begin; });
    if (later != offsets.end()) consider(later->begin);
  }
  return next;
}

std::optional<instant> limit_room::first_from(instant x) const {
  if (is_behind_all(x)) {
    const auto free = free_behind_all(x);
    return free == time_end ? std::nullopt : std::optional(std::max(x, free));
  }
  while (!allows(x)) {
    const auto next = next_turn(x);
    if (!next) return std::nullopt;
    x = *next;
  }
  return x;
}

std::optional<instant> limit_room::end_from(instant x) const {
  while (!is_behind_all(x)) {
    const auto turn = next_turn(x);
    if (!turn) break;
    auto good = x, bad = *turn;
    if (!allows(bad - seconds{1})) {  // between turns the answer changes once, from "yes" to "no"
      bad -= seconds{1};
      while (bad - good > seconds{1}) {
        const auto middle = good + (bad - good) / 2;
        (allows(middle) ? good : bad) = middle;
      }
      return bad;
    }
    if (!allows(bad)) return bad;
    x = bad;
  }
  return std::nullopt;
}

std::optional<instant> limit_room::open_since(instant x, instant after) const {
  if (is_behind_all(after)) {
    const auto free = free_behind_all(after);
    return after < free && free <= x ? std::optional(free) : std::nullopt;
  }
  std::optional<instant> since;
  for (auto turn = next_turn(after); turn && *turn <= x; turn = next_turn(*turn))
    if (!allows(*turn - seconds{1})) since = turn;
  return since;
}

}  // namespace tickler
