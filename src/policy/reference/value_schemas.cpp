#include "policy/reference/value_schemas.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <stdexcept>

#include "mapping/mapping_kinds.hpp"
#include "policy/parse/kinds.hpp"
#include "policy/parse/standard_words.hpp"
#include "policy/reference/json_schema.hpp"
#include "policy/reference/patterns.hpp"
#include "responses/model_kinds.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

using namespace json_schema;

constexpr std::string_view any_text = R"({"type":"string","minLength":1})";
constexpr std::string_view any_scalar = R"({"type":["string","number","boolean"],"minLength":1})";
constexpr std::string_view computed = R"({"type":"string","pattern":"^=[ \\n]*[^ \\n]"})";
constexpr std::string_view flag = R"({"enum":[true,false,"true","false","yes","no"]})";
constexpr std::string_view condition_text = R"({"type":["string","boolean"],"minLength":1})";

std::string word(std::string_view w) { return one_of_words(std::array{w}); }
std::string name() { return ref(kinds::name.name); }
std::string duration() { return ref(kinds::duration.name); }
std::string day() { return matching(patterns::closed_day()); }
std::string whole_number() { return any_of({R"({"type":"integer"})", matching(patterns::whole_number)}); }
std::string step_name() { return matching(std::string(patterns::name) + '/' + std::string(patterns::name)); }
std::string wait() { return matching(patterns::duration()); }
std::string share() { return matching("[0-9]{1,9}([.][0-9])?%"); }
std::string amount() { return any_of({R"({"type":"number","minimum":0})", matching("[0-9]{1,9}([.][0-9]{1,2})?")}); }
std::string inside(const key_doc& k) { return ref(k.kind.inside->name); }

// Editors offer the standard words; a policy may have others.
std::string open_word(const key_doc& k) { return any_of({one_of_words(standard_words(k.kind.name)), name()}); }

// A mapping that is not empty, or one of regions and such.
std::string by_region(const std::string& mapping) {
  const auto some = with(mapping, "minProperties", "1");
  return any_of({some, with(mapping_of(std::string(any_text), some), "minProperties", "1")});
}

bool has_name(const table_doc& table, presence given) {
  return std::any_of(table.keys.begin(), table.keys.end(), [given](const auto& k) { return k.name == "name" && k.given == given; });
}

// A list of parts, or a mapping of names and parts, which then have no name of their own.
std::string listed(const key_doc& k) {
  constexpr std::string_view named = R"(["name"])", unnamed = R"({"required":["name"]})";
  const bool needs_name = has_name(*k.kind.inside, presence::needed_in_lists);
  return any_of({list_of(needs_name ? with(inside(k), "required", named) : inside(k), 0),
                 mapping_of(name(), with(inside(k), "not", unnamed))});
}

std::string mapped_field() {
  auto fields = fields_of_records();
  fields.names.push_back(unused_column);
  std::string member = "x_.*";
  for (const auto group : fields.groups) member += '|' + std::string(group) + "\\..+";
  return any_of({one_of_words(fields.names), matching(member)});
}

struct schema_of_kind {
  value_kind kind;
  std::string (*write)(const key_doc&);
};

const schema_of_kind schemas[] = {
    {kinds::name, [](const key_doc&) { return matching(patterns::name); }},
    {kinds::plain_text, [](const key_doc&) { return std::string(any_scalar); }},
    {kinds::date, [](const key_doc&) { return matching(patterns::date); }},
    {kinds::flag, [](const key_doc&) { return std::string(flag); }},
    {kinds::whole_number, [](const key_doc&) { return whole_number(); }},
    {kinds::repetitions,
     [](const key_doc&) {
       return any_of({whole_number(), word("forever")});
     }},
    {kinds::word, [](const key_doc& k) { return one_of_words(k.words); }},
    {kinds::zone, [](const key_doc&) { return std::string(any_text); }},
    {kinds::calendar_zone,
     [](const key_doc&) {
       return any_of({one_of_words(std::array<std::string_view, 2>{"prospect", "owner"}), std::string(any_text)});
     }},
    {kinds::duration, [](const key_doc&) { return matching(patterns::duration()); }},
    {kinds::length, [](const key_doc&) { return duration(); }},
    {kinds::period,
     [](const key_doc&) {
       return any_of({word("forever"), duration()});
     }},
    {kinds::until,
     [](const key_doc&) {
       return any_of({word("until"), duration()});
     }},
    {kinds::again,
     [](const key_doc&) {
       return any_of({std::string(flag), word("never"), duration()});
     }},
    {kinds::window,
     [](const key_doc&) {
       return any_of({matching(patterns::duration() + "( before)?"), std::string(computed)});
     }},
    {kinds::time_of_day, [](const key_doc&) { return matching("(next +)?" + std::string(patterns::clock)); }},
    {kinds::purpose, open_word},
    {kinds::channels, [](const key_doc& k) { return one_or_list(open_word(k)); }},
    {kinds::purposes, [](const key_doc& k) { return one_or_list(open_word(k)); }},
    {kinds::outcomes, [](const key_doc& k) { return one_or_list(open_word(k)); }},
    {kinds::directions, [](const key_doc& k) { return one_or_list(one_of_words(k.words)); }},
    {kinds::parties, [](const key_doc& k) { return one_or_list(one_of_words(k.words)); }},
    {kinds::contact_kinds, [](const key_doc&) { return one_or_list(name()); }},
    {kinds::calendar_name, [](const key_doc&) { return name(); }},
    {kinds::calendar_names, [](const key_doc&) { return one_or_list(name()); }},
    {kinds::step_names, [](const key_doc&) { return one_or_list(step_name()); }},
    {kinds::words,
     [](const key_doc&) {
       return any_of({name(), list_of(name(), 0)});
     }},
    {kinds::fact_types, [](const key_doc& k) { return mapping_of(name(), one_of_words(k.words)); }},
    {kinds::weekly_hours,
     [](const key_doc&) {
       return by_region(mapping_of(matching(patterns::weekdays()), one_or_list(matching(patterns::hours()))));
     }},
    {kinds::special_hours,
     [](const key_doc&) {
       return by_region(mapping_of(matching(patterns::special_day()), one_or_list(matching(patterns::hours()))));
     }},
    {kinds::closed_days,
     [](const key_doc&) {
       return any_of({day(), list_of(day(), 0), mapping_of(std::string(any_text), any_of({day(), list_of(day(), 0)}))});
     }},
    {kinds::events,
     [](const key_doc& k) {
       return one_or_list(any_of({name(), inside(k)}));
     }},
    {kinds::vocabulary, inside},  // and every other one of the kind `keys`
    {kinds::steps, [](const key_doc& k) { return list_of(inside(k), 1); }},
    {kinds::variants,
     [](const key_doc& k) {
       return any_of({mapping_of(name(), whole_number()), list_of(inside(k), 1)});
     }},
    {kinds::all_calendars, [](const key_doc& k) { return mapping_of(name(), inside(k)); }},
    {kinds::all_channels,
     [](const key_doc& k) {
       return mapping_of(open_word(k), any_of({inside(k), R"({"type":"null"})"}));
     }},
    {kinds::all_events,
     [](const key_doc& k) {
       return mapping_of(name(), any_of({inside(k), ref(k.kind.or_inside->name), list_of(inside(k), 1)}));
     }},
    {kinds::all_cadences, [](const key_doc& k) { return mapping_of(name(), inside(k)); }},
    {kinds::all_limits, [](const key_doc& k) { return mapping_of(name(), inside(k)); }},
    {kinds::all_stages, listed},
    {kinds::all_holds, listed},
    {kinds::all_never, listed},
    {kinds::all_stops,
     [](const key_doc& k) {
       return any_of({name(), inside(k), list_of(any_of({name(), inside(k)}), 0)});
     }},
    {kinds::all_promises, listed},
    {kinds::condition, [](const key_doc&) { return std::string(condition_text); }},
    {kinds::channel, open_word},
    {kinds::outcome, open_word},
    {kinds::step_name,
     [](const key_doc&) {
       return any_of({step_name(), word("none")});
     }},
    {kinds::carried_steps, [](const key_doc&) { return one_or_list(std::string(any_text)); }},
    {kinds::carried_keys, [](const key_doc&) { return one_or_list(std::string(any_scalar)); }},
    {kinds::region, [](const key_doc&) { return std::string(any_text); }},
    {kinds::wall_time, [](const key_doc&) { return matching(patterns::wall_time); }},
    {kinds::wall_time_or_none,
     [](const key_doc&) {
       return any_of({matching(patterns::wall_time), word("none")});
     }},
    {kinds::contact_data, [](const key_doc&) { return mapping_of(std::string(any_text), std::string(any_scalar)); }},
    {kinds::known_facts,
     [](const key_doc&) {
       return mapping_of(name(), any_of({std::string(any_scalar), list_of(std::string(any_scalar), 0)}));
     }},
    {kinds::flags, [](const key_doc& k) { return list_of(one_of_words(k.words), 0); }},
    {kinds::touchpoints, [](const key_doc& k) { return list_of(inside(k), 0); }},
    {kinds::expected_actions, [](const key_doc& k) { return list_of(inside(k), 0); }},
    {kinds::no_actions,
     [](const key_doc& k) {
       return one_or_list(any_of({name(), inside(k)}));
     }},
    {kinds::permissions, [](const key_doc& k) { return list_of(inside(k), 0); }},
    {kinds::moments, [](const key_doc& k) { return list_of(inside(k), 0); }},
    {kinds::all_tests, [](const key_doc& k) { return list_of(inside(k), 0); }},
    {mapping_kinds::title, [](const key_doc&) { return std::string(any_scalar); }},
    {mapping_kinds::target, [](const key_doc&) { return mapped_field(); }},
    {mapping_kinds::channels, [](const key_doc&) { return one_or_list(std::string(any_text)); }},
    {mapping_kinds::words, [](const key_doc&) { return mapping_of(R"({"type":"string"})", std::string(any_scalar)); }},
    {mapping_kinds::formats, [](const key_doc&) { return one_or_list(std::string(any_text)); }},
    {mapping_kinds::likeness, [](const key_doc&) { return one_or_list(std::string(any_text)); }},
    {mapping_kinds::split, [](const key_doc&) { return std::string(any_text); }},
    {mapping_kinds::separator,
     [](const key_doc&) {
       return one_of_words(std::array<std::string_view, 5>{",", ";", "|", "\t", "tab"});
     }},
    {mapping_kinds::instant, [](const key_doc&) { return matching(patterns::instant); }},
    {mapping_kinds::cells, [](const key_doc&) { return one_or_list(R"({"type":["string","number","boolean"]})"); }},
    {mapping_kinds::constants, [](const key_doc&) { return mapping_of(mapped_field(), std::string(any_scalar)); }},
    {mapping_kinds::columns,
     [](const key_doc& k) {
       const auto one = any_of({ref(mapping_kinds::target.name), inside(k)});
       return with(mapping_of(std::string(any_text), one_or_list(one)), "minProperties", "1");
     }},
    {model_kinds::title, [](const key_doc&) { return std::string(any_scalar); }},
    {model_kinds::owner, [](const key_doc&) { return std::string(any_scalar); }},
    {model_kinds::waits,
     [](const key_doc&) {
       return one_or_list(any_of({word("never"), wait()}));
     }},
    {model_kinds::answer_waits, [](const key_doc&) { return one_or_list(wait()); }},
    {model_kinds::outcome_shares,
     [](const key_doc&) { return with(mapping_of(std::string(any_text), share()), "minProperties", "1"); }},
    {model_kinds::share, [](const key_doc&) { return share(); }},
    {model_kinds::amount, [](const key_doc&) { return amount(); }},
    {model_kinds::amounts, [](const key_doc&) { return with(mapping_of(name(), amount()), "minProperties", "1"); }},
    {model_kinds::weekdays, [](const key_doc&) { return matching(patterns::weekdays()); }},
    {model_kinds::one_opening, [](const key_doc&) { return matching(patterns::hours()); }},
    {model_kinds::leave,
     [](const key_doc&) {
       return one_or_list(matching(std::string(patterns::date) + "( *[.][.] *" + std::string(patterns::date) + ")?"));
     }},
    {model_kinds::responses,
     [](const key_doc& k) {
       return mapping_of(matching(std::string(patterns::name) + "(/" + std::string(patterns::name) + ")?"), inside(k));
     }},
    {model_kinds::arrivals, [](const key_doc& k) { return list_of(inside(k), 0); }},
    {model_kinds::owners,
     [](const key_doc& k) { return with(mapping_of(std::string(any_text), inside(k)), "minProperties", "1"); }},
    {mapping_kinds::rows, [](const key_doc& k) { return mapping_of(std::string(any_text), inside(k)); }},
};

}  // namespace

std::string value_schema(const key_doc& key) {
  const auto found =
      std::find_if(std::begin(schemas), std::end(schemas), [&key](const auto& s) { return s.kind.name == key.kind.name; });
  if (found == std::end(schemas)) throw std::logic_error("no schema of the kind " + std::string(key.kind.name));
  return found->write(key);
}

}  // namespace tickler::inline TICKLER_ABI
