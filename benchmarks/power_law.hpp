// The exponent of the power law that fits measured costs best.
#pragma once

#include <cmath>
#include <vector>

struct cost {
  double size, time;
};

// The slope of the line of least squares through the logarithms.
inline double exponent(const std::vector<cost>& costs) {
  double x = 0, y = 0, xx = 0, xy = 0;
  for (const auto& c : costs) {
    const auto size = std::log(c.size), time = std::log(c.time);
    x += size, y += time, xx += size * size, xy += size * time;
  }
  const auto n = static_cast<double>(costs.size());
  return (n * xy - x * y) / (n * xx - x * x);
}
