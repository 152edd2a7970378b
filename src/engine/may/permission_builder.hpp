// The answer to "may I?": semantics R133 to R139.
#pragma once

#include <optional>
#include <string_view>
#include <tickler/may.hpp>

#include "engine/decide/workspace.hpp"
#include "engine/state/step_ref.hpp"

namespace tickler::inline TICKLER_ABI {

// Its index among those that the policy declares.
inline constexpr std::size_t undeclared_channel = static_cast<std::size_t>(-1);
std::size_t declared_channel(const compiled_policy& p, channel c);

// The touch that is asked about, looked up.
struct asked_touch {
  touch_words words{};
  std::optional<step_ref> step{};
  std::string_view step_text{}, key{};
  std::size_t declared = undeclared_channel;  // the index of its channel
  bool purpose_is_given = false;
};

// Of a touch that check() has nothing against.
asked_touch look_up(const compiled_policy& p, const proposed_touch& touch);

// Into an answer whose plan has been decided by the same view. A state that is the workspace's own is not what it was afterwards.
// False, and nothing that could be told, where it is more work than a decision may be (R146).
bool permit(const eval_context& v, workspace& space, permission_workspace& own, const asked_touch& touch, bool pushes_back,
            permission& out);

}  // namespace tickler::inline TICKLER_ABI
