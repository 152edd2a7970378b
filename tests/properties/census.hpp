// What the random cases were made of, so that one sees that every feature is exercised. Printed at the end of the program.
#pragma once

#include "scene.hpp"

namespace plain {

void count(const std::string& what);
void count_features(const scene& s);
void count_decision(const decision& d);

}  // namespace plain
