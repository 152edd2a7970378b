#include <tickler/version.hpp>

namespace tickler {

std::string_view version() noexcept { return TICKLER_VERSION; }

}  // namespace tickler
