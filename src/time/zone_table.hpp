// A zone's offsets, so laid out that nearly every look-up is one load.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <tickler/zone.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

struct zone::table {
  // 512 spans of 48.5 days. Most have no change of offset in them, some one, very few more.
  static constexpr int span_bits = 22;
  static constexpr std::size_t span_count = 512;
  static_assert((time_end - time_begin).count() <= std::int64_t{span_count} << span_bits);

  struct span {
    std::uint32_t change = never;  // the first one after the span's begin, if it is in the span
    std::int32_t before = 0, after = 0;
    std::uint32_t since = 0, until = never;  // when the first offset came into force, and when the last goes out of it
    std::uint16_t index = 0;                 // of the offset in force at the span's begin
    bool more = false;                       // than one change
  };
  static constexpr std::uint32_t never = 0xffffffff;

  // One offset, and from when until when it is in force.
  struct period {
    std::int64_t since, until, offset;

    instant to_local(instant t) const noexcept { return t + std::chrono::seconds{offset}; }
    instant to_instant(instant local) const noexcept { return local - std::chrono::seconds{offset}; }

    // While it is in force.
    instant next_day_after(instant t) const noexcept { return to_instant(date::floor<date::days>(to_local(t)) + date::days{1}); }

    bool is_within(instant t, std::int64_t margin = 0) const noexcept {
      const auto s = t.time_since_epoch().count();
      return since + margin < s && s + margin < until;
    }

    // So far from both ends that no wall-clock time of the days around it is shown twice or never: no clock is set by more than a
    // day.
    bool is_well_within(instant t) const noexcept { return is_within(t, 2 * 86'400); }
  };

  std::string name;
  std::vector<zone_offset> offsets;
  std::array<span, span_count> spans{};

  table(std::string n, std::vector<zone_offset> list);

  std::size_t index_at(instant t) const noexcept {
    if (t < time_begin) return 0;
    if (t >= time_end) return offsets.size() - 1;
    const auto s = static_cast<std::uint64_t>(t.time_since_epoch().count());
    const auto& here = spans[s >> span_bits];
    if (here.more) return searched(here.index, t);
    return here.index + std::size_t{s >= here.change};
  }

  std::chrono::seconds offset_at(instant t) const noexcept {
    const auto s = static_cast<std::uint64_t>(t.time_since_epoch().count());
    if (s >= static_cast<std::uint64_t>(time_end.time_since_epoch().count())) return offsets[index_at(t)].offset;  // or before 1970
    const auto& here = spans[s >> span_bits];
    if (here.more) return offsets[searched(here.index, t)].offset;
    return std::chrono::seconds{s >= here.change ? here.after : here.before};
  }

  // The one that t, in range, lies in; nothing if a look at a single span does not tell.
  std::optional<period> period_at(instant t) const noexcept {
    const auto s = static_cast<std::uint64_t>(t.time_since_epoch().count());
    const auto& here = spans[s >> span_bits];
    if (here.more) [[unlikely]]
      return std::nullopt;
    if (s < here.change) [[likely]]
      return period{here.since, std::min(here.change, here.until), here.before};
    return period{here.change, here.until, here.after};
  }

  date::local_seconds to_local(instant t) const noexcept { return date::local_seconds{(t + offset_at(t)).time_since_epoch()}; }

  // The offset in force from a day before t until a day after it, if it is one and a look at a single span tells.
  std::optional<std::chrono::seconds> offset_around(instant t) const noexcept {
    constexpr std::uint64_t day = 86'400;
    const auto from = static_cast<std::uint64_t>(t.time_since_epoch().count()) - day;
    if (from >= static_cast<std::uint64_t>(time_end.time_since_epoch().count())) return std::nullopt;
    const auto to = from + 2 * day;
    const auto& here = spans[from >> span_bits];
    if (here.more || to >> span_bits != from >> span_bits) return std::nullopt;
    const bool changed = from >= here.change;
    if (!changed && to >= here.change) return std::nullopt;
    return std::chrono::seconds{changed ? here.after : here.before};
  }

  // So many days later by the wall clock, `t` being in range.
  instant same_time_after(instant t, std::chrono::seconds days) const noexcept { return to_instant(to_local(t) + days); }

  // A local time that does not exist is moved by the length of the gap; one that exists twice is the earlier.
  instant to_instant(date::local_seconds t) const noexcept {
    const instant as_utc{t.time_since_epoch()};
    if (const auto offset = offset_around(as_utc)) return as_utc - *offset;
    return searched_instant(as_utc).moved;
  }

  // The first instant at which the clock shows the date.
  instant start_of(date::local_days day) const noexcept {
    const instant as_utc{day.time_since_epoch()};
    if (const auto offset = offset_around(as_utc)) return as_utc - *offset;
    return searched_instant(as_utc).at_or_after;
  }

 private:
  struct shown {
    instant moved, at_or_after;  // the same but in a gap: moved by its length, and its end
  };
  shown searched_instant(instant as_utc) const noexcept;

  std::size_t searched(std::size_t i, instant t) const noexcept {
    while (i + 1 < offsets.size() && offsets[i + 1].begin <= t) ++i;
    return i;
  }
};

}  // namespace tickler::inline TICKLER_ABI
