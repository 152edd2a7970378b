// Text from outside, shown in a message.
#pragma once

#include <string>
#include <string_view>

namespace tickler {

// In single quotes, on one line and not longer than a line: what is no printable ASCII as `\xNN`, the rest after 64 bytes as `...`.
std::string quoted(std::string_view text);

}  // namespace tickler
