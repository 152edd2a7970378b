// The kinds of values that the keys of a policy take.
#pragma once

#include <tickler/export.hpp>

#include "policy/parse/key_docs.hpp"
#include "policy/parse/reader.hpp"

namespace tickler::inline TICKLER_ABI::kinds {

inline constexpr value_kind name{"name", "a name"};
inline constexpr value_kind plain_text{"text", "text"};
inline constexpr value_kind date{"date", "a date such as 2026-11-28"};
inline constexpr value_kind flag{"flag", "true or false, or yes or no"};
inline constexpr value_kind whole_number{"whole_number", "a whole number"};
inline constexpr value_kind repetitions{"repetitions", "a whole number or 'forever'"};
inline constexpr value_kind word{"word", "a word"};
inline constexpr value_kind zone{"zone", "a time zone such as Europe/London"};
inline constexpr value_kind calendar_zone{"calendar_zone", "prospect, owner, or a time zone such as Europe/London"};
inline constexpr value_kind region{"region", "a region"};
inline constexpr value_kind duration{"duration", "a duration such as '3 days'"};
inline constexpr value_kind period{"period", "a duration such as '7 days', or 'forever'"};
inline constexpr value_kind length{"length", "a duration such as '3 days' or '2 business days'"};
inline constexpr value_kind until{"until", "a duration such as '7 days', or 'until'"};
inline constexpr value_kind again{"again", "yes, no, never, or a duration such as '90 days'"};
inline constexpr value_kind window{"window", "a duration such as '3 days', '24 hours before', or '= prospect.transit'"};
inline constexpr value_kind time_of_day{"time_of_day", "a time of day such as 09:15, or 'next 09:15'"};
inline constexpr value_kind purpose{"purpose", "a purpose"};
inline constexpr value_kind channels{"channels", "a channel or a list of channels"};
inline constexpr value_kind purposes{"purposes", "a purpose or a list of purposes"};
inline constexpr value_kind outcomes{"outcomes", "an outcome or a list of outcomes"};
inline constexpr value_kind directions{"directions", "outbound, inbound, internal, or a list of those"};
inline constexpr value_kind parties{"parties", "prospect, referrer, colleague, anyone, or a list of those"};
inline constexpr value_kind contact_kinds{"contact_kinds", "a kind of contact or a list of kinds"};
inline constexpr value_kind calendar_name{"calendar_name", "the name of a calendar"};
inline constexpr value_kind calendar_names{"calendar_names", "the name of a calendar or a list of names"};
inline constexpr value_kind step_names{"step_names", "a step, as cadence/step, or a list of steps"};
inline constexpr value_kind words{"words", "a list of words"};
inline constexpr value_kind fact_types{"fact_types", "a mapping of facts and their types"};
inline constexpr value_kind weekly_hours{"weekly_hours", "a mapping of weekdays and hours, such as mon-fri: 09:00-18:00"};
inline constexpr value_kind special_hours{"special_hours", "a mapping of days and hours, such as 12-24: 09:00-12:00"};
inline constexpr value_kind hours{"hours", "hours such as 09:00-18:00, or a list of them"};
inline constexpr value_kind closed_days{"closed_days", "a list of days, or a mapping of regions and days"};
inline constexpr value_kind days{"days", "a day such as 12-25, or a list of days"};
inline constexpr value_kind events{"events", "an event, a pattern, or a list of those", &pattern_doc};
inline constexpr value_kind patterns{"patterns", "a pattern such as {outcome: met}, or a list of patterns", &pattern_doc};
inline constexpr value_kind vocabulary{"keys", "a mapping of keys", &vocabulary_doc};
inline constexpr value_kind step_do{"keys", "a mapping of keys", &do_doc};
inline constexpr value_kind when_late{"keys", "a mapping of keys", &when_late_doc};
inline constexpr value_kind never_do{"keys", "a mapping of keys", &never_do_doc};
inline constexpr value_kind steps{"steps", "a list of steps, each after a dash", &step_doc};
inline constexpr value_kind variants{"variants", "a mapping of names and weights, or a list of variants", &variant_doc};
inline constexpr value_kind all_calendars{
    "calendars", "a mapping of names and calendars, such as office: {open: {mon-fri: 09:00-18:00}}", &calendar_doc};
inline constexpr value_kind all_channels{"all_channels", "a mapping of channels, such as email: {needs: email}", &channel_doc};
inline constexpr value_kind all_events{"all_events", "a mapping of names and events, such as met: {outcome: met}", &pattern_doc,
                                       &count_doc};
inline constexpr value_kind all_cadences{
    "cadences", "a mapping of names and cadences, such as answer: {starts: asked, steps: [...]}", &cadence_doc};
inline constexpr value_kind all_limits{
    "limits", "a mapping of names and limits, such as calls: {count: {channel: phone}, at_most: 3, per: 7 days}", &limit_doc};
inline constexpr value_kind all_stages{"stages", "a list of stages", &stage_doc};
inline constexpr value_kind all_holds{"holds", "a list of holds", &hold_doc};
inline constexpr value_kind all_never{"never", "a list of things never to do", &never_doc};
inline constexpr value_kind all_stops{"stops", "an event or a list of stops", &stop_doc};
inline constexpr value_kind all_promises{"promises", "a list of promises", &promise_doc};
inline constexpr value_kind condition{"condition", "a condition such as stage == 'visibility'"};

// Of tests.
inline constexpr value_kind channel{"one_channel", "a channel"};
inline constexpr value_kind outcome{"one_outcome", "an outcome"};
inline constexpr value_kind step_name{"step_name", "a step, as cadence/step"};
inline constexpr value_kind carried_steps{"carried_steps", "a step, as cadence/step or an action's id, or a list of up to 16"};
inline constexpr value_kind carried_keys{"carried_keys", "text, or a list of up to 16 texts"};
inline constexpr value_kind wall_time{"wall_time", "a time such as 2026-03-02 10:00, on the prospect's clock"};
inline constexpr value_kind wall_time_or_none{"wall_time_or_none", "a time such as 2026-03-02 10:00, or none"};
inline constexpr value_kind contact_data{"contact_data", "a mapping of kinds of contact and texts"};
inline constexpr value_kind known_facts{"known_facts", "a mapping of facts and values"};
inline constexpr value_kind flags{"flags", "a list of flags"};
inline constexpr value_kind given{"keys", "a mapping of keys", &given_doc};
inline constexpr value_kind touchpoints{"touchpoints", "a list of touchpoints", &touchpoint_doc};
inline constexpr value_kind expect{"keys", "a mapping of keys", &expect_doc};
inline constexpr value_kind expected_actions{"expected_actions", "a list of actions", &expected_action_doc};
inline constexpr value_kind no_actions{"no_actions", "a channel, the fields of an action, or a list of those",
                                       &expected_action_doc};
inline constexpr value_kind permissions{"permissions", "a list of touches, such as [{channel: phone, verdict: go}]",
                                        &expected_permission_doc};
inline constexpr value_kind moments{"moments", "a list of moments", &moment_doc};
inline constexpr value_kind all_tests{"tests", "a list of tests", &test_doc};

}  // namespace tickler::inline TICKLER_ABI::kinds
