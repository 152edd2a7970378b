// A time zone: which wall-clock time an instant has, and back.
//
//   auto berlin = tickler::zone::find("Europe/Berlin").value();
//   berlin.to_local(now);                     // what the clock on the wall shows
//   berlin.to_instant(date::local_days{date::March / 29 / 2026} + 2h + 30min);   // 03:30, for the gap is an hour long
//
// The rules are those of the system's time-zone files, or of others (zones.hpp), kept as a table of offsets for 1970 to 2037 (some
// 13 KiB). A zone is an immutable value: copying is cheap, any thread may use it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tickler/instant.hpp>
#include <tickler/parse_result.hpp>

namespace tickler::inline TICKLER_ABI {

struct zone_offset {
  instant begin;                // in force from here to the next one's begin
  std::chrono::seconds offset;  // local time = UTC + offset
  friend bool operator==(const zone_offset&, const zone_offset&) = default;
};

class TICKLER_API zone {
 public:
  // zones::system().find(name): see zones.hpp.
  static parse_result<zone> find(std::string_view name);

  zone();                       // UTC
  zone(const zone&) = default;  // and no moves: what was moved from would be no zone
  zone& operator=(const zone&) = default;

  std::string_view name() const noexcept;
  std::span<const zone_offset> offsets() const noexcept;  // ascending; the first begins at or before `time_begin`

  std::chrono::seconds offset_at(instant t) const noexcept;
  date::local_seconds to_local(instant t) const noexcept { return date::local_seconds{(t + offset_at(t)).time_since_epoch()}; }

  // A local time that does not exist is moved by the length of the gap (it is read with the offset before it), as RFC 5545,
  // java.time and Temporal have it; one that exists twice is the earlier.
  instant to_instant(date::local_seconds t) const noexcept;

  // The first instant of a local date: after a gap over midnight, the first behind it; of a date that does not exist at all, the
  // first of the next.
  instant start_of(date::local_days day) const noexcept;

  friend bool operator==(const zone& a, const zone& b) noexcept { return a.table_ == b.table_ || a.equals(b); }

  struct table;

 private:
  friend struct internal_access;
  const table& inside() const noexcept { return *table_; }
  bool equals(const zone& other) const noexcept;
  explicit zone(std::shared_ptr<const table> t) noexcept;
  std::shared_ptr<const table> table_;
};

}  // namespace tickler::inline TICKLER_ABI
