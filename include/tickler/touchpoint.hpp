// A touchpoint: a fact in time, such as a call, a letter, a reply, a purchase, an opt-out.
//
//   tickler::touchpoint call{.at = now, .words = {.channel = channel::phone, .direction = direction::outbound,
//                                                 .outcome = outcome::no_answer}};
#pragma once

#include <optional>
#include <string>
#include <tickler/instant.hpp>
#include <tickler/vocabulary.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

struct touchpoint {
  instant at{};
  touch_words words{};
  std::optional<instant> until{};    // call me back then, away until then, the meeting, the renewal
  std::vector<std::string> steps{};  // what it carries out: "cadence/step" or an action's id; at most 16
  std::vector<std::string> keys{};   // the orders or deals it belongs to: at most 16 of 1 to 256 bytes, none twice
  std::string id{};                  // the CRM's, of its record; at most 256 bytes; a bounce is about it
  std::string address{};             // the contact value that it went to or came from; at most 256 bytes; a bounce is about it
  friend bool operator==(const touchpoint&, const touchpoint&) = default;
};

}  // namespace tickler::inline TICKLER_ABI
