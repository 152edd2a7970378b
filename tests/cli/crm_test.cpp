// Exports of CRMs, as the command reads them.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>

#include "support/desk.hpp"
#include "support/office_policy.hpp"

namespace {

const std::string crm = "'" TICKLER_SOURCE_DIR "/examples/crm'/";
const std::string when = "--policy p.yaml --at 2026-03-03T15:00:00Z ";

struct crm_desk : desk::folder {
  crm_desk() : folder({{"p.yaml", support::office_policy}}) {}
};

std::string last_line(const std::string& text) {
  const auto end = text.find_last_not_of('\n');
  return text.substr(text.rfind('\n', end) + 1, end - text.rfind('\n', end));
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(all_exports_of_a_crm_go_in_by_one_command, crm_desk) {
  const auto hubspot =
      run("next " + when + "--local-times America/New_York --prospects " + crm + "hubspot-contacts.csv --touchpoints " + crm +
          "hubspot-calls.csv --touchpoints " + crm + "hubspot-emails.csv --map " + crm + "hubspot-contacts.yaml --map " + crm +
          "hubspot-calls.yaml --map " + crm + "hubspot-emails.yaml");
  BOOST_TEST(hubspot.code == 0);
  BOOST_TEST(hubspot.err.find("hubspot-emails.csv: 1 row left out, as the mapping says\n") != std::string::npos);
  BOOST_TEST(hubspot.err.find("error") == std::string::npos);
  BOOST_TEST(hubspot.out.find("5 prospects: ") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(an_opt_out_of_a_contact_is_of_the_instant_that_is_asked_about, crm_desk) {
  write("c.yaml", "mapping: c\nof: prospects\ncolumns: {Id: id, Stop: {opted_out: all}}\n");
  write("c.csv", "Id,Stop\nada,yes\nbo,no\n");
  write("t.jsonl", "");
  const auto result = run("next " + when + "--prospects c.csv --map c.yaml --touchpoints t.jsonl");
  BOOST_TEST(result.err == "");
  BOOST_TEST(last_line(result.out) == "2 prospects: 1 stopped, 1 unattended");
  BOOST_TEST(result.code == 0);
}

BOOST_FIXTURE_TEST_CASE(mappings_and_files_that_do_not_fit_are_refused_before_anything_is_decided, crm_desk) {
  write("people.yaml", "mapping: c\nof: prospects\ncolumns: {Id: id}\n");
  write("calls.yaml", "mapping: t\nof: touchpoints\ncolumns: {Id: prospect, At: at}\n");
  write("bad.yaml", "mapping: t\n");
  write("c.csv", "Id\nada\n");
  write("t.csv", "Id,At\n");
  write("t.jsonl", "");
  const auto refused = [&](const std::string& arguments) {
    const auto result = run("next " + when + arguments);
    BOOST_TEST(result.code == 2, arguments);
    BOOST_TEST(result.out == "", arguments);
    return last_line(result.err);
  };
  BOOST_TEST(refused("--prospects c.csv --touchpoints t.jsonl --map people.yaml --map people.yaml") ==
             "tickler: --map: more than one mapping of prospects");
  BOOST_TEST(refused("--prospects t.jsonl --touchpoints t.csv --map people.yaml") ==
             "tickler: --map: a mapping of prospects, and no CSV of them");
  BOOST_TEST(refused("--prospects c.csv --touchpoints t.jsonl --map calls.yaml") ==
             "tickler: --map: 1 mapping of touchpoints for no files of them in CSV");
  BOOST_TEST(
      refused("--prospects c.csv --touchpoints t.csv --touchpoints t.csv --touchpoints t.csv --map calls.yaml --map calls.yaml") ==
      "tickler: --map: 2 mappings of touchpoints for 3 files of them in CSV");
  BOOST_TEST(refused("--prospects c.csv --touchpoints t.csv --map bad.yaml") == "tickler: bad.yaml: the mapping cannot be used");
  const auto mars = run("next " + when + "--prospects c.csv --touchpoints t.csv --local-times Mars");
  BOOST_TEST(mars.err.find("unknown time zone 'Mars'") != std::string::npos);
  BOOST_TEST(mars.code == 2);
}

BOOST_FIXTURE_TEST_CASE(one_mapping_of_touchpoints_is_for_all_files_of_csv_and_none_of_json_lines, crm_desk) {
  write("calls.yaml", "mapping: t\nof: touchpoints\ncolumns: {Who: prospect, At: at}\nconstants: {outcome: opted_out}\n");
  write("p.jsonl", "{\"id\":\"ada\"}\n{\"id\":\"bo\"}\n{\"id\":\"cy\"}\n{\"id\":\"di\"}\n");
  write("a.csv", "Who;At\nada;2026-03-02T10:00:00Z\n");
  write("b.CSV", "Who,At\nbo,2026-03-02T10:00:00Z\n");
  write("c.jsonl", R"({"prospect":"cy","at":"2026-03-02T10:00:00Z","outcome":"opted_out"})");
  const auto result =
      run("next " + when + "--prospects p.jsonl --touchpoints a.csv --touchpoints c.jsonl --touchpoints b.CSV --map calls.yaml");
  BOOST_TEST(result.err == "a.csv:1:1: warning: the columns are separated by ';', not by commas [T640]\n");
  BOOST_TEST(last_line(result.out) == "4 prospects: 3 stopped, 1 unattended");
  BOOST_TEST(result.code == 0);
}

BOOST_FIXTURE_TEST_CASE(of_many_bad_records_twenty_are_shown_and_then_how_many_there_are_of_each_kind, crm_desk) {
  std::string rows = "prospect,at\nada,2026-03-01T10:00:00Z\n";
  for (int i = 0; i < 30; ++i) rows += i % 3 == 2 ? "nobody,2026-03-02T10:00:00Z\n" : "ada,yesterday\n";
  write("p.jsonl", "{\"id\":\"ada\"}\n");
  write("t.csv", rows);
  const auto result = run("next " + when + "--prospects p.jsonl --touchpoints t.csv");
  BOOST_TEST(std::count(result.err.begin(), result.err.end(), '\n') == 23);
  BOOST_TEST(result.err.find(
                 "and 10 more of 30 bad records; all of them, by kind, each with its first:\n"
                 "      20 x t.csv:3:5: error: 'at' must be an instant such as 2026-03-02T10:00:00Z; 'yesterday' is no instant "
                 "(RFC 3339, from 1970 on) [T607]\n"
                 "      10 x t.csv:5:1: error: there is no prospect 'nobody' [T631]\n") != std::string::npos);
  BOOST_TEST(last_line(result.out) == "1 prospect: 1 invalid; 30 bad records");
  BOOST_TEST(result.code == 1);
}

BOOST_FIXTURE_TEST_CASE(map_writes_a_mapping_that_reads_the_export, crm_desk) {
  write("calls.csv", "Contact ID;Start date;Result\nada;2026-03-02T10:00:00Z;No answer\n");
  write("p.jsonl", "{\"id\":\"ada\"}\n");
  const auto begun = run("map calls.csv", "", "calls.yaml");
  BOOST_TEST(begun.code == 0);
  BOOST_TEST(begun.err == "1 row of calls.csv, as touchpoints; guesses are marked. Then: tickler next ... --map FILE.yaml\n");
  const auto result = run("next " + when + "--prospects p.jsonl --touchpoints calls.csv --map calls.yaml");
  BOOST_TEST(result.err == "");
  BOOST_TEST(result.code == 0);
  BOOST_TEST(run("map no.csv").code == 2);
  BOOST_TEST(run("map calls.csv --of people").code == 2);
  BOOST_TEST(run("map calls.csv --of prospects").out.find("of: prospects\n") != std::string::npos);
}
