// What the ways of writing a policy mean.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <regex>

#include "support/files.hpp"
#include "support/loading.hpp"

namespace {

using namespace tickler;

const std::string base = R"(
policy: p
zone: UTC
channels: {email: {}, phone: {}}
events:
  asked: {direction: inbound}
  met: {outcome: met}
)";
const std::string answer = R"(
cadences:
  answer: {starts: [asked, met], steps: [{id: send, do: {channel: email}}]}
)";

std::string with_step(const std::string& more) {
  return base + "cadences: {answer: {starts: [asked, met], steps: [{id: send, do: {channel: email}" + more + "}]}}\n";
}

struct two_ways {
  std::string brief, full;
};
std::ostream& operator<<(std::ostream& out, const two_ways& w) { return out << w.brief; }

const two_ways same_policies[] = {
    {"policy: p\nzone: UTC\nchannels:\n  email:\n  phone: {}\n", "policy: p\nzone: UTC\nchannels: {email: {}, phone: }\n"},
    {"policy: p\nzone: UTC\nchannels: {phone: {needs: phone}}\n", "policy: p\nzone: UTC\nchannels: {phone: {needs: [phone]}}\n"},
    {base + "cadences: {a: {starts: asked, ends: met, steps: [{id: s, do: {channel: email}}]}}\n",
     base + "cadences: {a: {starts: [asked], ends: [met], steps: [{id: s, do: {channel: [email]}}]}}\n"},
    {base +
         "cadences: {a: {starts: {outcome: met}, ends: [asked, {with: colleague}, met], steps: [{id: s, do: {channel: email}}]}}\n",
     base + "cadences: {a: {starts: [{outcome: [met]}], ends: [asked, {with: [colleague]}, met], steps: [{id: s, do: {channel: "
            "email}}]}}\n"},
    {base + answer + "closes: met\n", base + answer + "closes: [met]\n"},
    {base + answer + "stops: met\n", base + answer + "stops: [{on: met}]\n"},
    {base + answer + "stops: [met]\n", base + answer + "stops: [{on: [met]}]\n"},
    {base + answer + "stops: {on: met, channels: phone}\n", base + answer + "stops: [{on: met, channels: [phone]}]\n"},
    {base + answer + "holds: {away: {on: met, for: until}}\n", base + answer + "holds: [{name: away, on: met, for: until}]\n"},
    {base + answer + "never: {no-calls: {do: {channel: phone}}}\n",
     base + answer + "never: [{name: no-calls, do: {channel: [phone]}}]\n"},
    {base + answer + "stages: {first: {from: met}}\n", base + answer + "stages: [{name: first, from: [met]}]\n"},
    {base + answer + "closes: [{with: anyone}]\n", base + answer + "closes: [{with: [prospect, referrer, colleague]}]\n"},
    {base + answer + "closes: [{outcome: met}]\n", base + answer + "closes: [{outcome: met, with: prospect}]\n"},
    {with_step(", variants: {short: 1, long: 3}"), with_step(", variants: [{name: short}, {name: long, weight: 3}]")},
    {with_step(", within: 24 hours"), with_step(", within: 24h")},
    {with_step(""), with_step(", from: previous, repeat: 1")},
    {with_step(", from: start, every: 1 month"), with_step(", from: start, every: 1mo, repeat: forever")},
    {with_step(", after: 1 day, at: next 09:15"), with_step(", after: 1 day, at: \"next   09:15\"")},
    {base + answer + "calendars: {o: {open: {mon-fri: 09:00-18:00}}}\nbusiness: o\n",
     base + answer + "calendars: {o: {open: {mon-fri: [\"09:00-18:00\"]}, zone: prospect}}\nbusiness: o\n"},
    {base + answer + "calendars: {o: {open: {weekdays: 09:00-18:00}, special: {12-24: 09:00-12:00}}}\nbusiness: o\n",
     base + answer +
         "calendars: {o: {open: {all: {mon-fri: [09:00 - 18:00]}}, special: {all: {12-24: [09:00-12:00]}}}}\nbusiness: o\n"},
    {base + answer + "calendars: {o: {open: {daily: 09:00-18:00}, closed: 12-25}}\nbusiness: o\n",
     base + answer + "calendars: {o: {open: {daily: 09:00-18:00}, closed: {all: [12-25]}}}\nbusiness: o\n"},
    {base + answer + "calendars: {o: {open: {daily: 09:00-18:00}, closed: {US: 07-04, all: 12-25}}}\nbusiness: o\n",
     base + answer + "calendars: {o: {open: {daily: 09:00-18:00}, closed: {US: [07-04], all: [12-25]}}}\nbusiness: o\n"},
    {base + answer,
     "{\"policy\": \"p\", \"zone\": \"UTC\", \"channels\": {\"email\": {}, \"phone\": {}},\n"
     "\t\"events\": {\"asked\": {\"direction\": \"inbound\"}, \"met\": {\"outcome\": \"met\"}},\n"
     "\t\"cadences\": {\"answer\": {\"starts\": [\"asked\", \"met\"], \"steps\": [{\"id\": \"send\", \"do\": "
     "{\"channel\": \"email\"}}]}}}"},
    {base + answer, "\xef\xbb\xbf" + std::regex_replace(base + answer, std::regex("\n"), "\r\n")},
};

// Every key that §5 of the design shows.
const std::string whole_policy = R"(
policy: whole
revision: 3
zone: America/New_York
business: office
vocabulary: {channels: [fax], purposes: [free_assessment], outcomes: [no_calls]}
facts: {local: bool, visits: int, size: double, title: string, seen: timestamp, transit: duration, tags: list}
calendars:
  office: {open: {mon-fri: 09:00-18:00, sat: [09:00-12:00, 22:00-06:00]}, closed: {all: [12-25, 2026-12-24], US: ["thu[4] nov"]}}
  theirs:
    open: {all: {weekdays: 08:00 - 21:00}, US-FL: {mon-fri: 08:00-20:00, "tue,thu, sat": 10:00-12:00}}
    special: {all: {easter-2: [09:00-10:00, 11:00-12:00]}, US: {12-24: 09:00-12:00}}
    zone: owner
  london: {open: {sun-mon: 00:00-24:00}, zone: Europe/London, cite: Sunday rest, as_of: 1994-06-06}
channels:
  phone: {needs: [mobile, phone], calendar: [office, theirs]}
  email:
  fax: {calendar: london}
events:
  asked: {direction: inbound, outcome: [inquired, no_calls]}
  any: [{with: [referrer, colleague]}, {channel: [fax, phone], purpose: free_assessment, direction: [internal, outbound]}]
stages: [{name: known, from: asked}]
cadences:
  one:
    starts: asked
    ends: [any, {outcome: met}]
    restart: true
    again: 90 days
    priority: 70
    steps:
      - id: first
        do: {channel: start, purpose: inform, to: referrer, template: t1, note: Be kind.}
        from: until
        after: 24 hours before
        within: 1 hour before
        at_latest: 2 days
        at: 09:15
        calendar: office
        done: any
        expires: 2 weeks
        when_late: {purpose: apologise, template: t2, note: Sorry.}
        variants: {a: 1, b: 2}
      - {id: second, do: {channel: [email, fax]}, from: start, after: 1 month, repeat: forever}
  planned:
    starts: asked
    steps:
      - {id: day-14, do: {channel: email}, from: start, after: 14 days, apart: 3 business days, at: next 09:15, expires: 4 business hours}
      - {id: any, do: {channel: email}, apart: 0 minutes, at: 09:15, clock: owner}
      - {id: twice, do: {channel: email}, from: until, every: 12 months, repeat: 2, clock: prospect}
      - {id: monthly, do: {channel: internal}, from: start, every: 1 month}
  two: {starts: asked, per: key, steps: [{id: s, do: {channel: internal}, after: 3 business days, repeat: 4}]}
  three: {starts: asked, per: start, again: yes, steps: [{id: s, do: {channel: email}}]}
  four: {starts: asked, again: never, steps: [{id: s, do: {channel: email}}]}
limits:
  weekly: {count: {channel: phone, direction: outbound}, at_most: 2, per: 7 days, except: one/first, cite: clause 4.2, as_of: 2026-11-28}
  ever: {count: any, at_most: 64, per: forever}
holds:
  - {name: away, on: {outcome: out_of_office}, for: until, else: 7 days, channels: [phone, email], lifted_by: asked, except: [one/first]}
  - {on: any, for: 3 days, deadlines: run, cite: "47 CFR 64.1200"}
never: [{do: {channel: phone, purpose: [promote, ask_for_sale]}, cite: GDPR Art. 21, as_of: 2018-05-25}]
stops: [asked, {name: no-calls, on: any, channels: phone, lifted_by: asked, cite: 227}]
closes: [any]
promises:
  - {name: soon, after: asked, expect: {direction: outbound}, within: 72 hours}
  - {name: seldom, at_most: 3, of: any, per: 7 calendar days}
  - {name: attended, always: next_action}
  - {name: respected, always: respected, cite: our word, as_of: 2024-02-29}
)";

std::string without_conditions(std::string policy) { return std::regex_replace(policy, std::regex(", while: \"[^\"]*\""), ""); }

}  // namespace

BOOST_DATA_TEST_CASE(two_ways_of_writing_one_policy, boost::unit_test::data::make(same_policies), w) {
  const auto brief = loading::load(w.brief), full = loading::load(w.full);
  BOOST_REQUIRE_MESSAGE(brief, loading::lines_of(brief.diagnostics()));
  BOOST_REQUIRE_MESSAGE(full, loading::lines_of(full.diagnostics()));
  BOOST_TEST(brief.value().fingerprint() == full.value().fingerprint());
}

BOOST_AUTO_TEST_CASE(every_key_lands_where_it_belongs) {
  using namespace std::chrono_literals;
  const auto loaded = loading::load(whole_policy, "whole.yaml");
  BOOST_REQUIRE_MESSAGE(loaded, loading::lines_of(loaded.diagnostics()));
  const auto& d = loaded.value().draft();
  const auto same = [](const std::vector<located_string>& list, std::vector<located_string> wanted) { return list == wanted; };

  BOOST_TEST(*d.name == "whole");
  BOOST_TEST((d.name.at == source_position{2, 9}));
  BOOST_TEST(d.file == "whole.yaml");
  BOOST_TEST(*d.revision == 3);
  BOOST_TEST(*d.zone == "America/New_York");
  BOOST_TEST(*d.business == "office");
  BOOST_TEST(same(d.own_channels, {"fax"}));
  BOOST_TEST(same(d.own_purposes, {"free_assessment"}));
  BOOST_TEST(same(d.own_outcomes, {"no_calls"}));
  BOOST_REQUIRE(d.facts.size() == 7u);
  for (std::size_t i = 0; i < 7; ++i) BOOST_TEST(static_cast<std::size_t>(*d.facts[i].type) == i);

  BOOST_REQUIRE(d.calendars.size() == 3u);
  BOOST_REQUIRE(d.calendars[0].hours.size() == 3u);
  BOOST_TEST((*d.calendars[0].hours[0] == opening{mon_fri, 9h, 18h}));
  BOOST_TEST((*d.calendars[0].hours[2] == opening{saturday, 22h, 6h}));
  BOOST_REQUIRE(d.calendars[0].closed.size() == 3u);
  BOOST_TEST(to_string(d.calendars[0].closed[1]->day) == "2026-12-24");
  BOOST_TEST(d.calendars[0].closed[1]->region == "");
  BOOST_TEST(d.calendars[0].closed[2]->region == "US");
  BOOST_REQUIRE(d.calendars[1].hours.size() == 3u);
  BOOST_TEST((*d.calendars[1].hours[0] == opening{mon_fri, 8h, 21h}));
  BOOST_TEST((*d.calendars[1].hours[1] == opening{mon_fri, 8h, 20h, "US-FL"}));
  BOOST_TEST((*d.calendars[1].hours[2] == opening{tuesday | thursday | saturday, 10h, 12h, "US-FL"}));
  BOOST_REQUIRE(d.calendars[1].special.size() == 2u);
  BOOST_TEST(to_string(d.calendars[1].special[0]->day) == "easter-2");
  BOOST_TEST((d.calendars[1].special[0]->hours == std::vector<hours_of_day>{{9h, 10h}, {11h, 12h}}));
  BOOST_TEST(d.calendars[1].special[0]->region == "");
  BOOST_TEST(to_string(d.calendars[1].special[1]->day) == "12-24");
  BOOST_TEST(d.calendars[1].special[1]->region == "US");
  BOOST_TEST((d.calendars[1].whose == calendar_draft::clock::owner));
  BOOST_TEST((d.calendars[2].whose == calendar_draft::clock::named));
  BOOST_TEST(*d.calendars[2].zone == "Europe/London");
  BOOST_TEST(same(d.channels[0].needs, {"mobile", "phone"}));
  BOOST_TEST(same(d.channels[0].calendars, {"office", "theirs"}));
  BOOST_TEST(d.channels[1].needs.empty());

  const auto& second = d.events[1].any_of[1];
  BOOST_TEST(same(d.events[0].any_of[0].outcomes, {"inquired", "no_calls"}));
  BOOST_TEST((*d.events[0].any_of[0].directions[0] == direction::inbound));
  BOOST_TEST((*d.events[1].any_of[0].with[1] == party::colleague));
  BOOST_TEST(same(second.channels, {"fax", "phone"}));
  BOOST_TEST(same(second.purposes, {"free_assessment"}));
  BOOST_TEST((*second.directions[0] == direction::internal && *second.directions[1] == direction::outbound));
  BOOST_TEST(*std::get<located_string>(d.stages[0].from.any_of[0]) == "asked");
}

BOOST_AUTO_TEST_CASE(every_key_of_cadences_lands_where_it_belongs) {
  using namespace std::chrono_literals;
  const auto loaded = loading::load(whole_policy);
  BOOST_REQUIRE_MESSAGE(loaded, loading::lines_of(loaded.diagnostics()));
  const auto& d = loaded.value().draft();
  const auto& one = d.cadences[0];
  BOOST_TEST(*one.restart);
  BOOST_TEST((one.again.when == again_draft::kind::after));
  BOOST_TEST(to_string(one.again.wait) == "90 days");
  BOOST_TEST(*one.priority == 70);
  BOOST_TEST(one.ends.any_of.size() == 2u);
  const auto& first = one.steps[0];
  BOOST_TEST(*first.name == "first");
  BOOST_TEST(*first.channels[0] == "start");
  BOOST_TEST(*first.purpose == "inform");
  BOOST_TEST((*first.to == party::referrer));
  BOOST_TEST(*first.template_name == "t1");
  BOOST_TEST(*first.note == "Be kind.");
  BOOST_TEST((*first.from == anchor::until));
  BOOST_TEST(to_string(**first.after) == "24 hours");
  BOOST_TEST(to_string(**first.within) == "1 hour");
  BOOST_TEST(to_string(**first.at_latest) == "2 days");
  BOOST_TEST((first.after_is_before && first.within_is_before && !first.at_latest_is_before));
  BOOST_TEST((**first.at == 9h + 15min));
  BOOST_TEST(*first.calendars[0] == "office");
  BOOST_TEST(*std::get<located_string>(first.done.any_of[0]) == "any");
  BOOST_TEST(to_string(**first.expires) == "2 weeks");
  BOOST_TEST(*first.when_late->purpose == "apologise");
  BOOST_TEST(*first.when_late->template_name == "t2");
  BOOST_TEST(*first.when_late->note == "Sorry.");
  BOOST_TEST((*first.variants[1].name == "b" && *first.variants[1].weight == 2));
  BOOST_TEST((*one.steps[1].from == anchor::start));
  BOOST_TEST(*one.steps[1].repeat == repeat_forever);
  BOOST_TEST((*d.cadences[2].per == run_per::key));
  BOOST_TEST(*d.cadences[2].steps[0].repeat == 4);
  BOOST_TEST((*d.cadences[3].per == run_per::start));
  BOOST_TEST((d.cadences[3].again.when == again_draft::kind::yes));
  BOOST_TEST((d.cadences[4].again.when == again_draft::kind::never));
}

BOOST_AUTO_TEST_CASE(every_key_of_planned_dates_lands_where_it_belongs) {
  using namespace std::chrono_literals;
  const auto loaded = loading::load(whole_policy);
  BOOST_REQUIRE_MESSAGE(loaded, loading::lines_of(loaded.diagnostics()));
  const auto& steps = loaded.value().draft().cadences[1].steps;
  const auto &day_14 = steps[0], &any = steps[1], &twice = steps[2], &monthly = steps[3];
  BOOST_TEST(to_string(**day_14.apart) == "3 business days");
  BOOST_TEST((**day_14.at == 9h + 15min));
  BOOST_TEST(*day_14.at_next);
  BOOST_TEST(to_string(**day_14.expires) == "4 business hours");
  BOOST_TEST(!day_14.clock.has_value());
  BOOST_TEST(!day_14.every.has_value());
  BOOST_TEST((any.apart && (*any.apart)->is_zero()));
  BOOST_TEST((**any.at == 9h + 15min && !*any.at_next));
  BOOST_TEST((**any.clock == step_clock::owner));
  BOOST_TEST(!twice.apart.has_value());
  BOOST_TEST((**twice.clock == step_clock::prospect));
  BOOST_TEST(to_string(**twice.every) == "12 months");
  BOOST_TEST(*twice.repeat == 2);
  BOOST_TEST(to_string(**monthly.every) == "1 month");
  BOOST_TEST(*monthly.repeat == repeat_forever);
}

BOOST_AUTO_TEST_CASE(every_key_of_rules_lands_where_it_belongs) {
  const auto loaded = loading::load(whole_policy);
  BOOST_REQUIRE_MESSAGE(loaded, loading::lines_of(loaded.diagnostics()));
  const auto& d = loaded.value().draft();
  BOOST_TEST(*d.limits[0].at_most == 2);
  BOOST_TEST(to_string(**d.limits[0].per) == "7 days");
  BOOST_TEST(*d.limits[0].except[0] == "one/first");
  BOOST_TEST(!d.limits[1].per.has_value());
  BOOST_TEST(*d.holds[0].name == "away");
  BOOST_TEST(!d.holds[0].lasts.has_value());
  BOOST_TEST(to_string(**d.holds[0].otherwise) == "7 days");
  BOOST_TEST(*d.holds[0].channels[1] == "email");
  BOOST_TEST(*std::get<located_string>(d.holds[0].lifted_by.any_of[0]) == "asked");
  BOOST_TEST(*d.holds[0].except[0] == "one/first");
  BOOST_TEST(!*d.holds[0].deadlines_run);
  BOOST_TEST(to_string(**d.holds[1].lasts) == "3 days");
  BOOST_TEST(*d.holds[1].deadlines_run);
  BOOST_TEST(*d.never[0].channels[0] == "phone");
  BOOST_TEST(*d.never[0].purposes[1] == "ask_for_sale");
  BOOST_TEST(*std::get<located_string>(d.stops[0].on.any_of[0]) == "asked");
  BOOST_TEST((*d.stops[1].name == "no-calls" && *d.stops[1].channels[0] == "phone" && d.stops[1].lifted_by.given()));
  BOOST_TEST(*std::get<located_string>(d.closes.any_of[0]) == "any");
  BOOST_TEST((d.promises[0].what == promise_draft::kind::expect && d.promises[0].after.given() && d.promises[0].expect.given()));
  BOOST_TEST(to_string(**d.promises[0].within) == "72 hours");
  BOOST_TEST((d.promises[1].what == promise_draft::kind::at_most && *d.promises[1].at_most == 3 && d.promises[1].of.given()));
  BOOST_TEST(to_string(**d.promises[1].per) == "7 calendar days");
  BOOST_TEST((d.promises[2].what == promise_draft::kind::next_action));
  BOOST_TEST((d.promises[3].what == promise_draft::kind::respected));
}

BOOST_AUTO_TEST_CASE(what_a_rule_goes_back_to_lands_where_it_belongs) {
  using namespace date;
  const auto loaded = loading::load(whole_policy);
  BOOST_REQUIRE_MESSAGE(loaded, loading::lines_of(loaded.diagnostics()));
  const auto& d = loaded.value().draft();
  BOOST_TEST((citation_of(d.limits[0]) == citation{"clause 4.2", 2026_y / November / 28}));
  BOOST_TEST(citation_of(d.limits[1]).empty());
  BOOST_TEST((citation_of(d.holds[1]) == citation{"47 CFR 64.1200"}));
  BOOST_TEST((citation_of(d.never[0]) == citation{"GDPR Art. 21", 2018_y / May / 25}));
  BOOST_TEST((citation_of(d.stops[1]) == citation{"227"}));
  BOOST_TEST((citation_of(d.calendars[2]) == citation{"Sunday rest", 1994_y / June / 6}));
  BOOST_TEST((citation_of(d.promises[3]) == citation{"our word", 2024_y / February / 29}));
}

BOOST_AUTO_TEST_CASE(the_policy_of_the_design_loads_without_its_conditions) {
  const auto file = support::source_dir() / "../shared/design.md";
  if (!std::filesystem::exists(file)) {
    BOOST_TEST_MESSAGE("skipped: " << file << " is not there");
    return;
  }
  const auto design = support::content_of(file);
  const auto begin = design.find("```yaml\npolicy:") + 8;
  const auto policy = without_conditions(design.substr(begin, design.find("```\n", begin) - begin));
  const auto loaded = loading::load(policy);
  BOOST_TEST(!loading::has_error(loaded.diagnostics()), loading::lines_of(loaded.diagnostics()));
  BOOST_REQUIRE(loaded);
  BOOST_TEST(loaded.value().draft().cadences.size() == 6u);
}

BOOST_AUTO_TEST_CASE(the_shipped_policies_load_without_a_word) {
  int policies = 0;
  for (const auto& file : std::filesystem::directory_iterator(support::source_dir() / "examples/policies")) {
    if (!loading::is_policy(file.path())) continue;
    ++policies;
    const auto loaded = load_policy_file(file.path().string(), vocabulary{});
    BOOST_TEST(loading::lines_of(loaded.diagnostics()) == "");
  }
  BOOST_TEST(policies >= 3);
}
