#include <array>
#include <cstdio>
#include <tickler/calendar.hpp>
#include <tickler/diagnostic.hpp>

#include "base/numbered.hpp"
#include "time/calendar_advice.hpp"
#include "time/calendar_names.hpp"
#include "time/scan.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

template <std::size_t N>
std::optional<unsigned> index_of(const std::array<std::string_view, N>& names, std::string_view word) {
  for (unsigned i = 0; i < N; ++i)
    if (names[i] == word) return i;
  return std::nullopt;
}

template <std::size_t N>
std::string unknown(std::string_view kind, std::string_view word, const std::array<std::string_view, N>& names) {
  const std::string_view start = word.substr(0, 3);
  const std::string_view meant = index_of(names, start) ? start : nearest(word, {names.begin(), names.end()});
  std::string message = "unknown " + std::string{kind} + ' ' + quoted(word);
  return meant.empty() ? message + ", known are '" + std::string{names.front()} + "' to '" + std::string{names.back()} + '\''
                       : message + ", did you mean " + quoted(meant) + '?';
}

parse_error moved(parse_error error, std::size_t by) {
  error.offset += by;
  return error;
}

// With what to write instead, where that is known.
template <class Value>
parse_result<Value> advised(parse_result<Value> read, std::string_view text, std::string_view what,
                            std::string (*advice_on)(std::string_view)) {
  const auto advice = read ? std::string() : advice_on(text);
  if (advice.empty()) return read;
  return parse_error{read.error().offset, quoted(text) + ' ' + std::string(what) + ": " + advice};
}

std::string two_digits(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

// `HH:MM`, up to 24:00
parse_result<minutes> parse_clock(std::string_view text) {
  const auto colon = text.find(':');
  const auto hour = digits(text, 0, 2), minute = digits(text, 3, 2);
  if (text.size() != 5 || colon != 2 || !hour || !minute) return parse_error{0, quoted(text) + " is no time of day, as '09:00'"};
  if (*hour > 24 || *minute > 59 || (*hour == 24 && *minute > 0))
    return parse_error{0, "there is no " + quoted(text) + " in a day"};
  return hours{*hour} + minutes{*minute};
}

parse_result<closed_day> parse_weekday_of_month(std::string_view text, std::size_t bracket) {
  const auto day = index_of(day_names, text.substr(0, bracket));
  if (!day) return parse_error{0, unknown("weekday", text.substr(0, bracket), day_names)};
  const auto close = text.find(']', bracket);
  const std::string_view which = text.substr(bracket + 1, close - bracket - 1);
  if (close == text.npos || text.substr(close + 1, 1) != " ")
    return parse_error{0, quoted(text) + " is no closed day, as 'thu[4] nov'"};
  const auto month = index_of(month_names, text.substr(close + 2));
  if (!month) return parse_error{close + 2, unknown("month", text.substr(close + 2), month_names)};
  const date::weekday weekday{*day + 1};
  const date::month in_month{*month + 1};
  if (which == "last") return closed_day{date::month_weekday_last{in_month, weekday[date::last]}};
  const auto index = which.size() == 1 ? digits(which, 0, 1) : std::nullopt;
  if (!index || *index < 1 || *index > 5) return parse_error{bracket + 1, quoted(which) + " is none of '1' to '5' and 'last'"};
  return closed_day{date::month_weekday{in_month, weekday[static_cast<unsigned>(*index)]}};
}

parse_result<closed_day> parse_month_day(std::string_view text, std::size_t at, std::optional<int> year) {
  const auto month_number = static_cast<unsigned>(*digits(text, at, 2)),
             day_number = static_cast<unsigned>(*digits(text, at + 3, 2));
  const date::month_day day{date::month{month_number}, date::day{day_number}};
  if (month_number < 1 || month_number > 12) return parse_error{at, "there is no month " + quoted(text.substr(at, 2))};
  if (!day.ok()) return parse_error{at + 3, "month " + quoted(text.substr(at, 2)) + " has no day " + quoted(text.substr(at + 3))};
  if (!year) return closed_day{day};
  const date::year_month_day full = date::year{*year} / day;
  if (*year < 1970) return parse_error{0, "a year is 1970 to 9999"};
  if (!full.ok()) return parse_error{at + 3, "there is no 29 February in " + std::to_string(*year)};
  return closed_day{full};
}

}  // namespace

static parse_result<weekday_set> read_weekdays(std::string_view text) {
  if (text == "daily") return weekday_set{daily};
  const auto dash = text.find('-');
  const std::string_view first = text.substr(0, dash);
  const auto from = index_of(day_names, first);
  if (!from) return parse_error{0, unknown("weekday", first, day_names)};
  if (dash == text.npos) return static_cast<weekday_set>(1u << *from);
  const std::string_view last = text.substr(dash + 1);
  const auto to = index_of(day_names, last);
  if (!to) return parse_error{dash + 1, unknown("weekday", last, day_names)};
  if (*from == *to) return parse_error{0, quoted(text) + " may be one day or seven: write " + quoted(first) + " or 'daily'"};
  unsigned days = 1u << *to;
  for (unsigned day = *from; day != *to; day = (day + 1) % 7) days |= 1u << day;
  return static_cast<weekday_set>(days);
}

parse_result<weekday_set> parse_weekdays(std::string_view text) {
  return numbered(number::bad_weekdays, advised(read_weekdays(text), text, "is not how weekdays are written", weekdays_advice));
}

static parse_result<opening> read_hours(std::string_view text) {
  const auto dash = text.find('-');
  if (dash == text.npos) return parse_error{0, quoted(text) + " are no hours, as '09:00-18:00'"};
  const auto from = parse_clock(text.substr(0, dash));
  if (!from) return from.error();
  const auto to = parse_clock(text.substr(dash + 1));
  if (!to) return moved(to.error(), dash + 1);
  if (*from == hours{24}) return parse_error{0, "hours begin at 23:59 at the latest: '24:00' is the end of a day"};
  if (*from == *to) return parse_error{0, "hours that end when they begin; the whole day is '00:00-24:00'"};
  return opening{0, *from, *to};
}

parse_result<opening> parse_hours(std::string_view text) {
  return numbered(number::bad_hours, advised(read_hours(text), text, "are no hours", hours_advice));
}

static parse_result<minutes> read_time_of_day(std::string_view text) {
  const auto time = parse_clock(text);
  if (time && *time == hours{24}) return parse_error{0, "'24:00' is the end of a day; the start of the next is '00:00'"};
  return time;
}

parse_result<minutes> parse_time_of_day(std::string_view text) {
  return numbered(number::bad_time_of_day, advised(read_time_of_day(text), text, "is no time of day", time_of_day_advice));
}

static parse_result<closed_day> read_closed_day(std::string_view text) {
  if (const auto bracket = text.find('['); bracket != text.npos) return parse_weekday_of_month(text, bracket);
  const bool month_first = text.size() == 5 && text[2] == '-' && digits(text, 0, 2) && digits(text, 3, 2);
  if (month_first) return parse_month_day(text, 0, std::nullopt);
  const auto year = digits(text, 0, 4);
  const bool year_first = text.size() == 10 && year && text[4] == '-' && text[7] == '-' && digits(text, 5, 2) && digits(text, 8, 2);
  if (year_first) return parse_month_day(text, 5, year);
  return parse_error{0, quoted(text) + " is no closed day, as '2026-12-24', '12-25', 'thu[4] nov' or 'mon[last] may'"};
}

parse_result<closed_day> parse_closed_day(std::string_view text) {
  return numbered(number::bad_closed_day, advised(read_closed_day(text), text, "is no closed day", closed_day_advice));
}

namespace {

std::string name_of(date::weekday day) { return std::string{day_names[day.iso_encoding() - 1]}; }
std::string name_of(date::month month) { return std::string{month_names[static_cast<unsigned>(month) - 1]}; }

std::string text_of(const date::month_day& d) {
  return two_digits(static_cast<int>(static_cast<unsigned>(d.month()))) + '-' +
         two_digits(static_cast<int>(static_cast<unsigned>(d.day())));
}
std::string text_of(const date::year_month_day& d) {
  const std::string year = std::to_string(static_cast<int>(d.year()));
  return std::string(year.size() < 4 ? 4 - year.size() : 0, '0') + year + '-' + text_of(d.month() / d.day());
}
std::string text_of(const date::month_weekday& d) {
  return name_of(d.weekday_indexed().weekday()) + '[' + std::to_string(d.weekday_indexed().index()) + "] " + name_of(d.month());
}
std::string text_of(const date::month_weekday_last& d) {
  return name_of(d.weekday_last().weekday()) + "[last] " + name_of(d.month());
}

}  // namespace

std::string to_string(const closed_day& day) {
  return std::visit([](const auto& d) { return d.ok() ? text_of(d) : std::string{"no date"}; }, day);
}

}  // namespace tickler::inline TICKLER_ABI
