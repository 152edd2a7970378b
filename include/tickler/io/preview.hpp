// Writes a timeline: for programs as JSON, what it gives up in words, too. Part of tickler::io.
#pragma once

#include <string>
#include <string_view>
#include <tickler/preview.hpp>
#include <tickler/prospect.hpp>

namespace tickler::inline TICKLER_ABI {

// One JSON object, without the line's end; the fields are those of the README ("Trying a policy").
TICKLER_API std::string to_json(const policy& p, const prospect& who, const timeline& t);

// Why it ends, in words: "unattended: nothing will ever follow".
TICKLER_API std::string_view to_text(timeline_end e);

// In words: "given up answer/send of order-7 (2 of 3)"; with `every`, "missed care/quarterly (no. 4)".
TICKLER_API std::string to_text(const policy& p, const given_up_step& g);

}  // namespace tickler::inline TICKLER_ABI
