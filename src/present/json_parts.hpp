// Parts of JSON results that several of them have.
#pragma once

#include <tickler/decision.hpp>

#include "base/json_text.hpp"

namespace tickler::inline TICKLER_ABI {

void write_action(json_text& json, const policy& p, const prospect& who, const decision& d, const action& a);

// Where it goes: the field `contact`, null where it needs nothing.
inline void write_contact(json_text& json, const contact_choice& c) {
  json.name("contact");
  if (c.kind.empty())
    json.raw("null");
  else
    json.raw("{").name("kind").string(c.kind).name("value").string(c.value).raw("}");
}

// The words of a touchpoint: fields of the object that is being written.
void write_words(json_text& json, const vocabulary& words, const touch_words& t);

}  // namespace tickler::inline TICKLER_ABI
