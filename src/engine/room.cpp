#include "engine/room.hpp"

#include <algorithm>

namespace tickler {

using std::chrono::seconds;

std::optional<instant> limit_room::free_from(instant first) const {
  if (!rule_.per) return std::nullopt;
  const auto t = frame_.add(*rule_.per, first);
  return t ? std::optional(t.at) : std::nullopt;
}

// The i-th instant once the action and those together with it have been put in at x, after `before` points.
instant limit_room::nth(std::size_t i, std::size_t before, instant x) const noexcept {
  if (i < before) return points_[i];
  return i < before + together_ ? x : points_[i - together_];
}

bool limit_room::allows(instant x) const {
  const auto before = static_cast<std::size_t>(std::upper_bound(points_.begin(), points_.end(), x) - points_.begin());
  const std::size_t n = rule_.at_most, all = points_.size() + together_;
  const auto first_row = before > n ? before - n : 0;
  for (auto i = first_row; i < before + together_ && i + n < all; ++i) {
    const auto free = free_from(nth(i, before, x));
    if (!free || nth(i + n, before, x) < *free) return false;
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
  for (const auto point : points_) {
    consider(point);
    if (const auto free = free_from(point)) consider(*free);
  }
  if (!points_.empty() && points_.back() > x) {
    const auto offsets = frame_.local.offsets();
    const auto later =
        std::upper_bound(offsets.begin(), offsets.end(), x, [](instant t, const zone_offset& o) { return t < o.begin; });
    if (later != offsets.end()) consider(later->begin);
  }
  return next;
}

std::optional<instant> limit_room::first_from(instant x) const {
  while (!allows(x)) {
    const auto next = next_turn(x);
    if (!next) return std::nullopt;
    x = *next;
  }
  return x;
}

std::optional<instant> limit_room::end_from(instant x) const {
  while (!points_.empty() && points_.back() > x) {
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
  std::optional<instant> since;
  for (auto turn = next_turn(after); turn && *turn <= x; turn = next_turn(*turn))
    if (!allows(*turn - seconds{1})) since = turn;
  return since;
}

}  // namespace tickler
