// The server of the Model Context Protocol, and records that change while it runs.
#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <string>

#include "support/mcp_office.hpp"

using namespace mcp_office;

namespace {

const std::string call_ada = call("may", R"({"prospect":"ada","channel":"phone"})");
const std::string mail_ada = call("may", R"({"prospect":"ada","channel":"email"})");
const std::string mail_bo = call("may", R"({"prospect":"bo","channel":"email"})");
const std::string recorded_call = R"({"prospect":"ada","channel":"phone","purpose":"check_in","outcome":"no_answer"})";
const std::string opt_out =
    R"({"prospect":"ada","at":"2026-03-02T14:00:00Z","channel":"email","direction":"inbound","outcome":"opted_out"})";

std::string as_of(const std::string& answer) { return part(answer, "/result/structuredContent/as_of"); }

}  // namespace

BOOST_FIXTURE_TEST_CASE(ask_record_ask_gives_go_then_wait, office) {
  const support::conversation server(path(), records + at_ten + "--log log.jsonl");
  BOOST_TEST(verdict(server.ask(call_ada)) == "\"go\"");
  const auto recorded = server.ask(call("record", recorded_call));
  BOOST_TEST(said(recorded) == "recorded");
  BOOST_TEST(part(recorded, "/result/structuredContent/answer/already") == "false");
  BOOST_TEST(as_of(recorded) == "\"2026-03-02T15:00:00Z\"");
  BOOST_TEST(read("log.jsonl") ==
             R"({"prospect":"ada","at":"2026-03-02T15:00:00Z","direction":"outbound","channel":"phone","purpose":"check_in",)"
             R"("outcome":"no_answer"})"
             "\n");
  const auto again = server.ask(call_ada);
  BOOST_TEST(verdict(again) == "\"wait\"");
  BOOST_TEST(part(again, "/result/structuredContent/answer/when") == "\"2026-03-09T14:00:00Z\"");  // 10:00; the clocks go forward
}

BOOST_FIXTURE_TEST_CASE(what_was_recorded_is_known_after_a_new_start, office) {
  {
    const support::conversation server(path(), records + at_ten + "--log log.jsonl");
    server.ask(call("record", recorded_call));
  }
  const support::conversation server(path(), records + at_ten + "--log log.jsonl");
  BOOST_TEST(verdict(server.ask(call_ada)) == "\"wait\"");
}

BOOST_FIXTURE_TEST_CASE(an_id_is_recorded_once_whoever_comes_second, office) {
  const support::conversation one(path(), records + at_ten + "--log log.jsonl");
  const support::conversation other(path(), records + " --at 2026-03-02T15:00:05Z --log log.jsonl");
  BOOST_TEST(verdict(other.ask(call_ada)) == "\"go\"");
  const auto claim =
      call("record", R"({"prospect":"ada","channel":"phone","step":"call/ring","id":"call/ring#0@2026-02-27T15:00:00Z"})");
  BOOST_TEST(said(one.ask(claim)) == "recorded");
  BOOST_TEST(said(one.ask(claim)) == "it is there already, and was not recorded twice");
  const auto second = other.ask(claim);
  BOOST_TEST(part(second, "/result/isError") == "true");
  BOOST_TEST(
      said(second) ==
      "a touchpoint of this 'id' is there and says something else: it was recorded before. Nothing was recorded; corrections "
      "are made in the records");
  BOOST_TEST(verdict(other.ask(call_ada)) == "\"wait\"");
  const auto log = read("log.jsonl");
  BOOST_TEST(log.find('\n') == log.size() - 1);
}

BOOST_FIXTURE_TEST_CASE(a_log_that_ends_within_a_line_takes_the_next_on_a_line_of_its_own, office) {
  const std::string before = R"({"prospect":"bo","at":"2026-03-01T15:00:00Z","channel":"web"})"
                             "\n"
                             R"({"prospect":"bo","at":)";
  write("log.jsonl", before);
  const support::conversation server(path(), records + at_ten + "--log log.jsonl");
  server.ask(call("record", recorded_call));
  const auto log = read("log.jsonl");
  BOOST_TEST(log.starts_with(before + "\n{\"prospect\":\"ada\","));
  BOOST_TEST(log.ends_with("}\n"));
  BOOST_TEST(verdict(server.ask(call_ada)) == "\"wait\"");
}

BOOST_FIXTURE_TEST_CASE(lines_that_others_append_count_from_the_next_question_on, office) {
  const support::conversation server(path(), records + at_ten);
  BOOST_TEST(verdict(server.ask(mail_ada)) == "\"go\"");
  append("t.jsonl", opt_out + '\n');
  const auto answer = server.ask(mail_ada);
  BOOST_TEST(verdict(answer) == "\"stop\"");
  BOOST_TEST(as_of(answer) == "\"2026-03-02T14:00:00Z\"");
}

BOOST_FIXTURE_TEST_CASE(a_line_that_is_only_half_there_counts_when_it_is_whole, office) {
  const support::conversation server(path(), records + at_ten);
  BOOST_TEST(verdict(server.ask(mail_ada)) == "\"go\"");
  append("t.jsonl", opt_out.substr(0, 30));
  server.ask(mail_ada);
  append("t.jsonl", opt_out.substr(30) + '\n');
  BOOST_TEST(verdict(server.ask(mail_ada)) == "\"stop\"");
}

BOOST_FIXTURE_TEST_CASE(a_file_that_was_replaced_or_rewritten_is_read_anew, office) {
  const support::conversation server(path(), records + at_ten);
  BOOST_TEST(verdict(server.ask(mail_bo)) == "\"stop\"");
  write("new.jsonl", touchpoints.substr(0, touchpoints.find('\n') + 1));
  std::rename((path() / "new.jsonl").c_str(), (path() / "t.jsonl").c_str());
  BOOST_TEST(verdict(server.ask(mail_bo)) == "\"go\"");
  write("t.jsonl", touchpoints + opt_out + '\n');  // longer, and the same file
  BOOST_TEST(verdict(server.ask(mail_bo)) == "\"stop\"");
  BOOST_TEST(verdict(server.ask(mail_ada)) == "\"stop\"");
  write("p.jsonl", prospects + R"({"id":"cy","contact":{"email":"c@example.org"}})" + '\n');
  BOOST_TEST(verdict(server.ask(call("may", R"({"prospect":"cy","channel":"email"})"))) == "\"go\"");
}

BOOST_FIXTURE_TEST_CASE(a_correction_that_is_appended_takes_the_place_of_what_it_corrects, office) {
  const support::conversation server(path(), records + at_ten);
  BOOST_TEST(verdict(server.ask(mail_bo)) == "\"stop\"");
  append("t.jsonl",
         R"({"prospect":"bo","at":"2026-02-27T10:00:00Z","channel":"email","direction":"inbound","outcome":"replied","id":"out"})"
         "\n");
  BOOST_TEST(verdict(server.ask(mail_bo)) == "\"go\"");
}

BOOST_FIXTURE_TEST_CASE(whose_touchpoint_cannot_be_read_is_refused_until_it_can, office) {
  const support::conversation server(path(), records + at_ten);
  const std::string bad =
      R"({"prospect":"ada","at":"today","channel":"email","direction":"inbound","outcome":"opted_out","id":"x"})";
  append("t.jsonl", bad + '\n');
  const auto answer = server.ask(mail_ada);
  BOOST_TEST(part(answer, "/result/structuredContent/answer/verdict") == "\"stop\"");
  BOOST_TEST(part(answer, "/result/structuredContent/bad_records") == "1");
  BOOST_TEST(said(answer).find("t.jsonl:3:24: error: ") != std::string::npos, said(answer));
  BOOST_TEST(verdict(server.ask(call("may", R"({"prospect":"bo","channel":"phone"})"))) == "\"go\"");
  append("t.jsonl",
         R"({"prospect":"ada","at":"2026-03-02T14:00:00Z","channel":"email","direction":"inbound","outcome":"replied","id":"x"})"
         "\n");
  BOOST_TEST(verdict(server.ask(mail_ada)) == "\"go\"");
}

BOOST_FIXTURE_TEST_CASE(while_a_file_cannot_be_read_every_answer_is_stop, office) {
  const support::conversation server(path(), records + at_ten + "--log log.jsonl");
  BOOST_TEST(verdict(server.ask(mail_ada)) == "\"go\"");
  std::rename((path() / "p.jsonl").c_str(), (path() / "away.jsonl").c_str());
  const auto answer = server.ask(mail_ada);
  BOOST_TEST(verdict(answer) == "\"stop\", \"p.jsonl: No such file or directory\"");
  BOOST_TEST(said(answer) == "stop: p.jsonl: No such file or directory");
  BOOST_TEST(as_of(answer) == "null");
  BOOST_TEST(verdict(server.ask(call("next", "{}"))) == "error: p.jsonl: No such file or directory");
  BOOST_TEST(verdict(server.ask(call("record", recorded_call))) == "error: p.jsonl: No such file or directory");
  std::rename((path() / "away.jsonl").c_str(), (path() / "p.jsonl").c_str());
  BOOST_TEST(verdict(server.ask(mail_ada)) == "\"go\"");
  write("t.jsonl", "nonsense\n");
  BOOST_TEST(verdict(server.ask(mail_ada)) == "\"stop\", \"t.jsonl: nothing of it could be used, so nothing is decided\"");
  write("t.jsonl", touchpoints);
  BOOST_TEST(verdict(server.ask(mail_ada)) == "\"go\"");
  BOOST_TEST(read("log.jsonl") == "");
}

BOOST_FIXTURE_TEST_CASE(it_starts_without_its_records_and_takes_them_when_they_come, office) {
  std::rename((path() / "t.jsonl").c_str(), (path() / "away.jsonl").c_str());
  const support::conversation server(path(), records + at_ten);
  BOOST_TEST(verdict(server.ask(mail_ada)) == "\"stop\", \"t.jsonl: No such file or directory\"");
  std::rename((path() / "away.jsonl").c_str(), (path() / "t.jsonl").c_str());
  BOOST_TEST(verdict(server.ask(mail_ada)) == "\"go\"");
}

// The newest is 3 days older than now.
BOOST_FIXTURE_TEST_CASE(records_that_are_too_old_permit_nothing, office) {
  const std::string old =
      "\"stop\", \"the newest touchpoint known is of 2026-02-27T15:00:00Z, more than 1 hour ago: bring the records up to date "
      "first\"";
  const support::conversation strict(path(), records + at_ten + "--max-age '1 hour' --log log.jsonl");
  BOOST_TEST(verdict(strict.ask(mail_ada)) == old);
  BOOST_TEST(part(strict.ask(call("next", "{}")), "/result/structuredContent/problem") == old.substr(8));
  append("t.jsonl", R"({"prospect":"bo","at":"2026-03-02T14:00:00Z","channel":"web","direction":"inbound","outcome":"replied"})"
                    "\n");
  BOOST_TEST(verdict(strict.ask(mail_ada)) == "\"go\"");  // an hour is not older than an hour
  write("t.jsonl", touchpoints);
  const support::conversation lax(path(), records + at_ten + "--max-age '3 days'");
  BOOST_TEST(verdict(lax.ask(mail_ada)) == "\"go\"");
  const support::conversation nearly(path(), records + at_ten + "--max-age '2 days 23 hours'");
  BOOST_TEST(verdict(nearly.ask(mail_ada)).starts_with("\"stop\", "));
  write("t.jsonl", R"({"prospect":"bo","at":"2026-03-02T15:00:01Z","channel":"web","direction":"inbound","outcome":"replied"})"
                   "\n");
  BOOST_TEST(verdict(lax.ask(mail_ada)) == "\"stop\", \"no touchpoint is known: bring the records up to date first\"");  // not yet
}

BOOST_FIXTURE_TEST_CASE(a_saved_book_is_read_and_read_anew, office) {
  BOOST_TEST(run("save --policy p.yaml --prospects p.jsonl --touchpoints t.jsonl --to b.tickler").code == 0);
  const support::conversation server(path(), "mcp --policy p.yaml --book b.tickler --log log.jsonl" + at_ten);
  BOOST_TEST(verdict(server.ask(call_ada)) == "\"go\"");
  server.ask(call("record", recorded_call));
  BOOST_TEST(verdict(server.ask(call_ada)) == "\"wait\"");
  append("t.jsonl", opt_out + '\n');
  run("save --policy p.yaml --prospects p.jsonl --touchpoints t.jsonl --to b.tickler");
  BOOST_TEST(verdict(server.ask(mail_ada)) == "\"stop\"");
  BOOST_TEST(verdict(server.ask(call_ada)) == "\"wait\"");
}
