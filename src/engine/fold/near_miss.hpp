// Which touchpoints carried out nothing although one field short: what would have come of each with that field.
//
// The rule of what carries out a step is not written again here. The touchpoint is taken in once more, with the one field as a step
// would have it, on a copy of the state before it; and if a step is carried out by that, the field is what it lacked. So it is
// asked of whatever the rules may be, names and `done` events included.
//
//   email, no direction        once more, outbound: carries out answer/send       direction
//   email, outbound, promote   once more, for no purpose: carries out answer/send  purpose
//
// Cost: nothing for kinds of touchpoints that no field could help; for the others, where a run is under way, a copy of the state
// and for those that have done nothing a second fold of that one touchpoint.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <tickler/explain.hpp>
#include <unordered_map>
#include <vector>

#include "engine/fold/fold_workspace.hpp"
#include "engine/state/resolved_prospect.hpp"
#include "engine/state/state.hpp"
#include "engine/state/touch.hpp"

namespace tickler::inline TICKLER_ABI {

class near_miss_finder {
 public:
  explicit near_miss_finder(const compiled_policy& p) : p_(p) {}

  // Whether a touchpoint of this kind can be one field short at all, whatever it names.
  bool may_miss(const touch_row& row) { return !others_of(row).empty(); }

  // Before it is taken in: keeps the state, if it may turn out to be one.
  void remember(const touch& t, const state::impl& before);

  struct found {
    missing_field field{};
    run at{};                // at the repetition that would have been carried out
    std::string_view key{};  // the run's; good until the next state is kept
  };
  using is_over = std::function<bool(const run&, std::string_view key)>;
  // Of the touchpoint that the state was kept for, when it has carried out nothing. One without a direction that has done anything
  // else `may_be_hers`: then that is not what it lacks. A run that it has `ended` would not have gone on either. The workspace has
  // the facts of the prospect.
  std::optional<found> find(const resolved_prospect& who, const touch& t, fold_workspace& space, bool may_be_hers,
                            const is_over& ended);

 private:
  struct other_kind {
    missing_field field{};
    touch_row row{};
  };
  using other_kinds = std::vector<std::unique_ptr<other_kind>>;

  const other_kinds& others_of(const touch_row& row);
  void add_other(other_kinds& list, missing_field field, const touch_row& row, const touch_words& words) const;
  bool is_moved_by(const other_kind& other, const touch& t, const state::impl& s) const;

  const compiled_policy& p_;
  std::unordered_map<touch_kind, other_kinds> others_{};  // of each kind met: with one field as a step would have it
  bool has_before_ = false;
  state::impl before_{}, after_{};
  std::vector<run> done_{};
};

}  // namespace tickler::inline TICKLER_ABI
