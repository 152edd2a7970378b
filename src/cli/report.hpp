// Diagnostics on the standard error output, counted, and the bar that shows how far the work is.
#pragma once

#include <cstddef>
#include <tickler/diagnostic.hpp>

#include "progress.hpp"

namespace tickler::cli {

class report {
 public:
  void add(const diagnostic& d);
  std::size_t errors() const noexcept { return errors_; }
  std::size_t warnings() const noexcept { return warnings_; }

  progress& bar() noexcept { return bar_; }

 private:
  progress bar_;
  std::size_t errors_ = 0, warnings_ = 0;
};

}  // namespace tickler::cli
