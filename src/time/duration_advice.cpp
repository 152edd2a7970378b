#include "time/duration_advice.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <tickler/diagnostic.hpp>
#include <tickler/duration.hpp>
#include <vector>

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
    {"quarterly", {3, time_unit::month}},
    {"yearly", {1, time_unit::year}},
    {"quarter", {3, time_unit::month}},
    {"quarters", {3, time_unit::month}},
    {"yr", {1, time_unit::year}},
    {"yrs", {1, time_unit::year}},
    {"workday", {1, time_unit::business_day}},
    {"workdays", {1, time_unit::business_day}},
    {"weekday", {1, time_unit::business_day}},
    {"weekdays", {1, time_unit::business_day}},
};

struct idiom {
  std::string_view words, advice;
};

constexpr std::string_view at_once = "write '0 minutes'";
constexpr std::string_view next_day = "the same time tomorrow is '1 day', the start of tomorrow '1 calendar day'";
constexpr std::string_view end_of_day = "a step without 'within' is due by the end of its day";

constexpr std::string_view no_end = "leave the key out where nothing is to end";

constexpr idiom idioms[] = {
    {"never", no_end},
    {"none", no_end},
    {"immediately", at_once},
    {"instantly", at_once},
    {"now", at_once},
    {"at once", at_once},
    {"right away", at_once},
    {"asap", at_once},
    {"tomorrow", next_day},
    {"next day", next_day},
    {"the next day", next_day},
    {"same day", end_of_day},
    {"the same day", end_of_day},
    {"today", end_of_day},
    {"end of day", end_of_day},
    {"end of the day", end_of_day},
};

constexpr std::string_view numbers[] = {"one",   "two",   "three", "four", "five",   "six",
                                        "seven", "eight", "nine",  "ten",  "eleven", "twelve"};
constexpr std::string_view without_meaning[] = {"after", "later", "and",   "every", "each",   "per", "in",   "within",  "from",
                                                "now",   "for",   "about", "any",   "around", "of",  "time", "rolling", "wait"};
constexpr bool is_letter(char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z'); }

constexpr std::string_view of_business[] = {"working", "work", "business", "office"};

template <std::size_t N>
bool is_one_of(const std::string_view (&words)[N], std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// What comes before the unit: nothing, "business " or "calendar ".
std::optional<duration_part> unit_meant(std::string_view word, std::string_view before) {
  for (const auto& u : meant_units)
    if (u.word == word && before.empty()) return u.one;
  for (std::size_t i = 0; i < unit_names.size(); ++i) {
    const auto& [singular, plural, brief] = unit_names[i];
    if (!singular.starts_with(before)) continue;
    const auto from = before.size();
    if (word == singular.substr(from) || word == plural.substr(from) || (before.empty() && word == brief))
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
  constexpr std::size_t most_digits = 7;  // twice as many weeks, each half of which is 84 hours, have room in 32 bits
  const auto count = word.size() <= most_digits && !word.empty() ? digits(word, 0, word.size()) : std::nullopt;
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
    case time_unit::year:
      return duration_part{6 * one.count, time_unit::month};
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

// "2wks" is two words, "1d4h" four; a comma stands between words but within "1,5".
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const char next = i + 1 < text.size() ? text[i + 1] : ' ';
    const bool parts = c == ' ' || (c == ',' && !is_digit(next));
    const char last = words.back().empty() ? c : words.back().back();
    const bool turns = (is_letter(last) && is_digit(c)) || (is_digit(last) && is_letter(c));
    if ((parts || turns) && !words.back().empty()) words.emplace_back();
    if (!parts) words.back() += 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::string_view idiom_of(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  for (const auto& each : idioms)
    if (each.words == text) return each.advice;
  return {};
}

std::optional<duration> duration_meant(const std::vector<std::string>& words) {
  duration sum;
  std::optional<std::int32_t> halves;
  std::string_view before;
  bool says_length = false;
  for (const auto& word : words) {
    if (!halves && is_one_of(without_meaning, word)) continue;
    if (halves == 1 && (word == "a" || word == "an")) continue;
    if (is_one_of(of_business, word)) {
      before = "business ";
    } else if (word == "calendar") {
      before = "calendar ";
    } else if (const auto count = halves_meant(word); count && !halves) {
      halves = count;
    } else {
      const auto unit = unit_meant(word, before);
      const auto part = unit ? times(halves.value_or(2), *unit) : std::nullopt;  // a week, where it says no number
      if (!part || (part->count == 0 && part->unit >= time_unit::calendar_day)) return std::nullopt;
      if (part->count != 0) sum.parts.push_back(*part);
      says_length = true;
      halves.reset();
      before = {};
    }
  }
  if (halves || !before.empty() || !says_length || find_problem(sum)) return std::nullopt;
  return sum;
}

}  // namespace

std::string duration_advice(std::string_view text) {
  constexpr std::size_t longest = 64;
  if (text.size() > longest) return "";
  const auto words = words_of(text);
  if (const auto advice = idiom_of(words); !advice.empty()) return std::string(advice);
  const auto meant = duration_meant(words);
  return meant ? "write " + quoted(to_string(*meant)) : "";
}

}  // namespace tickler::inline TICKLER_ABI
