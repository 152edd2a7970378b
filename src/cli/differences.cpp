#include "differences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "action_cells.hpp"
#include "display.hpp"

namespace tickler::cli {

namespace {

const std::vector<std::string> columns{"who", "policy", "status", "what", "when", "flags", "why", "note"};

std::string title_of(status before, status after) { return fmt::format("status {} -> {}", to_string(before), to_string(after)); }

std::string_view title_of(change_kind kind) {
  switch (kind) {
    case change_kind::status:
      return "other status";
    case change_kind::appears:
      return "action appears";
    case change_kind::vanishes:
      return "action vanishes";
    case change_kind::becomes:
      return "next action becomes another";
    case change_kind::moves:
      return "action moves";
    case change_kind::channel:
      return "action changes channel";
    case change_kind::purpose:
      return "action changes purpose";
  }
  return {};
}

std::string title_of(const changed_prospect& c) {
  if (c.kinds.has(change_kind::status)) return title_of(c.before, c.after);
  std::string title;
  for (const auto kind : change_kinds)
    if (c.kinds.has(kind)) (title += title.empty() ? "" : ", ") += title_of(kind);
  return title;
}

}  // namespace

std::vector<change_group> groups_of(const book_difference& found) {
  std::vector<change_group> groups;
  for (const auto& c : found.status_changes()) groups.push_back({title_of(c.before, c.after), {}});
  for (const auto& c : found.changed) {
    const auto title = title_of(c);
    auto group = std::find_if(groups.begin(), groups.end(), [&](const change_group& g) { return g.title == title; });
    if (group == groups.end()) group = groups.insert(groups.end(), {title, {}});
    group->members.push_back(c.number);
  }
  return groups;
}

void print_counts(std::ostream& out, const book_difference& found) {
  const auto line = [&](std::size_t count, std::string_view what) { out << fmt::format("{:>9}  {}\n", count, what); };
  for (const auto& c : found.status_changes()) line(c.prospects, title_of(c.before, c.after));
  for (const auto kind : change_kinds)
    if (const auto count = found.count(kind); count != 0 && kind != change_kind::status) line(count, title_of(kind));
}

differences_table::differences_table(const policy& before, const policy& after, const book& all, instant now)
    : old_{"old", before}, new_{"new", after}, all_(all), now_(now), rows_(columns) {}

void differences_table::add(const prospect_difference& d) {
  const auto who = all_.prospect(d.number);
  const auto add_both = [&](const action* before, const action* after) {
    add(old_, who, d.before, before, after);
    add(new_, who, d.after, after, before);
  };
  if (d.actions.empty()) add_both(nullptr, nullptr);
  for (const auto& a : d.actions) add_both(a.before, a.after);
}

void differences_table::print(std::ostream& out) {
  rows_.print(out);
  rows_ = table(columns);
}

void differences_table::add(side& s, const prospect& who, const decision& d, const action* a, const action* other) {
  action_cells cells;
  if (a != nullptr) {
    const auto local = zone_of(s.rules, who).value_or(zone());
    cells = cells_of(s.rules, who, d, *a, local, now_);
    if (a->state == action_state::ready)
      cells.when = "due " + cells.when;
    else if (other != nullptr && a->due && a->due != other->due)
      cells.when += ", due " + deadline_text(*a->due, local, now_);
  }
  rows_.add({&s == &old_ ? printable(who.id) : "", s.name, std::string(to_string(d.status)), std::move(cells.what),
             std::move(cells.when), std::move(cells.flags), std::move(cells.why), std::move(cells.note)});
}

}  // namespace tickler::cli
