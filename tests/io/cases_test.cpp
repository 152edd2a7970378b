// Cases: what is read of a line, and what is said of one that cannot be used.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <string>
#include <tickler/error.hpp>
#include <tickler/io/cases.hpp>

#include "support/small_policy.hpp"

using namespace tickler;
using support::at;

namespace {

struct desk {
  vocabulary words{};
  tickler::policy policy = support::made(support::small_draft(), words);
  case_reader reader{policy, {.file = "queue"}};
};

std::string case_of(const std::string& touchpoints) { return R"({"prospect":{"id":"ada"},"touchpoints":[)" + touchpoints + "]}"; }

// Where the fault is, an @ stands in the line.
struct bad_case {
  std::string line;
  std::string_view who;  // as far as it is known
  std::string_view said;
};
std::ostream& operator<<(std::ostream& out, const bad_case& c) { return out << c.line; }

const bad_case broken[] = {
    {"@", "", "invalid JSON: the line is empty [T601]"},
    {"@ \t", "", "invalid JSON: the line is empty [T601]"},
    {R"({"prospect":{"id":"ada"},"touchpoints":[]@)", "",
     "invalid JSON: a comma, colon, bracket or value is missing or too many [T601]"},
    {"@[1]", "", "a record must be an object, {...} [T602]"},
    {R"(@{"prospect":{"id":"ada"}})", "ada", "a case needs 'touchpoints' [T603]"},
    {R"(@{"prospect":{"id":"ada"},"touchpoints":null})", "ada", "a case needs 'touchpoints' [T603]"},
    {R"(@{"touchpoints":[]})", "", "a case needs 'prospect' [T603]"},
    {R"({"prospect":@{"name":"Ada"},"touchpoints":[]})", "", "a prospect needs 'id' [T603]"},
    {R"({"prospect":@"ada","touchpoints":[]})", "", "a record must be an object, {...} [T602]"},
    {R"({"prospect":{"id":"ada"},"touchpoints":@7})", "ada",
     "'touchpoints' must be a list of touchpoints, not a whole number [T604]"},
    {R"({"touchpoints":[],"prospect":{"id":"ada",@"nmae":"Ada"}})", "ada", "unknown field 'nmae', did you mean 'name'? [T605]"},
    {R"({"prospect":{"id":"ada"},"touchpoints":[],@"touchpoint":[]})", "ada",
     "unknown field 'touchpoint', did you mean 'touchpoints'? [T605]"},
    {R"({"prospect":{"id":"ada"},"touchpoints":[],@"prospect":{"id":"bo"}})", "ada", "duplicate field 'prospect' [T606]"},
    {R"({"x_a":1,"prospect":{"id":"ada"},"touchpoints":[],@"x_a":2})", "ada", "duplicate field 'x_a' [T606]"},
};

const bad_case refused[] = {
    {case_of(R"(@7)"), "ada", "a record must be an object, {...} [T602]"},
    {case_of(R"(@{"channel":"phone"})"), "ada", "a touchpoint needs 'at' [T603]"},
    {case_of(R"({"at":"2026-03-02T10:00:00Z","step":["call/ring",@7]})"), "ada", "'step' may list only texts [T604]"},
    {case_of(R"({"at":"2026-03-02T10:00:00Z",@"chanel":"phone"})"), "ada",
     "unknown field 'chanel', did you mean 'channel'? [T605]"},
    {case_of(R"({"at":"2026-03-02T10:00:00Z"},{"at":"2026-03-02T10:00:00Z","outcome":@"unsubscribed"})"), "ada",
     "'unsubscribed' is no outcome of the policy: write 'opted_out' [T609]"},
    {case_of(R"(@{"prospect":"bo","at":"2026-03-02T10:00:00Z"})"), "ada", "a touchpoint of 'bo' in the case of 'ada' [T638]"},
    {case_of(
         R"({"at":"2026-03-02T10:00:00Z","channel":"email","id":"m1"},@{"at":"2026-03-02T11:00:00Z","channel":"phone","id":"m1"})"),
     "ada", "the touchpoint 'm1' of 'ada' is there already, on the channel 'email' [T637]"},
};

struct said_case {
  std::string line, text;
};
said_case said_at_mark(const bad_case& c) {
  const auto mark = c.line.find('@');
  auto line = c.line;
  line.erase(mark, 1);
  return {line, "queue:1:" + std::to_string(mark + 1) + ": error: " + std::string(c.said)};
}

}  // namespace

BOOST_DATA_TEST_CASE_F(desk, a_line_that_is_no_case_says_why_and_whose_it_is, boost::unit_test::data::make(broken), c) {
  const auto [line, text] = said_at_mark(c);
  const auto one = reader.read(line);
  BOOST_TEST(one.who.id == c.who);
  BOOST_TEST(one.unusable == text);
  BOOST_REQUIRE_EQUAL(one.problems.size(), 1u);
  BOOST_TEST(to_string(one.problems[0]) == text);
}

BOOST_DATA_TEST_CASE_F(desk, a_touchpoint_that_cannot_be_read_leaves_the_case_undecided, boost::unit_test::data::make(refused), c) {
  const auto [line, text] = said_at_mark(c);
  const auto one = reader.read(line);
  BOOST_TEST(one.who.id == c.who);
  BOOST_TEST(one.unusable == "a touchpoint of its history could not be read: " + text);
  evaluator engine(policy);
  decision d;
  evaluate(engine, one, at("2026-03-02T12:00:00Z"), d);
  BOOST_TEST(to_string(d.status) == "invalid");
  BOOST_TEST(to_string(d.problem) == "incomplete_history");
  BOOST_TEST(d.actions.empty());
  BOOST_TEST(to_json(policy, one, d) ==
             R"({"prospect":"ada","owner":null,"status":"invalid","problem":"a touchpoint of its history )"
             R"(could not be read: )" +
                 text + R"(","next_change":null,"actions":[]})");
}

BOOST_FIXTURE_TEST_CASE(all_that_is_wrong_with_a_line_is_said_and_the_first_of_it_is_why, desk) {
  const auto one = reader.read(case_of(R"({"at":"today"},{"at":"2026-03-02T10:00:00Z"},{})"));
  BOOST_TEST(one.problems.size() == 2u);
  BOOST_TEST(one.log.size() == 1u);
  BOOST_TEST(one.unusable.starts_with("2 touchpoints of its history could not be read: first queue:1:"));
}

BOOST_FIXTURE_TEST_CASE(each_line_is_counted_whatever_is_in_it, desk) {
  reader.read(case_of(""));
  reader.read("");
  const auto one = reader.read("[]");
  BOOST_TEST(to_string(one.problems[0]).starts_with("queue:3:1: "));
  BOOST_TEST(reader.lines() == 3u);
  BOOST_TEST(reader.read(case_of("")).unusable == "");
}

BOOST_FIXTURE_TEST_CASE(touchpoints_come_in_order_of_time_and_one_of_an_id_that_was_there_takes_its_place, desk) {
  const auto one = reader.read(case_of(R"({"at":"2026-03-02T12:00:00Z","id":"late"},
    {"at":"2026-03-02T10:00:00Z","id":"first","channel":"email"},
    {"at":"2026-03-02T10:00:00Z","id":"second"},
    {"at":"2026-03-02T10:00:00Z","id":"first","channel":"email","outcome":"sent"},
    {"at":"2026-03-02T10:00:00Z","id":"late"},
    {"at":"2026-03-02T10:00:00Z","id":"second"})"));
  BOOST_TEST(one.unusable == "");
  BOOST_REQUIRE_EQUAL(one.log.size(), 3u);
  BOOST_TEST(one.log[0].id == "first");
  BOOST_TEST(words.name(one.log[0].words.outcome) == "sent");
  BOOST_TEST(one.log[1].id == "second");
  BOOST_TEST(one.log[2].id == "late");  // corrected last, so of its new instant it is the last
}

BOOST_FIXTURE_TEST_CASE(a_good_touchpoint_heals_a_refused_one_of_its_id, desk) {
  const auto one = reader.read(case_of(R"({"at":"today","id":"m1"},{"at":"2026-03-02T10:00:00Z","id":"m1"})"));
  BOOST_TEST(one.unusable == "");
  BOOST_TEST(one.problems.size() == 1u);
}

BOOST_FIXTURE_TEST_CASE(a_fault_that_is_forgiven_is_said_and_leaves_the_case_usable, desk) {
  case_reader forgiving(policy, {.file = "queue", .despite = {607}});
  const auto one = forgiving.read(case_of(R"({"at":"2026-03-02T10:00:00Z","until":"soon"})"));
  BOOST_TEST(one.unusable == "");
  BOOST_TEST(one.log.empty());
  BOOST_TEST(one.problems.size() == 1u);
}

BOOST_FIXTURE_TEST_CASE(a_line_may_have_its_end_and_the_first_a_byte_order_mark, desk) {
  BOOST_TEST(reader.read("\xEF\xBB\xBF" + case_of("") + "\r\n").unusable == "");
  BOOST_TEST(reader.read(case_of(R"({"at":"2026-03-02T10:00:00Z","channel":"Email"})") + "\n").unusable == "");
  BOOST_TEST(reader.respelt() == 1u);
}

BOOST_FIXTURE_TEST_CASE(a_line_that_is_too_long_is_refused, desk) {
  case_reader strict(policy, {.file = "queue", .line_bytes = 30});
  BOOST_TEST(strict.read(case_of("")).unusable == "queue:1:1: error: the line has more than 30 bytes [T616]");
}

BOOST_AUTO_TEST_CASE(a_reader_of_no_policy_or_that_was_moved_from_is_misuse) {
  BOOST_CHECK_THROW(case_reader(tickler::policy{}), misuse);
  desk d;
  const auto other = std::move(d.reader);
  BOOST_CHECK_THROW(d.reader.read(case_of("")), misuse);
}
