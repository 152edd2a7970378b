// The shapes of a picture, as elements of SVG around a point.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tickler/export.hpp>

#include "picture/drawing.hpp"

namespace tickler::inline TICKLER_ABI {

void append_mark(std::string& svg, mark_kind kind, int x, int y);
void append_bar(std::string& svg, int begin, int end, int y);
// A line where it is due, and a bracket that closes at its last moment.
void append_deadlines(std::string& svg, std::optional<int> due, std::optional<int> at_latest, int y);

// What is named in a legend.
struct legend_entry {
  enum class kind : std::uint8_t { mark, window, due, at_latest, now, closed, held } what = kind::mark;
  mark_kind mark{};
  std::string_view text{};
};
void append_legend_sign(std::string& svg, const legend_entry& e, int x, int y);

}  // namespace tickler::inline TICKLER_ABI
