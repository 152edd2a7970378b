#include "cli/page/ahead.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tickler/workload.hpp>

#include "base/xml_text.hpp"
#include "cli/page/bars.hpp"
#include "cli/page/table_html.hpp"

namespace tickler::cli::page {

namespace {

constexpr int weeks = 3;
constexpr std::size_t runs = 50;
constexpr date::days history_needed{28};

std::string said(const load_band& b) {
  const auto low = fmt::format("{:.0f}", b.low), high = fmt::format("{:.0f}", b.high);
  return low == high ? low : fmt::format("{:.0f} ({} to {})", b.median, low, high);
}

// None in nine futures of ten.
bool is_idle(const load_row& r) {
  return std::ranges::all_of(r.weeks, [](const load_band& week) { return week.high < 0.5; });
}

bool is_of(const std::vector<std::string>& owners, const load_row& r) {
  return owners.empty() || std::ranges::find(owners, r.owner) != owners.end();
}

class ahead_table {
 public:
  ahead_table(const policy& p, const disguise& names, const load_forecast& load)
      : local_(p.zones().find(*p.draft().zone).value()), words_(p.words()), names_(names), load_(load) {}

  std::string begin() const {
    std::vector<table_head> heads{{"Owner"}, {"Channel"}, {"By day"}};
    for (std::size_t week = 0; 7 * week + 1 < load_.days.size(); ++week) heads.push_back({"From " + day_name(7 * week), true});
    return table_begin("The weeks ahead", heads);
  }

  std::string row(const std::string& owner, const load_row& r) const {
    std::vector<bar> days;
    std::string in_words;
    double most = 0;
    for (std::size_t i = 0; i < r.days.size(); ++i) {
      days.push_back({r.days[i].median, std::pair(r.days[i].low, r.days[i].high), day_name(i) + ": " + said(r.days[i])});
      in_words += days.back().what + "; ";
      most = std::max(most, r.days[i].high);
    }
    auto html = fmt::format("<tr data-owner=\"{}\"><th scope=\"row\">{}</th><td>{}</td><td>{}</td>", xml_attribute(owner),
                            owner.empty() ? "nobody" : xml_text(owner), xml_text(name_of(r.channel)), bars(days, most, in_words));
    for (const auto& week : r.weeks) html += fmt::format("<td class=\"n\">{}</td>", said(week));
    return html + "</tr>\n";
  }

 private:
  std::string name_of(channel c) const {
    if (c == channel::none) return "all";
    if (c == channel::internal) return "our tasks";
    auto name = printable(words_.name(names_.words({.channel = c}).channel));
    std::ranges::replace(name, '_', ' ');
    return name;
  }

  std::string day_name(std::size_t i) const { return day_text(load_.days[i], local_, load_.days.front()); }

  zone local_;
  const vocabulary& words_;
  const disguise& names_;
  const load_forecast& load_;
};

}  // namespace

std::string html_of_weeks_ahead(const book_files& files, const request& asked, const disguise& names, const people& whom) {
  const auto model = whom.oldest().value_or(asked.now) > asked.now - history_needed
                         ? response_model{}
                         : learn_responses(files.policy(), files.all(), asked.now);
  if (model.when_ready.empty())
    return "<p>The book does not say yet how long things take: less than four weeks lie in it, or nothing was done that the policy "
           "asks for.</p>";
  const auto load = forecast(files.policy(), files.all(), asked.now, model, {.weeks = weeks, .runs = runs});
  const ahead_table table(files.policy(), names, load);
  std::vector<std::pair<std::string, std::string>> rows;  // by name as shown
  for (const auto& r : load.rows)
    if (is_of(asked.owners, r) && !is_idle(r)) {
      auto owner = printable(names.owner(r.owner));
      auto html = table.row(owner, r);
      rows.emplace_back(std::move(owner), std::move(html));
    }
  std::ranges::stable_sort(rows, {}, [](const auto& r) { return std::pair(r.first.empty(), r.first); });
  auto html = fmt::format(
      "<p class=\"m\">How many touches there will be to do, if people and owners go on as in this book: it was played forward "
      "{} times, new prospects among them. A bar is a day, as high as the middle of these futures; the line goes from where one in "
      "ten is below to where one in ten is above, as do the numbers in brackets. Each row has a scale of its own.</p>\n{}",
      load.runs, table.begin());
  for (const auto& [owner, row] : rows) html += row;
  return html.append(table_end);
}

}  // namespace tickler::cli::page
