// The keys of the policy language: for each part of a draft, the keys in the order of the manual, what each takes, and the members
// that hold it. Whatever goes through all keys goes by these lists: the checks (validate/), the fingerprint
// (compile/fingerprint.cpp) and what is said of two policies (analysis/diff/). A member that is not listed does not compile.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tickler/policy.hpp>
#include <tickler/policy_draft.hpp>
#include <tuple>
#include <type_traits>

#include "base/member_count.hpp"
#include "policy/symbol_table.hpp"

namespace tickler::inline TICKLER_ABI {

namespace takes {

struct deaf {};       // changes no decision
struct unchecked {};  // but perhaps by the rules of its part

struct value : unchecked {};
struct place : deaf, unchecked {};  // no key: where the part is written
struct note : deaf, unchecked {};   // a text for people or for the application

struct name {};
struct title : name, deaf {};   // of what nothing refers to; may be empty
struct channel_name : name {};  // a word
struct policy_name {};

struct channels {};
struct purposes {};
struct outcomes {};
struct choices {};  // each once
struct zone {};
struct contact_kinds {};
struct calendars {};  // their names
struct steps {};      // their names, as cadence/step

struct events {
  bool needed = false;
};
struct patterns {};
struct condition {
  condition_place where;
};

struct constant {                // a duration without business time
  std::string_view absent = {};  // how the language says that there is none
};
struct length {};       // a duration, in business time too
struct whole_dates {};  // a duration of days, weeks and months
struct flag {           // written as this word, or not at all
  std::string_view word;
};
struct window {};  // any duration, or one that is worked out
struct number {
  std::int64_t least, most;
};
struct count {};  // from 1 to what the limits of policies allow

struct vocabulary {};
struct forbidden {};  // channels and purposes

struct part {};  // with keys of its own
struct parts {
  std::string_view whose;                           // "steps in one cadence"
  std::size_t policy_limits::*most_allowed = {};    // none: as many as there are
  std::size_t most = static_cast<std::size_t>(-1);  // whatever is allowed
};
struct promises : deaf, parts {};

}  // namespace takes

template <class Takes>
inline constexpr bool decides = !std::is_base_of_v<takes::deaf, Takes>;

template <class Takes>
inline constexpr bool is_key = !std::is_base_of_v<takes::name, Takes> && !std::is_base_of_v<takes::place, Takes>;

template <class Takes, class Part, class... Members>
struct field {
  using part_type = Part;

  std::string_view key;  // empty: not written as a key
  Takes takes;
  std::tuple<Members Part::*...> members;

  constexpr field(std::string_view k, Takes t, Members Part::*... m) : key(k), takes(t), members(m...) {}

  // Calls see(values...) with those of the part.
  template <class P, class See>
  constexpr decltype(auto) of(P& part, See&& see) const {
    return std::apply([&](auto... member) -> decltype(auto) { return see(part.*member...); }, members);
  }
};

template <class... Field>
struct fields {
  std::string_view whose;  // "a step"
  std::tuple<Field...> list;

  constexpr explicit fields(std::string_view w, Field... f) : whose(w), list(f...) {}

  static constexpr std::size_t members = (std::tuple_size_v<decltype(Field::members)> + ...);
  static constexpr std::size_t keys = (is_key<decltype(Field::takes)> + ...);
};

template <class Part>
inline constexpr auto fields_of = nullptr;

template <class Part>
concept with_fields = !std::is_same_v<decltype(fields_of<Part>), const std::nullptr_t>;

// Calls visit(field, values...) for each key of the part, its name and the place where it is written.
template <class Part, class Visit>
constexpr void for_each_field(Part& part, Visit&& visit) {
  constexpr const auto& all = fields_of<std::remove_const_t<Part>>;
  static_assert(std::remove_cvref_t<decltype(all)>::members == member_count<std::remove_const_t<Part>>(),
                "a member is not in the list of fields");
  std::apply([&](const auto&... each) { (each.of(part, [&](auto&... values) { visit(each, values...); }), ...); }, all.list);
}

// Without its name and place.
template <class Part, class Visit>
constexpr void for_each_key(Part& part, Visit&& visit) {
  for_each_field(part, [&](const auto& each, auto&... values) {
    if constexpr (is_key<decltype(each.takes)>) visit(each, values...);
  });
}

template <>
inline constexpr auto fields_of<pattern_draft> = fields{
    "a pattern",
    field{"channel", takes::channels{}, &pattern_draft::channels},
    field{"direction", takes::choices{}, &pattern_draft::directions},
    field{"purpose", takes::purposes{}, &pattern_draft::purposes},
    field{"outcome", takes::outcomes{}, &pattern_draft::outcomes},
    field{"with", takes::choices{}, &pattern_draft::with},
    field{"if", takes::condition{condition_place::touch}, &pattern_draft::condition},
    field{"", takes::place{}, &pattern_draft::at},
};

template <>
inline constexpr auto fields_of<fact_draft> = fields{
    "a fact",
    field{"", takes::name{}, &fact_draft::name},
    field{"", takes::value{}, &fact_draft::type},
};

template <>
inline constexpr auto fields_of<calendar_draft> = fields{
    "a calendar",
    field{"", takes::name{}, &calendar_draft::name},
    field{"open", takes::value{}, &calendar_draft::hours},
    field{"closed", takes::value{}, &calendar_draft::closed},
    field{"special", takes::value{}, &calendar_draft::special},
    field{"zone", takes::zone{}, &calendar_draft::whose, &calendar_draft::zone},
    field{"cite", takes::note{}, &calendar_draft::cite},
    field{"as_of", takes::note{}, &calendar_draft::as_of},
};

template <>
inline constexpr auto fields_of<channel_draft> = fields{
    "a channel",
    field{"", takes::channel_name{}, &channel_draft::name},
    field{"needs", takes::contact_kinds{}, &channel_draft::needs},
    field{"calendar", takes::calendars{}, &channel_draft::calendars},
};

template <>
inline constexpr auto fields_of<event_count_draft> = fields{
    "an event from a count",
    field{"count", takes::events{.needed = true}, &event_count_draft::of},
    field{"at_least", takes::number{1, 64}, &event_count_draft::at_least},
    field{"within", takes::length{}, &event_count_draft::within},
    field{"", takes::place{}, &event_count_draft::at},
};

template <>
inline constexpr auto fields_of<event_draft> = fields{
    "an event",
    field{"", takes::name{}, &event_draft::name},
    field{"", takes::patterns{}, &event_draft::any_of},
    field{"", takes::part{}, &event_draft::count},
};

template <>
inline constexpr auto fields_of<stage_draft> = fields{
    "a stage",
    field{"name", takes::name{}, &stage_draft::name},
    field{"from", takes::events{.needed = true}, &stage_draft::from},
};

template <>
inline constexpr auto fields_of<when_late_draft> = fields{
    "'when_late'",
    field{"purpose", takes::purposes{}, &when_late_draft::purpose},
    field{"template", takes::note{}, &when_late_draft::template_name},
    field{"note", takes::note{}, &when_late_draft::note},
    field{"", takes::place{}, &when_late_draft::at},
};

template <>
inline constexpr auto fields_of<variant_draft> = fields{
    "a variant",
    field{"name", takes::name{}, &variant_draft::name},
    field{"weight", takes::number{1, 1'000'000}, &variant_draft::weight},
};

template <>
inline constexpr auto fields_of<step_draft> = fields{
    "a step",
    field{"id", takes::name{}, &step_draft::name},
    field{"channel", takes::value{}, &step_draft::channels},
    field{"purpose", takes::purposes{}, &step_draft::purpose},
    field{"to", takes::value{}, &step_draft::to},
    field{"template", takes::note{}, &step_draft::template_name},
    field{"note", takes::note{}, &step_draft::note},
    field{"from", takes::value{}, &step_draft::from},
    field{"after", takes::window{}, &step_draft::after, &step_draft::after_is_before, &step_draft::computed_after},
    field{"within", takes::window{}, &step_draft::within, &step_draft::within_is_before, &step_draft::computed_within},
    field{"at_latest", takes::window{}, &step_draft::at_latest, &step_draft::at_latest_is_before, &step_draft::computed_at_latest},
    field{"at", takes::value{}, &step_draft::at, &step_draft::at_next},
    field{"apart", takes::length{}, &step_draft::apart},
    field{"calendar", takes::calendars{}, &step_draft::calendars},
    field{"clock", takes::value{}, &step_draft::clock},
    field{"every", takes::whole_dates{}, &step_draft::every},
    field{"repeat", takes::value{}, &step_draft::repeat},
    field{"if", takes::condition{condition_place::step}, &step_draft::condition},
    field{"done", takes::events{}, &step_draft::done},
    field{"expires", takes::length{}, &step_draft::expires},
    field{"when_late", takes::part{}, &step_draft::when_late},
    field{"variants", takes::parts{.whose = "variants", .most = 1'000}, &step_draft::variants},
};

template <>
inline constexpr auto fields_of<again_draft> = fields{
    "'again'",
    field{"", takes::value{}, &again_draft::when, &again_draft::wait},
    field{"", takes::place{}, &again_draft::at},
};

template <>
inline constexpr auto fields_of<cadence_draft> = fields{
    "a cadence",
    field{"", takes::name{}, &cadence_draft::name},
    field{"starts", takes::events{.needed = true}, &cadence_draft::starts},
    field{"ends", takes::events{}, &cadence_draft::ends},
    field{"restart", takes::value{}, &cadence_draft::restart},
    field{"again", takes::value{}, &cadence_draft::again},
    field{"per", takes::value{}, &cadence_draft::per},
    field{"if", takes::condition{condition_place::run}, &cadence_draft::condition},
    field{"priority", takes::number{0, 1'000}, &cadence_draft::priority},
    field{"steps", takes::parts{"steps in one cadence", &policy_limits::steps}, &cadence_draft::steps},
};

template <>
inline constexpr auto fields_of<limit_draft> = fields{
    "a limit",
    field{"", takes::name{}, &limit_draft::name},
    field{"count", takes::events{.needed = true}, &limit_draft::count},
    field{"at_most", takes::count{}, &limit_draft::at_most},
    field{"per", takes::constant{.absent = "forever"}, &limit_draft::per},
    field{"by", takes::flag{"key"}, &limit_draft::by_key},
    field{"except", takes::steps{}, &limit_draft::except},
    field{"while", takes::condition{condition_place::rule}, &limit_draft::condition},
    field{"cite", takes::note{}, &limit_draft::cite},
    field{"as_of", takes::note{}, &limit_draft::as_of},
};

template <>
inline constexpr auto fields_of<hold_draft> = fields{
    "a hold",
    field{"name", takes::title{}, &hold_draft::name},
    field{"on", takes::events{.needed = true}, &hold_draft::on},
    field{"for", takes::constant{.absent = "until"}, &hold_draft::lasts},
    field{"else", takes::constant{}, &hold_draft::otherwise},
    field{"channels", takes::channels{}, &hold_draft::channels},
    field{"lifted_by", takes::events{}, &hold_draft::lifted_by},
    field{"by", takes::flag{"key"}, &hold_draft::by_key},
    field{"except", takes::steps{}, &hold_draft::except},
    field{"while", takes::condition{condition_place::rule}, &hold_draft::condition},
    field{"deadlines", takes::flag{"run"}, &hold_draft::deadlines_run},
    field{"cite", takes::note{}, &hold_draft::cite},
    field{"as_of", takes::note{}, &hold_draft::as_of},
    field{"", takes::place{}, &hold_draft::at},
};

template <>
inline constexpr auto fields_of<never_draft> = fields{
    "a 'never' rule",
    field{"name", takes::title{}, &never_draft::name},
    field{"do", takes::forbidden{}, &never_draft::channels, &never_draft::purposes},
    field{"while", takes::condition{condition_place::rule}, &never_draft::condition},
    field{"cite", takes::note{}, &never_draft::cite},
    field{"as_of", takes::note{}, &never_draft::as_of},
    field{"", takes::place{}, &never_draft::at},
};

template <>
inline constexpr auto fields_of<stop_draft> = fields{
    "a stop",
    field{"name", takes::title{}, &stop_draft::name},
    field{"on", takes::events{.needed = true}, &stop_draft::on},
    field{"channels", takes::channels{}, &stop_draft::channels},
    field{"lifted_by", takes::events{}, &stop_draft::lifted_by},
    field{"cite", takes::note{}, &stop_draft::cite},
    field{"as_of", takes::note{}, &stop_draft::as_of},
    field{"", takes::place{}, &stop_draft::at},
};

template <>
inline constexpr auto fields_of<promise_draft> = fields{
    "a promise",
    field{"name", takes::name{}, &promise_draft::name},
    field{"after", takes::value{}, &promise_draft::after},
    field{"expect", takes::value{}, &promise_draft::expect},
    field{"never", takes::value{}, &promise_draft::never},
    field{"unless", takes::value{}, &promise_draft::unless},
    field{"within", takes::value{}, &promise_draft::within},
    field{"for", takes::value{}, &promise_draft::lasts},
    field{"at_most", takes::value{}, &promise_draft::at_most},
    field{"of", takes::value{}, &promise_draft::of},
    field{"per", takes::value{}, &promise_draft::per},
    field{"always", takes::value{}, &promise_draft::what},
    field{"cite", takes::note{}, &promise_draft::cite},
    field{"as_of", takes::note{}, &promise_draft::as_of},
    field{"", takes::place{}, &promise_draft::at},
};

template <>
inline constexpr auto fields_of<policy_draft> = fields{
    "a policy",
    field{"", takes::place{}, &policy_draft::file},
    field{"policy", takes::policy_name{}, &policy_draft::name},
    field{"revision", takes::value{}, &policy_draft::revision},
    field{"zone", takes::zone{}, &policy_draft::zone},
    field{"business", takes::calendars{}, &policy_draft::business},
    field{"vocabulary", takes::vocabulary{}, &policy_draft::own_channels, &policy_draft::own_purposes, &policy_draft::own_outcomes},
    field{"facts", takes::parts{"facts"}, &policy_draft::facts},
    field{"calendars", takes::parts{"calendars", &policy_limits::calendars}, &policy_draft::calendars},
    field{"channels", takes::parts{"channels", &policy_limits::channels}, &policy_draft::channels},
    field{"events", takes::parts{"events", &policy_limits::events}, &policy_draft::events},
    field{"stages", takes::parts{"stages", &policy_limits::stages}, &policy_draft::stages},
    field{"cadences", takes::parts{"cadences", &policy_limits::cadences}, &policy_draft::cadences},
    field{"limits", takes::parts{"limits", &policy_limits::limits}, &policy_draft::limits},
    field{"holds", takes::parts{"holds", &policy_limits::holds}, &policy_draft::holds},
    field{"never", takes::parts{"'never' rules", &policy_limits::never}, &policy_draft::never},
    field{"stops", takes::parts{"stops", &policy_limits::stops}, &policy_draft::stops},
    field{"closes", takes::events{}, &policy_draft::closes},
    field{"promises", takes::promises{{}, {"promises", &policy_limits::promises}}, &policy_draft::promises},
};

// A part that has what a file means where it leaves a key out, beside what it says of this one.
template <class Part>
Part unwritten(const Part&) {
  return {};
}
inline step_draft unwritten(const step_draft& s) { return {.repeat = s.every ? repeat_forever : 1}; }

}  // namespace tickler::inline TICKLER_ABI
