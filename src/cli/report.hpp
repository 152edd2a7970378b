// Diagnostics on the standard error output, counted, and the bar that shows how far the work is.
#pragma once

#include <cstddef>
#include <map>
#include <tickler/diagnostic.hpp>

#include "progress.hpp"

namespace tickler::cli {

class report {
 public:
  void add(const diagnostic& d);
  // Of bad records the first twenty are printed; `close` says how many there are of each kind, if there were more, and where the
  // first of each is. It may be called again.
  void close();

  std::size_t errors() const noexcept { return errors_; }
  std::size_t warnings() const noexcept { return warnings_; }

  progress& bar() noexcept { return bar_; }

 private:
  struct kind {
    std::size_t count = 0;
    diagnostic first{};
  };

  progress bar_;
  std::map<int, kind> bad_records_;  // by number
  std::size_t printed_ = 0, silent_ = 0;
  std::size_t errors_ = 0, warnings_ = 0;
};

}  // namespace tickler::cli
