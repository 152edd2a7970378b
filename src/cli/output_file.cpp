#include "cli/output_file.hpp"

#include <cerrno>
#include <fstream>
#include <stdexcept>
#include <system_error>

namespace tickler::cli {

void write_file(const std::string& name, std::string_view content) {
  errno = 0;
  std::ofstream file(name, std::ios::binary);
  file << content;
  if (!file.flush()) throw std::runtime_error(name + ": " + std::generic_category().message(errno));
}

}  // namespace tickler::cli
