// The numbers of diagnostics. A number is never reused; examples/policies/diagnostics.md has a line for each. 108 is taken.
#pragma once

#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI::number {

// the text and its structure
inline constexpr int unknown_key = 101;
inline constexpr int wrong_shape = 102;  // text where a list is wanted, a list where text is wanted, ...
inline constexpr int no_value = 103;     // nothing where a value is wanted
inline constexpr int missing_key = 104;
inline constexpr int wrong_value = 105;   // not a number, not true or false, none of the words that the key takes
inline constexpr int not_together = 107;  // keys that exclude one another
inline constexpr int not_utf8 = 110;
inline constexpr int control_character = 111;
inline constexpr int not_yaml = 112;
inline constexpr int anchor_or_alias = 113;
inline constexpr int tag = 114;
inline constexpr int merge_key = 115;
inline constexpr int duplicate_key = 116;
inline constexpr int second_document = 117;
inline constexpr int empty_text = 118;
inline constexpr int unreadable_file = 119;
inline constexpr int text_too_long = 120;  // bytes of the file
inline constexpr int nested_too_deep = 121;
inline constexpr int too_many_parts = 122;  // events of the YAML stream
inline constexpr int scalar_too_long = 123;

// names and words
inline constexpr int bad_name = 201;
inline constexpr int duplicate_name = 202;
inline constexpr int unknown_channel = 203;
inline constexpr int unknown_purpose = 204;
inline constexpr int unknown_outcome = 205;
inline constexpr int reserved_word = 206;       // an own word that is standard already, or means something else
inline constexpr int undeclared_channel = 207;  // a step's channel that `channels` does not list
inline constexpr int stands_alone = 208;        // `start` or `internal` beside other channels
inline constexpr int undefined_event = 209;
inline constexpr int undefined_calendar = 210;
inline constexpr int undefined_step = 211;
inline constexpr int unused_name = 212;  // a warning

// time
inline constexpr int bad_duration = 301;
inline constexpr int unknown_zone = 302;
inline constexpr int bad_hours = 303;
inline constexpr int bad_weekdays = 304;
inline constexpr int bad_closed_day = 305;
inline constexpr int bad_time_of_day = 306;
inline constexpr int business_missing = 307;    // business units, but no `business:` calendar
inline constexpr int business_forbidden = 308;  // business units in a constant
inline constexpr int window_order = 309;        // not after <= within <= at_latest
inline constexpr int bad_before = 310;          // `before` without `from: until`, or with business units
inline constexpr int never_opens = 311;         // a calendar without an opening in two years

// cadences, limits, holds
inline constexpr int out_of_range = 401;
inline constexpr int repeat_needs_after = 402;
inline constexpr int again_with_per = 403;
inline constexpr int else_without_until = 404;  // a hold's `else` beside a `for` that is a duration
inline constexpr int stuck_step = 405;          // a warning: no `expires`, and every channel needs contact data
inline constexpr int idle_limit = 406;          // a warning: a limit that holds no step back

// warnings: what can hardly be meant
inline constexpr int never_true = 407;        // a condition
inline constexpr int always_true = 408;       // likewise
inline constexpr int unreachable_step = 409;  // after one that repeats forever
inline constexpr int never_starts = 410;      // a cadence that what ends all contact would start
inline constexpr int never_kept = 411;        // hours or a deadline that a calendar or limit always breaks
inline constexpr int crowded_out = 412;       // a deadline below a cadence that can use up its limit
inline constexpr int stops_on_opt_out = 413;
inline constexpr int shared_needs = 414;  // of two channels
inline constexpr int idle_allowance = 415;

// conditions, and durations that are worked out
inline constexpr int bad_condition = 701;    // what is written is no condition, or names what is not there
inline constexpr int constant_wanted = 702;  // `=` where a duration must be constant
inline constexpr int if_with_expires = 703;

// sizes
inline constexpr int too_many = 501;

}  // namespace tickler::inline TICKLER_ABI::number
