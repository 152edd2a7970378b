// A property of random scenes (support/property.hpp).
#pragma once

#include <utility>

#include "scene.hpp"
#include "support/property.hpp"

namespace plain {

using support::holds;

template <class Property>
bool holds(const char* name, int cases, Property&& property) {
  return holds(name, cases, scenes(), std::forward<Property>(property));
}

}  // namespace plain
