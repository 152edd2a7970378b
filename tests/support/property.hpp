// How a property is checked: on so many random cases, the same ones each time.
//
// TICKLER_CASES=10 in the environment makes it ten times as many, and 0.01 a hundredth, but no fewer than 20, so that what must be
// among them is; RC_PARAMS="seed=7" other ones, RC_PARAMS="max_success=5000" just so many.
#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <string>
#include <utility>

namespace support {

inline rc::detail::TestParams params_for(int cases) {
  const char* given = std::getenv("RC_PARAMS");
  const char* times = std::getenv("TICKLER_CASES");
  const std::string text = given ? given : "";
  auto params = given ? rc::detail::configuration().testParams : rc::detail::TestParams{};
  if (text.find("seed") == std::string::npos) params.seed = 20260302;
  if (text.find("max_success") == std::string::npos)
    params.maxSuccess = std::max(std::min(cases, 20), static_cast<int>(cases * (times ? std::atof(times) : 1.0)));
  return params;
}

template <class Case, class Property>
bool holds(const char* name, int cases, const rc::Gen<Case>& random, Property&& property) {
  const rc::detail::TestMetadata metadata{name, name};
  const auto result = rc::detail::checkTestable([&] { property(*random); }, metadata, params_for(cases));
  if (result.template is<rc::detail::SuccessResult>()) {
    std::cout << name << ": " << result.template get<rc::detail::SuccessResult>().numSuccess << " cases\n";
    return true;
  }
  rc::detail::printResultMessage(result, std::cerr);
  std::cerr << std::endl;
  return false;
}

}  // namespace support
