// A file of text, read up to a limit.
#pragma once

#include <optional>
#include <string>
#include <tickler/io/load_policy.hpp>

namespace tickler::inline TICKLER_ABI {

// At most one byte more than the limit, which tells that it is too long. None: it cannot be read.
std::optional<std::string> read_text_file(const std::string& path, const text_limits& limits);

std::string too_long_message(std::size_t bytes);

}  // namespace tickler::inline TICKLER_ABI
