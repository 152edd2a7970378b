// The time-zone facts beside the project; tests that want them skip, saying so, where they are absent.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace tickler::test {

inline std::filesystem::path published(const char* name) {
  return std::filesystem::path{TICKLER_SOURCE_DIR} / ".." / "shared" / "data" / "tz" / name;
}

std::vector<std::string> lines_of(const std::filesystem::path& file);  // unpacked, where its name ends in .gz

std::vector<std::string> split(const std::string& text, char at);

}  // namespace tickler::test
