#include "worklist.hpp"

#include <date/date.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>

#include "action_cells.hpp"
#include "display.hpp"
#include "spreadsheet.hpp"
#include "table.hpp"

namespace tickler::cli {

namespace {

const std::vector<std::string> sheet_head{"owner",    "prospect", "name",    "state",     "what",  "channel",
                                          "contact",  "when",     "due",     "at latest", "flags", "late",
                                          "for date", "step",     "variant", "why",       "note",  "time zone"};
constexpr std::size_t state_column = 3, why_column = 15;

// The head of its column of times.
constexpr std::array<const char*, 5> time_head_of_part{"what is missing", "due", "when", "by what", "by what"};

std::string bold(const std::string& text, bool in_colour) { return in_colour ? "\033[1m" + text + "\033[0m" : text; }

// As spreadsheets take it for a time: "2026-03-02 10:00".
std::string on_the_wall(const std::optional<instant>& t, const zone& local) {
  return t ? date::format("%F %R", date::floor<std::chrono::minutes>(local.to_local(*t))) : std::string();
}

// The last minute of the day that ends with it.
std::string deadline_on_the_wall(const std::optional<instant>& t, const zone& local) {
  const bool is_end_of_day = t && local.start_of(date::floor<date::days>(local.to_local(*t))) == *t;
  return on_the_wall(is_end_of_day ? *t - std::chrono::minutes{1} : t, local);
}

}  // namespace

bool worklist::asks_for_dates(const policy& p, const decision& d) {
  return std::ranges::any_of(d.actions, [&p](const action& a) { return *step_of(p, a).from == anchor::until; });
}

std::vector<std::string> worklist::table_cells(const prospect& who, const decision& d, const action& a,
                                               const std::string& date) const {
  const auto text = to_text(policy_, who, d, a, zone_of(policy_, who).value_or(zone()), now_);
  const auto variant = variant_of(policy_, a);
  return {shown(who),
          printable(text.what + (variant.empty() ? "" : fmt::format(" ({})", variant))),
          printable(contact_of(policy_, who, a).value),
          printable(text.when),
          printable(text.late),
          date,
          printable(text.why),
          printable(note_of(policy_, a))};
}

std::vector<std::string> worklist::sheet_cells(const prospect& who, const decision& d, const action& a,
                                               const std::optional<instant>& date) const {
  const auto local = zone_of(policy_, who).value_or(zone());
  const auto text = to_text(policy_, who, d, a, local, now_);
  return {who.owner,
          who.id,
          who.name,
          std::string(to_string(a.state)),
          text.what,
          text.channel,
          std::string(contact_of(policy_, who, a).value),
          on_the_wall(a.when, local),
          deadline_on_the_wall(a.due, local),
          deadline_on_the_wall(a.at_latest, local),
          fmt::format("{}", fmt::join(flags_of(a), " ")),
          text.late,
          on_the_wall(date, local),
          text.step,
          std::string(variant_of(policy_, a)),
          a.state == action_state::blocked ? text.when : text.why,
          std::string(note_of(policy_, a)),
          std::string(local.name())};
}

std::vector<std::string> worklist::cells_of_none(const prospect& who, const char* state, const std::string& why) const {
  if (shape_ == shape::table) return {shown(who), state, "", printable(why), "", "", "", ""};
  std::vector<std::string> cells(sheet_head.size());
  cells[0] = who.owner, cells[1] = who.id, cells[2] = who.name;
  cells[state_column] = state, cells[why_column] = why;
  return cells;
}

void worklist::add(const prospect& who, const history& log, const decision& d) {
  if (d.status == status::stopped) return add_stopped(who);
  const auto local = zone_of(policy_, who).value_or(zone());
  for (const auto& a : d.actions) {
    const auto part = part_of(d, a);
    if (part == list_part::opted_out) ++opted_out_;
    if (part == list_part::opted_out && !all_) continue;
    const auto date = date_of(policy_, log, d, a);
    lines_.push_back({.place = place_of(who, part, attention_of(policy_, a, local, now_)),
                      .cells = shape_ == shape::table ? table_cells(who, d, a, date ? to_text(*date, local, now_) : "")
                                                      : sheet_cells(who, d, a, date)});
  }
}

void worklist::add_stopped(const prospect& who) {
  ++stopped_;
  if (all_)
    lines_.push_back({.place = place_of(who, list_part::opted_out, {}),
                      .cells = cells_of_none(who, "no contact", "opted out of all, or stopped by the policy")});
}

void worklist::add_undecided(const prospect& who, const std::string& why) {
  lines_.push_back({.place = place_of_undecided(who), .cells = cells_of_none(who, "not decided", why)});
}

void worklist::print(std::ostream& out, bool in_colour) {
  std::ranges::stable_sort(lines_, {}, &line::place);
  if (shape_ == shape::table)
    print_tables(out, in_colour);
  else
    print_sheet(out);
}

void worklist::print_left_out(std::ostream& out) const {
  if (all_ || stopped_ + opted_out_ == 0) return;
  std::vector<std::string> parts;
  if (stopped_ != 0) parts.push_back(counted(stopped_, "prospect", "prospects") + " opted out of all or stopped");
  if (opted_out_ != 0) parts.push_back(counted(opted_out_, "action", "actions") + " by a channel that was opted out of");
  out << "not shown: " << fmt::format("{}", fmt::join(parts, ", ")) << " (--all shows them)\n";
}

// Where all is one owner's, nobody need read so.
void worklist::print_tables(std::ostream& out, bool in_colour) const {
  const bool has_several_owners = !lines_.empty() && lines_.front().place.owner != lines_.back().place.owner;
  for (auto l = lines_.begin(); l != lines_.end();) {
    const auto& here = l->place;
    if (has_several_owners && (l == lines_.begin() || here.owner != std::prev(l)->place.owner))
      out << bold(here.is_nobodys ? "Without an owner" : "For " + here.owner, in_colour) << "\n\n";
    const auto end =
        std::find_if(l, lines_.end(), [&here](const line& x) { return x.place.part != here.part || x.place.owner != here.owner; });
    out << bold(fmt::format("{} ({})", title_of(here.part), end - l), in_colour) << '\n';
    const auto* const when = time_head_of_part[static_cast<std::size_t>(here.part)];
    table rows({"who", "what", "to", when, "late", "for", "why", "note"});
    for (; l != end; ++l) rows.add(l->cells);
    rows.print(out);
    out << '\n';
  }
}

void worklist::print_sheet(std::ostream& out) const {
  print_spreadsheet_row(out, sheet_head);
  for (const auto& l : lines_) print_spreadsheet_row(out, l.cells);
}

}  // namespace tickler::cli
