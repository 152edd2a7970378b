#include "policy/synonyms.hpp"

#include <algorithm>
#include <array>
#include <tickler/diagnostic.hpp>

#include "base/ascii_case.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

struct synonym {
  std::string_view written;
  std::array<std::string_view, 4> meant;  // of which a place knows one or two
  std::string_view beside{};              // only where this is known too
};

constexpr std::size_t longest_written = 16;

constexpr synonym synonyms[] = {
    // keys
    {"trigger", {"starts", "on"}},
    {"when", {"starts", "on", "if", "while"}},
    {"on", {"starts", "from"}},
    {"begins", {"starts"}},
    {"condition", {"if", "while"}},
    {"where", {"if", "while"}},
    {"only_if", {"if", "while"}},
    {"if", {"while"}},
    {"while", {"if"}},
    {"delay", {"after", "for"}},
    {"wait", {"after", "for"}},
    {"offset", {"after"}},
    {"not_before", {"after"}},
    {"by", {"within", "at_latest"}},
    {"due", {"within"}},
    {"deadline", {"at_latest", "within"}},
    {"latest", {"at_latest"}},
    {"time", {"at"}},
    {"max", {"at_most", "repeat"}},
    {"limit", {"at_most"}},
    {"maximum", {"at_most"}},
    {"times", {"at_most", "repeat"}},
    {"every", {"per"}, "at_most"},
    {"period", {"per"}, "at_most"},
    {"duration", {"for"}},
    {"lasts", {"for"}},
    {"otherwise", {"else"}},
    {"stop", {"ends"}},
    {"stops", {"ends"}},
    {"until", {"ends", "lifted_by"}},
    {"exit", {"ends"}},
    {"cooldown", {"again"}},
    {"exclude", {"except"}},
    {"action", {"do"}},
    {"what", {"do"}},
    {"via", {"channel"}},
    {"medium", {"channel"}},
    {"reason", {"purpose"}},
    {"result", {"outcome"}},
    {"msg", {"note", "template"}},
    {"message", {"note", "template"}},
    {"recipient", {"to"}},
    {"requires", {"needs"}},
    {"name", {"policy", "id"}},
    {"id", {"name"}},
    {"title", {"policy", "name"}},
    {"hours", {"open"}},
    {"holidays", {"closed"}},
    {"exceptions", {"special", "except"}},
    {"special_hours", {"special"}},
    {"special_days", {"special"}},
    {"timezone", {"zone"}},
    {"time_zone", {"zone"}},
    {"tz", {"zone"}},
    {"version", {"revision"}},
    {"sequences", {"cadences"}},
    {"campaigns", {"cadences"}},
    // yes and no
    {"on", {"true"}},
    {"always", {"yes"}},
    {"never", {"no"}},
    {"off", {"false"}},
    // directions
    {"in", {"inbound"}},
    {"incoming", {"inbound"}},
    {"received", {"inbound"}},
    {"out", {"outbound"}},
    {"outgoing", {"outbound"}},
    // people
    {"customer", {"prospect"}},
    {"client", {"prospect"}},
    {"lead", {"prospect"}},
    // types
    {"boolean", {"bool"}},
    {"integer", {"int"}},
    {"number", {"int", "double"}},
    {"decimal", {"double"}},
    {"float", {"double"}},
    {"text", {"string"}},
    {"date", {"timestamp"}},
    {"datetime", {"timestamp"}},
    // channels and outcomes
    {"call", {"phone"}},
    {"telephone", {"phone"}},
    {"mail", {"email"}},
    {"letter", {"post"}},
    {"text", {"sms"}},
    {"answered", {"replied", "reached"}},
    {"voicemail", {"left_message"}},
    {"bought", {"purchased"}},
    {"ordered", {"purchased"}},
    {"sold", {"purchased"}},
    {"won", {"purchased"}},
    {"lost", {"declined"}},
    {"rejected", {"declined"}},
    {"unsubscribed", {"opted_out"}},
};

bool contains(const std::vector<std::string_view>& known, std::string_view word) {
  return std::find(known.begin(), known.end(), word) != known.end();
}

bool is_plural_of(std::string_view many, std::string_view one) {
  return many.size() == one.size() + 1 && many.back() == 's' && many.starts_with(one);
}

}  // namespace

std::vector<std::string_view> meant_by_use(std::string_view word, const std::vector<std::string_view>& known) {
  const auto lower = in_lower_case(word.substr(0, longest_written + 1));
  for (const auto each : known)
    if (each == lower) return lower == word ? std::vector<std::string_view>{} : std::vector{each};
  for (const auto each : known)
    if (is_plural_of(lower, each) || is_plural_of(each, lower)) return {each};
  std::vector<std::string_view> meant;
  for (const auto& s : synonyms) {
    if (s.written != lower || (!s.beside.empty() && !contains(known, s.beside))) continue;
    for (const auto& each : s.meant)
      if (!each.empty() && contains(known, each)) meant.push_back(each);
  }
  return meant;
}

std::vector<std::string_view> meant_by(std::string_view word, const std::vector<std::string_view>& known) {
  auto by_use = meant_by_use(word, known);
  if (!by_use.empty()) return by_use;
  const auto near = nearest(word, known);
  return near.empty() ? std::vector<std::string_view>{} : std::vector{near};
}

std::string hint(const std::vector<std::string_view>& meant) {
  std::string names;
  for (const auto each : meant) names += (names.empty() ? "" : " or ") + quoted(each);
  return names.empty() ? "" : ", did you mean " + names + '?';
}

}  // namespace tickler::inline TICKLER_ABI
