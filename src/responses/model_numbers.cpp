#include "responses/model_numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace tickler::inline TICKLER_ABI {
namespace {

// A number with up to so many digits behind its dot, in units of the last of them.
std::optional<std::int64_t> decimal(std::string_view text, std::size_t most_digits) {
  const auto dot = text.find('.');
  const auto before = text.substr(0, dot), after = dot == text.npos ? std::string_view{} : text.substr(dot + 1);
  const auto is_digit = [](char c) { return '0' <= c && c <= '9'; };
  if (before.empty() || before.size() > 9 || (dot != text.npos && after.empty()) || after.size() > most_digits) return std::nullopt;
  if (!std::all_of(before.begin(), before.end(), is_digit) || !std::all_of(after.begin(), after.end(), is_digit))
    return std::nullopt;
  std::int64_t value = 0;
  for (const char c : before) value = value * 10 + (c - '0');
  for (std::size_t i = 0; i < most_digits; ++i) value = value * 10 + (i < after.size() ? after[i] - '0' : 0);
  return value;
}

}  // namespace

std::optional<per_mille> share_of(std::string_view text) {
  if (!text.ends_with('%')) return std::nullopt;
  const auto value = decimal(text.substr(0, text.size() - 1), 1);
  if (!value || *value > 10 * std::int64_t{whole_share}) return std::nullopt;
  return static_cast<per_mille>(*value);
}

std::optional<double> amount_of(std::string_view text) {
  const auto value = decimal(text, 2);
  if (!value || *value > 1'000'000) return std::nullopt;
  return static_cast<double>(*value) / 100;
}

std::optional<std::chrono::seconds> wait_of(const duration& d) {
  std::chrono::minutes sum{0};
  for (const auto& part : d.parts) {
    switch (part.unit) {
      case time_unit::minute:
        sum += std::chrono::minutes{part.count};
        break;
      case time_unit::hour:
        sum += std::chrono::hours{part.count};
        break;
      case time_unit::day:
        sum += date::days{part.count};
        break;
      case time_unit::week:
        sum += date::weeks{part.count};
        break;
      default:
        return std::nullopt;
    }
  }
  return sum;
}

std::string share_text(per_mille share) {
  return share % 10 == 0 ? fmt::format("{}%", share / 10) : fmt::format("{}.{}%", share / 10, share % 10);
}

std::string amount_text(double amount) {
  auto text = fmt::format("{:.2f}", amount);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string wait_text(std::chrono::seconds wait) {
  const auto minutes = std::chrono::floor<std::chrono::minutes>(wait).count();
  duration d;
  const auto add = [&d](std::int64_t count, time_unit unit) {
    if (count != 0) d.parts.push_back({static_cast<std::int32_t>(count), unit});
  };
  add(minutes / (24 * 60), time_unit::day), add(minutes / 60 % 24, time_unit::hour), add(minutes % 60, time_unit::minute);
  return to_string(d);
}

}  // namespace tickler::inline TICKLER_ABI
