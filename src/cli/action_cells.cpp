#include "action_cells.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "display.hpp"

namespace tickler::cli {

std::string shown(const prospect& who) { return printable(who.name.empty() ? who.id : fmt::format("{} ({})", who.id, who.name)); }

action_cells cells_of(const policy& p, const prospect& who, const decision& d, const action& a, const zone& local, instant now) {
  const auto text = to_text(p, who, d, a, local, now);
  return {.what = printable(text.what),
          .when = printable(text.when),
          .flags = fmt::format("{}", fmt::join(flags_of(a), " ")),
          .why = printable(text.why),
          .note = printable(note_of(p, a))};
}

}  // namespace tickler::cli
