#include "policy/delay.hpp"

#include "time/zone_table.hpp"

namespace tickler {

delay::delay(duration d) : written_(std::move(d)) {
  if (written_.is_zero()) return;
  is_ = shape::any;
  if (written_.parts.size() > 1) return;
  const auto [count, unit] = written_.parts.front();
  switch (unit) {
    case time_unit::minute:
      is_ = shape::elapsed, plain_ = std::chrono::minutes{count};
      break;
    case time_unit::hour:
      is_ = shape::elapsed, plain_ = std::chrono::hours{count};
      break;
    case time_unit::day:
      is_ = shape::days, plain_ = date::days{count};
      break;
    case time_unit::week:
      is_ = shape::days, plain_ = date::weeks{count};
      break;
    default:
      break;
  }
}

reached delay::after_by_clock(instant t, const time_frame& frame) const {
  if (is_ != shape::days || !in_range(t)) return frame.add(written_, t);
  const auto& local = frame.local.get();
  return in_time(local.to_instant(local.to_local(t) + plain_));
}

}  // namespace tickler
