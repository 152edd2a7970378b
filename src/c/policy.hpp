// A policy as C holds it: counted, and never written to.
#pragma once

#include <tickler/tickler.h>

#include <atomic>
#include <cstddef>
#include <tickler/policy.hpp>

struct tickler_policy {
  tickler::policy rules;
  std::atomic<std::size_t> users{1};
};
