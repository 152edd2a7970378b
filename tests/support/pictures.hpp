// Pictures that the command prints, held against those that are kept. People have looked at each of these: whoever changes how
// pictures look runs the tests with TICKLER_WRITE_PICTURES=1, which writes them anew, and looks at what is different.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "support/files.hpp"

namespace support {

inline std::string picture_printed(const std::filesystem::path& folder, const std::string& arguments) {
  return output_of("cd '" + folder.string() + "' && '" TICKLER_COMMAND "' " + arguments + " 2>/dev/null");
}

// What is wrong with what is printed; empty: it is what is kept.
inline std::string picture_problem(const std::string& printed, const std::filesystem::path& kept) {
  if (printed.empty()) return "nothing is printed for " + kept.string();
  if (std::getenv("TICKLER_WRITE_PICTURES") != nullptr) std::ofstream(kept, std::ios::binary) << printed;
  const auto there = content_of(kept);
  return printed == there ? "" : kept.string() + " is not what is printed (TICKLER_WRITE_PICTURES=1 writes it anew):\n" + printed;
}

}  // namespace support
