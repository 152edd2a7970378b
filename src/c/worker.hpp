// The memory of one thread: readers, an evaluator, and what the last call has answered.
#pragma once

#include <string>
#include <tickler/decision.hpp>
#include <tickler/evaluate.hpp>
#include <tickler/io/cases.hpp>
#include <tickler/io/touches.hpp>
#include <tickler/may.hpp>
#include <tickler/policy.hpp>
#include <utility>
#include <vector>

#include "c/cases.hpp"
#include "c/guard.hpp"

struct tickler_worker {
  explicit tickler_worker(tickler::policy p);

  tickler_worker(const tickler_worker&) = delete;
  tickler_worker& operator=(const tickler_worker&) = delete;

  tickler::case_view read(tickler_text one_case);
  tickler::case_view read_usable(tickler_text one_case);  // refuses any other

  tickler::policy rules;
  tickler::case_reader cases;
  tickler::touch_reader touches;
  tickler::evaluator engine;
  tickler::decision decision{};
  tickler::permission permission{};
  tickler::c::case_views views{};
  tickler::c::answers answers{};
  std::string text{}, more{};  // that was answered
  tickler_problems problems{};
};
