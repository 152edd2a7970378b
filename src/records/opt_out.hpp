// The touchpoint that a contact's record stands for who does not want to be contacted.
#pragma once

#include <string_view>
#include <tickler/touchpoint.hpp>
#include <tickler/vocabulary.hpp>

namespace tickler::inline TICKLER_ABI {

// On that channel, or on all.
inline touchpoint opt_out(vocabulary& words, std::string_view channel_name, instant at) {
  touchpoint t{.at = at, .words = {.direction = direction::inbound, .outcome = outcome::opted_out}};
  if (channel_name != "all") t.words.channel = words.intern<channel>(channel_name);
  return t;
}

}  // namespace tickler::inline TICKLER_ABI
