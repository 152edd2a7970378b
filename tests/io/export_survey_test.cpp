// What is seen of an export that is not known, and the mapping that is begun of it.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <sstream>
#include <tickler/io/export_survey.hpp>

#include "crm.hpp"

namespace {

tickler::export_survey survey(const std::string& content) {
  std::istringstream in(content);
  return tickler::survey_export(in, "e.csv");
}

std::vector<std::string> all_samples() {
  std::vector<std::string> names;
  for (const auto& s : crm::samples) {
    names.push_back(s.prospects);
    names.insert(names.end(), s.touchpoints.begin(), s.touchpoints.end());
  }
  return names;
}

std::string lines(const std::vector<tickler::diagnostic>& list) {
  std::string all;
  for (const auto& d : list) all += to_string(d) + '\n';
  return all;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_survey_counts_values_and_says_how_times_are_written) {
  const auto seen =
      survey("\xEF\xBB\xBFsep=;\nWho;When;Seen\na;02/03/2026 10:00;2026-03-02 10:00\nb;03/02/2026 11:00;\na;x\na;;\n");
  BOOST_TEST((seen.separator == ';'));
  BOOST_TEST(seen.has_separator_line);
  BOOST_TEST(seen.has_mark);
  BOOST_TEST(seen.rows == 3u);
  BOOST_TEST(seen.bad_rows == 1u);
  BOOST_TEST(lines(seen.bad) == "e.csv:5:1: error: 2 fields, but the header names 3 columns [T619]\n");
  BOOST_REQUIRE(seen.columns.size() == 3u);
  BOOST_TEST(seen.columns[0].filled == 3u);
  BOOST_REQUIRE(seen.columns[0].values.size() == 2u);
  BOOST_TEST(seen.columns[0].values[0].first == "a");
  BOOST_TEST(seen.columns[0].values[0].second == 2u);
  BOOST_TEST(seen.columns[0].time_formats.empty());
  const std::vector<std::string> both{"MM/DD/YYYY hh:mm", "DD/MM/YYYY hh:mm", "M/D/YYYY h:mm", "D/M/YYYY h:mm"};
  BOOST_TEST(seen.columns[1].time_formats == both, boost::test_tools::per_element());
  BOOST_TEST(seen.columns[2].time_formats == std::vector<std::string>{"ISO 8601"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_first_mapping_marks_its_guesses_and_leaves_what_nobody_can_guess) {
  const auto seen = survey(
      "Contact ID,Start date,Result,Status,Opted out,Remark\n"
      "a,02/03/2026 10:00,No answer,Held,no,\n"
      "b,03/02/2026 11:00,Hung up,Planned,yes,x\n");
  BOOST_TEST((tickler::kind_of(seen) == tickler::record_kind::touchpoints));
  BOOST_TEST(
      tickler::mapping_for(seen, tickler::record_kind::touchpoints, "calls") ==
      "# e.csv: 2 rows, 6 columns separated by ','; UTF-8\n"
      "# A first mapping. Look at each line that says 'a guess', then take the remark away.\n"
      "mapping: calls\n"
      "of: touchpoints\n"
      "columns:\n"
      "  # 2 filled: a (1), b (1)\n"
      "  Contact ID: prospect     # a guess\n"
      "  # 2 filled: 02/03/2026 10:00 (1), 03/02/2026 11:00 (1); times: MM/DD/YYYY hh:mm or DD/MM/YYYY hh:mm or M/D/YYYY h:mm or "
      "D/M/YYYY h:mm\n"
      "  Start date: {to: at, format: MM/DD/YYYY hh:mm}     # a guess: DD/MM/YYYY hh:mm fits as well, which is it?\n"
      "  # 2 filled: No answer (1), Hung up (1)\n"
      "  Result:      # a guess\n"
      "    to: outcome\n"
      "    values:\n"
      "      No answer: no_answer     # a guess\n"
      "      # Hung up:      # what does it mean?\n"
      "  # 2 filled: Held (1), Planned (1)\n"
      "  Status: unused\n"
      "  # 2 filled: no (1), yes (1)\n"
      "  Opted out: unused     # a guess: it looks like an opt-out, which the contacts must say\n"
      "  # 1 filled: x (1)\n"
      "  Remark: unused\n"
      "rows:\n"
      "  Status: {take: [Held], leave_out: [Planned]}     # a guess\n"
      "# Times without an offset are by the clock of 'zone': say it here, or by --local-times.\n");
}

BOOST_AUTO_TEST_CASE(contacts_without_opt_outs_are_told_from_those_with_them) {
  const std::string missing = "# It has no column of opt-outs: whoever does not want to be contacted is not known from this file.";
  const auto first_mapping = [](const std::string& content) {
    const auto seen = survey(content);
    BOOST_TEST((tickler::kind_of(seen) == tickler::record_kind::prospects));
    return tickler::mapping_for(seen, tickler::record_kind::prospects, "people");
  };
  BOOST_TEST(first_mapping("Id,Email\n1,a@example.org\n").find(missing) != std::string::npos);
  const auto with = first_mapping("Id,Email,Do Not Call,EmailOptOut,Unsubscribed\n1,a@example.org,0,0,0\n");
  BOOST_TEST(with.find(missing) == std::string::npos);
  BOOST_TEST(with.find("Do Not Call: {opted_out: [phone, sms]}") != std::string::npos);
  BOOST_TEST(with.find("EmailOptOut: {opted_out: email}") != std::string::npos);
  BOOST_TEST(with.find("Unsubscribed: {opted_out: all}") != std::string::npos);
  const auto with_empty = first_mapping("Id,Email,Do Not Call\n1,a@example.org,1\n2,b@example.org,\n");
  BOOST_TEST(with_empty.find("Do Not Call: {opted_out: [phone, sms], values: {\"\": no}}     # a guess") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_export_that_cannot_be_read_has_no_columns) {
  BOOST_TEST(survey("").columns.empty());
  const auto utf16 = survey(std::string("i\0d\0\n\0", 6));
  BOOST_TEST(utf16.columns.empty());
  BOOST_TEST(
      lines(utf16.bad) ==
      "e.csv:1:1: error: the file is UTF-16, not UTF-8; nothing of it was read; convert it: iconv -f UTF-16 -t UTF-8 [T617]\n");
}

BOOST_DATA_TEST_CASE(what_is_begun_of_a_known_export_is_a_mapping_of_the_right_kind, boost::unit_test::data::make(all_samples()),
                     name) {
  const auto seen = survey(support::content_of(crm::folder / (name + ".csv")));
  const auto of = tickler::kind_of(seen);
  BOOST_TEST((of == crm::mapping_of(name).of));
  const auto loaded = tickler::load_mapping(tickler::mapping_for(seen, of, name), name + ".yaml");
  BOOST_TEST(lines(loaded.diagnostics()) == "");
}
