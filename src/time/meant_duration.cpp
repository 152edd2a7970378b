#include "time/meant_duration.hpp"

#include <algorithm>
#include <string>

#include "time/scan.hpp"
#include "time/units.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

struct meant_unit {
  std::string_view word;
  duration_part one;
};

constexpr meant_unit meant_units[] = {
    {"mins", {1, time_unit::minute}},
    {"hr", {1, time_unit::hour}},
    {"hrs", {1, time_unit::hour}},
    {"hourly", {1, time_unit::hour}},
    {"daily", {1, time_unit::day}},
    {"wk", {1, time_unit::week}},
    {"wks", {1, time_unit::week}},
    {"weekly", {1, time_unit::week}},
    {"fortnight", {2, time_unit::week}},
    {"fortnights", {2, time_unit::week}},
    {"monthly", {1, time_unit::month}},
    {"quarter", {3, time_unit::month}},
    {"quarters", {3, time_unit::month}},
    {"yr", {12, time_unit::month}},
    {"yrs", {12, time_unit::month}},
    {"workday", {1, time_unit::business_day}},
    {"workdays", {1, time_unit::business_day}},
    {"weekday", {1, time_unit::business_day}},
    {"weekdays", {1, time_unit::business_day}},
};

constexpr std::string_view numbers[] = {"one",   "two",   "three", "four", "five",   "six",
                                        "seven", "eight", "nine",  "ten",  "eleven", "twelve"};
constexpr std::string_view without_meaning[] = {"after", "later", "and", "every", "each", "per", "in", "within", "from", "now"};
constexpr std::string_view of_business[] = {"working", "work", "business", "office"};

template <std::size_t N>
bool is_one_of(const std::string_view (&words)[N], std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

std::optional<duration_part> unit_meant(std::string_view word, bool of_business_hours) {
  for (const auto& u : meant_units)
    if (u.word == word && !of_business_hours) return u.one;
  for (std::size_t i = 0; i < unit_names.size(); ++i) {
    const auto& [singular, plural, brief] = unit_names[i];
    const auto name = of_business_hours && singular.starts_with("business ") ? 9u : 0u;
    if (of_business_hours && name == 0) continue;
    if (word == singular.substr(name) || word == plural.substr(name) || (name == 0 && word == brief))
      return duration_part{1, static_cast<time_unit>(i)};
  }
  return std::nullopt;
}

// A number in halves.
std::optional<std::int32_t> halves_meant(std::string_view word) {
  if (word == "a" || word == "an") return 2;
  if (word == "half" || word == "1/2") return 1;
  const auto found = std::find(std::begin(numbers), std::end(numbers), word);
  if (found != std::end(numbers)) return 2 * static_cast<std::int32_t>(found - std::begin(numbers) + 1);
  const bool and_a_half = word.ends_with(".5") || word.ends_with(",5");
  if (and_a_half) word.remove_suffix(2);
  const auto count = word.size() <= 6 && !word.empty() ? digits(word, 0, word.size()) : std::nullopt;
  if (!count) return std::nullopt;
  return 2 * *count + (and_a_half ? 1 : 0);
}

// Half of a day is 12 hours; of a month, a calendar day or a business day it is not clear what.
std::optional<duration_part> half_of(duration_part one) {
  switch (one.unit) {
    case time_unit::hour:
      return duration_part{30 * one.count, time_unit::minute};
    case time_unit::business_hour:
      return duration_part{30 * one.count, time_unit::business_minute};
    case time_unit::day:
      return duration_part{12 * one.count, time_unit::hour};
    case time_unit::week:
      return duration_part{84 * one.count, time_unit::hour};
    default:
      return std::nullopt;
  }
}

std::optional<duration_part> times(std::int32_t halves, duration_part one) {
  if (halves % 2 == 0) return duration_part{halves / 2 * one.count, one.unit};
  auto part = half_of(one);
  if (part) part->count *= halves;
  return part;
}

// "2wks" is two words.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    const bool ends = c == ' ' || (c >= 'A' && !words.back().empty() && is_digit(words.back().back()));
    if (ends && !words.back().empty()) words.emplace_back();
    if (c != ' ') words.back() += 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

}  // namespace

std::optional<duration> meant_duration(std::string_view text) {
  constexpr std::size_t longest = 64;
  if (text.size() > longest) return std::nullopt;
  duration sum;
  std::optional<std::int32_t> halves;
  bool business = false;
  for (const auto& word : words_of(text)) {
    if (!halves && is_one_of(without_meaning, word)) continue;
    if (halves == 1 && (word == "a" || word == "an")) continue;
    if (is_one_of(of_business, word)) {
      business = true;
    } else if (const auto count = halves_meant(word); count && !halves) {
      halves = count;
    } else {
      const auto unit = unit_meant(word, business);
      const auto part = unit ? times(halves.value_or(2), *unit) : std::nullopt;  // a week, where it says no number
      if (!part) return std::nullopt;
      sum.parts.push_back(*part);
      halves.reset();
      business = false;
    }
  }
  if (halves || business || sum.parts.empty() || find_problem(sum)) return std::nullopt;
  return sum;
}

}  // namespace tickler::inline TICKLER_ABI
