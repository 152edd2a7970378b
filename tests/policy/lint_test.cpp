#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <set>
#include <sstream>
#include <tickler/problem_numbers.hpp>

#include "support/files.hpp"
#include "support/loading.hpp"

namespace {

struct lint_case {
  std::string_view name, policy, warnings;
  friend std::ostream& operator<<(std::ostream& out, const lint_case& c) { return out << c.name; }
};

const lint_case cases[] = {
    {"a condition that never holds", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {asked: {direction: inbound}}
cadences:
  answer: {starts: asked, if: happened('asked') && !happened('asked'), steps: [{id: call, do: {channel: phone}}]}
)yaml",
     "p.yaml:6:31: warning: this condition never holds [T407]\n"},
    {"a condition that always holds, whatever the stage", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {asked: {direction: inbound}}
stages: [{name: met, from: asked}]
cadences:
  answer: {starts: asked, steps: [{id: call, do: {channel: phone}, if: stage == 'met' || stage != 'met'}]}
)yaml",
     "p.yaml:7:72: warning: this condition always holds: leave it out [T408]\n"},
    {"a pattern that asks for two channels at once", R"yaml(policy: p
zone: UTC
vocabulary: {channels: [fax, telex]}
channels: {phone: {}}
events: {asked: {direction: inbound, if: "touch.channel == 'fax' && touch.channel == 'telex'"}}
cadences: {answer: {starts: asked, steps: [{id: call, do: {channel: phone}}]}}
)yaml",
     "p.yaml:5:43: warning: this condition never holds [T407]\n"},
    {"a pattern where an event is wanted", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
cadences: {answer: {starts: {if: touch.key == '' || true}, steps: [{id: call, do: {channel: phone}}]}}
)yaml",
     "p.yaml:4:34: warning: this condition always holds: leave it out [T408]\n"},
    {"a flag is absent, false or true", R"yaml(policy: p
zone: UTC
facts: {local: bool}
channels: {phone: {}}
events: {asked: {direction: inbound}}
cadences:
  near: {starts: asked, if: has(prospect.local) && prospect.local, steps: [{id: call, do: {channel: phone}}]}
  far: {starts: asked, if: "!has(prospect.local) || !prospect.local", steps: [{id: call, do: {channel: phone}}]}
)yaml",
     ""},
    {"nothing is said of times, numbers and texts", R"yaml(policy: p
zone: UTC
facts: {score: int}
channels: {phone: {}}
events: {asked: {direction: inbound}}
cadences:
  answer:
    starts: asked
    if: has(prospect.score) && prospect.score > 3 && prospect.score < 2 && since('asked') > duration('1h')
    steps: [{id: call, do: {channel: phone}}]
)yaml",
     ""},
    {"a step after one that repeats forever", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {bought: {outcome: purchased}}
cadences:
  care:
    starts: bought
    steps:
      - {id: quarterly, do: {channel: phone}, after: 3 months, repeat: forever}
      - {id: last, do: {channel: phone}}
)yaml",
     "p.yaml:10:14: warning: step 'last' is never reached: 'quarterly' before it repeats forever [T409]\n"},
    {"a step after one that repeats forever only while its condition holds", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {bought: {outcome: purchased}, left: {outcome: cancelled}}
cadences:
  care:
    starts: bought
    steps:
      - {id: quarterly, do: {channel: phone}, after: 3 months, repeat: forever, if: "!happened('left')"}
      - {id: last, do: {channel: phone}}
)yaml",
     ""},
    {"a cadence that starts with what ends all contact", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {upset: {outcome: complained}, angry: {channel: phone, outcome: complained}}
cadences:
  soothe: {starts: angry, steps: [{id: call, do: {channel: phone}}]}
stops: [upset]
)yaml",
     "p.yaml:6:3: warning: cadence 'soothe' never starts: what starts it ends all contact [T410]\n"},
    {"a cadence that only sometimes starts with what ends all contact", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {upset: {channel: phone, outcome: complained}, angry: {outcome: complained}}
cadences:
  soothe: {starts: angry, steps: [{id: call, do: {channel: phone}}]}
stops: [upset]
)yaml",
     ""},
    {"a time of day outside the calendar", R"yaml(policy: p
zone: UTC
calendars: {office: {open: {mon-fri: 09:00-18:00}}}
channels: {phone: {calendar: office}, email: {}}
events: {asked: {direction: inbound}}
cadences:
  late: {starts: asked, steps: [{id: call, do: {channel: phone}, at: 18:00}]}
  well: {starts: asked, steps: [{id: call, do: {channel: phone}, at: 17:59}]}
  else: {starts: asked, steps: [{id: call, do: {channel: [phone, email]}, at: 20:00}]}
)yaml",
     "p.yaml:7:70: warning: 'at' is always closed: the step is moved to other hours each time [T411]\n"},
    {"calendars that are never open together", R"yaml(policy: p
zone: UTC
calendars: {office: {open: {mon-fri: 09:00-18:00}}, evenings: {open: {daily: 18:00-21:00}}}
channels: {phone: {calendar: office}}
events: {asked: {direction: inbound}}
cadences:
  answer: {starts: asked, steps: [{id: call, do: {channel: phone}, calendar: evenings}]}
)yaml",
     "p.yaml:7:40: warning: step 'call' can never be done: its calendars are never open together [T411]\n"},
    {"repetitions closer together than the limit lets them be", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {asked: {direction: inbound}}
cadences:
  press: {starts: asked, steps: [{id: call, do: {channel: phone}, after: 1 day, at_latest: 2 days, repeat: 3}]}
limits:
  weekly: {count: {channel: phone, direction: outbound}, at_most: 2, per: 7 days}
)yaml",
     "p.yaml:6:92: warning: 'at_latest' of step 'call' is always missed in the end: limit 'weekly' lets it repeat only 2 times in "
     "7 days [T411]\n"},
    {"repetitions that the limit leaves room for", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {asked: {direction: inbound}}
cadences:
  press: {starts: asked, steps: [{id: call, do: {channel: phone}, after: 1 day, at_latest: 4 days, repeat: 3}]}
limits:
  weekly: {count: {channel: phone, direction: outbound}, at_most: 2, per: 7 days}
)yaml",
     ""},
    {"a deadline below a cadence that can use up the limit", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {asked: {direction: inbound}, bought: {outcome: purchased}}
cadences:
  care: {starts: bought, steps: [{id: call, do: {channel: phone}}]}
  answer: {starts: asked, steps: [{id: send, do: {channel: phone}, at_latest: 72 hours}]}
limits:
  weekly: {count: {channel: phone, direction: outbound}, at_most: 1, per: 7 days}
)yaml",
     "p.yaml:7:79: warning: step 'send' may miss 'at_latest': cadence 'care' goes before it and can use up limit 'weekly' "
     "[T412]\n"},
    {"a deadline that goes before, or that the limit does not hold back", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {asked: {direction: inbound}, bought: {outcome: purchased}}
cadences:
  care: {starts: bought, steps: [{id: call, do: {channel: phone}}]}
  answer: {starts: asked, priority: 60, steps: [{id: send, do: {channel: phone}, at_latest: 72 hours}]}
  spared: {starts: asked, steps: [{id: send, do: {channel: phone}, at_latest: 72 hours}]}
limits:
  weekly: {count: {channel: phone, direction: outbound}, at_most: 1, per: 7 days, except: spared/send}
)yaml",
     ""},
    {"a limit that no step is held back by", R"yaml(policy: p
zone: UTC
channels: {phone: {}, email: {}}
events: {asked: {direction: inbound}}
cadences:
  answer: {starts: asked, steps: [{id: send, do: {channel: phone}}]}
limits:
  mails: {count: {channel: email, direction: outbound}, at_most: 1, per: 7 days}
  calls: {count: {channel: phone, direction: outbound}, at_most: 1, per: 7 days, except: answer/send}
)yaml",
     "p.yaml:8:3: warning: limit 'mails' holds no step back [T406]\np.yaml:9:3: warning: limit 'calls' holds no step back "
     "[T406]\n"},
    {"a stop that an opt-out of one channel matches", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {asked: {direction: inbound}, leave: {outcome: [opted_out, complained]}}
cadences:
  answer: {starts: asked, steps: [{id: send, do: {channel: phone}}]}
stops: [leave]
)yaml",
     "p.yaml:7:9: warning: this stop matches 'opted_out': one channel's opt-out ends all contact, and opt-outs need no stop "
     "[T413]\n"},
    {"channels that share all their needs", R"yaml(policy: p
zone: UTC
channels: {phone: {needs: [mobile, phone]}, sms: {needs: mobile}, call: {needs: [phone, mobile]}}
vocabulary: {channels: [call]}
events: {asked: {direction: inbound}}
cadences:
  answer: {starts: asked, steps: [{id: send, do: {channel: [phone, sms, call]}}]}
)yaml",
     "p.yaml:3:67: warning: channels 'phone' and 'call' need the same contact data: an opt-out of one leaves the other [T414]\n"},
    {"facts and stages that no condition asks for", R"yaml(policy: p
zone: UTC
facts: {local: bool}
channels: {phone: {}}
events: {asked: {direction: inbound}}
stages: [{name: met, from: asked}]
cadences:
  answer: {starts: asked, steps: [{id: send, do: {channel: phone}}]}
)yaml",
     "p.yaml:3:9: warning: fact 'local' is never used [T212]\np.yaml:6:17: warning: no condition asks for the stage [T212]\n"},
    {"what only conditions use is used", R"yaml(policy: p
zone: UTC
vocabulary: {purposes: [gift]}
facts: {local: bool}
channels: {phone: {}}
events: {asked: {direction: inbound}, thanked: {outcome: replied}}
stages: [{name: met, from: asked}]
cadences:
  answer:
    starts: asked
    if: stage == 'met' && has(prospect.local) && !happened('thanked') && start.purpose != 'gift'
    steps: [{id: send, do: {channel: phone}}]
)yaml",
     ""},
    {"a warning that is allowed, on its line or before it, with a reason or without", R"yaml(policy: p
zone: UTC
facts:
  local: bool   # allow T212
  # allow T212: the desk reads it
  # and nobody else
  far: bool
channels: {phone: {}}
events: {asked: {direction: inbound}}
stages: [{name: met, from: asked}]   # allow T405, T212: to come
cadences:
  answer: {starts: asked, steps: [{id: send, do: {channel: phone}}]}
)yaml",
     "p.yaml:10:46: warning: no warning T405 to allow here [T415]\n"},
    {"a step that a prospect may be stuck in", R"yaml(policy: p
zone: UTC
channels: {phone: {needs: phone}, email: {}}
events: {asked: {direction: inbound}}
cadences:
  answer:
    starts: asked
    steps:
      - {id: call, do: {channel: phone}, within: 1 day}
      - {id: letter, do: {channel: email}, after: 3 days}
)yaml",
     "p.yaml:9:14: warning: step 'call' has no 'expires': a prospect without contact data for it never gets to the steps after it "
     "[T405]\n"},
    {"a condition in a block of its own, where no comment can stand", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {asked: {direction: inbound}}
cadences:
  answer:
    starts: asked
    if: >   # allow T407
      happened('asked') &&
      !happened('asked')
    steps: [{id: call, do: {channel: phone}}]
  ask:
    starts: asked
    # allow T407: not yet
    if: |-
      happened('asked') && !happened('asked')
    steps: [{id: call, do: {channel: phone}, if: "1 == 1 || happened('asked')"}]
)yaml",
     "p.yaml:17:51: warning: this condition always holds: leave it out [T408]\n"},
    {"a warning is allowed nowhere else", R"yaml(policy: p
zone: UTC
# allow T212

channels: {phone: {}}
facts: {local: bool}
events: {asked: {direction: inbound}}
cadences:
  answer: {starts: asked, steps: [{id: send, do: {channel: phone}}]}
)yaml",
     "p.yaml:3:9: warning: no warning T212 to allow here [T415]\np.yaml:6:9: warning: fact 'local' is never used [T212]\n"},
};

}  // namespace

namespace {

std::vector<std::string> lines_in(std::string_view text) {
  std::istringstream in{std::string(text)};
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// With a comment before each of the lines that are warned of, indented alike.
std::string with_allowances(std::string_view policy, const std::vector<tickler::diagnostic>& warnings) {
  std::string text;
  std::uint32_t number = 0;
  for (const auto& line : lines_in(policy)) {
    ++number;
    for (const auto& d : warnings)
      if (d.at.line == number)
        text += std::string(line.find_first_not_of(' '), ' ') + "# allow T" + std::to_string(d.number) + ": it is meant\n";
    text += line + '\n';
  }
  return text;
}

std::vector<tickler::diagnostic> warnings_of(std::string_view policy) {
  auto list = loading::load(policy).diagnostics();
  std::erase_if(list, [](const auto& d) { return d.number == tickler::number::idle_allowance; });
  return list;
}

std::set<int> warnings_explained() {
  std::set<int> numbers;
  for (const auto& line : lines_in(support::content_of(support::source_dir() / "examples/policies/diagnostics.md")))
    if (line.starts_with("| T") && line.find("*warning") != line.npos) numbers.insert(std::stoi(line.substr(3, 3)));
  return numbers;
}

}  // namespace

BOOST_DATA_TEST_CASE(every_warning_is_silent_where_it_is_allowed, boost::unit_test::data::make(cases), c) {
  BOOST_TEST(loading::lines_of(warnings_of(with_allowances(c.policy, warnings_of(c.policy)))) == "");
}

BOOST_AUTO_TEST_CASE(every_warning_that_is_explained_is_among_these_cases) {
  auto missing = warnings_explained();
  BOOST_TEST(missing.size() >= 13u);
  for (const auto& c : cases)
    for (const auto& d : loading::load(c.policy).diagnostics()) missing.erase(d.number);
  const std::set<int> of_the_vocabulary{tickler::number::lost_word};
  BOOST_CHECK_EQUAL_COLLECTIONS(missing.begin(), missing.end(), of_the_vocabulary.begin(), of_the_vocabulary.end());
}

BOOST_AUTO_TEST_CASE(a_word_that_may_be_lost_is_allowed_as_any_warning_is) {
  const auto said_of = [](const std::string& comment) {
    tickler::vocabulary words;
    for (int i = 0; i <= 4'096; ++i) words.intern<tickler::channel>("Channel " + std::to_string(i));
    const auto policy = "policy: p\nzone: UTC\nvocabulary: {channels: [telex]}" + comment +
                        "\nchannels: {telex: {}}\nevents: {asked: {outcome: inquired}}\ncloses: asked\n";
    return loading::lines_of(tickler::load_policy(policy, "p.yaml", words).diagnostics());
  };
  BOOST_TEST(said_of("").find("[T213]\n") != std::string::npos);
  BOOST_TEST(said_of("  # allow T213") == "");
}

BOOST_DATA_TEST_CASE(what_can_hardly_be_meant_is_warned_of, boost::unit_test::data::make(cases), c) {
  const auto loaded = loading::load(c.policy);
  BOOST_TEST(loading::lines_of(loaded.diagnostics()) == c.warnings);
  BOOST_TEST(static_cast<bool>(loaded));
}
