#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <string>

#include "support/desk.hpp"
#include "support/office_policy.hpp"

namespace {

const std::string ada = R"({"id":"ada","owner":"kim","contact":{"email":"a@example.org","phone":"+1 212 555 0100"}})";
const std::string asked = R"({"at":"2026-02-27T15:00:00Z","channel":"web","direction":"inbound","outcome":"inquired"})";
const std::string good = R"({"prospect":)" + ada + R"(,"touchpoints":[)" + asked + "]}\n";
const std::string no_date = R"({"prospect":{"id":"bo"},"touchpoints":[{"channel":"web"}]})"
                            "\n";

struct case_desk : desk::folder {
  case_desk() : folder({{"p.yaml", support::office_policy}, {"c.jsonl", good + no_date + "\nwhat\n" + good}}) {}
};

const std::string at = " --at 2026-03-02T13:00:00Z";
const std::string next = "next --policy p.yaml --cases c.jsonl" + at;

std::string line_of(const std::string& text, int n) {
  std::size_t begin = 0;
  for (; n > 0; --n) begin = text.find('\n', begin) + 1;
  return text.substr(begin, text.find('\n', begin) - begin);
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(each_case_is_answered_with_the_line_that_the_same_records_bring, case_desk) {
  write("p.jsonl", ada + "\n");
  write("t.jsonl", R"({"prospect":"ada",)" + asked.substr(1) + "\n");
  const auto of_book = run("next --policy p.yaml --prospects p.jsonl --touchpoints t.jsonl --format jsonl" + at);
  const auto result = run(next);
  BOOST_TEST(line_of(result.out, 0) == line_of(of_book.out, 0));
  BOOST_TEST(line_of(result.out, 4) == line_of(of_book.out, 0));
  BOOST_TEST(run(next + " --format jsonl").out == result.out);
}

BOOST_FIXTURE_TEST_CASE(a_line_that_cannot_be_used_is_answered_too_and_the_others_go_on, case_desk) {
  const auto result = run(next);
  const std::string undated = "c.jsonl:2:40: error: a touchpoint needs 'at' [T603]";
  const std::string empty = "c.jsonl:3:1: error: invalid JSON: the line is empty [T601]";
  const std::string nonsense = "c.jsonl:4:1: error: invalid JSON: a comma, colon, bracket or value is missing or too many [T601]";
  const auto undecided = [](const std::string& who, const std::string& why) {
    return R"({"prospect":)" + who + R"(,"owner":null,"status":"invalid","problem":")" + why +
           R"(","next_change":null,"actions":[]})";
  };
  BOOST_TEST(line_of(result.out, 1) == undecided("\"bo\"", "a touchpoint of its history could not be read: " + undated));
  BOOST_TEST(line_of(result.out, 2) == undecided("null", empty));
  BOOST_TEST(line_of(result.out, 3) == undecided("null", nonsense));
  BOOST_TEST(result.err == undated + '\n' + empty + '\n' + nonsense + '\n' + "5 cases: 2 active, 3 invalid; 3 bad records\n");
  BOOST_TEST(result.code == 1);
}

BOOST_FIXTURE_TEST_CASE(a_case_on_the_standard_input_is_answered_before_the_next_is_there, case_desk) {
  // The second case is written only when the first has been answered.
  write("live.sh", R"(mkfifo to from
timeout 20 "$@" < to > from &
exec 3> to 4< from
head -n 1 c.jsonl >&3
read -r one <&4
head -n 1 c.jsonl >&3
read -r two <&4
exec 3>&-
wait $!
[ -n "$one" ] && [ "$one" = "$two" ] && echo alive
)");
  const auto result = run("next --policy p.yaml --cases -" + at, "sh live.sh");
  BOOST_TEST(result.out == "alive\n");
}

BOOST_FIXTURE_TEST_CASE(all_well_is_exit_code_0_and_the_closing_lines_are_on_the_other_stream, case_desk) {
  write("c.jsonl", R"({"prospect":{"id":"ada","facts":{"vip":true}},"touchpoints":[)"
                   R"({"at":"2026-02-27T15:00:00Z","channel":"Fax","direction":"Inbound","outcome":"seen_off"}]})");
  const auto result = run(next);
  BOOST_TEST(result.err ==
             "unattended: ada\n"
             "words that no policy knows: channel Fax, outcome seen_off\n"
             "facts that the policy does not declare: vip\n"
             "1 word read in spite of capital letters\n"
             "1 case: 1 unattended\n");
  BOOST_TEST(result.code == 0);
}

BOOST_FIXTURE_TEST_CASE(a_correction_that_takes_an_opt_out_away_is_named, case_desk) {
  const std::string touch = R"({"id":"m1","at":"2026-02-27T15:00:00Z","channel":"email","direction":"inbound","outcome":")";
  write("c.jsonl", R"({"prospect":{"id":"ada"},"touchpoints":[)" + touch + R"(opted_out"},)" + touch + R"(inquired"}]})");
  const auto result = run(next);
  BOOST_TEST(result.err.find("corrected, and no longer protected: ada (opt-out)\n") != std::string::npos, result.err);
}

BOOST_FIXTURE_TEST_CASE(a_line_that_is_too_long_is_one_that_cannot_be_used, case_desk) {
  const auto result =
      run("next --policy p.yaml --cases -" + at, "{ head -c 1100000 /dev/zero | tr '\\0' ' '; echo; head -n 1 c.jsonl; } |");
  BOOST_TEST(line_of(result.out, 0).find("<stdin>:1:1: error: the line has more than 1048576 bytes [T616]") != std::string::npos);
  BOOST_TEST(line_of(result.out, 1).starts_with(R"({"prospect":"ada",)"));
  BOOST_TEST(result.code == 1);
}

namespace {

struct usage_case {
  const char* arguments;
  const char* error;
};
std::ostream& operator<<(std::ostream& out, const usage_case& c) { return out << c.arguments; }

const usage_case wrong_uses[] = {
    {"--book b.tickler", "--cases goes without --book, --prospects, --touchpoints and --map"},
    {"--prospects p.jsonl", "--cases goes without --book, --prospects, --touchpoints and --map"},
    {"--map m.yaml", "--cases goes without --book, --prospects, --touchpoints and --map"},
    {"--only ada", "--cases answers every line, one after the other: --only does not go with it"},
    {"--owner kim", "--cases answers every line, one after the other: --owner does not go with it"},
    {"--threads 2", "--cases answers every line, one after the other: --threads does not go with it"},
    {"--format csv", "--cases is answered with a decision a line: --format jsonl"},
    {"--format table", "--cases is answered with a decision a line: --format jsonl"},
};

}  // namespace

BOOST_DATA_TEST_CASE_F(case_desk, what_does_not_go_with_cases_is_said, boost::unit_test::data::make(wrong_uses), c) {
  const auto result = run(next + ' ' + c.arguments);
  BOOST_TEST(result.err.substr(0, result.err.find('\n')) == c.error);
  BOOST_TEST(result.out == "");
  BOOST_TEST(result.code == 2);
}

BOOST_FIXTURE_TEST_CASE(only_one_file_can_be_the_standard_input, case_desk) {
  const auto result = run("next --policy - --cases -" + at);
  BOOST_TEST(result.err.starts_with("only one file can be '-', the standard input"));
  BOOST_TEST(result.code == 2);
}
