// A duration of a policy, with what makes the usual ones quick to add.
#pragma once

#include <chrono>
#include <cstdint>
#include <tickler/calendar.hpp>
#include <tickler/duration.hpp>

#include "base/internal_access.hpp"
#include "time/zone_table.hpp"

namespace tickler::inline TICKLER_ABI {

class compiled_duration {
 public:
  compiled_duration() = default;
  explicit compiled_duration(duration d);

  const duration& written() const noexcept { return written_; }

  // Elapsed time, or days by the wall clock; and how long, while that is not changed.
  bool is_plain() const noexcept { return is_ != shape::any; }
  bool is_by_clock() const noexcept { return is_ == shape::days; }
  std::chrono::seconds plain() const noexcept { return plain_; }

  // As time_context::add.
  time_result after(instant t, const time_context& frame) const {
    if (is_ == shape::any || !in_range(t)) return frame.add(written_, t);
    return in_time(is_ == shape::elapsed ? t + plain_ : impl_of(frame.local).same_time_after(t, plain_));
  }

 private:
  enum class shape : std::uint8_t { elapsed, days, any };  // days by the wall clock

  static time_result in_time(instant t) noexcept { return {t, in_range(t) ? time_problem::none : time_problem::beyond_2037}; }

  duration written_{};
  shape is_ = shape::elapsed;
  std::chrono::seconds plain_{};
};

}  // namespace tickler::inline TICKLER_ABI
