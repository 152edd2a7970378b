// How a property is checked: on so many random scenes, the same ones each time.
//
// TICKLER_CASES=10 in the environment makes it ten times as many; RC_PARAMS="seed=7" other ones, RC_PARAMS="max_success=5000" just
// so many.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <string>

#include "scene.hpp"

namespace plain {

template <class Case, class Property>
bool holds(const char* name, int cases, const rc::Gen<Case>& random, Property&& property) {
  auto params = rc::detail::configuration().testParams;
  const char* given = std::getenv("RC_PARAMS");
  const std::string text = given ? given : "";
  const char* times = std::getenv("TICKLER_CASES");
  if (text.find("seed") == std::string::npos) params.seed = 20260302;
  if (text.find("max_success") == std::string::npos)
    params.maxSuccess = std::max(1, static_cast<int>(cases * (times ? std::atof(times) : 1.0)));
  const rc::detail::TestMetadata metadata{name, name};
  const auto result = rc::detail::checkTestable([&] { property(*random); }, metadata, params);
  if (result.template is<rc::detail::SuccessResult>()) return true;
  rc::detail::printResultMessage(result, std::cerr);
  std::cerr << std::endl;
  return false;
}

template <class Property>
bool holds(const char* name, int cases, Property&& property) {
  return holds(name, cases, scenes(), std::forward<Property>(property));
}

}  // namespace plain
