#include <cstdint>
#include <tickler/diagnostic.hpp>
#include <tickler/instant.hpp>
#include <tickler/problem_numbers.hpp>

#include "base/instant_text.hpp"
#include "time/read_instant.hpp"
#include "time/scan.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::string_view date_time_shape = "dddd-dd-ddTdd:dd:dd";

bool has_shape(std::string_view text, std::string_view shape) noexcept {
  if (text.size() < shape.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == 'd' ? !is_digit(text[i]) : shape[i] == 'T' ? text[i] != 'T' && text[i] != 't' : text[i] != shape[i])
      return false;
  }
  return true;
}

// The wall-clock part, as if it were UTC.
std::optional<instant> parse_date_time(std::string_view text) noexcept {
  if (!has_shape(text, date_time_shape)) return std::nullopt;
  const auto number = [text](std::size_t at, std::size_t count) { return *digits(text, at, count); };
  const date::year_month_day day{date::year{number(0, 4)}, date::month{static_cast<unsigned>(number(5, 2))},
                                 date::day{static_cast<unsigned>(number(8, 2))}};
  const int hour = number(11, 2), minute = number(14, 2), second = number(17, 2);
  if (!day.ok() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return instant{date::sys_days{day}} + hours{hour} + minutes{minute} + seconds{second};
}

std::string_view without_fraction(std::string_view text) noexcept {
  if (text.empty() || text[0] != '.') return text;
  std::size_t end = 1;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end == 1 ? text : text.substr(end);
}

// `+0100` or `+01`, where RFC 3339 wants `+01:00`.
bool is_offset_without_colon(std::string_view text) noexcept {
  if ((text.size() != 5 && text.size() != 3) || (text[0] != '+' && text[0] != '-')) return false;
  return digits(text, 1, text.size() - 1).has_value();
}

// `Z`, `+01:00`, `-05:30`
std::optional<minutes> parse_offset(std::string_view text) noexcept {
  if (text == "Z" || text == "z") return minutes{0};
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto hour = digits(text, 1, 2), minute = digits(text, 4, 2);
  if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  const minutes offset = hours{*hour} + minutes{*minute};
  return text[0] == '+' ? offset : -offset;
}

}  // namespace

std::optional<instant> read_instant(std::string_view text) noexcept {
  constexpr instant last = date::sys_days{date::year{10000} / 1 / 1} - seconds{1};
  const auto wall_clock = parse_date_time(text);
  if (!wall_clock) return std::nullopt;
  const auto offset = parse_offset(without_fraction(text.substr(date_time_shape.size())));
  if (!offset) return std::nullopt;
  const instant t = *wall_clock - *offset;
  if (t < time_begin || t > last) return std::nullopt;
  return t;
}

parse_result<instant> parse_instant(std::string_view text) {
  if (const auto t = read_instant(text)) return *t;
  const std::string start(text.substr(0, 40));
  const auto* const why =
      read_instant(start + "T00:00:00Z") ? " is a date without a time and an offset"
      : read_instant(start + "Z")        ? " has no offset"
      : has_shape(text, date_time_shape) && is_offset_without_colon(without_fraction(text.substr(date_time_shape.size())))
          ? " has an offset without a colon: write it as +00:00"
          : " is no instant (RFC 3339, from 1970 on)";
  return parse_error{0, quoted(text) + why, number::bad_instant};
}

std::string to_string(instant t) {
  constexpr instant first{date::sys_days{date::year::min() / 1 / 1}}, last{date::sys_days{date::year::max() / 12 / 31}};
  if (t < first || t > last) return std::to_string(t.time_since_epoch().count()) + " s";
  std::string text(instant_text(t).view());
  if (!instant_text::fits(t))
    text.replace(0, 4, std::to_string(static_cast<int>(date::year_month_day{date::floor<date::days>(t)}.year())));
  return text;
}

}  // namespace tickler::inline TICKLER_ABI
