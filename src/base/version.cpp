#include <tickler/version.hpp>

namespace tickler::inline TICKLER_ABI {

std::string_view version() noexcept { return TICKLER_VERSION; }

}  // namespace tickler::inline TICKLER_ABI
