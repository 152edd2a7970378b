#include "expr/date_parts.hpp"

#include <date/date.h>

#include <tickler/diagnostic.hpp>

#include "expr/time_arithmetic.hpp"
#include "time/scan.hpp"

namespace tickler::inline TICKLER_ABI::expr {
namespace {

std::optional<std::chrono::seconds> fixed_offset(std::string_view text) noexcept {
  const bool negative = !text.empty() && text[0] == '-';
  if (negative || (!text.empty() && text[0] == '+')) text.remove_prefix(1);
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hours = digits(text, 0, 2), minutes = digits(text, 3, 2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const std::chrono::seconds offset{*hours * 3600 + *minutes * 60};
  return negative ? -offset : offset;
}

std::int64_t part_of_date(date::sys_days day, date_part p) noexcept {
  const date::year_month_day ymd{day};
  switch (p) {
    case date_part::full_year:
      return static_cast<int>(ymd.year());
    case date_part::month:
      return static_cast<unsigned>(ymd.month()) - 1;
    case date_part::day_of_month:
      return static_cast<unsigned>(ymd.day()) - 1;
    case date_part::date:
      return static_cast<unsigned>(ymd.day());
    case date_part::day_of_week:
      return date::weekday{day}.c_encoding();
    default:
      return (day - date::sys_days{ymd.year() / 1 / 1}).count();
  }
}

}  // namespace

std::optional<std::int64_t> offset_at(const zone_rule& zone, std::int64_t seconds) noexcept {
  if (const auto* fixed = std::get_if<std::chrono::seconds>(&zone)) return fixed->count();
  return offset_at(std::get<tickler::zone>(zone), seconds);
}

std::optional<std::int64_t> offset_at(const tickler::zone& zone, std::int64_t seconds) noexcept {
  const instant t{std::chrono::seconds{seconds}};
  if (!in_range(t)) return std::nullopt;
  return zone.offset_at(t).count();
}

parse_result<zone_rule> zone_rule_of(std::string_view text, const zones& known) {
  if (const auto fixed = fixed_offset(text)) return zone_rule{*fixed};
  if (text == "UTC") return zone_rule{std::chrono::seconds{0}};
  auto named = known.find(text);
  if (!named) return named.error();
  return zone_rule{*named};
}

namespace {

std::optional<std::int64_t> part_at(const value& time, date_part p, std::optional<std::int64_t> offset) noexcept {
  if (p == date_part::milliseconds) return time.nanos() / 1'000'000;
  if (!offset) return std::nullopt;
  const date::sys_seconds local{std::chrono::seconds{time.seconds() + *offset}};
  const auto day = date::floor<date::days>(local);
  const std::int64_t clock = (local - day).count();
  switch (p) {
    case date_part::hours:
      return clock / 3600;
    case date_part::minutes:
      return clock / 60 % 60;
    case date_part::seconds:
      return clock % 60;
    default:
      return part_of_date(day, p);
  }
}

}  // namespace

std::optional<std::int64_t> part_of_time(const value& time, date_part p, const zone_rule& zone) noexcept {
  return part_at(time, p, offset_at(zone, time.seconds()));
}
std::optional<std::int64_t> part_of_time(const value& time, date_part p, const tickler::zone& zone) noexcept {
  return part_at(time, p, offset_at(zone, time.seconds()));
}

std::int64_t nanos_of(date_part p) noexcept {
  switch (p) {
    case date_part::hours:
      return 3600 * nanos_per_second;
    case date_part::minutes:
      return 60 * nanos_per_second;
    case date_part::seconds:
      return nanos_per_second;
    case date_part::milliseconds:
      return 1'000'000;
    default:
      return 86'400 * nanos_per_second;
  }
}

std::int64_t part_of_duration(std::int64_t nanos, date_part p) noexcept {
  const std::int64_t whole = nanos / nanos_of(p);
  return p == date_part::milliseconds ? whole % 1000 : whole;
}

}  // namespace tickler::inline TICKLER_ABI::expr
