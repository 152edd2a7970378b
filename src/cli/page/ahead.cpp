#include "cli/page/ahead.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tickler/io/pictures.hpp>
#include <tickler/workload.hpp>

#include "base/xml_text.hpp"
#include "cli/model_file.hpp"
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
    for (const auto day : load_.weeks) heads.push_back({"From " + day_name(day), true});
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

// For the picture: owners by the names that the page shows them by, and those alone that it is of.
load_forecast disguised(const load_forecast& load, const std::vector<std::string>& owners, const disguise& names) {
  auto made = load;
  std::erase_if(made.rows, [&](const load_row& r) { return r.channel != channel::none || !is_of(owners, r) || is_idle(r); });
  for (auto& r : made.rows) r.owner = names.owner(r.owner);
  std::ranges::stable_sort(made.rows, {}, [](const load_row& r) { return std::pair(r.owner.empty(), r.owner); });
  return made;
}

std::map<std::string, owner_capacity> disguised(const std::map<std::string, owner_capacity>& owners, const disguise& names) {
  std::map<std::string, owner_capacity> made;
  for (const auto& [owner, can] : owners) made.emplace(names.owner(owner), can);
  return made;
}

}  // namespace

std::string html_of_weeks_ahead(const book_files& files, const request& asked, const disguise& names, const people& whom,
                                report& bad) {
  const bool is_known = !asked.model.empty() || whom.oldest().value_or(asked.now) <= asked.now - history_needed;
  const auto model = is_known ? read_or_learnt_model(asked.model, files, asked.now, bad) : response_model{};
  if (model.when_ready.empty() && model.when_asked.empty())
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
  constexpr std::uint32_t apart = 4'000'000'000;  // from prospects' pictures
  auto html = fmt::format(
      "<p class=\"m\">How many touches there will be to do, {}: it was played forward {} times, new prospects among them. Each day "
      "a "
      "line is the middle of these futures, and the box goes from where one in ten is below to where one in ten is above, as do "
      "the "
      "numbers in brackets; in the list a bar is as high as the middle, and its line is that range.{} Each owner, and each row, "
      "has a "
      "scale of its own.</p>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"The weeks ahead by owner and "
      "day\">{}</div>\n{}",
      asked.model.empty() ? "if people and owners go on as in this book"
                          : "if people and owners go on as in this book and its model",
      load.runs,
      model.owners.empty()
          ? ""
          : " A dashed line is what the owner can do a day; a cross is more than that in one future of two, a crossed "
            "circle in one of ten; leave is hatched.",
      to_svg(files.policy(), disguised(load, asked.owners, names), disguised(model.owners, names),
             {.title = "The weeks ahead by owner and day", .number = apart, .brief = true}),
      table.begin());
  for (const auto& [owner, row] : rows) html += row;
  return html.append(table_end);
}

}  // namespace tickler::cli::page
