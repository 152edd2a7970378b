// The time zones that policies look up: each read once, and shared by all who have the same handle.
//
//   tickler::zones mine;                                             // the system's time-zone files
//   for (const auto& z : mine.load({"Europe/London", "Asia/Tokyo"}))
//     std::cerr << z.why.message << '\n';                            // what cannot be read, and why
//   auto loaded = tickler::compile(draft, words, {.zones = mine});
//
// A zone that is there is never read again: after load() a process may chroot or be sandboxed, and decides for prospects of these
// zones whom it has never seen. Where the files come from is a function's to say: a bundle, a database, a made-up zone of a test.
//
// Copies share. Any number of threads may use one at the same time. What it keeps: zones for good, some 13 KiB each, at most 1,024
// of them (the system has some 600); names that are none, at most 1,024; and the open hours of calendars (calendar.hpp) as long as
// some policy has them: policies whose calendars are the same in the same zone share their tables, and the last one takes them with
// it. What such a table takes counts for the policy that made it (policy_limits::day_table_bytes).
#pragma once

#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tickler/parse_result.hpp>
#include <tickler/zone.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// The bytes of a zone's file (TZif of version 2 or later, RFC 8536); nothing: there is no such zone. It may throw: that one cannot
// be read now, and is asked for again the next time. Called from any thread, by one at a time; must not call the handle.
using zone_source = std::function<std::optional<std::string>(std::string_view name)>;

struct zone_problem {
  std::string name;
  parse_error why;  // as zones::find has it
  friend bool operator==(const zone_problem&, const zone_problem&) = default;
};

class TICKLER_API zones {
 public:
  zones();  // of its own, from the system's files: those that are there when a zone is first looked up
  // `version` is that of its data, as version() gives it back. Throws misuse for an empty function, and for a
  // version that is not 1 to 64 characters of ASCII without blanks.
  explicit zones(zone_source source, std::string version = "unknown");
  zones(const zones&) = default;  // and no moves: what was moved from would have no zones
  zones& operator=(const zones&) = default;

  // What is used where none is given: the system's files, one handle for the process.
  static const zones& system();

  // An IANA name ("America/New_York", "UTC"), links too ("US/Eastern"). Errors: a name that is none (it begins with a capital, and
  // has letters, digits, '_', '+', '-', and '/' between its parts), that the source does not know, or whose file is wrong or
  // cannot be read. A name that is none or whose file is wrong is remembered as that. A tenth of a microsecond for a zone that is
  // there, some 30 for another, 100 for the hint of an unknown one.
  parse_result<zone> find(std::string_view name) const;

  // Reads these, and version(), so that no file is opened for them any more. Those that cannot be found, in this order.
  std::vector<zone_problem> load(std::span<const std::string_view> names) const;
  std::vector<zone_problem> load(std::initializer_list<std::string_view> names) const {
    return load(std::span(names.begin(), names.size()));
  }

  // The release of the data ("2025b"), as the system's files tell it (tzdata.zi or +VERSION), or as it was given; "unknown" where
  // it is told nowhere. Looked up once.
  std::string version() const;

  struct impl;

 private:
  friend struct internal_access;
  impl& inside() const noexcept { return *impl_; }
  std::shared_ptr<impl> impl_;
};

}  // namespace tickler::inline TICKLER_ABI
