// What a person looks at first: where an action stands in her list.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <tickler/decision.hpp>
#include <tickler/prospect.hpp>
#include <tickler/zone.hpp>

namespace tickler::cli {

enum class list_part : std::uint8_t {
  needs_a_person,  // contact data, a date or a referrer is missing: nothing comes of it until somebody sees to it
  ready,
  waiting,
  blocked,
  opted_out  // of each channel that it could go by
};

list_part part_of(const decision& d, const action& a);
const char* title_of(list_part part);  // "Ready now"

// Less goes first.
struct attention {
  enum class turn : std::uint8_t {
    now,      // ready, and its last moment is within two hours, or was today
    today,    // ready, due today
    earlier,  // ready, due before today
    later     // ready, due after today; and all that is not ready
  } when = turn::later;
  std::int64_t priority = 0;  // of what is due today: the cadence's, negative
  bool timeless = false;
  instant time{};

  friend bool operator==(const attention&, const attention&) = default;
  friend std::strong_ordering operator<=>(const attention&, const attention&) = default;
};

// As `local` shows the days.
attention attention_of(const policy& p, const action& a, const zone& local, instant now);

// Where a line stands in the list of all: owner by owner, nobody's last; in each part first those who cannot be decided for.
struct list_place {
  bool is_nobodys = false;
  std::string owner{};
  list_part part{};
  bool is_decided = true;
  attention rank{};

  friend bool operator==(const list_place&, const list_place&) = default;
  friend std::strong_ordering operator<=>(const list_place&, const list_place&) = default;
};
list_place place_of(const prospect& who, list_part part, const attention& rank);
list_place place_of_undecided(const prospect& who);

}  // namespace tickler::cli
