#include <tickler/io/preview.hpp>

#include "present/phrases.hpp"

namespace tickler::inline TICKLER_ABI {

std::string_view to_text(timeline_end e) {
  switch (e) {
    case timeline_end::closed:
      return "closed: nothing is left to do";
    case timeline_end::stopped:
      return "stopped: no more contact";
    case timeline_end::unattended:
      return "unattended: nothing will ever follow";
    case timeline_end::blocked:
      return "blocked: what should be done cannot";
    case timeline_end::invalid:
      return "invalid: the record cannot be used";
    case timeline_end::awaiting:
      return "waits for an event that does not come";
    case timeline_end::going_on:
      return "still going on";
    case timeline_end::too_long:
      return "too long to show";
  }
  return {};
}

std::string to_text(const policy& p, const given_up_step& g) {
  const auto& step = p.draft().cadences.at(g.cadence).steps.at(g.step);
  return (step.every ? "missed " : "given up ") + step_name(p, g.cadence, g.step) + of_key(g.key) +
         repetition_text(step, g.repetition);
}

}  // namespace tickler::inline TICKLER_ABI
