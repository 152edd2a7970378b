#include "engine/rules/limit.hpp"

#include <algorithm>

namespace tickler::inline TICKLER_ABI {

using std::chrono::seconds;

namespace {

// Of points: those at or before x come first.
bool is_later(instant x, const limit_usage::point& p) noexcept { return x < p.at; }

}  // namespace

void limit_usage::add_waiting(instant t) {
  if (waiting_ == waiting_at_.size()) waiting_at_.emplace_back();
  waiting_at_[waiting_++] = t;
  --left_;
  newest_ = std::max(newest_, t);
  if (is_listed_) put_in(t);
}

// Made only when a gap is looked for, and kept while actions are placed: what is known of its points stays true.
void limit_usage::list() const {
  points_.clear();
  for (const auto t : history_) points_.push_back({t, unknown});
  for (const auto t : std::span(waiting_at_).first(waiting_)) put_in(t);
  is_listed_ = true;
}

// Behind those of the same instant (upper_bound): their order among each other changes no row.
void limit_usage::put_in(instant t) const {
  points_.insert(std::upper_bound(points_.begin(), points_.end(), t, is_later), {t, unknown});
}

// Kept with the point, since calendars are the cost here and all actions of a decision ask about the same points.
instant limit_window::free_of(std::size_t i) const {
  auto& p = usage_->points()[i];
  if (p.free == limit_usage::unknown) p.free = free_from(p.at);
  return p.free;
}

std::size_t limit_window::count_up_to(instant x) const {
  return static_cast<std::size_t>(std::upper_bound(usage_->points().begin(), usage_->points().end(), x, is_later) -
                                  usage_->points().begin());
}

std::optional<instant> limit_window::next_clock_change(instant x) const {
  const auto offsets = frame_->local.offsets();
  const auto later =
      std::upper_bound(offsets.begin(), offsets.end(), x, [](instant t, const zone_offset& o) { return t < o.begin; });
  return later != offsets.end() ? std::optional(later->begin) : std::nullopt;
}

// R76 as it is written: every row of at_most + 1 that has the action in it. Those that end before it or begin behind those
// together with it are left out: what is broken already is not its doing.
bool limit_window::allows_among(instant x) const {
  const auto before = count_up_to(x);
  const std::size_t n = rule_->at_most, all = usage_->size() + together_;
  const auto first_row = before > n ? before - n : 0;
  work_->spend(1 + (before + together_ - first_row) / 4);
  for (auto i = first_row; i < before + together_ && i + n < all; ++i) {
    const auto free = i < before ? free_of(i) : free_from(x);
    const auto last = i + n;  // of the row: the action, one of those together with it, or behind them
    if ((last < before + together_ ? x : usage_->points()[last - together_].at) < free) return false;
  }
  return true;
}

// Gap by gap between the points. Once the action is in one, the rows that begin before it say from when on there is room; those
// that begin with it until when. That "until" can jump only where the clock is changed, for a `per` by the wall clock. Gap by gap
// is enough: which points are in a row with the action depends only on how many are before it, and that is the same all through a
// gap. In one, room from the rows before begins once and stays, and room towards the rows behind ends once, because x + per never
// falls while x grows. But a `per` of days or months is added by the wall clock (R10), and where that is set back x + per may fall:
// there the gap is taken in parts. So few instants are tried: the first of each part.
instant limit_window::first_among(instant x) const {
  const auto& points = usage_->points();
  // Those at the same instant are a row of their own that no time makes longer.
  if (together_ > rule_->at_most) return time_end;
  for (auto before = count_up_to(x); before < points.size() && !work_->is_overdrawn(); ++before) {
    const auto gap_end = points[before].at;
    for (std::optional<instant> t = std::max(x, room_from(before)); t && *t < gap_end; t = next_clock_change(*t))
      if (allows_among(*t)) return *t;
    x = std::max(x, gap_end);
  }
  return work_->is_overdrawn() ? time_end : first_from(x);
}

// Behind all points room never ends, so only gaps are asked. Within a part of one it ends at most once: if its last second is
// allowed, all of it is.
std::optional<instant> limit_window::end_among(instant x) const {
  const auto& points = usage_->points();
  for (auto before = count_up_to(x); before < points.size() && !work_->is_overdrawn(); ++before) {
    const auto gap_end = points[before].at;
    while (x < gap_end) {
      const auto change = next_clock_change(x);
      const auto end = change && *change < gap_end ? *change : gap_end;
      if (!allows(end - seconds{1})) return last_allowed(x, end - seconds{1}) + seconds{1};
      if (!allows(end)) return end;
      x = end;
    }
  }
  return std::nullopt;
}

// Between one that is allowed and one that is not, if that changes but once. It is mostly one `per` before a point.
instant limit_window::last_allowed(instant good, instant bad) const {
  const auto& points = usage_->points();
  const auto length = free_from(good) - good;
  for (auto i = count_up_to(good); i < points.size() && points[i].at - length < bad; ++i)
    if (const auto guess = points[i].at - length; good < guess && allows(guess) && !allows(guess + seconds{1})) return guess;
  // By halves where the guess fails, as by calendars it may; at most some thirty steps.
  while (bad - good > seconds{1}) {
    const auto middle = good + (bad - good) / 2;
    (allows(middle) ? good : bad) = middle;
  }
  return good;
}

// The gap rule backwards: the beginning of the gap, the room from the rows before, or a change of the clock, whichever is last.
// Where room reaches back over a whole gap, the search goes on in the gap before.
std::optional<instant> limit_window::open_since_among(instant x, instant after) const {
  const auto& points = usage_->points();
  for (; !work_->is_overdrawn(); x = x - seconds{1}) {
    const auto before = count_up_to(x);
    const auto begin = before == 0 ? after : std::max(after, points[before - 1].at);
    auto since = std::max(begin, room_from(before));
    for (auto change = next_clock_change(since); change && *change <= x; change = next_clock_change(*change))
      if (!allows(*change - seconds{1})) since = *change;
    if (since > begin) return since;
    if (begin == after) return std::nullopt;
    if (!allows(begin - seconds{1})) return begin;
    x = begin;
  }
  return std::nullopt;
}

// Of an action with so many points before it: from when on the rows that end with it have room.
instant limit_window::room_from(std::size_t before) const {
  const std::size_t n = rule_->at_most;
  auto from = time_begin;
  work_->spend(1 + std::min(before, n) / 4);
  for (auto i = before > n ? before - n : 0; i < before && i + n < before + together_; ++i) from = std::max(from, free_of(i));
  return from;
}

}  // namespace tickler::inline TICKLER_ABI
