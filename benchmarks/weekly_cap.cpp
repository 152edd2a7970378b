#include "weekly_cap.hpp"

#include <algorithm>
#include <chrono>

namespace hand_written {

using namespace std::chrono_literals;

void weekly_cap::count(instant touch) {
  if (touches_.size() < at_most_) {
    touches_.push_back(touch);
  } else {
    std::copy(touches_.begin() + 1, touches_.end(), touches_.begin());
    touches_.back() = touch;
  }
  last_touch_ = touch;
  if (touches_.size() == at_most_) room_by_past_ = std::max(week_after(touches_[0]), touch);
}

void weekly_cap::add_waiting(instant when) { touches_.insert(std::upper_bound(touches_.begin(), touches_.end(), when), when); }

// Of any at_most + 1 touches in a row that the new ones are among, the last must be a week or more after the first.
bool weekly_cap::allows(instant t, company c) const {
  const std::size_t added = c == company::with_ready ? 1 + ready_ : 1;
  const auto before = static_cast<std::size_t>(std::upper_bound(touches_.begin(), touches_.end(), t) - touches_.begin());
  const auto nth = [&](std::size_t i) {
    if (i < before) return touches_[i];
    return i < before + added ? t : touches_[i - added];
  };
  const auto all = touches_.size() + added;
  for (auto i = before > at_most_ ? before - at_most_ : 0; i < before + added && i + at_most_ < all; ++i)
    if (nth(i + at_most_) < week_after(nth(i))) return false;
  return true;
}

// It becomes allowed only when a touch is a week old.
instant weekly_cap::first_allowed(instant from, company c) const {
  for (const auto touch : touches_) {
    if (allows(from, c)) break;
    from = std::max(from, week_after(touch));
  }
  return from;
}

// It ceases to be allowed only when a touch to come is less than a week away.
std::optional<instant> weekly_cap::end_of_room(instant t, company c) const {
  for (const auto touch : touches_) {
    const auto end = week_before(touch) + 1s;
    if (end > t && !allows(end, c)) return end;
  }
  return std::nullopt;
}

std::optional<instant> weekly_cap::allowed_since(instant t, instant after) const {
  std::optional<instant> since;
  for (const auto touch : touches_) {
    const auto free = week_after(touch);
    if (free > after && free <= t && !allows(free - 1s, company::with_ready)) since = free;
  }
  return since;
}

}  // namespace hand_written
