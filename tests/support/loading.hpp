// What tests of policies share.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <tickler/io/load_policy.hpp>

namespace loading {

// No file of tests.
inline bool is_policy(const std::filesystem::path& file) {
  return file.extension() == ".yaml" && file.stem().extension() != ".tests";
}

inline tickler::loaded_policy load(std::string_view text, std::string_view file = "p.yaml") {
  return tickler::load_policy(text, file, tickler::vocabulary{});
}

inline std::string lines_of(const std::vector<tickler::diagnostic>& list) {
  std::string lines;
  for (const auto& d : list) lines += to_string(d) + '\n';
  return lines;
}

inline bool has_error(const std::vector<tickler::diagnostic>& list) {
  for (const auto& d : list)
    if (d.severity == tickler::severity::error) return true;
  return false;
}

}  // namespace loading
