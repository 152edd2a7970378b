// The command's answer to "may I?".
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "support/desk.hpp"
#include "support/office_policy.hpp"

namespace {

const std::string prospects =
    R"({"id":"ada","name":"Ada Byron","contact":{"email":"a@example.org","phone":"+1 212 555 0100"}}
{"id":"bo","contact":{"email":"b@example.org"}}
{"id":"cut","contact":{"phone":"+1 212 555 0102"}}
)";
const std::string touchpoints =
    R"({"prospect":"ada","at":"2026-02-27T15:00:00Z","channel":"web","direction":"inbound","outcome":"inquired"}
{"prospect":"bo","at":"2026-02-27T10:00:00Z","channel":"email","direction":"inbound","outcome":"opted_out"}
{"prospect":"cut","at":"27 February","channel":"phone","direction":"inbound","outcome":"opted_out"}
)";

struct small_desk : desk::folder {
  small_desk() : folder({{"p.yaml", support::office_policy}, {"p.jsonl", prospects}, {"t.jsonl", touchpoints}}) {}
  desk::outcome may(const std::string& touch, const std::string& before = "") const {
    return run("may --policy p.yaml --prospects p.jsonl --touchpoints t.jsonl --at 2026-03-02T13:00:00Z " + touch, before);
  }
};

}  // namespace

struct answered {
  const char* touch;
  int code;
  const char* said;
};
std::ostream& operator<<(std::ostream& out, const answered& c) { return out << c.touch; }

// It is 8:00 on a Monday in New York.
const answered answers[] = {
    {"--prospect ada --channel phone --step call/ring", 1,
     "wait: phone check in to Ada Byron, not before Mon 2 Mar 09:00\n"
     "  because  office is closed until Mon 2 Mar 09:00 (p.yaml:4)\n"
     "  also     to phone +1 212 555 0100 (p.yaml:6)\n"
     "  does     call/ring, which is planned for Mon 2 Mar 09:00\n"
     "  known    up to Fri 27 Feb 10:00\n"},
    {"--prospect ada --channel email --purpose inform", 0,
     "go: email inform to Ada Byron, and it stays so\n"
     "  for      to email a@example.org (p.yaml:7)\n"
     "  does     answer/send\n"
     "  known    up to Fri 27 Feb 10:00\n"},
    {"--prospect bo --channel email", 1,
     "stop: email to bo, not as things are\n"
     "  because  bo has opted out of email\n"
     "  also     to email b@example.org (p.yaml:7)\n"
     "  known    up to Fri 27 Feb 05:00\n"},
    {"--prospect bo --channel phone", 1,
     "missing: phone to bo, for want of contact data\n"
     "  because  no mobile or phone (p.yaml:6)\n"
     "  also     office is closed until Mon 2 Mar 09:00 (p.yaml:4)\n"
     "  known    up to Fri 27 Feb 05:00\n"},
};

BOOST_DATA_TEST_CASE_F(small_desk, the_answer_is_to_be_read_aloud, boost::unit_test::data::make(answers), c) {
  const auto result = may(c.touch);
  BOOST_TEST(result.out == c.said);
  BOOST_TEST(result.code == c.code);
}

struct unaskable {
  const char *touch, *said;
};
std::ostream& operator<<(std::ostream& out, const unaskable& c) { return out << c.touch; }
const unaskable mistakes[] = {
    {"--prospect nobody --channel phone", "tickler: there is no prospect 'nobody'\n"},
    {"--prospect ada --channel phne", "tickler: the policy knows no channel 'phne', did you mean 'phone'?\n"},
    {"--prospect ada --channel sms", "tickler: the policy does not declare the channel 'sms', but phone and email\n"},
    {"--prospect ada --channel phone --purpose chek_in",
     "tickler: the policy knows no purpose 'chek_in', did you mean 'check_in'?\n"},
    {"--prospect ada --channel phone --step call/rung", "tickler: the policy has no step 'call/rung', did you mean 'call/ring'?\n"},
    {"--prospect ada --channel internal --step call/ring", "tickler: 'call/ring' is no task for ourselves\n"},
    {"--prospect ada --channel phone --to referrer",
     "tickler: nothing in the policy goes to the referrer, whose wishes it does not keep\n"},
    {"--prospect ada --channel phone --to boss", "tickler: 'to' cannot be 'boss', only prospect or referrer\n"},
    {"--prospect ada --channel phone --to colleague",
     "tickler: ask for a colleague as for a prospect: nothing is known of her wishes here\n"},
};

// The faulty record is told of as well: its line is no part of what is compared.
BOOST_DATA_TEST_CASE_F(small_desk, what_cannot_be_asked_is_said, boost::unit_test::data::make(mistakes), c) {
  const auto result = may(c.touch);
  BOOST_TEST(result.code == 2);
  BOOST_TEST(result.out == "");
  BOOST_TEST(result.err.substr(result.err.rfind("tickler: ")) == c.said);
}

BOOST_FIXTURE_TEST_CASE(nothing_is_said_of_a_history_that_could_not_be_read, small_desk) {
  const auto result = may("--prospect cut --channel phone");
  BOOST_TEST(result.out == "stop: nothing can be said of cut: one of its records could not be read\n");
  BOOST_TEST(result.code == 2);
}

BOOST_FIXTURE_TEST_CASE(lines_are_answered_one_by_one, small_desk) {
  const auto result = may(
      "--touches -", R"(printf '{"prospect":"ada","channel":"email"}\n{"prospect":"who","channel":"email"}\n{"channel":1}\n' |)");
  std::vector<std::string> lines;
  std::istringstream in(result.out);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  BOOST_TEST_REQUIRE(lines.size() == 3U);
  BOOST_TEST(
      lines[0].starts_with(R"({"prospect":"ada","verdict":"go","problem":null,"when":"2026-03-02T13:00:00Z","until":null,)"));
  BOOST_TEST(lines[1] == R"({"prospect":"who","verdict":"stop","problem":"there is no prospect 'who'"})");
  BOOST_TEST(
      lines[2] ==
      R"({"prospect":null,"verdict":"stop","problem":"<stdin>:3:12: error: 'channel' must be text, not a whole number: write \"1\" [T604]"})");
  BOOST_TEST(result.code == 2);
}

BOOST_FIXTURE_TEST_CASE(what_is_asked_must_be_clear, small_desk) {
  BOOST_TEST(may("--channel phone").code == 2);
  BOOST_TEST(may("--channel phone").err == "--prospect is missing: whom is it about?\nRun with --help for more information.\n");
  BOOST_TEST(may("--prospect ada").err ==
             "--channel is missing: by which channel, or 'internal'?\nRun with --help for more information.\n");
  BOOST_TEST(may("--touches t.jsonl --prospect ada").err ==
             "--touches asks line by line: --prospect does not go with it\nRun with --help for more information.\n");
}
