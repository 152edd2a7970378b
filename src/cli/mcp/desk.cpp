#include "cli/mcp/desk.hpp"

#include <fmt/format.h>

#include <chrono>

#include "cli/display.hpp"

namespace tickler::cli::mcp {

void desk::open(instant now) {
  now_ = now;
  records_.refresh(now);
}

std::string desk::why_stop() const {
  if (!records_.problem().empty()) return records_.problem();
  if (!options_.max_age) return {};
  const auto newest = as_of();
  if (newest && now_ - *newest <= std::chrono::seconds{range_of(*options_.max_age).shortest}) return {};
  const auto age = newest ? fmt::format("the newest touchpoint known is of {}, more than {} ago", to_string(*newest),
                                        to_string(*options_.max_age))
                          : "no touchpoint is known";
  return age + ": bring the records up to date first";
}

const book_files& desk::files() const {
  if (!records_.problem().empty()) throw cannot_say(records_.problem());
  return records_.files();
}

prospect_number desk::find(std::string_view id) const {
  if (const auto number = all().find(id)) return *number;
  const auto bad = records_.bad_records();
  throw wrong_argument(fmt::format("there is no prospect {}{}", tickler::quoted(id),
                                   bad == 0 ? "" : fmt::format(", but {} could not be read", counted(bad, "record", "records"))));
}

}  // namespace tickler::cli::mcp
