// A policy as a tree of named parts with the text of each, so that two can be compared without knowing what they hold.
#pragma once

#include <cstdint>
#include <string>
#include <tickler/policy_draft.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

struct policy_part {
  enum class form : std::uint8_t {
    value,  // a text
    keys,   // parts by key, in the order of the manual
    items,  // named parts in the author's order, each a thing of its own: cadences, steps
    words   // names alone, in the author's order
  };

  std::string name{};
  form what = form::value;
  std::string text{};                // of a value
  bool is_default = false;           // a value that needs not be written
  std::vector<policy_part> parts{};  // names are distinct
};

policy_part parts_of(const policy_draft& draft);

// What is written of a part, without the items in it: "starts: asked, per: key".
std::string summary_of(const policy_part& part);

}  // namespace tickler::inline TICKLER_ABI
