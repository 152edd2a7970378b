// What an untrusted or careless author may write as tests.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <tickler/io/policy_tests.hpp>

#include "support/files.hpp"
#include "support/loading.hpp"

namespace {

using namespace tickler;

const policy& plain() {
  static const auto loaded = loading::load(
      "policy: plain\nzone: America/New_York\nchannels: {email: {needs: email}}\nevents: {asked: {outcome: inquired}}\n"
      "cadences: {answer: {starts: asked, steps: [{id: send, do: {channel: email}}]}}\n");
  return loaded.value();
}

std::string many(std::size_t count, std::string_view part) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += part;
  return text;
}

std::string numbered_tests(std::size_t count) {
  std::string text = "tests:\n";
  for (std::size_t i = 0; i < count; ++i)
    text += "- {name: t" + std::to_string(i) + ", now: 2026-03-02 10:00, expect: {status: unattended}}\n";
  return text;
}

const std::string sound = "- {name: sound, now: 2026-03-02 10:00, expect: {status: unattended}}\n";

struct refused_text {
  const char* name;
  std::string text;
  std::string lines;  // all that is said
  std::size_t passed;
};
std::ostream& operator<<(std::ostream& out, const refused_text& t) { return out << t.name; }

const refused_text refused[] = {
    {"nothing", "", "t.yaml:1:1: error: the text is empty [T118]\n", 0},
    {"no mapping", "[]\n", "t.yaml:1:1: error: expected a mapping with the key 'tests', found an empty list [T103]\n", 0},
    {"no tests", "{}\n", "t.yaml:1:1: error: a file of tests needs 'tests' [T104]\n", 0},
    {"nothing for a list", "tests:\n", "t.yaml:1:1: error: expected a list of tests, found nothing [T103]\n", 0},
    {"a mistyped key", "test: []\n", "t.yaml:1:1: error: unknown key 'test', did you mean 'tests'? [T101]\n", 0},
    {"a key too many", "zone: UTC\ntests:\n" + sound, "t.yaml:1:1: error: unknown key 'zone' [T101]\n", 1},
    {"too many tests", numbered_tests(1'002), "t.yaml:1002:3: error: more than 1000 tests [T501]\n", 1'000},
    {"too many moments",
     "tests:\n" + sound + "- {name: b, now: 2026-03-02 10:00, expect: {status: closed}, then: [" +
         many(65, "{now: 2026-03-02 10:00, expect: {status: closed}},") + "]}\n",
     "t.yaml:3:68: error: more than 64 moments in one test [T501]\n", 1},
    {"an alias in one test", "tests:\n" + sound + "- {name: *a, now: 2026-03-02 10:00, expect: {status: unattended}}\n",
     "t.yaml:3:10: error: alias 'a': write the part out again [T113]\n", 1},
    {"a key twice in one test", "tests:\n- {name: a, name: b, now: 2026-03-02 10:00, expect: {status: unattended}}\n" + sound,
     "t.yaml:2:13: error: the key 'name' is here twice [T116]\n", 1},
    {"a key twice at the end of one test",
     "tests:\n" + sound + "- {now: 2026-03-02 10:00, expect: {status: unattended}, name: a, name: b}\n",
     "t.yaml:3:66: error: the key 'name' is here twice [T116]\n", 1},
    {"a key twice at the end of a block",
     "tests:\n- now: 2026-03-02 10:00\n  expect: {status: unattended}\n  name: a\n  name: b\n" + sound,
     "t.yaml:5:3: error: the key 'name' is here twice [T116]\n", 1},
    {"an alias for a test", "tests:\n- *a\n" + sound, "t.yaml:2:3: error: alias 'a': write the part out again [T113]\n", 1},
    {"too many steps",
     "tests:\n- name: a\n  touchpoints: [{at: 2026-03-02 10:00, step: [" + many(17, "answer/send,") +
         "]}]\n  now: 2026-03-02 10:00\n  expect: {status: closed}\n",
     "t.yaml:3:46: error: 'step' has 17 entries, at most 16 are allowed [T615]\n", 0},
    {"a key twice in a touchpoint",
     "tests:\n- name: a\n  touchpoints: [{at: 2026-03-02 10:00, key: [x, y z, x]}]\n  now: 2026-03-02 10:00\n"
     "  expect: {status: closed}\n",
     "t.yaml:3:45: error: key 'x' twice [T624]\n", 0},
    {"an endless id", "tests:\n- {name: a, given: {id: " + many(257, "i") + "}, now: 2026-03-02 10:00, expect: {status: closed}}\n",
     "t.yaml:2:25: error: 'id' has 257 bytes, at most 256 are allowed [T614]\n", 0},
    {"a NUL", "tests:\n- {name: a, given: {owner: \"a\\0b\"}, now: 2026-03-02 10:00, expect: {status: closed}}\n",
     "t.yaml:2:28: error: a text with a zero byte in it, as \"\\0\" writes one [T111]\n", 0},
    {"nested too deep", "tests: " + many(500, "["), "t.yaml:1:39: error: nested more than 32 deep [T121]\n", 0},
    {"no UTF-8", "tests: \xff\n", "t.yaml:1:8: error: the text is not UTF-8 [T110]\n", 0},
    {"a second document", "tests: []\n---\ntests: []\n", "t.yaml:2:1: error: a second document: a policy is one document [T117]\n",
     0},
};

struct outcome {
  std::string lines{};
  std::size_t passed = 0;
};

outcome try_all(const policy& p, std::string_view text) {
  const auto found = load_policy_tests(text, "t.yaml", p);
  outcome all{.lines = loading::lines_of(found.all_diagnostics())};
  for (const auto& t : found.tests) all.passed += run_policy_test(p, t).passed();
  return all;
}

}  // namespace

BOOST_DATA_TEST_CASE(what_is_wrong_is_told_and_the_sound_tests_are_tried, boost::unit_test::data::make(refused), c) {
  const auto all = try_all(plain(), c.text);
  BOOST_TEST(all.lines == c.lines);
  BOOST_TEST(all.passed == c.passed);
}

BOOST_AUTO_TEST_CASE(ten_thousand_unknown_steps_are_reported_in_a_moment) {
  const auto found = load_policy_tests(
      "tests:\n- {name: a, now: 2026-03-02 10:00, expect: {nothing: [" + many(10'000, "{step: answer/sent},") + "]}}\n", "t.yaml",
      plain());
  BOOST_TEST(found.tests.size() == 1u);
  BOOST_TEST(found.all_diagnostics().size() == 10'000u);
}

BOOST_AUTO_TEST_CASE(a_text_with_a_byte_changed_passes_or_says_why_not) {
  const auto folder = support::source_dir() / "examples/starter";
  const auto loaded = loading::load(support::content_of(folder / "follow-up.yaml"));
  const auto& starter = loaded.value();
  const auto original = support::content_of(folder / "follow-up.tests.yaml");
  std::size_t changed = 0;
  for (std::size_t at = 0; at < original.size(); at += 11)
    for (const char byte : {'\0', ' ', '\n', '[', '}', ':', '"', '9'}) {
      auto text = original;
      text[at] = byte;
      const auto found = load_policy_tests(text, "t.yaml", starter);
      for (const auto& t : found.tests) {
        const auto result = run_policy_test(starter, t);
        BOOST_TEST_REQUIRE(result.passed() == to_text(starter, t, result).empty(), text);
        changed += !result.passed();
      }
      changed += found.diagnostics.size();
    }
  BOOST_TEST(changed > 500u);
}

BOOST_AUTO_TEST_CASE(a_test_cannot_be_tried_with_nothing) {
  BOOST_CHECK_THROW(load_policy_tests("tests: []\n", "t.yaml", policy{}), tickler::misuse);
  BOOST_CHECK_THROW(run_policy_test(policy{}, policy_test{}), tickler::misuse);
}

BOOST_AUTO_TEST_CASE(tests_change_neither_the_policy_nor_its_fingerprint) {
  const auto yaml = support::content_of(support::source_dir() / "examples/policies/dental-practice.yaml");
  const auto tests = support::content_of(support::source_dir() / "examples/policies/dental-practice.tests.yaml");
  const auto without = loading::load(yaml).value(), with = loading::load(yaml + tests).value();
  BOOST_TEST(without.fingerprint() == with.fingerprint());
  BOOST_TEST(try_all(with, yaml + tests).passed == 15u);
}

BOOST_AUTO_TEST_CASE(tests_lie_in_the_policy_and_beside_it) {
  struct row {
    const char* policy;
    const char* tests;
  };
  for (const auto& r : {row{"a/follow-up.yaml", "a/follow-up.tests.yaml"}, row{"follow-up.yml", "follow-up.tests.yaml"},
                        row{"follow-up.json", "follow-up.tests.yaml"}, row{"follow-up", "follow-up.tests.yaml"}})
    BOOST_TEST(tests_file_of(r.policy) == r.tests);
  const auto path = (support::source_dir() / "examples/policies/dental-practice.yaml").string();
  const auto loaded = load_policy_file(path, vocabulary{});
  const auto found = load_policy_tests_of(path, loaded.value());
  BOOST_TEST(found.tests.size() == 15u);
  BOOST_TEST(found.tests.front().file == path.substr(0, path.size() - 4) + "tests.yaml");
  BOOST_TEST(loading::lines_of(load_policy_tests_of("no/such.yaml", loaded.value()).diagnostics) ==
             "no/such.yaml: error: the file cannot be read [T119]\n");
}
