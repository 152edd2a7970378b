#include "expr/conversions.hpp"

#include <date/date.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>

#include "expr/time_arithmetic.hpp"
#include "time/scan.hpp"

namespace tickler::inline TICKLER_ABI::expr {
namespace {

// Takes "Z" or "+hh:mm"; seconds east of Greenwich.
std::optional<std::int64_t> offset_of(std::string_view text) noexcept {
  if (text == "Z") return 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto hours = digits(text, 1, 2), minutes = digits(text, 4, 2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const std::int64_t seconds = *hours * 3600 + *minutes * 60;
  return text[0] == '-' ? -seconds : seconds;
}

// Takes ".123" from the front of `text`; nanoseconds. Nothing for a dot without digits or with more than nine.
std::optional<std::int64_t> take_fraction(std::string_view& text) noexcept {
  if (text.empty() || text[0] != '.') return 0;
  std::int64_t nanos = 0, worth = nanos_per_second;
  std::size_t end = 1;
  for (; end < text.size() && is_digit(text[end]); ++end) {
    worth /= 10;
    if (worth == 0) return std::nullopt;
    nanos += worth * (text[end] - '0');
  }
  if (end == 1) return std::nullopt;
  text.remove_prefix(end);
  return nanos;
}

// Seconds since 1970 of "dddd-dd-ddTdd:dd:dd", as if it were UTC.
std::optional<std::int64_t> date_time_of(std::string_view text) noexcept {
  if (text.size() < 19 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':')
    return std::nullopt;
  const auto year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
  const auto hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = digits(text, 17, 2);
  if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
  const date::year_month_day ymd{date::year{*year}, date::month{static_cast<unsigned>(*month)},
                                 date::day{static_cast<unsigned>(*day)}};
  if (!ymd.ok() || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  const std::int64_t days = date::sys_days{ymd}.time_since_epoch().count();
  return days * 86'400 + *hour * 3600 + *minute * 60 + *second;
}

struct unit {
  std::string_view name;
  std::int64_t nanos;
};
constexpr unit units[] = {{"ns", 1},         {"us", 1'000},           {"\xc2\xb5s", 1'000},         {"\xce\xbcs", 1'000},
                          {"ms", 1'000'000}, {"s", nanos_per_second}, {"m", 60 * nanos_per_second}, {"h", 3600 * nanos_per_second}};

// Takes "90m" or "1.5h" from the front of `text`; negated, since the least duration has no positive counterpart.
std::optional<std::int64_t> take_term(std::string_view& text) noexcept {
  std::int64_t whole = 0, fraction = 0;
  double scale = 1;
  std::size_t at = 0, count = 0;
  for (; at < text.size() && is_digit(text[at]); ++at, ++count) {
    const auto ten = multiply(whole, 10);
    const auto next = ten ? subtract(*ten, text[at] - '0') : std::nullopt;
    if (!next) return std::nullopt;
    whole = *next;
  }
  if (at < text.size() && text[at] == '.') {
    for (++at; at < text.size() && is_digit(text[at]); ++at, ++count) {
      if (scale >= 1e17) continue;  // less than any nanosecond
      fraction = fraction * 10 + (text[at] - '0');
      scale *= 10;
    }
  }
  if (count == 0) return std::nullopt;
  text.remove_prefix(at);
  const auto name = text.substr(0, std::min(text.find_first_of(".0123456789"), text.size()));
  const auto found = std::find_if(std::begin(units), std::end(units), [name](const unit& u) { return u.name == name; });
  if (found == std::end(units)) return std::nullopt;
  text.remove_prefix(name.size());
  const auto product = multiply(whole, found->nanos);
  const auto part = static_cast<std::int64_t>(static_cast<double>(fraction) * (static_cast<double>(found->nanos) / scale));
  return product ? subtract(*product, part) : std::nullopt;
}

}  // namespace

std::optional<bool> bool_of(std::string_view text) noexcept {
  for (const std::string_view yes : {"1", "t", "true", "TRUE", "True"})
    if (text == yes) return true;
  for (const std::string_view no : {"0", "f", "false", "FALSE", "False"})
    if (text == no) return false;
  return std::nullopt;
}

std::optional<std::int64_t> int_of(std::string_view text) noexcept {
  if (text.size() > 1 && text[0] == '+' && is_digit(text[1])) text.remove_prefix(1);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<std::int64_t> int_of(double d) noexcept {
  constexpr double bound = 9223372036854775808.0;
  if (!(d > -bound && d < bound)) return std::nullopt;
  return static_cast<std::int64_t>(d);
}

std::optional<double> double_of(std::string_view text) noexcept {
  if (text.size() > 1 && text[0] == '+' && text[1] != '-') text.remove_prefix(1);
  if (text.find('(') != std::string_view::npos) return std::nullopt;
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<value> timestamp_of(std::string_view text) noexcept {
  const auto wall_clock = date_time_of(text);
  if (!wall_clock) return std::nullopt;
  text.remove_prefix(19);
  const auto nanos = take_fraction(text);
  const auto offset = offset_of(text);
  return nanos && offset ? timestamp_of(*wall_clock - *offset, *nanos) : std::nullopt;
}

std::optional<std::int64_t> duration_of(std::string_view text) noexcept {
  const bool negative = !text.empty() && text[0] == '-';
  if (negative || (!text.empty() && text[0] == '+')) text.remove_prefix(1);
  if (text == "0") return 0;
  if (text.empty()) return std::nullopt;
  std::int64_t total = 0;  // negated
  while (!text.empty()) {
    const auto term = take_term(text);
    const auto sum = term ? add(total, *term) : std::nullopt;
    if (!sum) return std::nullopt;
    total = *sum;
  }
  return negative ? std::optional(total) : subtract(0, total);
}

void short_text::operator+=(std::string_view text) noexcept {
  std::memcpy(bytes_ + size_, text.data(), text.size());
  size_ += text.size();
}

void short_text::put(std::int64_t number) noexcept {
  size_ = static_cast<std::size_t>(std::to_chars(bytes_ + size_, std::end(bytes_), number).ptr - bytes_);
}

void short_text::put_padded(std::uint64_t number, int width) noexcept {
  for (int i = width; i > 0; --i, number /= 10)
    bytes_[size_ + static_cast<std::size_t>(i) - 1] = static_cast<char>('0' + number % 10);
  size_ += static_cast<std::size_t>(width);
}

void short_text::put_fraction(std::uint32_t nanos) noexcept {
  if (nanos == 0) return;
  *this += ".";
  put_padded(nanos, 9);
  while (bytes_[size_ - 1] == '0') --size_;
}

short_text text_of(std::int64_t number) noexcept {
  short_text out;
  out.put(number);
  return out;
}

// The shortest that reads back as the same; with an exponent below 0.0001 and from a million on, as Go's %g and so cel-go.
short_text text_of(double d) noexcept {
  short_text out;
  if (std::isnan(d)) {
    out += "NaN";
  } else if (std::isinf(d)) {
    out += d < 0 ? "-Inf" : "+Inf";
  } else {
    const double size = std::abs(d);
    const auto form = size == 0 || (size >= 1e-4 && size < 1e6) ? std::chars_format::fixed : std::chars_format::scientific;
    out.size_ = static_cast<std::size_t>(std::to_chars(out.bytes_, std::end(out.bytes_), d, form).ptr - out.bytes_);
  }
  return out;
}

short_text text_of_timestamp(const value& time) noexcept {
  const date::sys_seconds at{std::chrono::seconds{time.seconds()}};
  const auto day = date::floor<date::days>(at);
  const date::year_month_day ymd{day};
  const auto clock = static_cast<std::uint64_t>((at - day).count());
  short_text out;
  out.put_padded(static_cast<std::uint64_t>(static_cast<int>(ymd.year())), 4);
  out += "-";
  out.put_padded(static_cast<unsigned>(ymd.month()), 2);
  out += "-";
  out.put_padded(static_cast<unsigned>(ymd.day()), 2);
  out += "T";
  out.put_padded(clock / 3600, 2);
  out += ":";
  out.put_padded(clock / 60 % 60, 2);
  out += ":";
  out.put_padded(clock % 60, 2);
  out.put_fraction(time.nanos());
  out += "Z";
  return out;
}

short_text text_of_duration(std::int64_t nanos) noexcept {
  short_text out;
  const std::int64_t seconds = nanos / nanos_per_second, rest = nanos % nanos_per_second;
  if (nanos < 0 && seconds == 0) out += "-";
  out.put(seconds);
  out.put_fraction(static_cast<std::uint32_t>(rest < 0 ? -rest : rest));
  out += "s";
  return out;
}

}  // namespace tickler::inline TICKLER_ABI::expr
