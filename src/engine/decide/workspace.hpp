// What answering one question after the other needs, made once and used again: the inside of tickler::evaluator. One for each
// thread. Its `path` says by which way histories are taken in; tests choose it by name, and hold the ways against each other.
#pragma once

#include <optional>
#include <tickler/export.hpp>
#include <vector>

#include "base/internal_access.hpp"
#include "engine/fold/bulk_fold.hpp"
#include "engine/fold/near_miss.hpp"
#include "engine/rules/constraint.hpp"
#include "engine/rules/decision_context.hpp"
#include "model/prospect_viewer.hpp"

namespace tickler::inline TICKLER_ABI {

struct workspace {
  fold_workspace fold{};
  decide_workspace decide{};
  state folded{};  // where nobody keeps it
  prospect_viewer view{};
  fold_path path = fold_path::bulk;
};

// Of one that is asked about proposed touches (engine/may).
struct permission_workspace {
  std::vector<constraint> constraints{};
  limit_ledger limits{};
  state after{};    // the touch, where the state before it is kept by somebody
  decision plan{};  // after it
};

struct evaluator::impl : workspace {
  explicit impl(tickler::policy p) : policy(std::move(p)) {}
  tickler::policy policy;
  std::optional<near_miss_finder> misses{};  // made when it is first asked to explain
  permission_workspace permissions{};

  // As far as the policy reads it.
  prospect_view view_of(const prospect& who) {
    const auto& p = impl_of(policy);
    return view(who, {.contacts = !p.contact_kinds.empty(), .facts = !p.facts.empty()});
  }
};

}  // namespace tickler::inline TICKLER_ABI
