#include "picture/svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <tickler/io/results.hpp>

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
    {legend_entry::kind::mark, mark_kind::own, "a task or note of ours"},
    {legend_entry::kind::mark, mark_kind::event, "an event"},
    {legend_entry::kind::mark, mark_kind::ready, "ready to be done"},
    {legend_entry::kind::mark, mark_kind::planned, "planned"},
    {legend_entry::kind::mark, mark_kind::blocked, "blocked"},
    {legend_entry::kind::mark, mark_kind::given_up, "given up or missed"},
    {legend_entry::kind::window, {}, "its window"},
    {legend_entry::kind::due, {}, "due"},
    {legend_entry::kind::at_latest, {}, "at the latest"},
    {legend_entry::kind::now, {}, {}},
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
int append_legend(std::string& svg, int y, int width, std::string_view now_name, Wanted wanted) {
  int x = margin;
  for (const auto& e : all_entries) {
    if (!wanted(e)) continue;
    const auto text = e.what == legend_entry::kind::now ? now_name : e.text;
    const auto end = x + sign_and_blank + label_width(text);
    if (end + margin > width && x != margin) {
      x = margin;
      y += legend_row;
    }
    append_legend_sign(svg, e, x, y);
    fmt::format_to(std::back_inserter(svg), "<text class=\"m\" x=\"{}\" y=\"{}\">{}</text>\n", x + sign_and_blank, y + 4, text);
    x += sign_and_blank + label_width(text) + between_entries;
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
    add_grid();
    add_days();
    add_names();
    add_now();
    for (const auto& item : page_.items) add(item);
    auto bottom = page_.bottom + margin / 2;
    if (!options_.brief)
      bottom = append_legend(body_, page_.bottom + 2 * margin, page_.width, drawing_.now_name,
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
    if (options_.brief)
      return fmt::format(
          "<svg class=\"tickler\" width=\"{0}\" height=\"{1}\" role=\"img\" aria-labelledby=\"tickler-t{2}\">"
          "<title id=\"tickler-t{2}\">{3}{4}</title>\n",
          page_.width, height, options_.number, options_.title.empty() ? "" : shown(options_.title) + ". ", shown(drawing_.note));
    return fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"tickler\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" "
        "role=\"img\" aria-labelledby=\"tickler-t{2} tickler-d{2}\">\n<title id=\"tickler-t{2}\">{3}</title>\n"
        "<desc id=\"tickler-d{2}\">{4}</desc>\n<style>{5}</style>\n{6}\n<rect class=\"f\" width=\"100%\" height=\"100%\"/>\n",
        page_.width, height, options_.number, shown(drawing_.title), description(), style_text(), hatch_text());
  }

  // A line for each thing, in order of time.
  std::string description() const {
    auto text = shown(drawing_.note);
    std::vector<const drawn_item*> items;
    for (const auto& item : drawing_.items) items.push_back(&item);
    std::stable_sort(items.begin(), items.end(), [](const drawn_item* a, const drawn_item* b) { return a->mark.at < b->mark.at; });
    for (const auto* item : items) text += '\n' + shown(item->why);
    return text;
  }

  // On hover: all that is known, or in brief what and when.
  std::string title_of(const drawn_item& item) const {
    return shown(options_.brief ? item.label + ", " + to_text(item.mark.at, drawing_.local, drawing_.now) : item.why);
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
    std::string gaps;
    day_label last;
    std::string days, months;
    int months_end = 0;
    for (const auto& c : page_.axis.columns()) {
      const auto x = page_.left + c.x;
      if (c.is_gap()) {
        add_gap(c);
        fmt::format_to(std::back_inserter(gaps), "M{} {}V{}", x, page_.top - 4, page_.bottom);
        continue;
      }
      auto label = label_of(c, drawing_.local);
      append_text(days, x + 3, label.day);
      if (label.month == last.month || x < months_end) continue;
      const auto month = label.year == last.year ? label.month : label.month + ' ' + label.year;
      append_text(months, x + 3, month);
      months_end = x + label_width(month) + between;
      last = std::move(label);
    }
    put("<text y=\"{}\">{}</text><text class=\"m\" y=\"{}\">{}</text>\n", page_.top - 6, days, page_.top - 20, months);
    if (!gaps.empty()) put("<path class=\"k\" d=\"{}\"/>\n", gaps);
  }

  static void append_text(std::string& row, int x, std::string_view text) {
    fmt::format_to(std::back_inserter(row), "<tspan x=\"{}\">{}</tspan>", x, text);
  }

  void add_gap(const time_axis::column& c) {
    constexpr int most_in_full = 999;  // there is room for
    put("<text class=\"m\" text-anchor=\"middle\" x=\"{}\" y=\"{}\">{} {}</text>\n", page_.left + c.x + c.width / 2, page_.top - 6,
        c.days, c.days > most_in_full ? "d" : "days");
  }

  // Around days and lanes.
  void add_grid() {
    const auto end = page_.left + page_.axis.width();
    put("<path class=\"g\" d=\"");
    for (const auto& c : page_.axis.columns())
      if (!c.is_gap()) put("M{} {}V{}", page_.left + c.x, page_.top - 4, page_.bottom);
    put("M{} {}V{}", end, page_.top - 4, page_.bottom);
    for (const auto& lane : page_.lanes) put("M{} {}H{}", margin, lane.y, end);
    put("M{} {}H{}\"/>\n", margin, page_.bottom, end);
  }

  void add_names() {
    put("<text>");
    for (const auto& lane : page_.lanes)
      put("<tspan x=\"{}\" y=\"{}\">{}</tspan>", margin, lane.y + lane.height / 2 + 4, xml_text(lane.name));
    put("</text>\n");
  }

  void add_now() {
    const auto x = page_.left + page_.axis.x(drawing_.now);
    put("<path class=\"y\" d=\"M{} {}V{}\"/>\n", x, page_.top, page_.bottom);
  }

  void add(const placed_item& p) {
    const auto& item = *p.item;
    put("<g><title>{}</title>", title_of(item));
    if (item.window) {
      if (p.begin != p.end) append_bar(body_, p.begin, p.end, p.y);
      append_deadlines(body_, p.due, p.at_latest, p.y);
      if (p.x > p.end) put("<path class=\"v\" d=\"M{} {}H{}\"/>", p.end, p.y, p.x);      // later than that
      if (p.x < p.begin) put("<path class=\"v\" d=\"M{} {}H{}\"/>", p.x, p.y, p.begin);  // before it
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
  const auto height = append_legend(signs, margin, width, "now", [](const legend_entry&) { return true; }) + margin / 2;
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"tickler\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" "
      "role=\"img\" "
      "aria-labelledby=\"tickler-legend\">\n<title id=\"tickler-legend\">What the signs in the pictures mean</title>\n"
      "<style>{2}</style>\n{3}\n{4}</svg>\n",
      width, height, style_text(), hatch_text(), signs);
}

}  // namespace tickler::inline TICKLER_ABI
