#include "picture/shapes.hpp"

#include <fmt/format.h>

#include <iterator>

#include "picture/measures.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

constexpr int sign_width = 16;  // in a legend

}  // namespace

void append_mark(std::string& svg, mark_kind kind, int x, int y) {
  const auto out = std::back_inserter(svg);
  switch (kind) {
    case mark_kind::ours:
      fmt::format_to(out, R"(<circle class="o" cx="{}" cy="{}" r="5.5"/>)", x, y);
      return;
    case mark_kind::theirs:
      fmt::format_to(out, R"(<path class="t" d="M{} {}l6.5 6.5-6.5 6.5-6.5-6.5z"/>)", x, y - 6.5);
      return;
    case mark_kind::own:
      fmt::format_to(out, R"(<path class="o" d="M{} {}h10v10h-10z"/>)", x - 5, y - 5);
      return;
    case mark_kind::event:
      fmt::format_to(out, R"(<path class="s" d="M{} {}l5 5-5 5-5-5z"/>)", x, y - 5);
      return;
    case mark_kind::ready:
      fmt::format_to(out, R"(<path class="r" d="M{} {}l11 6.5-11 6.5z"/>)", x - 4, y - 6.5);
      return;
    case mark_kind::planned:
      fmt::format_to(out, R"(<circle class="p" cx="{}" cy="{}" r="4.5"/>)", x, y);
      return;
    case mark_kind::blocked:
      fmt::format_to(out, R"(<path class="b" d="M{} {}a5 5 0 1 0 10 0a5 5 0 1 0-10 0m1.5 3.5l7-7"/>)", x - 5, y);
      return;
    case mark_kind::given_up:
      fmt::format_to(out, R"(<path class="x" d="M{} {}l10 10m0-10l-10 10"/>)", x - 5, y - 5);
      return;
  }
}

void append_bar(std::string& svg, int begin, int end, int y) {
  const auto h = measures::bar_height;
  fmt::format_to(std::back_inserter(svg), R"(<path class="w" d="M{} {}h{}v{}h-{}z"/>)", begin, y - h / 2, end - begin, h,
                 end - begin);
}

void append_deadlines(std::string& svg, std::optional<int> due, std::optional<int> at_latest, int y) {
  if (!due && !at_latest) return;
  const auto out = std::back_inserter(svg);
  svg += R"(<path class="d" d=")";
  if (due) fmt::format_to(out, "M{} {}v14", *due, y - 7);
  if (at_latest) fmt::format_to(out, "M{} {}h4v14h-4", *at_latest - 4, y - 7);
  svg += R"("/>)";
}

void append_legend_sign(std::string& svg, const legend_entry& e, int x, int y) {
  const auto out = std::back_inserter(svg);
  const auto middle = x + sign_width / 2;
  switch (e.what) {
    case legend_entry::kind::mark:
      return append_mark(svg, e.mark, middle, y);
    case legend_entry::kind::window:
      return append_bar(svg, x, x + sign_width, y);
    case legend_entry::kind::due:
      return append_deadlines(svg, middle, {}, y);
    case legend_entry::kind::at_latest:
      return append_deadlines(svg, {}, middle, y);
    case legend_entry::kind::now:
      fmt::format_to(out, R"(<path class="y" d="M{} {}v16"/>)", middle, y - 8);
      return;
    case legend_entry::kind::closed:
      fmt::format_to(out, R"(<path class="c" d="M{} {}h{}v12h-{}z"/>)", x, y - 6, sign_width, sign_width);
      return;
    case legend_entry::kind::held:
      fmt::format_to(out, R"(<path class="h" d="M{} {}h{}v12h-{}z"/>)", x, y - 6, sign_width, sign_width);
      return;
  }
}

}  // namespace tickler::inline TICKLER_ABI
