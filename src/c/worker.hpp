// The memory of one thread: readers, an evaluator, and what the last call has answered.
#pragma once

#include <optional>
#include <string>
#include <tickler/decision.hpp>
#include <tickler/evaluate.hpp>
#include <tickler/io/cases.hpp>
#include <tickler/io/touches.hpp>
#include <tickler/may.hpp>
#include <tickler/policy.hpp>
#include <utility>

#include "c/cases.hpp"
#include "c/guard.hpp"

namespace tickler::c {

// What a call leaves half done where it finds no memory: then it is thrown away, and made anew for the next call.
struct tools {
  explicit tools(const policy& p);

  case_reader cases;
  touch_reader touches;
  evaluator engine;
  decision decided{};
  permission permitted{};
  case_views views{};
};

}  // namespace tickler::c

struct tickler_worker {
  explicit tickler_worker(tickler::policy p) : rules(std::move(p)), tools(rules) {}
  tickler_worker(const tickler_worker&) = delete;
  tickler_worker& operator=(const tickler_worker&) = delete;

  tickler::case_view read(tickler_text one_case);
  tickler::case_view read_usable(tickler_text one_case);  // refuses any other

  tickler::policy rules;
  std::optional<tickler::c::tools> tools;
  tickler::c::answers answered{};  // which outlive a call that names one of them
  std::string text{}, more{};      // that was answered
  tickler_problems problems{};
};
