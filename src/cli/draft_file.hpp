// A file that is being written beside the one that it is to become; gone again unless it becomes that. One at a time.
#pragma once

#include <csignal>
#include <filesystem>
#include <map>
#include <optional>

namespace tickler::cli {

// Functions that can fail throw std::system_error.
class draft_file {
 public:
  // With the mode of the file there, or a new one's as the process makes them.
  draft_file(const std::filesystem::path& beside, std::optional<mode_t> mode);
  ~draft_file();
  draft_file(const draft_file&) = delete;
  draft_file& operator=(const draft_file&) = delete;

  int descriptor() const noexcept { return file_; }

  // On the disk before it has the name, and then the name, too.
  void replace(const std::filesystem::path& there);
  void become(const std::filesystem::path& absent);  // nothing may be there

 private:
  draft_file() = default;
  void open(const std::filesystem::path& folder, mode_t mode);
  void sync() const;
  void done(const std::filesystem::path& there) noexcept;

  std::filesystem::path path_{};
  int file_ = -1;
  std::map<int, struct sigaction> before_{};  // of the signals that end the process
};

}  // namespace tickler::cli
