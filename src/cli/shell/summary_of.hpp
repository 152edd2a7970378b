// What shells show beside a word: the help's beginning.
#pragma once

#include <string>

namespace tickler::cli::shell {

inline std::string summary_of(const std::string& help) { return help.substr(0, help.find(';')); }

}  // namespace tickler::cli::shell
