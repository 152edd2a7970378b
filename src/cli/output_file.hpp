// Small files, each written in one go. Throws std::runtime_error, saying why it cannot be written.
#pragma once

#include <string>
#include <string_view>

namespace tickler::cli {

void write_file(const std::string& name, std::string_view content);
void write_new_file(const std::string& name, std::string_view content);  // one that is there already is left as it is, and refused

}  // namespace tickler::cli
