#include "ahead_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <tickler/io/results.hpp>
#include <utility>
#include <vector>

#include "display.hpp"
#include "table.hpp"

namespace tickler::cli {

namespace {

class ahead_table {
 public:
  ahead_table(const book& all, const ahead_difference& found, const zone& local) : all_(all), found_(found), local_(local) {}

  void print(std::ostream& out) {
    const auto& rows = found_.rows;
    for (auto week = rows.begin(); week != rows.end();) {
      const auto end = std::find_if(week, rows.end(), [&](const ahead_row& r) { return r.week != week->week; });
      std::size_t before = 0, after = 0;
      for (auto row = week; row != end; ++row) before += row->before, after += row->after;
      add(day_text(week->week), "all", "", before, after);
      for (; week != end; ++week) add("", all_.words().name(week->channel), week->cadence, week->before, week->after);
    }
    if (!rows.empty()) add("all", "all", "", found_.before(), found_.after());
    rows_.print(out);
  }

 private:
  void add(std::string week, std::string_view channel, std::string_view cadence, std::size_t before, std::size_t after) {
    const auto more = static_cast<std::ptrdiff_t>(after) - static_cast<std::ptrdiff_t>(before);
    rows_.add({std::move(week), printable(channel), printable(cadence), std::to_string(before), std::to_string(after),
               more == 0 ? "" : fmt::format("{:+}", more)});
  }

  // "Mon 2 Mar"
  std::string day_text(date::local_days day) const {
    const auto text = to_text(local_.start_of(day), local_, found_.from);
    return text.substr(0, text.rfind(' '));
  }

  const book& all_;
  const ahead_difference& found_;
  const zone& local_;
  table rows_{{"week of", "channel", "cadence", "old", "new", "more"}};
};

}  // namespace

void print_ahead(std::ostream& out, const book& all, const ahead_difference& found, const std::string& length, const zone& local) {
  out << fmt::format("\nThe next {}, if nobody answers and each action is done when it is ready: {} -> {}, {} of {} differ\n",
                     printable(length), counted(found.before(), "action", "actions"), found.after(), found.changed,
                     counted(found.prospects, "prospect", "prospects"));
  if (found.cut_short != 0)
    out << fmt::format("{} go on too long to be counted to the end\n", counted(found.cut_short, "prospect", "prospects"));
  ahead_table(all, found, local).print(out);
  if (found.most.empty()) return;
  out << fmt::format("\nfor whom it differs most ({} of {})\n", found.most.size(), found.changed);
  table most({"who", "old", "new", "differ"});
  for (const auto& c : found.most)
    most.add({printable(all.id(c.number)), std::to_string(c.before), std::to_string(c.after), std::to_string(c.differ)});
  most.print(out);
}

}  // namespace tickler::cli
