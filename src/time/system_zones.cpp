#include "time/system_zones.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <system_error>

#include "base/name.hpp"
#include "time/zone_name.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

constexpr const char* folder = "/usr/share/zoneinfo/";
constexpr std::size_t most_bytes = 1u << 20;  // the largest has 4 KiB

class open_file {
 public:
  explicit open_file(const std::string& path) : number_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  open_file(const open_file&) = delete;
  open_file& operator=(const open_file&) = delete;
  ~open_file() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const noexcept { return number_; }

 private:
  int number_;
};

[[noreturn]] void fail(int error) { throw std::runtime_error(std::generic_category().message(error)); }

std::string all_of(const open_file& file) {
  std::string bytes;
  for (char piece[4'096];;) {
    const auto n = ::read(file.number(), piece, sizeof piece);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) fail(errno);
    if (n == 0) return bytes;
    bytes.append(piece, static_cast<std::size_t>(n));
    if (bytes.size() > most_bytes) throw std::runtime_error("its file is of more than a megabyte");
  }
}

std::string first_line_of(const char* name) {
  std::ifstream in(std::string(folder) + name);
  std::string line;
  std::getline(in, line);
  return line;
}

struct closing {
  void operator()(DIR* open) const noexcept { ::closedir(open); }
};

// Those that begin so: "" or "America/". Not by std::filesystem, whose iterators end the process where memory does.
void add_zone_names(const std::string& begin, std::vector<std::string>& names) {
  const std::unique_ptr<DIR, closing> open(::opendir((folder + begin).c_str()));
  while (const auto* entry = open ? ::readdir(open.get()) : nullptr) {
    const auto name = begin + entry->d_name;
    struct stat about {};
    if (!may_be_zone(name) || ::lstat((folder + name).c_str(), &about) != 0) continue;
    if (S_ISDIR(about.st_mode))
      add_zone_names(name + '/', names);
    else
      names.push_back(name);
  }
}

}  // namespace

std::optional<std::string> read_system_zone(std::string_view name) {
  const open_file file(std::string(folder).append(name));
  if (file.number() < 0) {
    if (errno != ENOENT && errno != ENOTDIR) fail(errno);
    if (::access(folder, F_OK) == 0) return std::nullopt;
    throw std::runtime_error(std::string("the system has no time-zone files in ") + folder + " (package tzdata)");
  }
  struct stat about {};
  if (::fstat(file.number(), &about) != 0) fail(errno);
  if (!S_ISREG(about.st_mode)) return std::nullopt;  // a folder: "Europe"
  return all_of(file);
}

std::vector<std::string> system_zone_names() {
  std::vector<std::string> names;
  add_zone_names("", names);
  std::sort(names.begin(), names.end());
  return names;
}

std::string system_zone_version() {
  constexpr std::string_view before = "# version ";
  if (const auto line = first_line_of("tzdata.zi"); line.starts_with(before) && is_release(line.substr(before.size())))
    return line.substr(before.size());
  const auto line = first_line_of("+VERSION");
  return is_release(line) ? line : "unknown";
}

}  // namespace tickler::inline TICKLER_ABI
