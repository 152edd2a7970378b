// At most so many touches in any 7 days, as an action that is being placed meets it: for hand_written.hpp.
#pragma once

#include <cstddef>
#include <optional>

#include "few.hpp"
#include "office_time.hpp"

namespace hand_written {

class weekly_cap {
 public:
  weekly_cap(std::size_t at_most, const wall_clock& clock) : at_most_(at_most), clock_(clock) {}

  // A touch of the past, in order of time: only the last few matter.
  void count(instant touch);
  std::optional<instant> last_touch() const { return last_touch_; }
  instant room_by_past() const { return room_by_past_; }  // from then on, behind all of it

  // What has been placed above: at its time, or ready, which may be done at the same instant as whatever is placed next.
  void add_waiting(instant when);
  void add_ready() { ++ready_; }

  bool is_full() const { return ready_ >= at_most_; }  // with what is ready there is no room for one more at any time

  // For one more action, with what is ready (if that leaves room) or alone.
  enum class company { with_ready, alone };
  bool allows(instant t, company c) const;
  instant first_allowed(instant from, company c) const;

  // Given that t is allowed: the first instant after t that is not, if any; and since when it has been, if later than `after`.
  std::optional<instant> end_of_room(instant t, company c) const;
  std::optional<instant> allowed_since(instant t, instant after) const;

 private:
  instant week_after(instant t) const { return clock_.plus_days(t, 7); }
  instant week_before(instant t) const { return clock_.plus_days(t, -7); }

  std::size_t at_most_;
  const wall_clock& clock_;
  few<instant, 10> touches_{};  // of the past and to come, in order: at most 2 and 8
  std::size_t ready_ = 0;
  std::optional<instant> last_touch_{};
  instant room_by_past_ = instant::min();
};

}  // namespace hand_written
