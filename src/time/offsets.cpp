#include "time/offsets.hpp"

#include <date/tz.h>

#include <algorithm>
#include <exception>
#include <stdexcept>
#include <tickler/diagnostic.hpp>

#include "time/scan.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

constexpr std::string_view no_files = "the system's time-zone files cannot be read (package tzdata): ";
constexpr std::string_view slim_files =
    "the system's time-zone files are of the 'slim' kind, which has no daylight saving in later years as read by `date`; "
    "install 'fat' ones (zic -b fat)";

// Beside the zones lie files that are none ("leap-seconds.list", "tzdata.zi", "right/..."), at which `date` may abort the program,
// and "localtime", which means another zone on another machine.
bool may_be_zone(std::string_view name) {
  const auto is_upper = [](char c) { return 'A' <= c && c <= 'Z'; };
  const auto is_allowed = [&](char c) {
    return is_upper(c) || ('a' <= c && c <= 'z') || is_digit(c) || std::string_view{"_+-/"}.find(c) != std::string_view::npos;
  };
  return !name.empty() && is_upper(name[0]) && std::all_of(name.begin(), name.end(), is_allowed);
}

std::vector<zone_offset> offsets_of(const date::time_zone& zone) {
  std::vector<zone_offset> offsets;
  for (instant t = time_begin; t < time_end;) {
    const date::sys_info info = zone.get_info(t);
    if (info.end <= t) throw std::runtime_error("its offsets are in disorder");
    if (offsets.empty() || offsets.back().offset != info.offset) offsets.push_back({t, info.offset});
    t = info.end;
  }
  return offsets;
}

std::string one_line(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

std::string look_for_problem() {
  try {
    return reaches_2036(read_offsets("America/New_York")) ? std::string{} : std::string{slim_files};
  } catch (const std::out_of_range&) {
    return std::string{no_files} + "America/New_York is missing";
  } catch (const std::exception& e) {
    return std::string{no_files} + one_line(e.what());
  }
}

std::chrono::seconds offset_in(std::span<const zone_offset> offsets, instant t) noexcept {
  const auto after =
      std::upper_bound(offsets.begin(), offsets.end(), t, [](instant at, const zone_offset& o) { return at < o.begin; });
  return after == offsets.begin() ? std::chrono::seconds{0} : std::prev(after)->offset;
}

}  // namespace

std::vector<zone_offset> read_offsets(std::string_view name) {
  const auto& zones = date::get_tzdb().zones;
  const auto found =
      std::lower_bound(zones.begin(), zones.end(), name, [](const date::time_zone& z, std::string_view n) { return z.name() < n; });
  if (found == zones.end() || found->name() != name || !may_be_zone(name)) throw std::out_of_range("unknown time zone");
  return offsets_of(*found);
}

bool reaches_2036(std::span<const zone_offset> new_york) noexcept {
  using namespace std::chrono_literals;
  constexpr instant january = date::sys_days{date::year{2036} / 1 / 15}, july = date::sys_days{date::year{2036} / 7 / 15};
  return offset_in(new_york, january) == -5h && offset_in(new_york, july) == -4h;
}

const std::string& time_zone_problem() {
  static const std::string problem = look_for_problem();
  return problem;
}

std::string nearest_zone(std::string_view name) {
  const auto upper = [](char c) { return 'a' <= c && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; };
  std::vector<std::string_view> known;
  for (const auto& zone : date::get_tzdb().zones)
    if (!name.empty() && upper(name[0]) == zone.name()[0] && may_be_zone(zone.name())) known.push_back(zone.name());
  return std::string{nearest(name, known)};
}

}  // namespace tickler::inline TICKLER_ABI
