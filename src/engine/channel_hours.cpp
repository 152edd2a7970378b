#include <algorithm>
#include <tickler/decision.hpp>

#include "base/internal_access.hpp"
#include "engine/state/resolved_prospect.hpp"
#include "model/prospect_viewer.hpp"

namespace tickler::inline TICKLER_ABI {

std::optional<open_hours> hours_of(const policy& p, const prospect& who, channel on) {
  const auto& compiled = impl_of(p);
  const auto& declared = p.draft().channels;
  prospect_viewer view;
  const auto found = find_prospect(compiled, view(who, {.contacts = false, .facts = false}));
  if (found.who.where == nullptr) return std::nullopt;
  const auto is_it = [&](const channel_draft& c) { return p.words().find<channel>(*c.name) == on; };
  const auto at = std::find_if(declared.begin(), declared.end(), is_it);
  if (at == declared.end()) return open_hours{};
  return found.who.where->hours(compiled.hours_of_channels[static_cast<std::size_t>(at - declared.begin())]);
}

}  // namespace tickler::inline TICKLER_ABI
