// What evaluating conditions needs, used again and again. No part of a value: copies start without it.
#pragma once

#include <tickler/prospect.hpp>
#include <vector>

#include "expr/arena.hpp"
#include "policy/compile/compiled.hpp"

namespace tickler {

struct condition_memory {
  condition::scratch scratch{};
  struct known_fact {
    bool there = false;
    condition::value value{};
    std::vector<condition::value> items{};  // of a list
  };
  std::vector<known_fact> facts{};  // of the prospect, as the policy declares them; only those that conditions read; views

  condition_memory() = default;
  condition_memory(const condition_memory&) noexcept {}
  condition_memory& operator=(const condition_memory&) noexcept { return *this; }

  void read_facts(const compiled_policy& p, const prospect& who);
};

}  // namespace tickler
