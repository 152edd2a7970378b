#include "output_file.hpp"

#include <cerrno>
#include <cstdio>
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

}  // namespace

void write_file(const std::string& name, std::string_view content) { write(name, "wb", content); }
void write_new_file(const std::string& name, std::string_view content) { write(name, "wbx", content); }

}  // namespace tickler::cli
