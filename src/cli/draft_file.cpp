#include "draft_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <random>
#include <system_error>

namespace tickler::cli {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail() { throw std::system_error(errno, std::generic_category()); }

std::atomic<const char*> unfinished = nullptr;
static_assert(decltype(unfinished)::is_always_lock_free);

// The signal is delivered again when this returns, and then ends the process.
extern "C" void remove_unfinished(int signal) {
  if (const auto* name = unfinished.load()) ::unlink(name);
  std::raise(signal);
}

void handle(int signal, void (*handler)(int), std::map<int, struct sigaction>& before) {
  struct sigaction now {
  }, old{};
  now.sa_handler = handler;
  now.sa_flags = static_cast<int>(SA_RESETHAND);
  if (::sigaction(signal, nullptr, &old) != 0 || old.sa_handler != SIG_DFL) return;  // nohup
  if (::sigaction(signal, &now, nullptr) == 0) before.emplace(signal, old);
}

fs::path folder_of(const fs::path& file) { return file.has_parent_path() ? file.parent_path() : fs::path("."); }

fs::path new_name() {
  std::random_device any;
  return fmt::format(".tickler-{:08x}{:08x}", any(), any());
}

// Not every file system knows the first.
int rename_to_absent(const fs::path& from, const fs::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return -1;
  return ::link(from.c_str(), to.c_str()) == 0 ? ::unlink(from.c_str()) : -1;
}

}  // namespace

draft_file::draft_file(const fs::path& beside, std::optional<mode_t> mode) : draft_file() {  // what fails here is tidied up, too
  constexpr mode_t as_umask_says = 0666, all_bits = 07777;
  open(folder_of(beside), mode.value_or(as_umask_says) & 0777);
  if (mode && ::fchmod(file_, *mode & all_bits) != 0) fail();
}

draft_file::~draft_file() {
  if (file_ >= 0) ::close(file_);
  if (!path_.empty()) ::unlink(path_.c_str());
  unfinished = nullptr;
  for (const auto& [signal, action] : before_) ::sigaction(signal, &action, nullptr);
}

// The name is known before the file is there, so that no signal comes in between.
void draft_file::open(const fs::path& folder, mode_t mode) {
  do {
    path_ = folder / new_name();
    unfinished = path_.c_str();
    for (const int signal : {SIGHUP, SIGINT, SIGQUIT, SIGTERM}) handle(signal, remove_unfinished, before_);
    handle(SIGXFSZ, SIG_IGN, before_);  // so that writing fails
    file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  } while (file_ < 0 && errno == EEXIST);
  if (file_ < 0) fail();
}

void draft_file::replace(const fs::path& there) {
  sync();
  if (::rename(path_.c_str(), there.c_str()) != 0) fail();
  done(there);
}

void draft_file::become(const fs::path& absent) {
  sync();
  if (rename_to_absent(path_, absent) != 0) fail();
  done(absent);
}

// What is no disk needs none.
void draft_file::sync() const {
  if (::fsync(file_) != 0 && errno != EINVAL && errno != ENOTSUP) fail();
}

// The file is there, whatever becomes of this.
void draft_file::done(const fs::path& there) noexcept {
  unfinished = nullptr;
  path_.clear();
  const int folder = ::open(folder_of(there).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  ::fsync(folder);
  ::close(folder);
}

}  // namespace tickler::cli
