#include "cli/mcp/log_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace tickler::cli::mcp {

namespace {

[[noreturn]] void fail(const std::string& name) { throw std::runtime_error(name + ": " + std::generic_category().message(errno)); }

}  // namespace

log_turn::log_turn(const std::string& name)
    : name_(name), file_(::open(name.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0644)) {
  if (file_ < 0) fail(name_);
  while (::flock(file_, LOCK_EX) != 0) {
    if (errno == EINTR) continue;
    const int why = errno;
    ::close(file_);
    errno = why;
    fail(name_);
  }
}

log_turn::~log_turn() { ::close(file_); }

// One of whoever wrote before, and did not come to its end.
bool log_turn::ends_within_line() const {
  char last = '\n';
  const auto size = ::lseek(file_, 0, SEEK_END);
  return size > 0 && ::pread(file_, &last, 1, size - 1) == 1 && last != '\n';
}

void log_turn::append(std::string_view line) const {
  const auto text = (ends_within_line() ? "\n" : "") + std::string(line) + '\n';
  const auto written = ::write(file_, text.data(), text.size());
  if (written < 0) fail(name_);
  if (static_cast<std::size_t>(written) != text.size()) throw std::runtime_error(name_ + ": it was not written whole");
  if (::fdatasync(file_) != 0 && errno != EINVAL && errno != EROFS) fail(name_);  // what is no disk needs none
}

}  // namespace tickler::cli::mcp
