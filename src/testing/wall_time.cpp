#include "testing/wall_time.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

constexpr std::string_view whole_minute = ":00";
constexpr instant written_end = date::sys_days{date::year{10'000} / 1 / 1};  // of what can be written: see parse_instant
constexpr std::size_t minutes_end = std::string_view("2026-03-02 10:00").size();

}  // namespace

namespace {

std::optional<instant> instant_of(std::string_view text) {
  const auto t = parse_instant(text);
  return t ? std::optional(*t) : std::nullopt;
}

}  // namespace

std::optional<instant> parse_wall_time(std::string_view text, const zone& local) {
  const bool has_seconds = text.size() == minutes_end + whole_minute.size();
  if (!has_seconds && text.size() != minutes_end) return instant_of(text);
  std::string utc(text);
  if (utc[10] == ' ') utc[10] = 'T';
  const auto as_utc = instant_of(utc.append(has_seconds ? "" : whole_minute) + 'Z');
  if (!as_utc) return std::nullopt;
  const auto t = local.to_instant(date::local_seconds{as_utc->time_since_epoch()});
  return time_begin <= t && t < written_end ? std::optional(t) : std::nullopt;
}

std::string wall_time(instant t, const zone& local) {
  const auto clock = local.to_local(t);
  const instant shown{clock.time_since_epoch()};
  if (local.to_instant(clock) != t || shown < time_begin || written_end <= shown) return to_string(t);
  auto text = to_string(shown);
  text[10] = ' ';
  text.pop_back();  // the Z
  if (text.ends_with(whole_minute)) text.resize(minutes_end);
  return text;
}

}  // namespace tickler::inline TICKLER_ABI
