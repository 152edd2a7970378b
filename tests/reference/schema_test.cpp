#include <simdjson.h>

#include <boost/test/unit_test.hpp>
#include <iostream>
#include <string>
#include <tickler/io/policy_manual.hpp>
#include <tickler/io/policy_tests.hpp>
#include <vector>

#include "placements.hpp"
#include "support/files.hpp"
#include "support/loading.hpp"
#include "validator.hpp"

namespace {

// A part of a policy that is wrong in its structure, what the validator says of it among other things, and what the reader says.
struct broken_part {
  const char* name;
  const char* section;
  const char* value;  // added to the section of a policy that is well
  const char* verdict;
  const char* number;
};

const broken_part broken_parts[] = {
    {"an unknown key of a test", "tests", "[{name: a, now: 2026-03-02 10:00, expect: {status: active}, given_: {}}]",
     "/tests/0 additionalProperties", "[T101]"},
    {"a test without what it expects", "tests", "[{name: a, now: 2026-03-02 10:00}]", "/tests/0 required", "[T104]"},
    {"a test that expects nothing", "tests", "[{name: a, now: 2026-03-02 10:00, expect: {}}]", "/tests/0/expect minProperties",
     "[T104]"},
    {"a touchpoint without time", "tests",
     "[{name: a, touchpoints: [{channel: email}], now: 2026-03-02 10:00, expect: {status: active}}]",
     "/tests/0/touchpoints/0 required", "[T104]"},
    {"no time", "tests", "[{name: a, now: 2 March, expect: {status: active}}]", "/tests/0/now pattern", "[T607]"},
    {"a wrong status", "tests", "[{name: a, now: 2026-03-02 10:00, expect: {status: bored}}]", "/tests/0/expect/status enum",
     "[T105]"},
    {"a wrong flag of an action", "tests", "[{name: a, now: 2026-03-02 10:00, expect: {some: [{flags: [slow]}]}}]",
     "/tests/0/expect/some/0/flags/0 enum", "[T105]"},
    {"one action for a list", "tests", "[{name: a, now: 2026-03-02 10:00, expect: {actions: {step: answer/send}}}]",
     "/tests/0/expect/actions type", "[T102]"},
    {"tests by name", "tests", "{a: {now: 2026-03-02 10:00, expect: {status: active}}}", "/tests type", "[T102]"},
    {"an unknown section", "zebra", "1", " additionalProperties", "[T101]"},
    {"an unknown key of a cadence", "cadences", "{it: {starts: asked, begins: asked, steps: [{id: a, do: {channel: email}}]}}",
     "/cadences/it additionalProperties", "[T101]"},
    {"an unknown key of a step", "cadences", "{it: {starts: asked, steps: [{id: a, do: {channel: email}, witin: 1 day}]}}",
     "/cadences/it/steps/0 additionalProperties", "[T101]"},
    {"an unknown key of a pattern", "events", "{it: {chanel: phone}}", "/events/it additionalProperties", "[T101]"},
    {"an unknown key in a list of patterns", "events", "{it: [{outcome: met}, {chanel: phone}]}",
     "/events/it/1 additionalProperties", "[T101]"},
    {"an unknown kind of own words", "vocabulary", "{directions: [sideways]}", "/vocabulary additionalProperties", "[T101]"},
    {"a text where a mapping is wanted", "limits", "many", "/limits type", "[T102]"},
    {"a list where a mapping is wanted", "limits", "[{count: asked, at_most: 1, per: 1 day}]", "/limits type", "[T102]"},
    {"a mapping where a list is wanted", "cadences", "{it: {starts: asked, steps: {id: a, do: {channel: email}}}}",
     "/cadences/it/steps type", "[T102]"},
    {"a mapping where text is wanted", "business", "{name: office}", "/business type", "[T102]"},
    {"a number where keys are wanted", "cadences", "{it: 3}", "/cadences/it type", "[T102]"},
    {"nothing where steps are wanted", "cadences", "{it: {starts: asked, steps: }}", "/cadences/it/steps type", "[T103]"},
    {"no step", "cadences", "{it: {starts: asked, steps: []}}", "/cadences/it/steps minItems", "[T103]"},
    {"no channel", "cadences", "{it: {starts: asked, steps: [{id: a, do: {channel: []}}]}}",
     "/cadences/it/steps/0/do/channel minItems", "[T103]"},
    {"an empty text", "never", "[{do: {channel: phone}, while: ''}]", "/never/0/while minLength", "[T103]"},
    {"no hours", "calendars", "{it: {open: {}}}", "/calendars/it/open minProperties", "[T102]"},
    {"a cadence without start", "cadences", "{it: {steps: [{id: a, do: {channel: email}}]}}", "/cadences/it required", "[T104]"},
    {"a step without what to do", "cadences", "{it: {starts: asked, steps: [{id: a}]}}", "/cadences/it/steps/0 required", "[T104]"},
    {"a step that does nothing", "cadences", "{it: {starts: asked, steps: [{id: a, do: {}}]}}", "/cadences/it/steps/0/do required",
     "[T104]"},
    {"nothing that is never done", "never", "[{do: {}}]", "/never/0/do minProperties", "[T104]"},
    {"nothing that changes when it is late", "cadences",
     "{it: {starts: asked, steps: [{id: a, do: {channel: email}, when_late: {}}]}}", "/cadences/it/steps/0/when_late minProperties",
     "[T104]"},
    {"a limit without number", "limits", "{it: {count: asked, per: 1 day}}", "/limits/it required", "[T104]"},
    {"a stage without name", "stages", "[{from: met}]", "/stages/2 required", "[T104]"},
    {"a hold without end", "holds", "[{on: met}]", "/holds/0 required", "[T104]"},
    {"a promise of nothing", "promises", "[{name: it}]", "/promises/0 oneOf", "[T104]"},
    {"a promise of two things", "promises", "[{name: it, always: respected, at_most: 1}]", "/promises/0 oneOf", "[T107]"},
    {"a promise without what calls for it", "promises", "[{name: it, expect: answered}]", "/promises/0 dependentRequired",
     "[T104]"},
    {"a promise without a time", "promises", "[{name: it, expect: answered, after: asked}]", "/promises/0 dependentRequired",
     "[T104]"},
    {"a key of another form of promise", "promises", "[{name: it, always: respected, per: 1 day}]", "/promises/0 dependentRequired",
     "[T107]"},
    {"a key of other forms of promise", "promises", "[{name: it, at_most: 1, of: asked, within: 1 day}]", "/promises/0 anyOf",
     "[T107]"},
    {"two names of a hold", "holds", "{it: {name: that, on: met, for: 1 day}}", "/holds/it not", "[T107]"},
    {"a wrong word", "cadences", "{it: {starts: asked, steps: [{id: a, do: {channel: email}, from: prevoius}]}}",
     "/cadences/it/steps/0/from enum", "[T105]"},
    {"a wrong direction", "events", "{it: {direction: [inbound, outwards]}}", "/events/it/direction/1 enum", "[T105]"},
    {"a wrong party", "events", "{it: {with: everybody}}", "/events/it/with enum", "[T105]"},
    {"a wrong type of fact", "facts", "{it: number}", "/facts/it enum", "[T105]"},
    {"a wrong flag", "cadences", "{it: {starts: asked, restart: 1, steps: [{id: a, do: {channel: email}}]}}",
     "/cadences/it/restart enum", "[T105]"},
    {"a flag in another language", "cadences", "{it: {starts: asked, restart: ja, steps: [{id: a, do: {channel: email}}]}}",
     "/cadences/it/restart enum", "[T105]"},
    {"a number that is not whole", "limits", "{it: {count: asked, at_most: 1.5, per: 1 day}}", "/limits/it/at_most type", "[T105]"},
    {"a number in words", "limits", "{it: {count: asked, at_most: three, per: 1 day}}", "/limits/it/at_most pattern", "[T105]"},
    {"a wrong number of times", "cadences",
     "{it: {starts: asked, steps: [{id: a, do: {channel: email}, after: 1 day, repeat: always}]}}",
     "/cadences/it/steps/0/repeat pattern", "[T105]"},
    {"no name", "cadences", "{Follow-Up: {starts: asked, steps: [{id: a, do: {channel: email}}]}}", "/cadences propertyNames",
     "[T201]"},
    {"no name of a step", "cadences", "{it: {starts: asked, steps: [{id: 1st, do: {channel: email}}]}}",
     "/cadences/it/steps/0/id pattern", "[T201]"},
    {"no word", "cadences", "{it: {starts: asked, steps: [{id: a, do: {channel: email, purpose: Check In}}]}}",
     "/cadences/it/steps/0/do/purpose pattern", "[T204]"},
    {"no step of a cadence", "limits", "{it: {count: asked, at_most: 1, per: 1 day, except: send}}", "/limits/it/except pattern",
     "[T211]"},
    {"a bad duration", "holds", "[{on: met, for: 3 dayz}]", "/holds/0/for pattern", "[T301]"},
    {"a duration without unit", "holds", "[{on: met, for: 3}]", "/holds/0/for type", "[T301]"},
    {"a duration with fraction", "cadences", "{it: {starts: asked, steps: [{id: a, do: {channel: email}, within: 1.5 hours}]}}",
     "/cadences/it/steps/0/within pattern", "[T301]"},
    {"a duration that is worked out from nothing", "cadences",
     "{it: {starts: asked, steps: [{id: a, do: {channel: email}, within: '= '}]}}", "/cadences/it/steps/0/within pattern",
     "[T102]"},
    {"a constant that is worked out", "cadences",
     "{it: {starts: asked, steps: [{id: a, do: {channel: email}, expires: = prospect.transit}]}}",
     "/cadences/it/steps/0/expires pattern", "[T702]"},
    {"hours with a point", "calendars", "{it: {open: {mon: 9.00-18.00}}}", "/calendars/it/open/mon pattern", "[T303]"},
    {"hours in a list", "calendars", "{it: {open: {mon: [09:00-12:00, 13-18]}}}", "/calendars/it/open/mon/1 pattern", "[T303]"},
    {"a long weekday", "calendars", "{it: {open: {monday: 09:00-18:00}}}", "/calendars/it/open propertyNames", "[T304]"},
    {"a date turned round", "calendars", "{it: {open: {mon: 09:00-18:00}, closed: [24.12.]}}", "/calendars/it/closed/0 pattern",
     "[T305]"},
    {"a region's date turned round", "calendars", "{it: {open: {mon: 09:00-18:00}, closed: {US: 4/7}}}",
     "/calendars/it/closed/US pattern", "[T305]"},
    {"a time of one digit", "cadences", "{it: {starts: asked, steps: [{id: a, do: {channel: email}, at: 9:15}]}}",
     "/cadences/it/steps/0/at pattern", "[T306]"},
};

struct written_part {
  const char* name;
  const char* section;
  const char* value;
};

// Other ways to write what the shipped policies write.
const written_part other_ways[] = {
    {"a test with all that may be given", "tests",
     "[{name: a, given: {id: ada, zone: UTC, contact: {phone: 1}, facts: {local: true, tags: [a, b]}}, touchpoints: [], now: "
     "2026-03-02T10:00:30+01:00, expect: {nothing: phone, next_change: none}, then: [{now: 2026-03-02 10:00:30, expect: {nothing: "
     "[email, {purpose: inform}]}}]}]"},
    {"an action with none of this and that", "tests",
     "[{name: a, now: 2026-03-02 10:00, expect: {some: [{channel: none, purpose: none, at_latest: none, behind: none, repetition: "
     "0, flags: []}]}}]"},
    {"numbers and flags in quotes", "cadences",
     R"({it: {starts: asked, restart: "true", priority: "70", steps: [{id: a, do: {channel: email}}]}})"},
    {"flags as conditions", "never", "[{do: {channel: phone}, while: true}]"},
    {"a note of a number", "cadences", "{it: {starts: asked, steps: [{id: a, do: {channel: email, note: 42}}]}}"},
    {"a channel without keys", "channels", "{sms: }"},
    {"a channel of the policy's own", "vocabulary", "{channels: fax}"},
    {"no own words", "vocabulary", "{channels: []}"},
    {"promises by name", "promises", "{polite: {always: respected}}"},
    {"promises with all their keys", "promises",
     "[{name: a, expect: answered, after: asked, within: 1 day, unless: upset}, {name: b, never: asked, after: upset, for: 1 day},"
     " {name: c, never: asked, after: upset}, {name: d, always: next_action, within: 1 day, unless: upset}]"},
    {"holds by name", "holds", "{away: {on: met, for: until}}"},
    {"one stop", "stops", "upset"},
    {"one stop of a channel", "stops", "{on: upset, channels: phone}"},
    {"a list of stops", "stops", "[upset, {on: met, lifted_by: asked}]"},
    {"variants by name", "cadences",
     "{it: {starts: asked, steps: [{id: a, do: {channel: email}, variants: {short: 2, long: \"1\"}}]}}"},
    {"events and patterns in a list", "closes", "[decided, {outcome: met}]"},
    {"short units", "holds", "[{on: met, for: 1d 4h}]"},
    {"a unit of two words", "cadences",
     "{it: {starts: {outcome: scheduled}, steps: [{id: a, do: {channel: email}, from: until, after: 2 calendar  days before}]}}"},
    {"a duration that is worked out", "cadences",
     "{it: {starts: asked, steps: [{id: a, do: {channel: email}, within: \"= has(prospect.transit) ? prospect.transit : "
     "duration('48h')\"}]}}"},
    {"a night", "calendars", "{it: {open: {fri-mon: [22:00-06:00, 12:00-24:00]}, closed: \"mon[last] may\"}}"},
    {"a yearly day and a date", "calendars", "{it: {open: {daily: 00:00-24:00}, closed: {US: 12-25, all: [2026-12-24]}}}"},
};

std::string text_of(const written_part& p) { return placements::policy_adding(p.section, p.value); }
std::string text_of(const broken_part& p) { return placements::policy_adding(p.section, p.value); }

std::vector<std::filesystem::path> files_in(const char* folder, std::string_view ending) {
  std::vector<std::filesystem::path> files;
  for (const auto& f : std::filesystem::directory_iterator(support::source_dir() / folder))
    if (f.path().extension() == ending) files.push_back(f.path());
  std::sort(files.begin(), files.end());
  return files;
}

// Of the policy and of its tests.
std::vector<tickler::diagnostic> all_diagnostics(const std::string& policy) {
  const auto loaded = loading::load(policy);
  auto all = loaded.diagnostics();
  if (!loaded) return all;
  const auto more = tickler::load_policy_tests(policy, "p.yaml", loaded.value()).all_diagnostics();
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

struct named_text {
  std::string name, text;
};

void add_policies_of_scenarios(std::vector<named_text>& all) {
  constexpr std::string_view begin = "\n--- policy\n", end = "\n--- ";
  for (const auto& file : files_in("tests/scenarios/data", ".scenario")) {
    const auto text = support::content_of(file);
    const auto at = text.find(begin);
    if (at != text.npos)
      all.push_back({file.filename(), text.substr(at + begin.size(), text.find(end, at + 1) - at - begin.size())});
  }
}

std::vector<named_text> sound_policies() {
  std::vector<named_text> all;
  for (const auto& file : files_in("examples/policies", ".yaml")) all.push_back({file.filename(), support::content_of(file)});
  for (const auto& p : placements::all()) all.push_back({p.path, p.policy});
  for (const auto& p : other_ways) all.push_back({p.name, text_of(p)});
  add_policies_of_scenarios(all);
  return all;
}

// What the validator says of each, in one go: the sound ones, then the broken parts.
const std::vector<std::string>& verdicts() {
  static const auto found = [] {
    std::vector<std::string> texts;
    for (const auto& p : sound_policies()) texts.push_back(p.text);
    for (const auto& p : broken_parts) texts.push_back(text_of(p));
    return validator::verdicts(tickler::policy_schema(), texts);
  }();
  return found;
}

// Among others: of several ways to write a value, the validator says of each what is wrong.
bool says(const std::string& verdict, const std::string& wanted) {
  return ("; " + verdict + ';').find("; " + wanted + ';') != verdict.npos;
}

boost::test_tools::assertion_result validator_is_there(boost::unit_test::test_unit_id) {
  if (!validator::missing().empty()) std::cout << "skipped: " << validator::missing() << '\n';
  return validator::missing().empty();
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_schema_is_json_and_has_the_keys_of_a_policy_in_its_root) {
  simdjson::dom::parser parser;
  const simdjson::dom::element schema = parser.parse(tickler::policy_schema()).value();
  std::vector<std::string> keys, known;
  for (const auto& property : simdjson::dom::object(schema["properties"].get_object().value())) keys.emplace_back(property.key);
  for (const auto& k : tickler::policy_doc.keys) known.emplace_back(k.name);
  BOOST_TEST(keys == known, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_reader_takes_every_other_way_to_write_a_part) {
  for (const auto& p : other_ways) {
    const auto diagnostics = all_diagnostics(text_of(p));
    BOOST_TEST(!loading::has_error(diagnostics), p.name << ":\n" << loading::lines_of(diagnostics));
  }
}

BOOST_AUTO_TEST_CASE(the_reader_refuses_every_broken_part) {
  for (const auto& p : broken_parts) {
    const auto lines = loading::lines_of(all_diagnostics(text_of(p)));
    BOOST_TEST(lines.find(p.number) != lines.npos, p.name << ": no " << p.number << " in\n" << lines);
  }
}

BOOST_AUTO_TEST_SUITE(a_real_validator, *boost::unit_test::precondition(validator_is_there))

BOOST_AUTO_TEST_CASE(accepts_every_shipped_policy_every_example_of_a_key_and_every_scenario) {
  const auto policies = sound_policies();
  BOOST_TEST(policies.size() > 150u);
  for (std::size_t i = 0; i < policies.size(); ++i)
    BOOST_TEST(verdicts()[i] == "accepted", policies[i].name << ": " << verdicts()[i]);
}

BOOST_AUTO_TEST_CASE(refuses_every_kind_of_structural_error_at_its_place) {
  const auto* verdict = &verdicts()[sound_policies().size()];
  for (const auto& p : broken_parts) {
    BOOST_TEST(says(*verdict, p.verdict), p.name << ": wanted " << p.verdict << ", found " << *verdict);
    ++verdict;
  }
}

BOOST_AUTO_TEST_SUITE_END()
