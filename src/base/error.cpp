#include <tickler/error.hpp>
#include <tickler/parse_result.hpp>

namespace tickler::inline TICKLER_ABI {

namespace {

std::string with_number(std::string_view what, int number) { return std::string(what) + " [T" + std::to_string(number) + ']'; }

}  // namespace

misuse::misuse(int number, std::string_view what) : error(number, with_number(what, number)) {}

text_error::text_error(parse_error found)
    : error(found.number, with_number(found.message, found.number)), found_(std::move(found)) {}

void throw_error(const parse_error& error) { throw text_error(error); }

}  // namespace tickler::inline TICKLER_ABI
