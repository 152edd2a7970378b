#include "cli/page/promises.hpp"

#include <date/date.h>
#include <fmt/format.h>

#include <algorithm>
#include <tickler/io/audit_results.hpp>
#include <tickler/io/results.hpp>

#include "base/xml_text.hpp"
#include "cli/display.hpp"
#include "cli/page/bars.hpp"
#include "cli/page/table_html.hpp"

namespace tickler::cli::page {

namespace {

constexpr date::days weeks_looked_back{7 * 12};
constexpr std::size_t most_weeks = 26;

zone zone_of_policy(const policy& p) { return p.zones().find(*p.draft().zone).value(); }

date::local_days monday_of(instant t, const zone& local) {
  const auto day = date::floor<date::days>(local.to_local(t));
  return date::local_days{day.time_since_epoch()} - (date::weekday(day) - date::Monday);
}

// Never 100 % of what was broken once.
double part_kept(const verdict_counts& c) { return static_cast<double>(c.kept) / static_cast<double>(c.kept + c.broken); }

}  // namespace

instant usual_beginning(const policy& p, instant now) {
  const auto local = zone_of_policy(p);
  return std::max(time_begin, local.start_of(monday_of(now, local) - weeks_looked_back));
}

std::string share_kept(const verdict_counts& c) {
  if (c.kept + c.broken == 0) return {};
  const auto percent = static_cast<int>(100 * part_kept(c));
  return fmt::format("{} %", percent);
}

promises::promises(const book_files& files, const request& asked, const disguise& names, const people& whom)
    : policy_(files.policy()),
      asked_(asked),
      names_(names),
      whom_(whom),
      book_(files.all()),
      local_(zone_of_policy(policy_)),
      from_(asked.from.value_or(usual_beginning(policy_, asked.now))),
      each_(policy_.draft().promises.size()),
      weeks_of_each_(each_.size()),
      broken_{"broken",
              {{"Owner", column_kind::owner},
               {"Prospect", column_kind::who},
               {"Promise", column_kind::choice},
               {"Since"},
               {"What happened"}}} {
  auto found = audit(policy_, files.all(), from_, asked.now, {.kept = true}).findings;
  const auto off = [](const finding& f) { return f.deviation.value_or(std::chrono::seconds{0}); };
  std::ranges::stable_sort(found, std::greater(), off);
  for (const auto& f : found) {
    const auto person = whom.find(f.prospect);
    if (!person) continue;
    count(f, whom.all()[*person].owner);
    if (f.verdict == verdict::broken) add_broken(f, *person);
  }
}

verdict_counts promises::of(const std::string& owner) const {
  const auto found = owners_.find(owner);
  return found == owners_.end() ? verdict_counts{} : found->second;
}

void promises::count(const finding& f, const std::string& owner) {
  const auto week = monday_of(f.at, local_);
  for (auto* c : {&all_, &each_[f.promise], &owners_[owner], &weeks_[week], &weeks_of_each_[f.promise][week]}) ++(*c)[f.verdict];
}

void promises::add_broken(const finding& f, std::uint32_t person) {
  const auto& who = whom_.all()[person];
  const auto local = zone_of(policy_, book_.prospect(f.prospect)).value_or(zone());
  auto told = f;
  for (auto* touch : {&told.began_by, &told.ended_by})
    if (*touch) (*touch)->words = names_.words((*touch)->words);
  broken_.rows.push_back({person,
                          {{who.owner},
                           {who.name},
                           {printable(policy_.draft().promises[f.promise].name.value)},
                           {to_text(f.at, local, asked_.now), f.at.time_since_epoch().count()},
                           {printable(to_text(policy_, told, local))}}});
}

std::string promises::row(std::string_view name, std::string_view cite, const verdict_counts& sum,
                          const std::map<date::local_days, verdict_counts>& weeks) const {
  std::vector<bar> trend;
  std::string in_words;
  auto week = monday_of(asked_.now, local_);
  for (const auto first = monday_of(from_, local_); trend.size() < most_weeks && week >= first; week -= date::days{7}) {
    const auto found = weeks.find(week);
    const auto counts = found == weeks.end() ? verdict_counts{} : found->second;
    const auto decided = counts.kept + counts.broken;
    const auto day = day_text(local_.start_of(week), local_, asked_.now);
    trend.push_back({.value = decided == 0 ? std::nullopt : std::optional(part_kept(counts)),
                     .what = decided == 0
                                 ? fmt::format("week of {}: none", day)
                                 : fmt::format("week of {}: {} kept, {} of {}", day, share_kept(counts), counts.kept, decided)});
  }
  std::ranges::reverse(trend);
  for (const auto& b : trend) in_words += b.what + "; ";
  const auto last_week = weeks.find(monday_of(asked_.now, local_) - date::days{7});
  return fmt::format(
      "<tr><th scope=\"row\">{}{}</th><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>"
      "<td class=\"n\">{}</td><td>{}</td></tr>\n",
      xml_text(printable(name)), cite.empty() ? "" : "<span class=\"days\">" + xml_text(printable(cite)) + "</span>",
      share_kept(sum), last_week == weeks.end() ? "" : share_kept(last_week->second), sum.kept, sum.broken, sum.open,
      bars(trend, 1, in_words));
}

std::string promises::html() const {
  if (each_.empty()) return "<p>The policy makes no promises.</p>";
  const table_head heads[] = {{"Promise"},      {"Share kept", true}, {"Last week", true}, {"Kept", true},
                              {"Broken", true}, {"Open", true},       {"By week"}};
  auto html = fmt::format(
      "<p class=\"m\">What called for a promise from {} on. The share kept is of what is kept or broken; what is open may still be "
      "kept. Each bar is a week, as high as the share kept in it; none where nothing called for it.</p>\n{}",
      to_text(from_, local_), table_begin("Promises", heads));
  if (each_.size() > 1) html += row("All of them", "", all_, weeks_);
  for (std::size_t i = 0; i < each_.size(); ++i) {
    const auto& promise = policy_.draft().promises[i];
    html += row(*promise.name, names_.is_on() ? "" : to_text(citation_of(promise)), each_[i], weeks_of_each_[i]);
  }
  return html.append(table_end);
}

}  // namespace tickler::cli::page
