// What the examples in public headers are about.
#pragma once

#include <cassert>
#include <chrono>
#include <fstream>
#include <iostream>
#include <thread>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

struct setting {
  tickler::vocabulary words{};
  tickler::policy_draft draft{};
  tickler::policy policy, old_policy, new_policy;
  tickler::prospect ada{}, referrer{};
  tickler::history log{words}, her_log{words};
  tickler::decision decision{};
  tickler::book book{words}, company{words}, all{words};
  tickler::instant now{}, later{}, from{}, to{};
  tickler::zone new_york = tickler::zone::find("America/New_York").value();
  std::string text{};
  std::ifstream stream{};
};
