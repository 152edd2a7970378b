// Files that a command writes. Throws std::runtime_error, saying why one cannot be written.
#pragma once

#include <functional>
#include <ostream>
#include <string>
#include <string_view>

namespace tickler::cli {

// Small ones, each in one go.
void write_file(const std::string& name, std::string_view content);
void write_new_file(const std::string& name, std::string_view content);  // one that is there already is left as it is, and refused

// One that is there already is replaced once the new one is whole: it may be what this one is made from.
void replace_file(const std::string& name, const std::function<void(std::ostream&)>& write);

}  // namespace tickler::cli
