// A row of bars, side by side, each with what it says on hover.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tickler/zone.hpp>
#include <utility>
#include <vector>

namespace tickler::cli::page {

struct bar {
  std::optional<double> value{};  // none: nothing is known there
  std::optional<std::pair<double, double>> band{};
  std::string what{};
};

// "Mon 2 Mar", with the year if it is another than that of `seen_from`.
std::string day_text(instant t, const zone& local, instant seen_from);

// As SVG; `most` is as high as can be.
std::string bars(const std::vector<bar>& all, double most, std::string_view label);

}  // namespace tickler::cli::page
