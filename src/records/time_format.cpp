#include "records/time_format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <tickler/diagnostic.hpp>
#include <tickler/problem_numbers.hpp>

#include "base/ascii_case.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

constexpr std::string_view months[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

bool is_digit(char c) { return '0' <= c && c <= '9'; }

std::size_t digits_at_start(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
}

// As many digits as there are, at most so many; nothing if there are fewer than the least.
std::optional<std::int64_t> take_number(std::string_view& text, std::size_t least, std::size_t most) {
  const auto count = std::min(digits_at_start(text), most);
  if (count < least) return std::nullopt;
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + count, number);
  text.remove_prefix(count);
  return number;
}

// `Z`, `+01:00`, `+0100`, `+01`.
std::optional<std::chrono::seconds> take_offset(std::string_view& text) {
  if (text.starts_with('Z') || text.starts_with('z')) {
    text.remove_prefix(1);
    return std::chrono::seconds{0};
  }
  if (!text.starts_with('+') && !text.starts_with('-')) return std::nullopt;
  const int sign = text.front() == '-' ? -1 : 1;
  text.remove_prefix(1);
  const auto hours = take_number(text, 2, 2);
  if (text.starts_with(':') && digits_at_start(text.substr(1)) >= 2) text.remove_prefix(1);
  const auto minutes = digits_at_start(text) >= 2 ? take_number(text, 2, 2) : 0;
  if (!hours || *hours > 23 || *minutes > 59) return std::nullopt;
  return sign * (std::chrono::hours{*hours} + std::chrono::minutes{*minutes});
}

}  // namespace

struct time_format::written {
  std::int64_t year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  std::optional<bool> afternoon{};
  std::optional<std::chrono::seconds> offset{};
  std::optional<instant> counted{};  // since 1970

  std::optional<clock_reading> reading() const {
    if (counted) return clock_reading{date::local_seconds{counted->time_since_epoch()}, std::chrono::seconds{0}};
    const date::year_month_day date{date::year{static_cast<int>(year)}, date::month{static_cast<unsigned>(month)},
                                    date::day{static_cast<unsigned>(day)}};
    if (year < 1 || !date.ok() || minute > 59 || second > 59) return std::nullopt;
    if (afternoon ? hour < 1 || hour > 12 : hour > 23) return std::nullopt;
    const auto of_day = afternoon ? hour % 12 + (*afternoon ? 12 : 0) : hour;
    return clock_reading{
        date::local_days{date} + std::chrono::hours{of_day} + std::chrono::minutes{minute} + std::chrono::seconds{second}, offset};
  }
};

const time_format::symbol time_format::symbols[] = {
    // of two that begin alike the longer first
    {"unix milliseconds", {part::unix_milliseconds, 4, 16}},
    {"unix seconds", {part::unix_seconds, 1, 12}},
    {"YYYY", {part::year, 4, 4}},
    {"MMM", {part::month_name}},
    {"MM", {part::month, 2, 2}},
    {"M", {part::month, 1, 2}},
    {"DD", {part::day, 2, 2}},
    {"D", {part::day, 1, 2}},
    {"hh", {part::hour, 2, 2}},
    {"h", {part::hour, 1, 2}},
    {"mm", {part::minute, 2, 2}},
    {"ss", {part::second, 2, 2}},
    {"am", {part::half_day}},
    {"Z", {part::offset}},
    {"T", {part::literal, 1, 1, 'T'}},
};

parse_result<time_format> time_format::parse(std::string_view pattern) {
  const auto wrong = [&](std::size_t at, std::string message) {
    return parse_error{at, tickler::quoted(pattern) + std::move(message), number::bad_time_format};
  };
  time_format made;
  made.pattern_ = pattern;
  std::array<bool, 12> has{};
  for (std::size_t at = 0; at < pattern.size();) {
    const auto rest = pattern.substr(at);
    const auto* known =
        std::find_if(std::begin(symbols), std::end(symbols), [&](const symbol& s) { return rest.starts_with(s.text); });
    const bool is_letter = ('a' <= ascii_lower(rest[0]) && ascii_lower(rest[0]) <= 'z') || is_digit(rest[0]);
    if (known == std::end(symbols) && is_letter)
      return wrong(
          at, fmt::format(": {} is none of YYYY, MM, M, MMM, DD, D, hh, h, mm, ss, am, Z", tickler::quoted(rest.substr(0, 1))));
    const auto t = known == std::end(symbols) ? token{part::literal, 1, 1, rest[0]} : known->meaning;
    auto& there = has[static_cast<std::size_t>(t.what == part::month_name ? part::month : t.what)];
    if (t.what != part::literal && std::exchange(there, true)) return wrong(at, " says " + tickler::quoted(known->text) + " twice");
    made.tokens_.push_back(t);
    at += known == std::end(symbols) ? 1 : known->text.size();
  }
  const auto needs = [&](part p) { return has[static_cast<std::size_t>(p)]; };
  if (needs(part::unix_seconds) || needs(part::unix_milliseconds)) {
    if (made.tokens_.size() == 1) return made;
    return wrong(0, ": 'unix seconds' stands alone");
  }
  if (!needs(part::year) || !needs(part::month) || !needs(part::day))
    return wrong(0, " needs a year, a month and a day, as YYYY-MM-DD");
  if (needs(part::hour) != needs(part::minute) || (needs(part::half_day) && !needs(part::hour)) ||
      (needs(part::second) && !needs(part::minute)))
    return wrong(0, " needs hours and minutes, as hh:mm");
  return made;
}

bool time_format::read_token(const token& t, std::string_view& text, written& found) {
  const auto number_into = [&](std::int64_t& into) {
    const auto n = take_number(text, t.least, t.most);
    into = n.value_or(0);
    return n.has_value();
  };
  switch (t.what) {
    case part::literal:
      if (text.empty() || ascii_lower(text.front()) != ascii_lower(t.letter)) return false;
      text.remove_prefix(t.letter == ' ' ? std::min(text.find_first_not_of(' '), text.size()) : 1);
      return true;
    case part::year:
      return number_into(found.year);
    case part::month:
      return number_into(found.month);
    case part::day:
      return number_into(found.day);
    case part::hour:
      return number_into(found.hour);
    case part::minute:
      return number_into(found.minute);
    case part::second: {
      if (!number_into(found.second)) return false;
      const auto fraction = text.starts_with('.') || text.starts_with(',') ? digits_at_start(text.substr(1)) : 0;
      if (fraction != 0) text.remove_prefix(1 + fraction);
      return true;
    }
    case part::month_name: {
      const auto name = in_lower_case(text.substr(0, 3));
      const auto* const known = std::find(std::begin(months), std::end(months), name);
      if (known == std::end(months)) return false;
      found.month = known - std::begin(months) + 1;
      text.remove_prefix(3);
      return true;
    }
    case part::half_day: {
      const auto half = in_lower_case(text.substr(0, 2));
      if (half != "am" && half != "pm") return false;
      found.afternoon = half == "pm";
      text.remove_prefix(2);
      return true;
    }
    case part::offset:
      found.offset = take_offset(text);
      return found.offset.has_value();
    case part::unix_seconds:
    case part::unix_milliseconds: {
      std::int64_t n = 0;
      if (!number_into(n)) return false;
      found.counted = instant{std::chrono::seconds{t.what == part::unix_seconds ? n : n / 1'000}};
      return true;
    }
  }
  return false;
}

std::optional<clock_reading> time_format::read(std::string_view text) const {
  written found;
  for (const auto& t : tokens_)
    if (!read_token(t, text, found)) return std::nullopt;
  return text.empty() ? found.reading() : std::nullopt;
}

std::span<const time_format> iso_formats() {
  static const std::vector<time_format> formats = [] {
    std::vector<time_format> made;
    for (const auto* pattern :
         {"YYYY-MM-DDThh:mm:ssZ", "YYYY-MM-DDThh:mmZ", "YYYY-MM-DDThh:mm:ss", "YYYY-MM-DDThh:mm", "YYYY-MM-DD hh:mm:ssZ",
          "YYYY-MM-DD hh:mm:ss Z", "YYYY-MM-DD hh:mmZ", "YYYY-MM-DD hh:mm:ss", "YYYY-MM-DD hh:mm"})
      made.push_back(time_format::parse(pattern).value());
    return made;
  }();
  return formats;
}

}  // namespace tickler::inline TICKLER_ABI
