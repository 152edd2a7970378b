#include "worklist.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "action_cells.hpp"
#include "display.hpp"

namespace tickler::cli {

namespace {

void print_heading(std::ostream& out, bool in_colour, const char* title, std::size_t count) {
  const auto heading = fmt::format("{} ({})", title, count);
  out << (in_colour ? "\033[1m" + heading + "\033[0m" : heading) << '\n';
}

}  // namespace

worklist::worklist(const policy& p, instant now) : policy_(p), now_(now) {}

void worklist::add(const prospect& who, const decision& d) {
  for (const auto& a : d.actions) {
    auto cells = cells_of(policy_, who, d, a, zone_of(policy_, who).value_or(zone()), now_);
    auto& part = a.state == action_state::ready ? ready_ : a.state == action_state::waiting ? waiting_ : blocked_;
    part.push_back({.rank = urgency_of(a),
                    .cells = {printable(who.id), std::move(cells.what), std::move(cells.when), std::move(cells.flags),
                              std::move(cells.why), std::move(cells.note)}});
  }
}

void worklist::add_undecided(const prospect& who, const std::string& why) {
  undecided_.add({printable(who.id), printable(why)});
  ++undecided_count_;
}

void worklist::print(std::ostream& out, bool in_colour) {
  if (!undecided_.empty()) {
    print_heading(out, in_colour, "Not decided for: look at these first", undecided_count_);
    undecided_.print(out);
    out << '\n';
  }
  print_part(out, in_colour, "Ready now", "due", ready_);
  print_part(out, in_colour, "Waiting", "when", waiting_);
  print_part(out, in_colour, "Blocked", "what is missing", blocked_);
}

void worklist::print_part(std::ostream& out, bool in_colour, const char* title, const char* time_title, std::vector<line>& lines) {
  if (lines.empty()) return;
  std::ranges::stable_sort(lines, {}, &line::rank);
  print_heading(out, in_colour, title, lines.size());
  table rows({"who", "what", time_title, "flags", "why", "note"});
  for (auto& l : lines) rows.add(std::move(l.cells));
  rows.print(out);
  out << '\n';
  lines.clear();
}

}  // namespace tickler::cli
