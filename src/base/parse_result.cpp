#include <stdexcept>
#include <tickler/parse_result.hpp>

namespace tickler::inline TICKLER_ABI {

void throw_error(const parse_error& error) { throw std::invalid_argument(error.message); }

}  // namespace tickler::inline TICKLER_ABI
