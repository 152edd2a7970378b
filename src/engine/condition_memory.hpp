// What evaluating conditions needs, used again and again. No part of a value: copies start without it.
#pragma once

#include <tickler/prospect.hpp>
#include <vector>

#include "condition/scratch.hpp"
#include "policy/compiled.hpp"

namespace tickler {

struct condition_memory {
  condition::scratch scratch{};
  std::vector<std::vector<condition::value>> lists{};  // the prospect's facts that are lists, by fact: views

  condition_memory() = default;
  condition_memory(const condition_memory&) noexcept {}
  condition_memory& operator=(const condition_memory&) noexcept { return *this; }

  void read_lists(const compiled_policy& p, const prospect& who);
};

}  // namespace tickler
