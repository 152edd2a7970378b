#include "policy/parse/text_file.hpp"

#include <fstream>

namespace tickler::inline TICKLER_ABI {

std::optional<std::string> read_text_file(const std::string& path, const text_limits& limits) {
  std::ifstream in(path, std::ios::binary);
  std::string content(limits.bytes + 1, '\0');
  if (in) in.read(content.data(), static_cast<std::streamsize>(content.size()));
  if (!in.is_open() || in.bad() || !(in || in.eof())) return std::nullopt;
  content.resize(static_cast<std::size_t>(in.gcount()));
  return content;
}

std::string too_long_message(std::size_t bytes) { return "the text is longer than " + std::to_string(bytes) + " bytes"; }

}  // namespace tickler::inline TICKLER_ABI
