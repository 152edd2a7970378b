// Writes a timeline for programs. Part of tickler::io.
#pragma once

#include <string>
#include <tickler/preview.hpp>
#include <tickler/prospect.hpp>

namespace tickler::inline TICKLER_ABI {

// One JSON object, without the line's end; the fields are those of the README ("Trying a policy").
TICKLER_API std::string to_json(const policy& p, const prospect& who, const timeline& t);

}  // namespace tickler::inline TICKLER_ABI
