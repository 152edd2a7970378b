#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <tickler/io/pictures.hpp>
#include <tickler/io/results.hpp>
#include <utility>

#include "base/xml_text.hpp"
#include "picture/label_text.hpp"
#include "picture/measures.hpp"
#include "picture/shapes.hpp"
#include "picture/style.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

using namespace measures;

constexpr int numbers_width = 44, panel_height = 96, between_panels = 46, legend_height = 30;
constexpr int least_day = 7, most_day = 36, load_width = 860;
constexpr int room_for_marks = 16;  // above the bars

std::string text_of(std::string_view text) { return xml_text(printable(text)); }

std::string whole(double n) { return fmt::format("{:.0f}", n); }

std::string band_of(const load_band& b) {
  const auto low = whole(b.low), high = whole(b.high);
  return low == high ? low : fmt::format("{} ({} to {})", whole(b.median), low, high);
}

// 1, 2 or 5 times a power of ten, of which at most four reach so high.
double step_to(double most) {
  double step = 1;
  for (int i = 0; step * 4 < most; ++i) step *= i % 3 == 1 ? 2.5 : 2;
  return step;
}

class load_drawer {
 public:
  load_drawer(const policy& p, const load_forecast& ahead, const std::map<std::string, owner_capacity>& owners,
              const picture_options& options)
      : local_(p.zones().find(*p.draft().zone).value()), ahead_(ahead), owners_(owners), options_(options) {
    const auto days = static_cast<int>(day_count());
    day_width_ = std::clamp(load_width / std::max(days, 1), least_day, most_day);
    width_ = std::max(least_width, 2 * margin + numbers_width + days * day_width_);
  }

  std::string draw() && {
    int y = margin;
    if (!options_.brief) {
      y += title_height;
      put("<text class=\"q\" x=\"{}\" y=\"{}\">{}</text>\n", margin, y, text_of(title()));
      y += line_height + 2;
      put("<text class=\"m\" x=\"{}\" y=\"{}\">{}</text>\n", margin, y, text_of(note()));
      y += between;
    }
    for (const auto& row : ahead_.rows) {
      if (row.channel != channel::none) continue;
      y = add(row, y);
    }
    if (!options_.brief) y = add_legend(y + between);
    return head(y + margin) + std::move(body_) + "</svg>\n";
  }

 private:
  template <class... Values>
  void put(fmt::format_string<Values...> format, Values&&... values) {
    fmt::format_to(std::back_inserter(body_), format, std::forward<Values>(values)...);
  }

  std::size_t day_count() const noexcept { return ahead_.days.empty() ? 0 : ahead_.days.size() - 1; }
  int left() const noexcept { return margin + numbers_width; }
  int x(std::size_t day) const noexcept { return left() + static_cast<int>(day) * day_width_; }

  date::local_days date_of(std::size_t day) const {
    return date::local_days{date::floor<date::days>(local_.to_local(ahead_.days[day])).time_since_epoch()};
  }

  // "Mon 2 Mar"
  std::string day_name(std::size_t day) const {
    const auto text = to_text(ahead_.days[day], local_, ahead_.days.front());
    return text.substr(0, text.rfind(' '));
  }

  std::string title() const {
    if (!options_.title.empty()) return options_.title;
    return day_count() == 0 ? "The weeks ahead" : "The weeks ahead, from " + day_name(0);
  }

  std::string note() const {
    return fmt::format("Touches a day, by owner: {} prospects and those who come, in {} futures.", ahead_.prospects, ahead_.runs);
  }

  std::string head(int height) const {
    if (options_.brief)
      return fmt::format(
          "<svg class=\"tickler\" width=\"{0}\" height=\"{1}\" role=\"img\" aria-labelledby=\"tickler-t{2} tickler-d{2}\">"
          "<title id=\"tickler-t{2}\">{3}</title><desc id=\"tickler-d{2}\">{4}</desc>\n",
          width_, height, options_.number, text_of(title()), description());
    return fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"tickler\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" "
        "role=\"img\" aria-labelledby=\"tickler-t{2} tickler-d{2}\">\n<title id=\"tickler-t{2}\">{3}</title>\n"
        "<desc id=\"tickler-d{2}\">{4}</desc>\n<style>{5}</style>\n{6}\n<rect class=\"f\" width=\"100%\" height=\"100%\"/>\n",
        width_, height, options_.number, text_of(title()), description(), style_text(), hatch_text());
  }

  // A line for each owner: week by week, and the first day with too much.
  std::string description() const {
    auto text = text_of(note());
    for (const auto& row : ahead_.rows) {
      if (row.channel != channel::none) continue;
      text += '\n' + text_of(name_of(row.owner)) + ':';
      for (std::size_t i = 0; i < row.weeks.size(); ++i)
        text += fmt::format("{} from {}: {}", i == 0 ? "" : ",", day_name(ahead_.weeks[i]), band_of(row.weeks[i]));
      const auto* can = capacity_of(row.owner);
      if (can == nullptr || !can->a_day) continue;
      const auto found = first_overload(ahead_, row.owner, *can->a_day);
      if (found.possible) text += fmt::format("; more than {} on {} in one future of ten", *can->a_day, day_name(*found.possible));
      if (found.likely) text += fmt::format(", on {} in one of two", day_name(*found.likely));
    }
    return text;
  }

  static std::string name_of(const std::string& owner) { return owner.empty() ? "Without an owner" : owner; }

  const owner_capacity* capacity_of(const std::string& owner) const {
    const auto found = owners_.find(owner);
    return found == owners_.end() ? nullptr : &found->second;
  }

  bool is_on_leave(const owner_capacity* can, std::size_t day) const {
    if (can == nullptr) return false;
    const auto date = date_of(day);
    return std::any_of(can->leave.begin(), can->leave.end(), [date](const date_range& r) {
      return date::local_days{r.first} <= date && date <= date::local_days{r.last};
    });
  }

  // Returns where it ends.
  int add(const load_row& row, int y) {
    const auto* can = capacity_of(row.owner);
    double most = can != nullptr ? can->a_day.value_or(0) : 0;
    for (const auto& b : row.days) most = std::max(most, b.high);
    most = std::max(most, 1.0);
    const auto top = y + between_panels, bottom = top + panel_height;
    const auto height = [&](double n) {
      return bottom - static_cast<int>(std::lround(n / most * (panel_height - room_for_marks)));
    };
    put("<text class=\"q\" x=\"{}\" y=\"{}\">{}</text>\n", margin, y + title_height,
        text_of(shortened(name_of(row.owner), 2 * label_columns)));
    add_shades(can, top, bottom);
    add_scale(most, top, bottom, height);
    for (std::size_t day = 0; day < row.days.size(); ++day) add_day(row, can, day, top, height);
    if (can != nullptr && can->a_day) {
      put("<path class=\"y\" d=\"M{} {}H{}\"><title>{} can do {} a day</title></path>\n", left(), height(*can->a_day),
          x(day_count()), text_of(name_of(row.owner)), *can->a_day);
    }
    return bottom;
  }

  // Week-ends, and leave.
  void add_shades(const owner_capacity* can, int top, int bottom) {
    std::string weekends, leave;
    for (std::size_t day = 0; day < day_count(); ++day) {
      auto* const path = is_on_leave(can, day) ? &leave : date::weekday{date_of(day)}.iso_encoding() > 5 ? &weekends : nullptr;
      if (path != nullptr)
        fmt::format_to(std::back_inserter(*path), "M{} {}h{}v{}h-{}z", x(day), top, day_width_, bottom - top, day_width_);
    }
    if (!weekends.empty()) put("<path class=\"c\" d=\"{}\"/>\n", weekends);
    if (!leave.empty()) put("<path class=\"h\" d=\"{}\"><title>on leave</title></path>\n", leave);
    has_leave_ = has_leave_ || !leave.empty();
    has_capacity_ = has_capacity_ || (can != nullptr && can->a_day);
  }

  template <class Height>
  void add_scale(double most, int top, int bottom, const Height& height) {
    put("<path class=\"g\" d=\"");
    const auto step = step_to(most);
    for (double n = 0; n <= most; n += step) put("M{} {}H{}", left(), height(n), x(day_count()));
    for (const auto day : ahead_.weeks) put("M{} {}V{}", x(day), top - 4, bottom);
    put("\"/>\n<text class=\"m\" text-anchor=\"end\">");
    for (double n = 0; n <= most; n += step) put("<tspan x=\"{}\" y=\"{}\">{}</tspan>", left() - between, height(n) + 4, whole(n));
    put("</text>\n<text y=\"{}\">", top - 6);
    for (std::size_t i = 0; i < ahead_.weeks.size(); ++i) {
      const auto name = day_name(ahead_.weeks[i]);
      const auto end = i + 1 < ahead_.weeks.size() ? x(ahead_.weeks[i + 1]) : width_;
      if (x(ahead_.weeks[i]) + label_width(name) < end) put("<tspan x=\"{}\">{}</tspan>", x(ahead_.weeks[i]), name);
    }
    put("</text>\n");
  }

  template <class Height>
  void add_day(const load_row& row, const owner_capacity* can, std::size_t day, int top, const Height& height) {
    const auto& b = row.days[day];
    if (b.high < 0.5) return;
    put("<g><title>{}: {}</title>", day_name(day), band_of(b));
    const auto gap = day_width_ >= 12 ? 2 : 1;
    const auto begin = x(day) + gap, end = x(day) + day_width_ - gap;
    if (height(b.low) != height(b.high))
      put("<path class=\"w\" d=\"M{} {}H{}V{}H{}z\"/>", begin, height(b.low), end, height(b.high), begin);
    put("<path class=\"d\" d=\"M{} {}H{}\"/>", begin, height(b.median), end);
    if (can != nullptr && can->a_day && b.high > *can->a_day) {
      const bool is_likely = b.median > *can->a_day;
      append_mark(body_, is_likely ? mark_kind::given_up : mark_kind::blocked, x(day) + day_width_ / 2, top + half_mark + 1);
      (is_likely ? has_likely_ : has_possible_) = true;
    }
    put("</g>\n");
  }

  int add_legend(int y) {
    int at = margin;
    const auto place = [&](std::string_view text) {
      constexpr int sign_and_blank = 21, between_entries = 16;
      const auto end = at + sign_and_blank + label_width(text);
      if (end + margin > width_ && at != margin) at = margin, y += legend_height / 2 + between;
      put("<text class=\"m\" x=\"{}\" y=\"{}\">{}</text>", at + sign_and_blank, y + legend_height / 2 + 4, text);
      return std::exchange(at, end + between_entries) + 8;
    };
    const auto middle = [&] { return y + legend_height / 2; };
    auto sign = place("the middle of the futures, and where eight of ten are");
    put("<path class=\"w\" d=\"M{} {}h12v12h-12z\"/><path class=\"d\" d=\"M{} {}h12\"/>\n", sign - 6, middle() - 6, sign - 6,
        middle());
    sign = place("weekend");
    put("<path class=\"c\" d=\"M{} {}h12v12h-12z\"/>\n", sign - 6, middle() - 6);
    if (has_capacity_) sign = place("can be done a day"), put("<path class=\"y\" d=\"M{} {}h16\"/>\n", sign - 8, middle());
    if (has_leave_) sign = place("on leave"), put("<path class=\"h\" d=\"M{} {}h12v12h-12z\"/>\n", sign - 6, middle() - 6);
    if (has_likely_) sign = place("more than that in one future of two"), append_mark(body_, mark_kind::given_up, sign, middle());
    if (has_possible_) sign = place("in one future of ten"), append_mark(body_, mark_kind::blocked, sign, middle());
    return y + legend_height;
  }

  zone local_;
  const load_forecast& ahead_;
  const std::map<std::string, owner_capacity>& owners_;
  const picture_options& options_;
  int day_width_ = 0, width_ = 0;
  bool has_capacity_ = false, has_leave_ = false, has_likely_ = false, has_possible_ = false;
  std::string body_{};
};

}  // namespace

std::string to_svg(const policy& p, const load_forecast& ahead, const std::map<std::string, owner_capacity>& owners,
                   const picture_options& options) {
  return load_drawer(p, ahead, owners, options).draw();
}

}  // namespace tickler::inline TICKLER_ABI
