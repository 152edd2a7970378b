#include "report.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "display.hpp"

namespace tickler::cli {

void report::add(const diagnostic& d) {
  ++(d.severity == severity::error ? errors_ : warnings_);
  bar_.clear();
  fmt::print(stderr, "{}\n", printable(to_string(d)));
}

}  // namespace tickler::cli
