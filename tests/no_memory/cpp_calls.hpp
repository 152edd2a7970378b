// The calls of the C++ headers, each as a question that can be asked again.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "no_memory/scene.hpp"

namespace no_memory {

using question = std::function<std::string()>;  // the same answer each time, until it has been given

struct cpp_call {
  const char* name;
  std::function<question(scene&)> of;  // with all that it needs, made before memory runs out
  bool goes_on = false;                // what fails may have changed something, and asking again completes it
};

std::vector<cpp_call> deciding_calls();  // and those that look at what was decided
std::vector<cpp_call> reading_calls();   // and writing
std::vector<cpp_call> keeping_calls();   // which change what is there

}  // namespace no_memory
