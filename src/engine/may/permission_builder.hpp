// The answer to "may I?": semantics R140 to R146.
#pragma once

#include <optional>
#include <string_view>
#include <tickler/may.hpp>

#include "engine/decide/workspace.hpp"
#include "engine/state/step_ref.hpp"

namespace tickler::inline TICKLER_ABI {

// The touch that is asked about, looked up.
struct asked_touch {
  touch_words words{};
  std::optional<step_ref> step{};
  std::string_view step_text{}, key{};
  static constexpr std::size_t undeclared = static_cast<std::size_t>(-1);
  std::size_t declared = undeclared;  // its channel's index; internal: none
  bool purpose_is_given = false;
};

// Of a touch that check() has nothing against.
asked_touch look_up(const compiled_policy& p, const proposed_touch& touch);

// Into an answer whose plan has been decided by the same view.
void permit(const eval_context& v, workspace& space, permission_workspace& own, const asked_touch& touch, bool pushes_back,
            permission& out);

}  // namespace tickler::inline TICKLER_ABI
