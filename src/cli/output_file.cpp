#include "output_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "descriptor_stream.hpp"
#include "draft_file.hpp"

namespace tickler::cli {

namespace {

namespace fs = std::filesystem;

// An open file.
class descriptor {
 public:
  explicit descriptor(int number) : number_(number) {
    if (number < 0) throw std::system_error(errno, std::generic_category());
  }
  ~descriptor() { ::close(number_); }
  descriptor(const descriptor&) = delete;
  descriptor& operator=(const descriptor&) = delete;

  operator int() const noexcept { return number_; }

 private:
  int number_;
};

// Where a name leads.
struct target {
  fs::path path{};                  // no link, but /proc/self/fd/1: what such a link reads as need not be a path
  std::optional<int> own_number{};  // of the file that this process has open there
  std::optional<struct stat> there{};

  bool is_regular() const noexcept { return !own_number && there && S_ISREG(there->st_mode); }
};

bool is_link(const fs::path& file) {
  std::error_code none;
  return fs::is_symlink(fs::symlink_status(file, none));
}

// "/proc/7/fd/1" in process 7: 1
std::optional<int> own_number(const fs::path& link) {
  if (fs::canonical(link.parent_path()) != fmt::format("/proc/{}/fd", ::getpid())) return std::nullopt;
  return std::stoi(link.filename());
}

target target_of(const std::string& name) {
  if (name == "-") return {.path = name, .own_number = STDOUT_FILENO};
  constexpr int most_links = 40;  // as Linux has it
  target found{.path = name};
  for (int links = 0; is_link(found.path); ++links) {
    if (links == most_links) throw std::system_error(ELOOP, std::generic_category());
    found.path = fs::absolute(found.path);
    if (found.own_number = own_number(found.path); found.own_number) return found;
    found.path = found.path.parent_path() / fs::read_symlink(found.path);
  }
  if (struct stat there{}; ::stat(found.path.c_str(), &there) == 0) found.there = there;
  return found;
}

void check_kind(const std::string& name, const fs::path& file, const file_kind& kind) {
  constexpr std::size_t enough = 4'096;
  std::string begin(enough, '\0');
  const auto size = ::read(descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC)), begin.data(), begin.size());
  if (size < 0) throw std::system_error(errno, std::generic_category());
  begin.resize(static_cast<std::size_t>(size));
  if (!begin.empty() && !kind.is_begun_by(begin))
    throw std::runtime_error(fmt::format("{}: is there already, and is not {}: it was left as it is", name, kind.name));
}

void check(const std::string& name, const target& found, const file_kind& kind) {
  if (found.own_number) return;
  if (!found.there && is_link(name))
    throw std::runtime_error(fmt::format("{}: a link to {}, which is not there", name, found.path.string()));
  if (found.there && S_ISDIR(found.there->st_mode)) throw std::system_error(EISDIR, std::generic_category());
  if (found.is_regular()) check_kind(name, found.path, kind);
}

void write_into(int file, const std::function<void(std::ostream&)>& write) {
  descriptor_stream out(file);
  write(out);
  if (!out.flush()) throw std::system_error(out.error(), std::generic_category());
}

// What the system says of a file, said of the one that was named.
template <class Do>
auto told_of(const std::string& name, Do&& something) {
  try {
    return something();
  } catch (const std::system_error& error) {
    throw std::runtime_error(name + ": " + error.code().message());
  }
}

}  // namespace

void write_new_file(const std::string& name, std::string_view content) {
  told_of(name, [&] {
    draft_file draft(name, std::nullopt);
    write_into(draft.descriptor(), [content](std::ostream& out) { out << content; });
    draft.become(name);
  });
}

void check_replaceable(const std::string& name, const file_kind& kind) {
  told_of(name, [&] { check(name, target_of(name), kind); });
}

void replace_file(const std::string& name, const file_kind& kind, const std::function<void(std::ostream&)>& write) {
  told_of(name, [&] {
    const auto found = target_of(name);
    check(name, found, kind);
    if (found.own_number) return write_into(*found.own_number, write);
    if (found.there && !found.is_regular()) return write_into(descriptor(::open(found.path.c_str(), O_WRONLY | O_CLOEXEC)), write);
    draft_file draft(found.path, found.there ? std::optional(found.there->st_mode) : std::nullopt);
    write_into(draft.descriptor(), write);
    draft.replace(found.path);
  });
}

bool is_standard_output(const std::string& name) {
  return told_of(name, [&] { return target_of(name).own_number == STDOUT_FILENO; });
}

}  // namespace tickler::cli
