// A file that others write to while it is used: whether it has changed, and what was written behind what has been read of it.
#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace tickler::cli::mcp {

class watched_file {
 public:
  explicit watched_file(std::string name) : name_(std::move(name)) {}

  const std::string& name() const noexcept { return name_; }

  // Whether it is another one than when this was asked last.
  bool look();

  bool has_changed() const { return !(seen_ == read_); }  // since it was read, as it was when it was looked at

  // So many bytes of it have been read from its beginning.
  void has_been_read(std::uintmax_t bytes);

  // The whole lines behind these, which then have been read, too. Nothing if it has not just grown by them: a file is taken to have
  // grown if it is the same to the system and still has what stood around the beginning and the end of what was read.
  std::optional<std::string> added();

 private:
  struct stamp {
    bool is_there = false;
    dev_t device{};
    ino_t number{};
    std::int64_t size = 0, written_ns = 0, changed_ns = 0;
    friend bool operator==(const stamp&, const stamp&) = default;
  };
  stamp now() const;

  std::string name_;
  stamp seen_{};
  stamp read_{};  // as it was seen when it was read
  std::uintmax_t taken_ = 0;
  std::string head_{}, end_{};  // the first and the last bytes of what was read
};

}  // namespace tickler::cli::mcp
