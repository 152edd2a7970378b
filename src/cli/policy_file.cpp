#include "policy_file.hpp"

#include <algorithm>
#include <iostream>
#include <string_view>

#include "input.hpp"

namespace tickler::cli {

namespace {

std::string policy_on_stdin() { return read_up_to(std::cin, text_limits{}.bytes); }

}  // namespace

loaded_policy load(const std::string& name, const vocabulary& words) {
  return name == "-" ? load_policy(policy_on_stdin(), "<stdin>", words) : load_policy_file(name, words);
}

policy load_reported(const std::string& name, const vocabulary& words, report& problems) {
  const auto loaded = load(name, words);
  for (const auto& d : loaded.diagnostics()) problems.add(d);
  return loaded ? loaded.value() : policy();
}

policy_and_tests load_with_tests(const std::string& name, std::optional<instant> now) {
  const bool is_stdin = name == "-";
  const auto yaml = is_stdin ? policy_on_stdin() : "";
  const auto file = is_stdin ? "<stdin>" : name;
  const load_options options{.now = now};
  auto loaded = is_stdin ? load_policy(yaml, file, {}, options) : load_policy_file(name, {}, options);
  if (!loaded) return {file, std::move(loaded), {}};
  const auto& p = loaded.value();
  auto tests = is_stdin ? load_policy_tests(yaml, file, p) : load_policy_tests_of(name, p);
  return {file, std::move(loaded), std::move(tests)};
}

std::vector<std::string> policies_among(const std::vector<std::string>& names) {
  constexpr std::string_view tests = ".tests.yaml", policy = ".yaml";
  std::vector<std::string> files;
  for (auto name : names) {
    if (name.ends_with(tests)) name.replace(name.size() - tests.size(), tests.size(), policy);
    if (std::find(files.begin(), files.end(), name) == files.end()) files.push_back(std::move(name));
  }
  return files;
}

}  // namespace tickler::cli
