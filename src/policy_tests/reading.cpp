#include "policy_tests/reading.hpp"

#include <algorithm>

#include "io/record_numbers.hpp"
#include "manual/standard_words.hpp"
#include "policy/diagnostic_numbers.hpp"
#include "policy/messages.hpp"
#include "policy/read/kinds.hpp"
#include "policy_tests/wall_time.hpp"

namespace tickler {

const node* value_of(const node& mapping, std::string_view key) {
  const auto* found = mapping.find_key(key);
  return found ? &mapping.items[static_cast<std::size_t>(found - mapping.keys.data())] : nullptr;
}

std::optional<instant> read_wall_time(reader& r, const node& n, std::string_view key, const zone& local) {
  if (!r.is_text(n, kinds::wall_time)) return std::nullopt;
  const auto t = parse_wall_time(n.text, local);
  if (t && in_range(*t)) return t;
  if (t)
    r.error(record_number::instant_out_of_range, r.at(n),
            quoted(key) + " must lie in 1970 to 2037; " + quoted(n.text) + " does not");
  else
    r.error(record_number::bad_instant, r.at(n),
            quoted(key) + " must be a time such as 2026-03-02 10:00, on the prospect's clock, or 2026-03-02T10:00:00Z; " +
                quoted(n.text) + " is neither");
  return std::nullopt;
}

bool is_known(reader& r, const node& n, std::string_view name, std::span<const std::string_view> known, int number,
              std::string_view what) {
  if (std::find(known.begin(), known.end(), name) != known.end()) return true;
  r.error(number, r.at(n), "unknown " + std::string(what) + ' ' + quoted(name) + hint(nearest(name, {known.begin(), known.end()})));
  return false;
}

std::vector<std::string_view> with_own(std::span<const std::string_view> standard, const std::vector<text>& own) {
  std::vector<std::string_view> all(standard.begin(), standard.end());
  for (const auto& word : own) all.push_back(word.value);
  return all;
}

bool is_known_purpose(reader& r, const node& n, const policy& p) {
  const auto known = with_own(standard_words(kinds::purpose.name), p.draft().own_purposes);
  return is_known(r, n, n.text, known, number::unknown_purpose, "purpose");
}

bool is_known_step(reader& r, const node& n, std::string_view name, const policy& p) {
  std::vector<std::string> names;
  for (const auto& c : p.draft().cadences)
    for (const auto& s : c.steps) names.push_back(c.name.value + '/' + s.name.value);
  if (std::find(names.begin(), names.end(), name) != names.end()) return true;
  const auto* what = name.find('/') == name.npos ? " is no step: write cadence/step" : " is no step of this policy";
  r.error(number::undefined_step, r.at(n), quoted(name) + what + hint(nearest(name, {names.begin(), names.end()})));
  return false;
}

}  // namespace tickler
