// Time-zone files of made-up zones: TZif of version 2 (RFC 8536).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace support {

struct clock_change {
  std::int64_t at;
  int offset;  // in seconds, from then on
};

inline std::string big_endian(std::int64_t n, int bytes) {
  std::string text;
  for (int i = bytes - 1; i >= 0; --i) text += static_cast<char>(n >> (8 * i));
  return text;
}

// One that is at `offset` before its changes, and goes by the rule after them: "EST5EDT,M3.2.0,M11.1.0".
inline std::string zone_file(std::string_view rule, int offset = 0, const std::vector<clock_change>& changes = {}) {
  const std::string magic = std::string("TZif2") + std::string(15, '\0');
  const auto counts = [](std::size_t transitions, std::size_t types) {
    std::string text;
    for (const auto n : {std::size_t{0}, std::size_t{0}, std::size_t{0}, transitions, types, std::size_t{4}})
      text += big_endian(static_cast<std::int64_t>(n), 4);
    return text;
  };
  const auto type = [](int seconds) { return big_endian(seconds, 4) + std::string(2, '\0'); };
  std::string text = magic + counts(0, 1) + type(0) + std::string("-00\0", 4);
  text += magic + counts(changes.size(), changes.size() + 1);
  for (const auto& c : changes) text += big_endian(c.at, 8);
  for (std::size_t i = 0; i < changes.size(); ++i) text += static_cast<char>(i + 1);
  text += type(offset);
  for (const auto& c : changes) text += type(c.offset);
  return text + std::string("-00\0", 4) + '\n' + std::string(rule) + '\n';
}

}  // namespace support
