// The shapes of a picture, as elements of SVG around a point.
#pragma once

#include <string>
#include <tickler/export.hpp>

#include "picture/drawing.hpp"

namespace tickler::inline TICKLER_ABI {

void append_mark(std::string& svg, mark_kind kind, int x, int y);
void append_bar(std::string& svg, int begin, int end, int y);
void append_due(std::string& svg, int x, int y);        // a line
void append_at_latest(std::string& svg, int x, int y);  // a bracket that closes

// What is named in a legend.
struct legend_entry {
  enum class kind : std::uint8_t { mark, window, due, at_latest, now, closed, held } what = kind::mark;
  mark_kind mark{};
  const char* text = nullptr;
};
void append_legend_sign(std::string& svg, const legend_entry& e, int x, int y);

}  // namespace tickler::inline TICKLER_ABI
