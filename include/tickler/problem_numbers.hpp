// The numbers of all problems, so that a program can tell them apart: those of diagnostics, of parse_error and of what is thrown.
//
//   for (const auto& d : tickler::check(policy, ada))
//     if (d.number == tickler::record_number::bad_fact) std::cerr << d << '\n';
//
// A number is never reused and never means anything else. People read them as T101; `tickler help T101` says what it is about and
// what to do. What each is about, in tables: examples/policies/diagnostics.md (policies), examples/records/diagnostics.md (records)
// and problems.md beside this header (calls, and what else is read).
#pragma once

#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

// Policies and their tests. 108 is taken.
namespace number {

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
inline constexpr int lost_word = 213;    // a warning: records may have had it, and were read before

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
inline constexpr int never_opens = 311;         // a calendar without an opening
inline constexpr int bad_schedule = 312;        // `every` of no whole dates, from no date, or no longer than the window

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

inline constexpr int nested_count = 430;      // an error: an event from a count of such events, or in a promise
inline constexpr int no_key_runs = 431;       // a warning: a limit or hold by key where no cadence runs for each key
inline constexpr int endless_schedule = 416;  // an error: `every` without a number, and steps after it

// warnings: what is left open, or reads otherwise than it is written
inline constexpr int missing_date = 417;      // `from: until` of a start that may have none
inline constexpr int holds_nothing = 418;     // `for: until` without `else`
inline constexpr int counts_both_ways = 419;  // a limit without a direction
inline constexpr int long_night = 420;        // hours past midnight, more than 12
inline constexpr int odd_region = 421;
inline constexpr int sells_on = 422;        // after a closing event
inline constexpr int nothing_closes = 423;  // though something is bought or declined
inline constexpr int closed_by_start = 424;
inline constexpr int outlasts_expires = 425;  // a limit, or a hold that only delays
inline constexpr int closed_too_long = 426;   // longer than `expires`
inline constexpr int past_days = 427;         // the dated days of a calendar, all of them; asked only with a `now`
inline constexpr int moves_away = 428;        // a closed day that moves from a weekend on which the calendar is open

inline constexpr int utc_getter = 429;  // of a condition: a getter that names no zone

// conditions, and durations that are worked out
inline constexpr int bad_condition = 701;    // what is written is no condition, or names what is not there
inline constexpr int constant_wanted = 702;  // `=` where a duration must be constant
inline constexpr int if_with_expires = 703;

// sizes
inline constexpr int too_many = 501;

// what is read beside a policy: a text alone, a script, a snapshot, a saved state, a calendar file
inline constexpr int bad_instant = 320;
inline constexpr int bad_script = 321;
inline constexpr int bad_snapshot = 322;
inline constexpr int bad_state = 323;
inline constexpr int bad_time_format = 324;  // of a mapping
inline constexpr int bad_touch = 325;        // one that is asked about
inline constexpr int bad_icalendar = 326;    // a calendar file that is to be gone on from
inline constexpr int bad_columns = 327;      // of a table of cases

}  // namespace number

// Records.
namespace record_number {

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
inline constexpr int too_many_names = 615;  // in `step` or `key`
inline constexpr int line_too_long = 616;
inline constexpr int invalid_utf8 = 617;
inline constexpr int nul_byte = 618;
inline constexpr int wrong_number_of_fields = 619;
inline constexpr int bad_header = 620;
inline constexpr int misplaced_quote = 621;
inline constexpr int unterminated_quote = 622;
inline constexpr int unreadable = 623;
inline constexpr int key_twice = 624;

// What only a reader of all the records can see.
inline constexpr int duplicate_prospect = 630;
inline constexpr int unknown_prospect = 631;
inline constexpr int too_many_touchpoints = 632;
inline constexpr int undecidable_prospect = 633;
inline constexpr int undeclared_fact = 634;   // a warning
inline constexpr int unneeded_contact = 635;  // a warning: no channel needs the kind
inline constexpr int too_many_words = 636;    // distinct combinations of words
inline constexpr int other_channel = 637;     // than the touchpoint of the same id
inline constexpr int other_prospect = 638;    // than the one of the case

// The exports of other programs.
inline constexpr int other_separator = 640;      // a warning: than a comma
inline constexpr int title_in_other_case = 641;  // a warning
inline constexpr int unlisted_value = 642;       // that a mapping does not list
inline constexpr int changed_id = 643;           // no whole number, where ids are
inline constexpr int no_opt_outs = 644;          // a warning: contacts without a column of them
inline constexpr int unnamed_opt_outs = 645;     // a column that looks like opt-outs, and that a mapping does not name
inline constexpr int undated_opt_outs = 646;     // of an export whose time nobody says

}  // namespace record_number

// Calls that cannot be meant (misuse, error.hpp).
namespace misuse_number {

inline constexpr int empty_policy = 801;
inline constexpr int moved_from = 802;        // a book, an evaluator
inline constexpr int other_vocabulary = 803;  // words, histories, books, states of another one than the policy's
inline constexpr int other_policy = 804;      // a state, decision, action, reason or explanation of another one
inline constexpr int other_prospect = 805;    // a state or action of another one
inline constexpr int other_decision = 806;    // an action of another one
inline constexpr int no_such_prospect = 807;  // no prospect of the book has that number
inline constexpr int undecided = 808;         // the evaluation was stopped
inline constexpr int out_of_time = 809;       // an instant outside 1970 to 2037, or an `until` outside the years 1 to 9999
inline constexpr int out_of_order = 810;      // before what it must not be before
inline constexpr int bad_size = 811;          // a text, list or number that is empty, too long or negative
inline constexpr int no_word = 812;           // a name that can be none, or an enumerator that is none
inline constexpr int too_many = 813;          // words, prospects, touchpoints: more than fit
inline constexpr int there_already = 814;     // a prospect, touchpoint or task of that id
inline constexpr int other_id = 815;          // a prospect without an id, or replaced by one of another
inline constexpr int not_writable = 816;      // no policy file can say it, no snapshot can hold it
inline constexpr int bad_calendar = 817;      // or a calendar, duration or condition that cannot be computed with
inline constexpr int no_such_touchpoint = 818;
inline constexpr int twice = 819;          // in a list that has each once: a touchpoint's keys
inline constexpr int opt_outs_lost = 820;  // of contacts, read where nobody takes them
inline constexpr int unaskable = 821;      // a proposed touch that check() refuses

}  // namespace misuse_number

}  // namespace tickler::inline TICKLER_ABI
