#include "validator.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <tickler/io/policy_manual.hpp>

#include "base/json_text.hpp"

namespace validator {

namespace {

const std::filesystem::path folder = TICKLER_BINARY_DIR "/node";

bool succeeds(const std::string& command) { return std::system(command.c_str()) == 0; }

std::string in_folder(const std::string& command) { return "cd '" + folder.string() + "' && " + command; }

std::string why_missing() {
  if (!succeeds("command -v node npm timeout >/dev/null 2>&1")) return "node or npm is not there";
  if (std::filesystem::exists(folder / "node_modules/ajv") && std::filesystem::exists(folder / "node_modules/yaml")) return "";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "package.json") << R"({"private":true})";
  const auto install = "timeout 90 npm install --no-audit --no-fund --no-package-lock ajv@8 yaml@2 >npm.log 2>&1";
  return succeeds(in_folder(install)) ? "" : "npm cannot install ajv and yaml; see " + (folder / "npm.log").string();
}

std::string as_json(const std::vector<std::string>& texts) {
  tickler::json_text json;
  json.list(texts, [&json](const std::string& text) { json.string(text); });
  return std::move(json).take();
}

}  // namespace

const std::string& missing() {
  static const std::string why = why_missing();
  return why;
}

std::vector<std::string> verdicts(const std::vector<std::string>& texts) {
  std::ofstream(folder / "schema.json") << tickler::policy_schema();
  std::ofstream(folder / "cases.json") << as_json(texts);
  const auto script = TICKLER_SOURCE_DIR "/tests/reference/validate.mjs";
  if (!succeeds(in_folder("node '" + std::string(script) + "' schema.json cases.json >verdicts 2>errors")))
    throw std::runtime_error("the validator fails; see " + (folder / "errors").string());
  std::ifstream in(folder / "verdicts");
  std::vector<std::string> found;
  for (std::string line; std::getline(in, line);) found.push_back(line);
  if (found.size() != texts.size()) throw std::runtime_error("the validator did not answer each text");
  return found;
}

}  // namespace validator
