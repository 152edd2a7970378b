// A fuzz target is one file here: a function of arbitrary bytes that must neither crash, leak nor take long, and that calls
// must_hold for whatever else it promises. libFuzzer feeds it (cmake/fuzz.sh); replay.cpp feeds it what was found before.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return size == 0 ? std::string_view{} : std::string_view(reinterpret_cast<const char*>(data), size);
}

inline void must_hold(bool promise, std::string_view what) {
  if (promise) return;
  std::cerr << "not so: " << what << std::endl;
  std::abort();
}

}  // namespace fuzz
