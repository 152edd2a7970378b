// The examples of a Markdown page: its policies, and what they are said to decide.
//
// A block ```yaml that begins with `policy:` is a whole policy. Any other is a piece: it is put into the last whole one above it,
// what stands below a key at the end of what stands there. A block ```text of diagnostics right after a policy is what checking it
// says. A line `<!-- picture NAME: ARGUMENTS -->` says how the command draws examples/pictures/NAME.svg of the policy above it
// (runner_test.cpp). A comment `<!-- check` holds sections of a scenario (scenario.hpp) that are played with the policy above it,
// on New York's wall clock.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "scenarios/scenario.hpp"

namespace scenarios {

struct page_picture {
  std::string name{}, arguments{};
};

struct example {
  std::size_t line = 0;                        // where it begins on the page
  std::string policy{};                        // whole
  std::string said{};                          // the diagnostics, a line each
  std::vector<std::vector<section>> checks{};  // each a scenario of its own
  std::vector<page_picture> pictures{};
  bool whole = false;  // as it stands on the page
};

std::vector<example> read_page(const std::filesystem::path& file);  // throws bad_scenario

// The name that a policy gives itself.
std::string name_of(const std::string& policy);

// A piece of a policy, put into a whole one.
std::string put_into(const std::string& whole, const std::string& piece);

}  // namespace scenarios
