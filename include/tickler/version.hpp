// Which Tickler this is: semantic versioning, where before 1.0 each minor version may change the API.
//
//   static_assert(TICKLER_VERSION_MAJOR == 0 && TICKLER_VERSION_MINOR >= 1);   // what a program is compiled with
//   std::cout << "tickler " << tickler::version() << '\n';                     // the library that it runs with: "tickler 0.1.0"
#pragma once

#include <string_view>
#include <tickler/export.hpp>

// CMake reads these numbers too: they are the only place that says them.
#define TICKLER_VERSION_MAJOR 0
#define TICKLER_VERSION_MINOR 1
#define TICKLER_VERSION_PATCH 0

// "0.1.0"
#define TICKLER_VERSION TICKLER_VERSION_OF(TICKLER_VERSION_MAJOR, TICKLER_VERSION_MINOR, TICKLER_VERSION_PATCH)
#define TICKLER_VERSION_OF(major, minor, patch) TICKLER_VERSION_TEXT(major, minor, patch)
#define TICKLER_VERSION_TEXT(major, minor, patch) #major "." #minor "." #patch

namespace tickler::inline TICKLER_ABI {

TICKLER_API std::string_view version() noexcept;

}  // namespace tickler::inline TICKLER_ABI
