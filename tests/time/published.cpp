#include "published.hpp"

#include <sstream>

#include "support/files.hpp"

namespace tickler::test {

std::vector<std::string> lines_of(const std::filesystem::path& file) {
  const std::string command = (file.extension() == ".gz" ? "gzip -dc '" : "cat '") + file.string() + "'";
  return split(support::output_of(command), '\n');
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::istringstream in{text};
  for (std::string part; std::getline(in, part, at);) parts.push_back(part);
  return parts;
}

}  // namespace tickler::test
