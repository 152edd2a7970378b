// A small file, written in one go.
#pragma once

#include <string>
#include <string_view>

namespace tickler::cli {

// Throws std::runtime_error, saying why it cannot be written.
void write_file(const std::string& name, std::string_view content);

}  // namespace tickler::cli
