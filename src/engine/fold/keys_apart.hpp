// The rows that a state keeps for keys of limits and holds by key (engine/state/key_rows.hpp), as a fold begins and forgets them.
// Semantics R140, R141.
#pragma once

#include <string_view>
#include <tickler/export.hpp>

#include "engine/state/state.hpp"

namespace tickler::inline TICKLER_ABI {

// A row for a key that has none, as things stand for no key. False: there is no room.
bool begin_key_row(const compiled_policy& p, state::impl& s, std::string_view key);

// Those that say the same as row 0 from `now` on, and of whose key no run is under way.
void forget_key_rows(const compiled_policy& p, state::impl& s, instant now);

}  // namespace tickler::inline TICKLER_ABI
