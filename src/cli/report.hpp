// Diagnostics on the standard error output, counted.
#pragma once

#include <cstddef>
#include <tickler/diagnostic.hpp>

#include "cli/progress.hpp"

namespace tickler::cli {

class report {
 public:
  explicit report(progress& bar) : bar_(bar) {}

  void add(const diagnostic& d);
  std::size_t errors() const noexcept { return errors_; }
  std::size_t warnings() const noexcept { return warnings_; }

 private:
  progress& bar_;
  std::size_t errors_ = 0, warnings_ = 0;
};

}  // namespace tickler::cli
