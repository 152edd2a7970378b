#include "cli/mcp/watched_file.hpp"

#include <algorithm>
#include <fstream>

namespace tickler::cli::mcp {

namespace {

constexpr std::uintmax_t kept_bytes = 4096, most_added = std::uintmax_t{64} << 20;

std::int64_t nanoseconds(const timespec& t) { return std::int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec; }

// As many of the bytes as there are.
std::string bytes_of(std::istream& in, std::uintmax_t from, std::uintmax_t count) {
  std::string bytes(static_cast<std::size_t>(count), '\0');
  in.clear();
  in.seekg(static_cast<std::streamoff>(from));
  in.read(bytes.data(), static_cast<std::streamsize>(count));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  return bytes;
}

}  // namespace

watched_file::stamp watched_file::now() const {
  struct stat s {};
  if (::stat(name_.c_str(), &s) != 0) return {};
  return {true, s.st_dev, s.st_ino, s.st_size, nanoseconds(s.st_mtim), nanoseconds(s.st_ctim)};
}

bool watched_file::look() {
  const auto found = now();
  if (found == seen_) return false;
  seen_ = found;
  return true;
}

void watched_file::has_been_read(std::uintmax_t bytes) {
  std::ifstream in(name_, std::ios::binary);
  taken_ = bytes;
  read_ = seen_;
  const auto kept = std::min(bytes, kept_bytes);
  head_ = bytes_of(in, 0, kept);
  end_ = bytes_of(in, bytes - kept, kept);
}

std::optional<std::string> watched_file::added() {
  const auto size = static_cast<std::uintmax_t>(seen_.size);
  const bool is_same = seen_.is_there && seen_.device == read_.device && seen_.number == read_.number;
  if (!is_same || size <= taken_ || size - taken_ > most_added) return std::nullopt;
  std::ifstream in(name_, std::ios::binary);
  if (bytes_of(in, 0, head_.size()) != head_ || bytes_of(in, taken_ - end_.size(), end_.size()) != end_) return std::nullopt;
  auto lines = bytes_of(in, taken_, size - taken_);
  const bool are_whole = (end_.empty() || end_.back() == '\n') && lines.size() == size - taken_ && lines.back() == '\n';
  if (!are_whole) return std::nullopt;
  has_been_read(size);
  return lines;
}

}  // namespace tickler::cli::mcp
