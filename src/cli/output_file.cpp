#include "output_file.hpp"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <system_error>

namespace tickler::cli {

namespace {

void write(const std::string& name, const char* mode, std::string_view content) {
  errno = 0;
  std::FILE* file = std::fopen(name.c_str(), mode);
  const bool is_written = file != nullptr && std::fwrite(content.data(), 1, content.size(), file) == content.size();
  const bool is_closed = file != nullptr && std::fclose(file) == 0;
  if (!is_written || !is_closed) throw std::runtime_error(name + ": " + std::generic_category().message(errno));
}

void write_to(const std::string& name, const std::string& shown, const std::function<void(std::ostream&)>& write) {
  errno = 0;
  std::ofstream file(name, std::ios::binary);
  if (file) write(file);
  if (!file.flush()) throw std::runtime_error(shown + ": " + std::generic_category().message(errno));
}

}  // namespace

void write_file(const std::string& name, std::string_view content) { write(name, "wb", content); }
void write_new_file(const std::string& name, std::string_view content) { write(name, "wbx", content); }

void replace_file(const std::string& name, const std::function<void(std::ostream&)>& write) {
  std::error_code none;
  const auto there = std::filesystem::symlink_status(name, none);
  if (std::filesystem::exists(there) && !std::filesystem::is_regular_file(there)) return write_to(name, name, write);
  const auto part = name + ".part";
  try {
    write_to(part, name, write);
    std::filesystem::rename(part, name);
  } catch (...) {
    std::remove(part.c_str());
    throw;
  }
}

}  // namespace tickler::cli
