// The numbers of what can be wrong with a record. Never reused; explained in examples/records/diagnostics.md.
#pragma once

#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI::record_number {

inline constexpr int invalid_json = 601;
inline constexpr int not_an_object = 602;
inline constexpr int missing_field = 603;
inline constexpr int wrong_type = 604;
inline constexpr int unknown_field = 605;
inline constexpr int duplicate_field = 606;
inline constexpr int bad_instant = 607;
inline constexpr int instant_out_of_range = 608;
inline constexpr int unknown_word = 609;
inline constexpr int unknown_zone = 610;
inline constexpr int bad_fact = 611;
inline constexpr int bad_fact_duration = 612;
inline constexpr int too_many_entries = 613;
inline constexpr int bad_name = 614;
inline constexpr int too_many_steps = 615;
inline constexpr int line_too_long = 616;
inline constexpr int invalid_utf8 = 617;
inline constexpr int nul_byte = 618;
inline constexpr int wrong_number_of_fields = 619;
inline constexpr int bad_header = 620;
inline constexpr int misplaced_quote = 621;
inline constexpr int unterminated_quote = 622;
inline constexpr int unreadable = 623;

// What only a reader of all the records can see.
inline constexpr int duplicate_prospect = 630;
inline constexpr int unknown_prospect = 631;
inline constexpr int too_many_touchpoints = 632;
inline constexpr int undecidable_prospect = 633;

}  // namespace tickler::inline TICKLER_ABI::record_number
