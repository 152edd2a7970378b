#include "time/calendar_advice.hpp"

#include <date/date.h>

#include <algorithm>
#include <array>
#include <optional>
#include <tickler/diagnostic.hpp>
#include <vector>

#include "base/ascii_case.hpp"
#include "time/calendar_names.hpp"
#include "time/scan.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

constexpr std::size_t longest_advised = 64;

struct said {
  std::string_view words, advice;
};

constexpr std::string_view write_daily = "write 'daily'", write_weekdays = "write 'weekdays'", write_weekend = "write 'weekend'",
                           write_whole_day = "write '00:00-24:00'";
constexpr std::string_view write_closed = "a weekday without hours is closed: leave it out; write a date under 'closed'";
constexpr std::string_view closed_weekday = "a day of the week is closed where 'open' leaves it out";

constexpr said weekdays_said[] = {
    {"weekdays", write_weekdays}, {"weekday", write_weekdays}, {"working days", write_weekdays}, {"weekend", write_weekend},
    {"weekends", write_weekend},  {"all", write_daily},        {"always", write_daily},          {"every day", write_daily},
    {"all week", write_daily},    {"everyday", write_daily},
};

constexpr said hours_said[] = {
    {"all day", write_whole_day}, {"always", write_whole_day}, {"24h", write_whole_day}, {"24 hours", write_whole_day},
    {"24 7", write_whole_day},    {"closed", write_closed},    {"none", write_closed},
};

constexpr said times_said[] = {{"noon", "write '12:00'"}, {"midday", "write '12:00'"}, {"midnight", "write '00:00'"}};

constexpr said closed_said[] = {
    {"christmas", "write '12-25'"},
    {"christmas day", "write '12-25'"},
    {"christmas eve", "write '12-24'"},
    {"boxing day", "write '12-26'"},
    {"new year", "write '01-01'"},
    {"new years day", "write '01-01'"},
    {"easter", "write 'easter'"},
    {"easter sunday", "write 'easter'"},
    {"easter monday", "write 'easter+1'"},
    {"good friday", "write 'easter-2'"},
    {"ascension", "write 'easter+39'"},
    {"ascension day", "write 'easter+39'"},
    {"whit monday", "write 'easter+50'"},
    {"corpus christi", "write 'easter+60'"},
    {"orthodox easter", "write 'orthodox-easter'"},
    {"thanksgiving", "write 'thu[4] nov'"},
    {"black friday", "write 'thu[4] nov +1'"},
    {"weekend", closed_weekday},
    {"weekends", closed_weekday},
};

template <std::size_t N>
std::string advice_among(const said (&list)[N], std::string_view words) {
  const auto found = std::find_if(std::begin(list), std::end(list), [words](const auto& s) { return s.words == words; });
  return found == std::end(list) ? "" : std::string(found->advice);
}

// Letters and digits in small letters, with one blank for all that is between them; an apostrophe is nothing.
std::string plain_words(std::string_view text) {
  std::string words;
  for (const char c : text.substr(0, longest_advised)) {
    const char small = ascii_lower(c);
    if (is_digit(small) || ('a' <= small && small <= 'z'))
      words += small;
    else if (c != '\'' && !words.empty() && words.back() != ' ')
      words += ' ';
  }
  if (words.ends_with(' ')) words.pop_back();
  return words;
}

std::vector<std::string_view> parts_of(std::string_view words) {
  std::vector<std::string_view> parts;
  while (!words.empty()) {
    const auto part = words.substr(0, words.find(' '));
    words.remove_prefix(std::min(part.size() + 1, words.size()));
    parts.push_back(part);
  }
  return parts;
}

constexpr std::array<std::string_view, 7> full_days{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
constexpr std::array<std::string_view, 12> full_months{"january", "february", "march",     "april",   "may",      "june",
                                                       "july",    "august",   "september", "october", "november", "december"};

// Its number, from 0, where the word begins a full name and has at least the three letters of the short one.
template <std::size_t N>
std::optional<std::size_t> named(const std::array<std::string_view, N>& full, std::string_view word) {
  if (word.ends_with('s') && std::find(full.begin(), full.end(), word.substr(0, word.size() - 1)) != full.end())
    word.remove_suffix(1);
  for (std::size_t i = 0; i < N; ++i)
    if (word.size() >= 3 && full[i].starts_with(word)) return i;
  return std::nullopt;
}

std::string of_two_digits(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

// The time of day that "9", "9:00", "0900", "09.00" or "5pm" mean, as `HH:MM`; empty where none is meant.
std::string meant_clock(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  const bool am = text.ends_with("am"), pm = text.ends_with("pm");
  if (am || pm) text.remove_suffix(2);
  while (text.ends_with(' ')) text.remove_suffix(1);
  const auto mark = text.find_first_of(":.h");
  const auto hour_digits = mark != text.npos ? mark : text.size() > 2 ? text.size() - 2 : text.size();
  const auto after = mark == text.npos ? hour_digits : mark + 1;
  if (hour_digits < 1 || hour_digits > 2) return {};
  const bool whole_hour = after == text.size() && (mark == text.npos || text[mark] == 'h');
  const auto hour = digits(text, 0, hour_digits), minute = whole_hour ? 0 : digits(text, after, 2);
  if (!hour || !minute || (!whole_hour && text.size() != after + 2)) return {};
  if ((am || pm) && (*hour < 1 || *hour > 12)) return {};
  const int of_day = am || pm ? *hour % 12 + (pm ? 12 : 0) : *hour;
  if (of_day > 24 || *minute > 59 || (of_day == 24 && *minute > 0)) return {};
  return of_two_digits(of_day) + ':' + of_two_digits(*minute);
}

// "9-18" as "09:00-18:00"; empty where it may mean several, as "9-5" does.
std::string meant_hours(std::string_view text) {
  for (const std::string_view between : {"-", "\xe2\x80\x93", "\xe2\x80\x94", " to ", " until "}) {
    const auto at = text.find(between);
    if (at == text.npos) continue;
    const auto first = text.substr(0, at), second = text.substr(at + between.size());
    const auto from = meant_clock(first), to = meant_clock(second);
    constexpr std::string_view noon = "12:00";
    const bool half_days = (first.find('m') != first.npos) != (second.find('m') != second.npos);
    const bool unclear = half_days || (to <= from && from <= noon && second.find('m') == second.npos);
    if (from.empty() || to.empty() || unclear || from == "24:00") return {};
    return from + '-' + to;
  }
  return {};
}

std::string write_other_than(std::string_view text, const std::string& meant) {
  return meant.empty() || meant == text ? "" : "write " + quoted(meant);
}

std::string with_commas(const std::vector<std::string_view>& words) {
  std::string all;
  for (const auto word : words) (all += all.empty() ? "" : ",") += word;
  return all;
}

// A day of a month, "4" or "4th".
std::optional<int> day_number(std::string_view part) {
  for (const std::string_view end : {"st", "nd", "rd", "th"})
    if (part.ends_with(end)) part.remove_suffix(end.size());
  return part.size() == 1 || part.size() == 2 ? digits(part, 0, part.size()) : std::nullopt;
}

// "25 december", "dec 25 2026", "12 25", "24 12 2026", "2026 12 24"; empty for "1 2", which may be in January or February.
std::string meant_date(const std::vector<std::string_view>& parts) {
  std::optional<int> year, month;
  std::vector<int> numbers;
  for (const auto part : parts) {
    if (const auto name = named(full_months, part); name && !month) {
      month = static_cast<int>(*name) + 1;
    } else if (part.size() == 4 && digits(part, 0, 4) && !year) {
      year = digits(part, 0, 4);
    } else if (const auto number = day_number(part)) {
      numbers.push_back(*number);
    } else if (part != "of" && part != "the") {
      return {};
    }
  }
  if (numbers.size() != (month ? 1u : 2u)) return {};
  const bool year_first = year && parts.front().size() == 4;
  const bool day_first = !month && !year_first && numbers[0] > 12;
  const bool is_clear = month || year_first || day_first || numbers[1] > 12 || numbers[0] == numbers[1];
  if (!is_clear) return {};
  const auto in_month = month ? *month : numbers[day_first ? 1 : 0];
  const auto day = month || day_first ? numbers[0] : numbers[1];
  const date::month_day date{date::month{static_cast<unsigned>(in_month)}, date::day{static_cast<unsigned>(day)}};
  if (!date.ok() || (year && !(date::year{*year} / date).ok())) return {};
  return (year ? std::to_string(*year) + '-' : "") + of_two_digits(in_month) + '-' + of_two_digits(day);
}

// "3 Aug 2026 - 21 Aug 2026" as "2026-08-03..2026-08-21".
std::string meant_range(std::string_view text) {
  for (const std::string_view between : {"...", "..", " - ", " to ", " until ", "\xe2\x80\x93", "\xe2\x80\x94"}) {
    const auto at = text.find(between);
    if (at == text.npos) continue;
    const auto first = plain_words(text.substr(0, at)), last = plain_words(text.substr(at + between.size()));
    const auto begin = meant_date(parts_of(first)), end = meant_date(parts_of(last));
    return begin.empty() || end.empty() || begin.size() != end.size() ? "" : begin + ".." + end;
  }
  return {};
}

}  // namespace

std::string weekdays_advice(std::string_view text) {
  const auto words = plain_words(text);
  if (auto advice = advice_among(weekdays_said, words); !advice.empty()) return advice;
  std::vector<std::string_view> days;
  for (const auto part : parts_of(words)) {
    if (const auto day = named(full_days, part))
      days.push_back(day_names[*day]);
    else if (part != "to" && part != "until" && part != "and")
      return "";
  }
  const bool are_apart = text.find_first_of(",;/&+") != text.npos || words.find(" and ") != words.npos;
  const bool has_spans = text.find('-') != text.npos || words.find(" to ") != words.npos || words.find(" until ") != words.npos;
  constexpr std::string_view as_they_are_written = "abcdefghijklmnopqrstuvwxyz,- ";
  if (has_spans && are_apart && text.find_first_not_of(as_they_are_written) == text.npos) return "";
  if (days.size() > 1 && are_apart && has_spans) return "write days and spans with commas between them, as 'mon-wed,fri'";
  if (days.size() > 1 && are_apart) return write_other_than(text, with_commas(days));
  const bool is_cut_off = days.size() == 1 && text.find('-') != text.npos;
  if (days.empty() || days.size() > 2 || is_cut_off || (days.size() == 2 && days[0] == days[1])) return "";
  return write_other_than(text, std::string(days[0]) + (days.size() == 2 ? '-' + std::string(days[1]) : ""));
}

std::string hours_advice(std::string_view text) {
  auto advice = advice_among(hours_said, plain_words(text));
  return advice.empty() ? write_other_than(text, meant_hours(in_lower_case(text.substr(0, longest_advised)))) : advice;
}

std::string time_of_day_advice(std::string_view text) {
  auto advice = advice_among(times_said, plain_words(text));
  if (!advice.empty() || text == "24:00") return advice;
  const auto meant = meant_clock(in_lower_case(text.substr(0, longest_advised)));
  return meant == "24:00" ? "" : write_other_than(text, meant);
}

std::string closed_day_advice(std::string_view text) {
  const auto words = plain_words(text);
  if (auto advice = advice_among(closed_said, words); !advice.empty()) return advice;
  const auto parts = parts_of(words);
  if (parts.size() == 1 && named(full_days, parts.front())) return std::string(closed_weekday);
  if (parts.empty() || text.size() > longest_advised) return "";
  const auto range = meant_range(text);
  return write_other_than(text, range.empty() ? meant_date(parts) : range);
}

}  // namespace tickler::inline TICKLER_ABI
