#include "engine/rules/limit.hpp"

#include <algorithm>

namespace tickler {

using std::chrono::seconds;

namespace {

// Of points: those at or before x come first.
bool is_later(instant x, const limit_ledger::point& p) noexcept { return x < p.at; }

}  // namespace

void limit_ledger::list() {
  points_.clear();
  for (std::size_t i = 0; i < history_size_; ++i) points_.push_back({history_[i], unknown});
  for (const auto t : waiting()) points_.insert(std::upper_bound(points_.begin(), points_.end(), t, is_later), {t, unknown});
  is_listed_ = true;
}

// The end of what begins with `first`; time_end: none.
instant limit_room::free_from(instant first) const {
  if (!rule_->per) return time_end;
  const auto t = rule_->per->after(first, *frame_);
  return t ? t.at : time_end;
}

std::size_t limit_room::count_up_to(instant x) const {
  return static_cast<std::size_t>(std::upper_bound(points().begin(), points().end(), x, is_later) - points().begin());
}

// The i-th instant once the action and those together with it have been put in at x, after `before` points.
instant limit_room::nth(std::size_t i, std::size_t before, instant x) const {
  if (i < before) return points()[i].at;
  return i < before + together_ ? x : points()[i - together_].at;
}

bool limit_room::allows_among(instant x) const {
  const auto before = count_up_to(x);
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
    consider(points()[i].at);
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

instant limit_room::first_among(instant x) const {
  while (!allows(x)) {
    const auto next = next_turn(x);
    if (!next) return time_end;
    x = *next;
  }
  return x;
}

std::optional<instant> limit_room::end_among(instant x) const {
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

std::optional<instant> limit_room::open_since_among(instant x, instant after) const {
  std::optional<instant> since;
  for (auto turn = next_turn(after); turn && *turn <= x; turn = next_turn(*turn))
    if (!allows(*turn - seconds{1})) since = turn;
  return since;
}

}  // namespace tickler
