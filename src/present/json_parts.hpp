// Parts of JSON results that several of them have.
#pragma once

#include <tickler/decision.hpp>

#include "base/json_text.hpp"

namespace tickler::inline TICKLER_ABI {

void write_action(json_text& json, const policy& p, const prospect& who, const decision& d, const action& a);

// The words of a touchpoint: fields of the object that is being written.
void write_words(json_text& json, const vocabulary& words, const touch_words& t);

}  // namespace tickler::inline TICKLER_ABI
