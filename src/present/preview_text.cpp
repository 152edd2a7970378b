#include <tickler/io/preview.hpp>

#include "present/phrases.hpp"

namespace tickler::inline TICKLER_ABI {

std::string to_text(const policy& p, const given_up_step& g) {
  const auto& step = p.draft().cadences.at(g.cadence).steps.at(g.step);
  return (step.every ? "missed " : "given up ") + step_name(p, g.cadence, g.step) + of_key(g.key) +
         repetition_text(step, g.repetition);
}

}  // namespace tickler::inline TICKLER_ABI
