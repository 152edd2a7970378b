// The smallest policy that decides anything, made in C++: whoever asks is answered by e-mail within 24 hours.
#pragma once

#include <string_view>
#include <tickler/policy.hpp>
#include <tickler/touchpoint.hpp>
#include <utility>

#include "support/instants.hpp"

namespace support {

inline tickler::policy_draft small_draft() {
  tickler::policy_draft d{.name = "small", .zone = "Europe/London"};
  d.channels = {{.name = "email"}};
  d.events = {{.name = "asked", .any_of = {tickler::pattern_draft{.directions = {tickler::direction::inbound}}}}};
  d.cadences = {{.name = "answer",
                 .starts = {"asked"},
                 .steps = {{.name = "send", .channels = {"email"}, .within = 24 * tickler::units::hours}}}};
  return d;
}

inline tickler::policy made(tickler::policy_draft d, const tickler::vocabulary& words, const tickler::policy_limits& limits = {}) {
  return compile(std::move(d), words, {.limits = limits}).value();
}

// She asks, by e-mail.
inline tickler::touchpoint asked(std::string_view when) {
  return {.at = at(when),
          .words = {
              .channel = tickler::channel::email, .direction = tickler::direction::inbound, .outcome = tickler::outcome::inquired}};
}

}  // namespace support
