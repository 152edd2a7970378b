#include "progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace tickler::cli {

namespace {
using namespace std::chrono_literals;
constexpr auto patience = 1s;
constexpr auto between_drawings = 100ms;
constexpr std::size_t bar_width = 30;
}  // namespace

progress::progress() : is_terminal_(isatty(STDERR_FILENO) == 1) {}

void progress::begin(std::string what, std::optional<std::uintmax_t> total) {
  what_ = std::move(what);
  total_ = total;
}

void progress::draw(std::uintmax_t done) {
  if (!is_terminal_) return;
  const auto now = clock::now();
  if (now - start_ < patience || (is_shown_ && now - last_ < between_drawings)) return;
  last_ = now;
  is_shown_ = true;
  if (!total_ || *total_ == 0) {
    fmt::print(stderr, "\r\033[K{} ...", what_);
  } else {
    const auto share = std::min(1.0, static_cast<double>(done) / static_cast<double>(*total_));
    const auto full = static_cast<std::size_t>(share * bar_width);
    fmt::print(stderr, "\r\033[K{} [{:#<{}}{:.<{}}] {:3.0f} %", what_, "", full, "", bar_width - full, share * 100);
  }
  std::fflush(stderr);
}

void progress::clear() {
  if (!is_shown_) return;
  is_shown_ = false;
  fmt::print(stderr, "\r\033[K");
  std::fflush(stderr);
}

}  // namespace tickler::cli
