#include <array>
#include <cstdio>
#include <tickler/calendar.hpp>
#include <tickler/diagnostic.hpp>
#include <type_traits>
#include <variant>

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

// A piece of a text, and where it stands. Without the blanks between it and the signs around it; those at the ends of the whole
// text are its own.
struct piece {
  std::string_view text;
  std::size_t at = 0;
};

piece piece_of(std::string_view text, std::size_t from, std::size_t to) {
  to = std::min(to, text.size());
  const bool is_first = from == 0, is_last = to == text.size();
  while (!is_first && from < to && text[from] == ' ') ++from;
  while (!is_last && from < to && text[to - 1] == ' ') --to;
  return {text.substr(from, to - from), from};
}

// With what to write instead, where that is known.
template <class Value>
parse_result<Value> advised(parse_result<Value> read, std::string_view text, std::string_view what,
                            std::string (*advice_on)(std::string_view)) {
  const auto advice = read ? std::string() : advice_on(text);
  if (advice.empty()) return read;
  return parse_error{read.error().offset, quoted(text) + ' ' + std::string(what) + ": " + advice};
}

constexpr std::array<std::string_view, 2> moving_names{"observed", "substitute"};

std::string no_closed_day(std::string_view text) {
  return quoted(text) + " is no closed day, as '2026-12-24', '12-25', 'thu[4] nov' or 'mon[last] may'";
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

using nth_weekday = std::variant<date::month_weekday, date::month_weekday_last>;

parse_result<nth_weekday> parse_nth_weekday(std::string_view text) {
  const auto bracket = text.find('['), close = text.find(']', bracket);
  const auto day = index_of(day_names, text.substr(0, bracket));
  if (!day) return parse_error{0, unknown("weekday", text.substr(0, bracket), day_names)};
  const std::string_view which = text.substr(bracket + 1, close - bracket - 1);
  if (close == text.npos || text.substr(close + 1, 1) != " ")
    return parse_error{0, quoted(text) + " is no closed day, as 'thu[4] nov'"};
  const auto month = index_of(month_names, text.substr(close + 2));
  if (!month) return parse_error{close + 2, unknown("month", text.substr(close + 2), month_names)};
  const date::weekday weekday{*day + 1};
  const date::month in_month{*month + 1};
  if (which == "last") return nth_weekday{date::month_weekday_last{in_month, weekday[date::last]}};
  const auto index = which.size() == 1 ? digits(which, 0, 1) : std::nullopt;
  if (!index || *index < 1 || *index > 5) return parse_error{bracket + 1, quoted(which) + " is none of '1' to '5' and 'last'"};
  return nth_weekday{date::month_weekday{in_month, weekday[static_cast<unsigned>(*index)]}};
}

// "+1", "- 2": a sign and up to two digits.
parse_result<int> parse_days(piece p) {
  const auto number = piece_of(p.text, 1, p.text.npos).text;
  const auto count = number.size() == 1 || number.size() == 2 ? digits(number, 0, number.size()) : std::nullopt;
  if (!count || *count == 0)
    return parse_error{p.at, quoted(p.text) + " are no days before or after, as '-2' or '+39', 99 at most"};
  return p.text.front() == '-' ? -*count : *count;
}

parse_result<closed_day> parse_weekday_of_month(std::string_view text) {
  const auto sign = text.find_first_of("+-", std::min(text.find(']'), text.size()));
  const auto nth = parse_nth_weekday(piece_of(text, 0, sign).text);
  if (!nth) return nth.error();
  if (sign == text.npos) return std::visit([](const auto& day) { return closed_day{day}; }, *nth);
  const auto days = parse_days(piece_of(text, sign, text.npos));
  if (!days) return days.error();
  return std::visit([&](const auto& day) { return closed_day{days_from<std::decay_t<decltype(day)>>{day, *days}}; }, *nth);
}

constexpr std::string_view easter_name = "easter", orthodox_name = "orthodox-easter";

bool names_easter(std::string_view text) { return text.starts_with(easter_name) || text.starts_with(orthodox_name); }

parse_result<closed_day> parse_easter(std::string_view text) {
  const bool orthodox = text.starts_with(orthodox_name);
  const auto name = orthodox ? orthodox_name : easter_name;
  if (text == name) return closed_day{easter_day{orthodox, 0}};
  const auto days = piece_of(text, name.size(), text.npos);
  if (days.text.empty() || (days.text.front() != '+' && days.text.front() != '-')) return parse_error{0, no_closed_day(text)};
  const auto count = parse_days(days);
  if (!count) return count.error();
  return closed_day{easter_day{orthodox, *count}};
}

using written_date = std::variant<date::year_month_day, date::month_day>;

parse_result<written_date> parse_month_day(std::string_view text, std::size_t at, std::optional<int> year) {
  const auto month_number = static_cast<unsigned>(*digits(text, at, 2)),
             day_number = static_cast<unsigned>(*digits(text, at + 3, 2));
  const date::month_day day{date::month{month_number}, date::day{day_number}};
  if (month_number < 1 || month_number > 12) return parse_error{at, "there is no month " + quoted(text.substr(at, 2))};
  if (!day.ok()) return parse_error{at + 3, "month " + quoted(text.substr(at, 2)) + " has no day " + quoted(text.substr(at + 3))};
  if (!year) return written_date{day};
  const date::year_month_day full = date::year{*year} / day;
  if (*year < 1970) return parse_error{0, "a year is 1970 to 9999"};
  if (!full.ok()) return parse_error{at + 3, "there is no 29 February in " + std::to_string(*year)};
  return written_date{full};
}

parse_result<written_date> parse_date(std::string_view text) {
  const bool month_first = text.size() == 5 && text[2] == '-' && digits(text, 0, 2) && digits(text, 3, 2);
  if (month_first) return parse_month_day(text, 0, std::nullopt);
  const auto year = digits(text, 0, 4);
  const bool year_first = text.size() == 10 && year && text[4] == '-' && text[7] == '-' && digits(text, 5, 2) && digits(text, 8, 2);
  if (year_first) return parse_month_day(text, 5, year);
  return parse_error{0, no_closed_day(text)};
}

parse_result<closed_day> parse_range(std::string_view text, std::size_t dots) {
  const auto before = piece_of(text, 0, dots), after = piece_of(text, dots + 2, text.npos);
  const auto first = parse_date(before.text), last = parse_date(after.text);
  if (!first) return moved(first.error(), before.at);
  if (!last) return moved(last.error(), after.at);
  if ((*first).index() != (*last).index()) return parse_error{0, "a range has a year at both ends, or at none: " + quoted(text)};
  if (const auto* day = std::get_if<date::month_day>(&*first))
    return closed_day{yearly_range{*day, std::get<date::month_day>(*last)}};
  const date_range range{std::get<date::year_month_day>(*first), std::get<date::year_month_day>(*last)};
  if (!range.ok()) return parse_error{after.at, "the range " + quoted(text) + " ends before it begins"};
  return closed_day{range};
}

// "07-04 observed", "12-25 substitute".
parse_result<closed_day> parse_moving_day(std::string_view text, std::size_t blank) {
  const auto how = piece_of(text, blank, text.npos);
  const auto found = index_of(moving_names, how.text);
  const auto date = parse_date(text.substr(0, blank));
  if (!date || how.text.empty()) return parse_error{0, no_closed_day(text)};
  if (!found) return parse_error{how.at, quoted(how.text) + " is neither 'observed' nor 'substitute'"};
  const auto* day = std::get_if<date::month_day>(&*date);
  if (!day) return parse_error{0, "a date of one year does not move: write the day on which it is closed"};
  return closed_day{moving_day{*day, static_cast<moving_day::to>(*found)}};
}

// One day, a span, or a word.
parse_result<weekday_set> read_span(std::string_view text) {
  if (text == "daily") return weekday_set{daily};
  if (text == "weekdays") return weekday_set{mon_fri};
  if (text == "weekend") return static_cast<weekday_set>(saturday | sunday);
  const auto dash = text.find('-');
  const auto first = piece_of(text, 0, dash);
  const auto from = index_of(day_names, first.text);
  if (!from) return parse_error{first.at, unknown("weekday", first.text, day_names)};
  if (dash == text.npos) return static_cast<weekday_set>(1u << *from);
  const auto last = piece_of(text, dash + 1, text.npos);
  const auto to = index_of(day_names, last.text);
  if (!to) return parse_error{last.at, unknown("weekday", last.text, day_names)};
  if (*from == *to) return parse_error{0, quoted(text) + " may be one day or seven: write " + quoted(first.text) + " or 'daily'"};
  unsigned days = 1u << *to;
  for (unsigned day = *from; day != *to; day = (day + 1) % 7) days |= 1u << day;
  return static_cast<weekday_set>(days);
}

}  // namespace

static parse_result<weekday_set> read_weekdays(std::string_view text) {
  weekday_set all = 0;
  for (std::size_t from = 0; from <= text.size();) {
    const auto comma = std::min(text.find(',', from), text.size());
    const auto each = piece_of(text, from, comma);
    const auto days = read_span(each.text);
    if (!days) return moved(days.error(), each.at);
    if ((all & *days) != 0) return parse_error{each.at, "a day of " + quoted(each.text) + " is there twice"};
    all = static_cast<weekday_set>(all | *days);
    from = comma + 1;
  }
  return all;
}

parse_result<weekday_set> parse_weekdays(std::string_view text) {
  return numbered(number::bad_weekdays, advised(read_weekdays(text), text, "is not how weekdays are written", weekdays_advice));
}

static parse_result<opening> read_hours(std::string_view text) {
  const auto dash = text.find('-');
  if (dash == text.npos) return parse_error{0, quoted(text) + " are no hours, as '09:00-18:00'"};
  const auto first = piece_of(text, 0, dash), last = piece_of(text, dash + 1, text.npos);
  const auto from = parse_clock(first.text);
  if (!from) return moved(from.error(), first.at);
  const auto to = parse_clock(last.text);
  if (!to) return moved(to.error(), last.at);
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
  if (text.find('[') != text.npos) return parse_weekday_of_month(text);
  if (names_easter(text)) return parse_easter(text);
  if (const auto dots = text.find(".."); dots != text.npos) return parse_range(text, dots);
  if (const auto blank = text.find(' '); blank != text.npos) return parse_moving_day(text, blank);
  const auto date = parse_date(text);
  if (!date) return date.error();
  return std::visit([](const auto& day) { return closed_day{day}; }, *date);
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

std::string with_sign(int days) { return (days < 0 ? "" : "+") + std::to_string(days); }

template <class Day>
std::string text_of(const days_from<Day>& d) {
  return text_of(d.day) + ' ' + with_sign(d.days);
}
std::string text_of(const date_range& d) { return text_of(d.first) + ".." + text_of(d.last); }
std::string text_of(const yearly_range& d) { return text_of(d.first) + ".." + text_of(d.last); }
std::string text_of(const easter_day& d) {
  return std::string(d.orthodox ? orthodox_name : easter_name) + (d.days == 0 ? "" : with_sign(d.days));
}
std::string text_of(const moving_day& d) {
  return text_of(d.day) + ' ' + std::string(moving_names[static_cast<std::size_t>(d.moves)]);
}

}  // namespace

std::string to_string(const closed_day& day) {
  return std::visit([](const auto& d) { return d.ok() ? text_of(d) : std::string{"no date"}; }, day);
}

}  // namespace tickler::inline TICKLER_ABI
