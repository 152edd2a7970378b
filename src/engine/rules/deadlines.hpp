// When an action is due, and when it is late: what holds and the calendar make of a window. Semantics R56, R83 and R111.
//
// What the policy states is moved by the time for which the clocks stood still. What it does not state ends with the first day on
// which the action could be done at all: after the holds, in its hours, within its limits as history alone fills them. So nothing
// is overdue in the first second in which it is possible.
#pragma once

#include <tickler/export.hpp>

#include "engine/rules/clocks.hpp"

namespace tickler::inline TICKLER_ABI {

// What an action may be kept from, as far as history tells.
struct obstacles {
  const channel_choice* choice = nullptr;  // that it is done by; null: an internal step, or blocked for want of a channel
  bool blocked = false;                    // for want of one
  std::uint32_t limits = 0;                // that it must keep
  bit_mask holds = 0;                      // that delay it
};

struct deadlines {
  std::optional<instant> due{}, at_latest{};
  std::optional<instant> first_due{};  // what it was, if holds or snoozes have moved it
  std::chrono::seconds held_for{0};    // by so much
};

deadlines deadlines_of(const eval_context& v, const run& r, const step_rule& step, const window& w, const obstacles& in_the_way);

// From when on history alone leaves room in a limit for an action of that key, behind all that it counts; time_end: never again.
instant room_by_history(const eval_context& v, std::size_t limit, std::string_view key);

// R83. Of the limits that an action must keep, those that leave no room in [from, last] although its hours do: each that does so by
// itself, or all that were asked if none does. None: there is room.
std::uint32_t limits_without_room(const eval_context& v, std::string_view key, const open_hours& hours, std::uint32_t limits,
                                  instant from, instant last);

}  // namespace tickler::inline TICKLER_ABI
