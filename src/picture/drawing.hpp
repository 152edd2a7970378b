// What a picture shows, as plain data: lanes, and on them marks, windows and shades, each at its instants. Where on the page that
// is, nobody here says (layout.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <tickler/calendar.hpp>
#include <tickler/instant.hpp>
#include <tickler/zone.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// Each has a shape and a colour of its own.
enum class mark_kind : std::uint8_t {
  ours,      // outbound
  theirs,    // inbound, whoever's
  own,       // internal: a task of ours
  event,     // says something about another touchpoint, or has no direction
  ready,     // an action that can be done now
  planned,   // one that waits
  blocked,   // one that cannot be done
  given_up,  // or missed
};

struct mark {
  mark_kind kind{};
  instant at{};
};

struct window {
  instant begin{};
  std::optional<instant> due{}, at_latest{};
  instant end() const noexcept { return at_latest ? *at_latest : due.value_or(begin); }
};

struct drawn_item {
  std::size_t lane = 0;
  std::string label{}, why{};  // beside it; on hover
  tickler::mark mark{};
  std::optional<tickler::window> window{};
};

// Time in which lanes are held.
struct drawn_pause {
  std::vector<bool> lanes{};
  instant begin{}, end{};
  std::string why{};
};

struct drawn_lane {
  std::string name{};
  open_hours hours{};  // the rest of the time it is closed
};

struct drawing {
  std::string title{}, note{};
  zone local{};
  instant now{};  // a line across all lanes
  std::string now_name = "now";
  std::vector<drawn_lane> lanes{};  // from the top
  std::vector<drawn_item> items{};  // of one lane and instant in the order in which they are to be read
  std::vector<drawn_pause> pauses{};
};

}  // namespace tickler::inline TICKLER_ABI
