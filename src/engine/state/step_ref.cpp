#include "engine/state/step_ref.hpp"

// The grammar of a name (R43, R88); names of cadences and steps have none of these marks in them (R105):
//
//   name  = cadence "/" step [ "#" repetition "@" start [ "+" ordinal ] [ "~" key ] ]
//   key   = letters, digits, "-", ".", "_" as they are; any other byte as "%" and two hexadecimal digits
//
//   answer/call                                   the step
//   answer/call#0@2026-03-02T09:00:00Z            one action of it
//   orders/thank#0@2026-03-02T09:00:00Z~A%2F17    of the run whose key is "A/17"
//
// What does not fit is no name, and then as if absent: histories are written by many hands, and nothing is thrown for them.
#include <algorithm>
#include <charconv>

#include "time/read_instant.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

constexpr std::string_view hex = "0123456789ABCDEF";

// Letters of ASCII, whatever the locale says.
bool stands_for_itself(char c) noexcept {
  return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '-' || c == '.' || c == '_';
}

// Takes the text up to `mark` off the front of `rest`; all of it where there is none.
std::string_view take_to(std::string_view& rest, std::string_view marks) {
  const auto end = std::min(rest.find_first_of(marks), rest.size());
  const auto taken = rest.substr(0, end);
  rest.remove_prefix(end);
  return taken;
}

// The whole of the text, so "1x" is no number; from_chars takes no sign or blank in front of an unsigned one.
template <class Number>
bool read(std::string_view digits, Number& into) noexcept {
  const auto end = digits.data() + digits.size();
  const auto [at, error] = std::from_chars(digits.data(), end, into);
  return error == std::errc{} && at == end && !digits.empty();
}

template <class List>
std::optional<std::uint16_t> index_of(const List& list, std::string_view name) {
  const auto at = std::find_if(list.begin(), list.end(), [&](const auto& each) { return each.name.value == name; });
  return at == list.end() ? std::nullopt : std::optional(static_cast<std::uint16_t>(at - list.begin()));
}

// The start ends at "+" or "~". An offset as in "+01:00" would be cut there, but ids are written in UTC, with Z.
bool read_action(std::string_view rest, step_ref& name) {
  name.is_action_id = true;
  rest.remove_prefix(1);  // #
  if (!read(take_to(rest, "@"), name.repetition) || rest.empty()) return false;
  rest.remove_prefix(1);  // @
  const auto start = read_instant(take_to(rest, "+~"));
  if (!start) return false;
  name.start = *start;
  if (rest.starts_with('+')) {
    rest.remove_prefix(1);
    if (!read(take_to(rest, "~"), name.ordinal)) return false;
  }
  if (rest.starts_with('~')) {
    rest.remove_prefix(1);
    name.encoded_key = rest;
  }
  return true;
}

// Either case is read; only capitals are written.
int digit_of(char c) noexcept {
  const auto at = hex.find(c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

}  // namespace

// The reference views the text that it was read from (`encoded_key`).
std::optional<step_ref> find_step(const compiled_policy& p, std::string_view rest) {
  const auto cadence = index_of(p.draft.cadences, take_to(rest, "/"));
  if (!cadence || rest.empty()) return std::nullopt;
  rest.remove_prefix(1);  // /
  const auto step = index_of(p.draft.cadences[*cadence].steps, take_to(rest, "#"));
  if (!step) return std::nullopt;
  step_ref name{.cadence = *cadence, .step = *step};
  if (!rest.empty() && !read_action(rest, name)) return std::nullopt;
  return name;
}

std::string to_text(const compiled_policy& p, const step_ref& name, std::string_view key) {
  const auto& cadence = p.draft.cadences[name.cadence];
  const auto& step = *cadence.steps[name.step].name;
  constexpr std::size_t numbers = 48;  // at most, with what stands between them
  std::string out;
  out.reserve(cadence.name->size() + step.size() + numbers + 3 * key.size());
  ((out += *cadence.name) += '/') += step;
  if (!name.is_action_id) return out;
  (((out += '#') += std::to_string(name.repetition)) += '@') += to_string(name.start);
  if (name.ordinal != 0) (out += '+') += std::to_string(name.ordinal);
  if (!key.empty()) out += '~';
  for (const char c : key) {
    if (stands_for_itself(c)) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', hex[byte >> 4], hex[byte & 15]};
    }
  }
  return out;
}

// Compared byte by byte as it is decoded: no copy, and no allocation while a history is taken in.
bool means_key(std::string_view encoded, std::string_view key) noexcept {
  for (const char c : key) {
    if (encoded.empty()) return false;
    auto meant = static_cast<unsigned char>(encoded.front());
    if (encoded.front() == '%') {
      if (encoded.size() < 3 || digit_of(encoded[1]) < 0 || digit_of(encoded[2]) < 0) return false;
      meant = static_cast<unsigned char>(digit_of(encoded[1]) * 16 + digit_of(encoded[2]));
      encoded.remove_prefix(2);
    }
    if (meant != static_cast<unsigned char>(c)) return false;
    encoded.remove_prefix(1);
  }
  return encoded.empty();
}

}  // namespace tickler::inline TICKLER_ABI
