#include "picture/svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>

#include "base/xml_text.hpp"
#include "picture/label_text.hpp"
#include "picture/layout.hpp"
#include "picture/measures.hpp"
#include "picture/shapes.hpp"
#include "picture/style.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

using namespace measures;

constexpr int sign_and_blank = 21, between_entries = 16, legend_row = 18;

constexpr legend_entry all_entries[] = {
    {legend_entry::kind::mark, mark_kind::ours, "done by us"},
    {legend_entry::kind::mark, mark_kind::theirs, "came from them"},
    {legend_entry::kind::mark, mark_kind::own, "a task of ours, done"},
    {legend_entry::kind::mark, mark_kind::event, "an event"},
    {legend_entry::kind::mark, mark_kind::ready, "can be done now"},
    {legend_entry::kind::mark, mark_kind::planned, "planned"},
    {legend_entry::kind::mark, mark_kind::blocked, "blocked"},
    {legend_entry::kind::mark, mark_kind::given_up, "given up or missed"},
    {legend_entry::kind::window, {}, "its window"},
    {legend_entry::kind::due, {}, "due"},
    {legend_entry::kind::at_latest, {}, "at the latest"},
    {legend_entry::kind::now, {}, "now"},
    {legend_entry::kind::closed, {}, "closed"},
    {legend_entry::kind::held, {}, "on hold"},
};

// What anybody wrote, to be shown.
std::string shown(std::string_view text) { return xml_text(printable(text)); }

bool is_in(const drawing& d, const page_layout& page, const legend_entry& e) {
  const auto any_item = [&](auto is) { return std::any_of(d.items.begin(), d.items.end(), is); };
  switch (e.what) {
    case legend_entry::kind::mark:
      return any_item([&](const drawn_item& i) { return i.mark.kind == e.mark; });
    case legend_entry::kind::window:
      return any_item([](const drawn_item& i) { return i.window.has_value(); });
    case legend_entry::kind::due:
      return any_item([](const drawn_item& i) { return i.window && i.window->due; });
    case legend_entry::kind::at_latest:
      return any_item([](const drawn_item& i) { return i.window && i.window->at_latest; });
    case legend_entry::kind::now:
      return true;
    case legend_entry::kind::closed:
      return std::any_of(page.lanes.begin(), page.lanes.end(), [](const placed_lane& l) { return !l.closed.empty(); });
    case legend_entry::kind::held:
      return !d.pauses.empty();
  }
  return false;
}

// Sign by sign, in as many rows as they take; returns where the last ends.
template <class Wanted>
int append_legend(std::string& svg, int y, int width, Wanted wanted) {
  int x = margin;
  for (const auto& e : all_entries) {
    if (!wanted(e)) continue;
    const auto end = x + sign_and_blank + label_width(e.text);
    if (end + margin > width && x != margin) {
      x = margin;
      y += legend_row;
    }
    append_legend_sign(svg, e, x, y);
    fmt::format_to(std::back_inserter(svg), "<text class=\"m\" x=\"{}\" y=\"{}\">{}</text>\n", x + sign_and_blank, y + 4, e.text);
    x += sign_and_blank + label_width(e.text) + between_entries;
  }
  return y + legend_row / 2;
}

class svg_writer {
 public:
  svg_writer(const drawing& d, const picture_options& options) : drawing_(d), options_(options), page_(d, !options.brief) {}

  std::string write() && {
    if (!options_.brief) add_heading();
    add_closed();
    add_pauses();
    add_days();
    add_lanes();
    add_now();
    for (const auto& item : page_.items) add(item);
    auto bottom = page_.bottom + margin / 2;
    if (!options_.brief)
      bottom = append_legend(body_, page_.bottom + 2 * margin, page_.width,
                             [&](const legend_entry& e) { return is_in(drawing_, page_, e); }) +
               margin;
    return head(bottom) + std::move(body_) + "</svg>\n";
  }

 private:
  template <class... Values>
  void put(fmt::format_string<Values...> format, Values&&... values) {
    fmt::format_to(std::back_inserter(body_), format, std::forward<Values>(values)...);
  }

  std::string head(int height) const {
    auto out = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"tickler\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" "
        "role=\"img\" aria-labelledby=\"tickler-t{2} tickler-d{2}\">\n<title id=\"tickler-t{2}\">{3}</title>\n"
        "<desc id=\"tickler-d{2}\">{4}</desc>\n",
        page_.width, height, options_.number, shown(drawing_.title), description());
    if (options_.brief) return out;
    // A style is text in which nothing is escaped.
    return out +
           fmt::format("<style>{}</style>\n{}\n<rect class=\"f\" width=\"100%\" height=\"100%\"/>\n", style_text(), hatch_text());
  }

  // A line for each thing, in order of time; in brief only how it stands.
  std::string description() const {
    auto text = shown(drawing_.note);
    if (options_.brief) return text;
    std::vector<const drawn_item*> items;
    for (const auto& item : drawing_.items) items.push_back(&item);
    std::stable_sort(items.begin(), items.end(), [](const drawn_item* a, const drawn_item* b) { return a->mark.at < b->mark.at; });
    for (const auto* item : items) text += '\n' + shown(item->why);
    return text;
  }

  void add_heading() {
    int y = 0;
    for (const auto& line : page_.title)
      put("<text class=\"q\" x=\"{}\" y=\"{}\">{}</text>\n", margin, (y += title_height) + 2, xml_text(line));
    for (const auto& line : page_.note)
      put("<text class=\"m\" x=\"{}\" y=\"{}\">{}</text>\n", margin, (y += line_height) + 3, xml_text(line));
  }

  // Lanes below each other that are closed at the same times are one.
  void add_closed() {
    for (std::size_t i = 0; i < page_.lanes.size();) {
      const auto& first = page_.lanes[i];
      int height = 0;
      for (; i < page_.lanes.size() && page_.lanes[i].closed == first.closed; ++i) height += page_.lanes[i].height;
      if (first.closed.empty()) continue;
      put("<path class=\"c\" d=\"");
      for (const auto& [begin, end] : first.closed)
        put("M{} {}h{}v{}h-{}z", page_.left + begin, first.y, end - begin, height, end - begin);
      put("\"/>\n");
    }
  }

  void add_pauses() {
    for (const auto& pause : drawing_.pauses) {
      const auto begin = page_.left + page_.axis.x(pause.begin), end = page_.left + page_.axis.x(pause.end);
      put("<g><title>{}</title><path class=\"h\" d=\"", shown(pause.why));
      for (std::size_t i = 0; i < page_.lanes.size(); ++i)
        if (pause.lanes[i]) put("M{} {}h{}v{}h-{}z", begin, page_.lanes[i].y, end - begin, page_.lanes[i].height, end - begin);
      put("\"/></g>\n");
    }
  }

  void add_days() {
    std::string lines, gaps;
    day_label last;
    int months_end = 0;
    for (const auto& c : page_.axis.columns()) {
      const auto x = page_.left + c.x;
      fmt::format_to(std::back_inserter(c.is_gap() ? gaps : lines), "M{} {}V{}", x, page_.top - 4, page_.bottom);
      if (c.is_gap()) {
        add_gap(c);
        continue;
      }
      auto label = label_of(c, drawing_.local);
      put("<text x=\"{}\" y=\"{}\">{}</text>", x + 3, page_.top - 6, label.day);
      if (label.month != last.month && x >= months_end) {
        const auto month = label.year == last.year ? label.month : label.month + ' ' + label.year;
        put("<text class=\"m\" x=\"{}\" y=\"{}\">{}</text>", x + 3, page_.top - 20, month);
        months_end = x + label_width(month) + between;
        last = std::move(label);
      }
    }
    const auto end = page_.left + page_.axis.width();
    put("\n<path class=\"g\" d=\"{}M{} {}V{}\"/>\n", lines, end, page_.top - 4, page_.bottom);
    if (!gaps.empty()) put("<path class=\"k\" d=\"{}\"/>\n", gaps);
  }

  void add_gap(const time_axis::column& c) {
    put("<g><title>{0} days on which nothing is</title><text class=\"m\" text-anchor=\"middle\" x=\"{1}\" y=\"{2}\">{0} "
        "days</text></g>",
        c.days, page_.left + c.x + c.width / 2, page_.top - 6);
  }

  void add_lanes() {
    const auto end = page_.left + page_.axis.width();
    put("<path class=\"g\" d=\"");
    for (const auto& lane : page_.lanes) put("M{} {}H{}", margin, lane.y, end);
    put("M{} {}H{}\"/>\n", margin, page_.bottom, end);
    for (const auto& lane : page_.lanes)
      put("<text x=\"{}\" y=\"{}\">{}</text>\n", margin, lane.y + lane.height / 2 + 4, xml_text(lane.name));
  }

  void add_now() {
    const auto x = page_.left + page_.axis.x(drawing_.now);
    put("<path class=\"y\" d=\"M{} {}V{}\"/>\n", x, page_.top, page_.bottom);
  }

  void add(const placed_item& p) {
    const auto& item = *p.item;
    put("<g><title>{}</title>", shown(item.why));
    if (item.window) {
      if (p.begin != p.end) append_bar(body_, p.begin, p.end, p.y);
      if (item.window->due) append_due(body_, p.due, p.y);
      if (item.window->at_latest) append_at_latest(body_, p.at_latest, p.y);
      if (p.x > p.end) put("<path class=\"v\" d=\"M{} {}H{}\"/>", p.end, p.y, p.x);  // later than that
    }
    append_mark(body_, item.mark.kind, p.x, p.y);
    if (!p.label.empty()) put("<text class=\"e\" x=\"{}\" y=\"{}\">{}</text>", p.left, p.y - 10, xml_text(p.label));
    put("</g>\n");
  }

  const drawing& drawing_;
  const picture_options& options_;
  page_layout page_;
  std::string body_{};
};

}  // namespace

std::string to_svg(const drawing& d, const picture_options& options) { return svg_writer(d, options).write(); }

std::string picture_style() { return std::string(style_text()); }

std::string shared_picture_parts() {
  constexpr int width = 900;
  std::string signs;
  const auto height = append_legend(signs, margin, width, [](const legend_entry&) { return true; }) + margin / 2;
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"tickler\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" "
      "role=\"img\" "
      "aria-labelledby=\"tickler-legend\">\n<title id=\"tickler-legend\">What the signs in the pictures mean</title>\n"
      "<style>{2}</style>\n{3}\n{4}</svg>\n",
      width, height, style_text(), hatch_text(), signs);
}

}  // namespace tickler::inline TICKLER_ABI
