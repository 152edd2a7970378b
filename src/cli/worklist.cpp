#include "worklist.hpp"

#include <date/date.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "action_cells.hpp"
#include "display.hpp"
#include "spreadsheet.hpp"
#include "table.hpp"

namespace tickler::cli {

namespace {

const std::vector<std::string> sheet_head{"owner", "prospect",  "name",  "state", "what",    "channel", "contact", "when",
                                          "due",   "at latest", "flags", "step",  "variant", "why",     "note",    "time zone"};

void print_heading(std::ostream& out, bool in_colour, const char* title, std::size_t count) {
  const auto heading = fmt::format("{} ({})", title, count);
  out << (in_colour ? "\033[1m" + heading + "\033[0m" : heading) << '\n';
}

std::string shown(const prospect& who) { return printable(who.name.empty() ? who.id : fmt::format("{} ({})", who.id, who.name)); }

// As spreadsheets take it for a time: "2026-03-02 10:00".
std::string on_the_wall(const std::optional<instant>& t, const zone& local) {
  return t ? date::format("%F %R", date::floor<std::chrono::minutes>(local.to_local(*t))) : std::string();
}

}  // namespace

std::vector<std::string> worklist::table_cells(const prospect& who, const decision& d, const action& a) const {
  auto cells = cells_of(policy_, who, d, a, zone_of(policy_, who).value_or(zone()), now_);
  return {shown(who),
          std::move(cells.what),
          printable(contact_of(policy_, who, a).value),
          std::move(cells.when),
          std::move(cells.flags),
          std::move(cells.why),
          std::move(cells.note)};
}

std::vector<std::string> worklist::sheet_cells(const prospect& who, const decision& d, const action& a) const {
  const auto local = zone_of(policy_, who).value_or(zone());
  const auto text = to_text(policy_, who, d, a, local, now_);
  return {who.owner,
          who.id,
          who.name,
          std::string(to_string(a.state)),
          text.what,
          std::string(policy_.words().name(a.channel)),
          std::string(contact_of(policy_, who, a).value),
          on_the_wall(a.when, local),
          on_the_wall(a.due, local),
          on_the_wall(a.at_latest, local),
          fmt::format("{}", fmt::join(flags_of(a), " ")),
          text.step,
          std::string(variant_of(policy_, a)),
          a.state == action_state::blocked ? text.when : text.why,
          std::string(note_of(policy_, a)),
          std::string(local.name())};
}

void worklist::add(const prospect& who, const decision& d) {
  for (const auto& a : d.actions) {
    auto& part = a.state == action_state::ready ? ready_ : a.state == action_state::waiting ? waiting_ : blocked_;
    part.push_back({.rank = urgency_of(a),
                    .owner = printable(who.owner),
                    .cells = shape_ == shape::table ? table_cells(who, d, a) : sheet_cells(who, d, a)});
  }
}

void worklist::add_undecided(const prospect& who, const std::string& why) {
  line l{.owner = printable(who.owner)};
  if (shape_ == shape::table) {
    l.cells = {shown(who), printable(why)};
  } else {
    l.cells.resize(sheet_head.size());
    l.cells[0] = who.owner, l.cells[1] = who.id, l.cells[2] = who.name, l.cells[3] = "not decided", l.cells[13] = why;
  }
  undecided_.push_back(std::move(l));
}

void worklist::print(std::ostream& out, bool in_colour) {
  for (auto* part : {&ready_, &waiting_, &blocked_}) std::ranges::stable_sort(*part, {}, &line::rank);
  if (shape_ == shape::table)
    print_tables(out, in_colour);
  else
    print_sheet(out);
}

// Where all is one owner's, nobody need read so on each line.
bool worklist::has_several_owners() const {
  std::set<std::string_view> owners;
  for (const auto* part : {&undecided_, &ready_, &waiting_, &blocked_})
    for (const auto& l : *part) owners.insert(l.owner);
  return owners.size() > 1;
}

void worklist::print_tables(std::ostream& out, bool in_colour) {
  print_table(out, in_colour, "Not decided for: look at these first", {"who", "why"}, undecided_);
  print_table(out, in_colour, "Ready now", {"who", "what", "to", "due", "flags", "why", "note"}, ready_);
  print_table(out, in_colour, "Waiting", {"who", "what", "to", "when", "flags", "why", "note"}, waiting_);
  print_table(out, in_colour, "Blocked", {"who", "what", "to", "what is missing", "flags", "why", "note"}, blocked_);
}

void worklist::print_table(std::ostream& out, bool in_colour, const char* title, std::vector<std::string> head,
                           std::vector<line>& lines) {
  if (lines.empty()) return;
  const bool with_owner = has_several_owners();
  print_heading(out, in_colour, title, lines.size());
  if (with_owner) head.insert(head.begin(), "owner");
  table rows(std::move(head));
  for (const auto& l : lines) {
    auto cells = l.cells;
    if (with_owner) cells.insert(cells.begin(), l.owner);
    rows.add(std::move(cells));
  }
  rows.print(out);
  out << '\n';
}

void worklist::print_sheet(std::ostream& out) const {
  print_spreadsheet_row(out, sheet_head);
  for (const auto* part : {&undecided_, &ready_, &waiting_, &blocked_})
    for (const auto& l : *part) print_spreadsheet_row(out, l.cells);
}

}  // namespace tickler::cli
