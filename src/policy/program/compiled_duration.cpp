#include "policy/program/compiled_duration.hpp"

namespace tickler::inline TICKLER_ABI {

compiled_duration::compiled_duration(duration d) : written_(std::move(d)) {
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

}  // namespace tickler::inline TICKLER_ABI
