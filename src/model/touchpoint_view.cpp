#include <tickler/touchpoint_view.hpp>

namespace tickler::inline TICKLER_ABI {

touchpoint owned(const touchpoint_view& t) {
  return {.at = t.at,
          .words = t.words,
          .until = t.until,
          .steps = {t.steps.begin(), t.steps.end()},
          .keys = {t.keys.begin(), t.keys.end()},
          .id = std::string(t.id),
          .address = std::string(t.address)};
}

}  // namespace tickler::inline TICKLER_ABI
