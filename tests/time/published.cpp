#include "published.hpp"

#include <cstdio>
#include <memory>
#include <sstream>
#include <stdexcept>

namespace tickler::test {

std::vector<std::string> lines_of(const std::filesystem::path& file) {
  const std::string command = (file.extension() == ".gz" ? "gzip -dc '" : "cat '") + file.string() + "'";
  const auto close = [](FILE* f) { pclose(f); };
  const std::unique_ptr<FILE, decltype(close)> pipe{popen(command.c_str(), "r"), close};
  if (!pipe) throw std::runtime_error("cannot run: " + command);
  std::string text;
  char buffer[65536];
  for (std::size_t size; (size = std::fread(buffer, 1, sizeof buffer, pipe.get())) > 0;) text.append(buffer, size);
  return split(text, '\n');
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::istringstream in{text};
  for (std::string part; std::getline(in, part, at);) parts.push_back(part);
  return parts;
}

}  // namespace tickler::test
