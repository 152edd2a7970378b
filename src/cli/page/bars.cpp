#include "cli/page/bars.hpp"

#include <fmt/format.h>

#include <iterator>
#include <tickler/io/results.hpp>

#include "base/xml_text.hpp"

namespace tickler::cli::page {

namespace {
constexpr int step = 14, width = 10, height = 36, room = 2;
}

std::string day_text(instant t, const zone& local, instant seen_from) {
  const auto text = to_text(t, local, seen_from);
  return text.substr(0, text.rfind(' '));
}

std::string bars(const std::vector<bar>& all, double most, std::string_view label) {
  const auto y = [most](double value) { return room + height - (most > 0 ? value / most * height : 0); };
  auto svg = fmt::format("<svg class=\"bars\" width=\"{}\" height=\"{}\" role=\"img\" aria-label=\"{}\">", all.size() * step,
                         height + 2 * room, xml_attribute(label));
  const auto put = [&svg]<class... Values>(fmt::format_string<Values...> format, Values&&... values) {
    fmt::format_to(std::back_inserter(svg), format, std::forward<Values>(values)...);
  };
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& b = all[i];
    const auto x = static_cast<int>(i) * step + (step - width) / 2;
    put("<g><title>{}</title>", xml_text(b.what));
    if (b.value) {
      put("<rect class=\"all\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>", x, room, width, height);
      put("<rect x=\"{}\" y=\"{:.1f}\" width=\"{}\" height=\"{:.1f}\"/>", x, y(*b.value), width, room + height - y(*b.value));
    }
    if (b.band) put("<path d=\"M{} {:.1f}V{:.1f}\"/>", x + width / 2, y(b.band->first), y(b.band->second));
    svg += "</g>";
  }
  return svg + "</svg>";
}

}  // namespace tickler::cli::page
