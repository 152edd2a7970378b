// The parts of messages that reading and checking share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tickler {

// The word of an untrusted author, made fit for one line: 'word', cut after 64 bytes (never within a character), control characters
// as \x0a.
std::string quoted(std::string_view word);

// ", did you mean 'phone'?"; empty where there is no hint.
std::string hint(std::string_view nearest_name);

// "a step needs 'channel'"
std::string missing_message(std::string_view whose, std::string_view key);

// "'repeat' is 1 to 1000, not 5000"
std::string range_message(std::string_view what, std::int64_t least, std::int64_t most, std::string_view found);

}  // namespace tickler
