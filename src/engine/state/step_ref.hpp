// How touchpoints name steps: "cadence/step", or an action's id "cadence/step#repetition@start+ordinal~key".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tickler/instant.hpp>

#include "policy/program/program.hpp"

namespace tickler::inline TICKLER_ABI {

struct step_ref {
  std::uint16_t cadence = 0, step = 0;
  bool is_action_id = false;  // an id: the rest counts
  std::uint32_t repetition = 0;
  instant start{};
  std::uint16_t ordinal = 0;
  std::string_view encoded_key{};
};

// Nothing for names that the policy does not know, and for texts that are no such name.
std::optional<step_ref> find_step(const compiled_policy& p, std::string_view text);

std::string to_text(const compiled_policy& p, const step_ref& name, std::string_view key);

// Does the percent-encoded text mean this key?
bool means_key(std::string_view encoded, std::string_view key) noexcept;

}  // namespace tickler::inline TICKLER_ABI
