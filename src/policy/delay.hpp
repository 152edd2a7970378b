// A duration of a policy, with what makes the usual ones quick to add.
#pragma once

#include <chrono>
#include <cstdint>
#include <tickler/calendar.hpp>
#include <tickler/duration.hpp>

namespace tickler {

class delay {
 public:
  delay() = default;
  explicit delay(duration d);

  const duration& written() const noexcept { return written_; }

  // As time_frame::add.
  reached after(instant t, const time_frame& frame) const {
    return is_ == shape::elapsed && in_range(t) ? in_time(t + plain_) : after_by_clock(t, frame);
  }

 private:
  enum class shape : std::uint8_t { elapsed, days, any };  // days by the wall clock

  reached after_by_clock(instant t, const time_frame& frame) const;
  static reached in_time(instant t) noexcept { return {t, in_range(t) ? time_problem::none : time_problem::beyond_2037}; }

  duration written_{};
  shape is_ = shape::elapsed;
  std::chrono::seconds plain_{};
};

}  // namespace tickler
