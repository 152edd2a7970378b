// Programs of node's world, where node and npm are there.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace support {

inline bool succeeds(const std::string& command) { return std::system(command.c_str()) == 0; }

inline std::string in_folder(const std::filesystem::path& folder, const std::string& command) {
  return "cd '" + folder.string() + "' && " + command;
}

struct npm_package {
  std::string name, version;
};

// Why the packages cannot be used in the folder; empty if they can. Installs them the first time.
inline std::string why_missing(const std::filesystem::path& folder, const std::vector<npm_package>& packages) {
  if (!succeeds("command -v node npm timeout >/dev/null 2>&1")) return "node or npm is not there";
  bool are_there = true;
  std::string versions, names;
  for (const auto& [name, version] : packages) {
    are_there = are_there && std::filesystem::exists(folder / "node_modules" / name);
    versions += " " + name + "@" + version;
    names += (names.empty() ? "" : " and ") + name;
  }
  if (are_there) return "";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "package.json") << R"({"private":true})";
  const auto install = "timeout 90 npm install --no-audit --no-fund --no-package-lock" + versions + " >npm.log 2>&1";
  return succeeds(in_folder(folder, install)) ? "" : "npm cannot install " + names + "; see " + (folder / "npm.log").string();
}

}  // namespace support
