// The JSON Schema of each kind of value. Every scalar of a policy is text; an editor has already made numbers and flags of those
// that look so, and is told to take both.
#pragma once

#include <string>
#include <tickler/export.hpp>

#include "policy/parse/key_docs.hpp"

namespace tickler::inline TICKLER_ABI {

// Throws std::logic_error for a kind without one.
std::string value_schema(const key_doc& key);

}  // namespace tickler::inline TICKLER_ABI
