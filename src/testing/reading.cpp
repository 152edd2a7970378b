#include "testing/reading.hpp"

#include <tickler/problem_numbers.hpp>

#include "base/messages.hpp"
#include "policy/parse/kinds.hpp"
#include "testing/wall_time.hpp"

namespace tickler::inline TICKLER_ABI {

const node* value_of(const node& mapping, std::string_view key) {
  const auto* found = mapping.find_key(key);
  return found ? &mapping.items[static_cast<std::size_t>(found - mapping.keys.data())] : nullptr;
}

std::optional<instant> read_any_time(reader& r, const node& n, std::string_view key, const zone& local) {
  if (!r.is_text(n, kinds::wall_time)) return std::nullopt;
  const auto t = parse_wall_time(n.text, local);
  if (!t)
    r.error(record_number::bad_instant, r.at(n),
            quoted(key) + " must be a time such as 2026-03-02 10:00, on the prospect's clock, or 2026-03-02T10:00:00Z; " +
                quoted(n.text) + " is neither");
  return t;
}

std::optional<instant> read_wall_time(reader& r, const node& n, std::string_view key, const zone& local) {
  const auto t = read_any_time(r, n, key, local);
  if (!t || in_range(*t)) return t;
  r.error(record_number::instant_out_of_range, r.at(n), quoted(key) + " must lie in 1970 to 2037; " + quoted(n.text) + " does not");
  return std::nullopt;
}

}  // namespace tickler::inline TICKLER_ABI
