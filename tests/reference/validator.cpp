#include "validator.hpp"

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "base/json_text.hpp"
#include "support/node.hpp"

namespace validator {

namespace {

const std::filesystem::path folder = TICKLER_BINARY_DIR "/node";

std::string as_json(const std::vector<std::string>& texts) {
  tickler::json_text json;
  json.list(texts, [&json](const std::string& text) { json.string(text); });
  return std::move(json).take();
}

}  // namespace

const std::string& missing() {
  static const auto why = support::why_missing(folder, {{"ajv", "8"}, {"yaml", "2"}});
  return why;
}

std::vector<std::string> verdicts(const std::string& schema, const std::vector<std::string>& texts) {
  std::ofstream(folder / "schema.json") << schema;
  std::ofstream(folder / "cases.json") << as_json(texts);
  const auto script = TICKLER_SOURCE_DIR "/tests/reference/validate.mjs";
  if (!support::succeeds(
          support::in_folder(folder, "node '" + std::string(script) + "' schema.json cases.json >verdicts 2>errors")))
    throw std::runtime_error("the validator fails; see " + (folder / "errors").string());
  std::ifstream in(folder / "verdicts");
  std::vector<std::string> found;
  for (std::string line; std::getline(in, line);) found.push_back(line);
  if (found.size() != texts.size()) throw std::runtime_error("the validator did not answer each text");
  return found;
}

}  // namespace validator
