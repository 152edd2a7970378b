// A bar on the standard error output, when that is a terminal and the work takes longer than a second.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace tickler::cli {

class progress {
 public:
  progress();
  ~progress() { clear(); }
  progress(const progress&) = delete;
  progress& operator=(const progress&) = delete;

  // A new piece of work, of `total` units where that is known.
  void begin(std::string what, std::optional<std::uintmax_t> total);
  // Cheap: looks at the clock every 256 calls.
  void at(std::uintmax_t done) {
    if ((++calls_ & 255) == 0) draw(done);
  }
  void draw(std::uintmax_t done);  // looks at the clock each time
  void clear();

 private:
  using clock = std::chrono::steady_clock;

  bool is_terminal_;
  bool is_shown_ = false;
  clock::time_point start_ = clock::now(), last_ = start_;
  std::string what_;
  std::optional<std::uintmax_t> total_;
  std::uint32_t calls_ = 0;
};

}  // namespace tickler::cli
