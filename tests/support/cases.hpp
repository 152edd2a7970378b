// Rows of tables that several tests have.
#pragma once

#include <ostream>

namespace support {

// A small text, and how what it means is written.
struct written_case {
  const char* text;
  const char* meaning;
};
inline std::ostream& operator<<(std::ostream& out, const written_case& c) { return out << '"' << c.text << '"'; }

}  // namespace support
