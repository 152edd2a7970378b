// Where everything is on the page, in whole pixels. What would lie on each other in a lane goes into rows below each other.
#pragma once

#include <optional>
#include <string>
#include <tickler/export.hpp>
#include <utility>
#include <vector>

#include "picture/drawing.hpp"
#include "picture/time_axis.hpp"

namespace tickler::inline TICKLER_ABI {

struct placed_item {
  const drawn_item* item = nullptr;
  std::string label{};
  int x = 0, y = 0;        // the mark's middle
  int left = 0;            // where the label begins
  int begin = 0, end = 0;  // of the window, if it has one
  std::optional<int> due{}, at_latest{};
};

struct placed_lane {
  std::string name{};
  int y = 0, height = 0;
  std::vector<std::pair<int, int>> closed{};  // from where to where
};

struct page_layout {
  page_layout(const drawing& d, bool labelled);  // refers to it
  page_layout(drawing&&, bool) = delete;

  time_axis axis;
  std::vector<placed_lane> lanes{};
  std::vector<placed_item> items{};
  std::vector<std::string> title{}, note{};  // lines
  int left = 0, top = 0;                     // of the first lane, behind the names and below the days
  int bottom = 0;                            // of the last lane
  int width = 0;

 private:
  void place_head(const drawing& d, bool labelled);
  void place_lanes(const drawing& d, bool labelled);
  void place_rows(const std::vector<const drawn_item*>& of_lane, bool labelled);
};

}  // namespace tickler::inline TICKLER_ABI
