// A JSON Schema validator of somebody else: ajv, where node and npm are there.
#pragma once

#include <string>
#include <vector>

namespace validator {

// Why there is none; empty if there is one. Installs it into the build's folder the first time.
const std::string& missing();

// What it says of each YAML text held against the schema: "accepted", or "/cadences/answer required; ...".
std::vector<std::string> verdicts(const std::string& schema, const std::vector<std::string>& texts);

}  // namespace validator
