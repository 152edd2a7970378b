#include "policy/reference/topics.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <sstream>
#include <string>
#include <tickler/io/book_records.hpp>
#include <tickler/io/policy_manual.hpp>
#include <tickler/io/policy_tests.hpp>
#include <tickler/io/workload_file.hpp>

#include "support/files.hpp"
#include "support/loading.hpp"

namespace {

struct form_case {
  tickler::written_form form;
  std::string_view topic;
};
std::ostream& operator<<(std::ostream& out, const form_case& c) { return out << c.topic << ": " << c.form.written; }

std::vector<form_case> forms() {
  std::vector<form_case> all;
  for (const auto& t : tickler::all_topics())
    for (const auto& f : t.forms) all.push_back({f, t.name});
  return all;
}

std::string policy_with(std::string_view in_step, std::string_view in_calendar, std::string_view in_test) {
  return "policy: p\nzone: UTC\nbusiness: office\nfacts: {local: bool}\nchannels: {email: {}}\nevents: {asked: {outcome: "
         "inquired}}\n"
         "calendars:\n  office: {open: {mon-fri: 09:00-18:00}}\n  it:\n    " +
         std::string(in_calendar) +
         "\n"
         "cadences: {it: {starts: asked, steps: [{id: one, do: {channel: email}, calendar: [office, it], " +
         std::string(in_step) +
         "}]}}\n"
         "tests: [{name: t, given: {id: ada}, touchpoints: [], " +
         std::string(in_test) + ", expect: {status: unattended}}]\n";
}

constexpr std::string_view opens = "open: {daily: 09:00-18:00}", now = "now: 2026-03-02T10:00:00Z";

std::string errors_of(const std::string& text) {
  const auto loaded = loading::load(text);
  std::string errors;
  for (const auto& d : loaded.diagnostics())
    if (d.severity == tickler::severity::error) errors += to_string(d) + '\n';
  if (loaded) errors += loading::lines_of(tickler::load_policy_tests(text, "p.yaml", loaded.value()).all_diagnostics());
  return errors;
}

// What reading records says, and how many were read.
std::string read(std::string_view text, bool are_prospects, tickler::record_format format) {
  const auto known = loading::load(policy_with("after: 1 day", opens, now));
  tickler::book all{tickler::vocabulary()};
  std::string said;
  const auto say = [&said](const tickler::diagnostic& d) { said += to_string(d) + '\n'; };
  if (!are_prospects) all.add({.id = "ada"});
  const tickler::record_options options{.file = "r", .format = format, .facts = are_prospects ? &known.value() : nullptr};
  const auto counts = are_prospects ? read_prospects(text, options, all, say) : read_touchpoints(text, options, all, say);
  return said + std::to_string(counts.records);
}

std::string errors_of_mapping(const std::string& yaml) {
  std::string errors;
  for (const auto& d : tickler::load_mapping(yaml, "m.yaml").diagnostics()) errors += to_string(d) + '\n';
  return errors;
}

std::string errors_of_model(const std::string& yaml) {
  std::string errors;
  const auto p =
      tickler::load_policy_file((support::source_dir() / "tests/reference/weeks.yaml").string(), tickler::vocabulary{}).value();
  for (const auto& d : tickler::load_workload_model(yaml, "m.yaml", p).diagnostics()) errors += to_string(d) + '\n';
  return errors;
}

std::string what_is_wrong(const tickler::written_form& f) {
  using enum tickler::written_in;
  const std::string written(f.written);
  const auto one = [](std::string said) { return said == "1" ? std::string() : said; };
  switch (f.where) {
    case step:
    case condition:
      return errors_of(policy_with(written, opens, now));
    case calendar:
      return errors_of(
          policy_with("after: 1 day", written.starts_with("open") ? written : std::string(opens) + "\n    " + written, now));
    case moment:
      return errors_of(policy_with("after: 1 day", opens, written));
    case prospects:
      return one(read(written, true, tickler::record_format::json_lines));
    case touchpoints:
      return one(read(written, false, tickler::record_format::json_lines));
    case csv_prospects:
      return one(read(written, true, tickler::record_format::csv));
    case csv_touchpoints:
      return one(read(written, false, tickler::record_format::csv));
    case mapping:
      return errors_of_mapping(written);
    case workload:
      return errors_of_model(written);
    case column:
      return errors_of_mapping("mapping: m\nof: touchpoints\ncolumns:\n  Who: prospect\n  When: at\n  " + written);
  }
  return "nowhere";
}

}  // namespace

BOOST_DATA_TEST_CASE(every_example_of_a_topic_is_accepted_where_it_says, boost::unit_test::data::make(forms()), c) {
  BOOST_TEST(what_is_wrong(c.form) == "");
}

BOOST_DATA_TEST_CASE(every_topic_has_a_page_with_its_examples_as_they_are_and_lines_that_fit_a_terminal,
                     boost::unit_test::data::make(forms()), c) {
  const auto page = tickler::manual_page(c.topic);
  BOOST_REQUIRE(page.has_value());
  std::istringstream written(std::string(c.form.written));
  for (std::string line; std::getline(written, line);) BOOST_TEST(page->find("\n    " + line) != std::string::npos, line);
  std::istringstream lines(*page);
  for (std::string line; std::getline(lines, line);) BOOST_TEST(line.size() <= 120u, line);
}

BOOST_AUTO_TEST_CASE(the_topics_are_in_the_contents_and_found_in_capitals_and_in_the_singular) {
  for (const auto& t : tickler::all_topics()) BOOST_TEST(tickler::manual_contents().find(t.name) != std::string::npos, t.name);
  BOOST_TEST(tickler::all_topics().size() == 8u);
  BOOST_TEST((tickler::manual_page("CSV") == tickler::manual_page("csv")));
  BOOST_TEST((tickler::manual_page("holiday") == tickler::manual_page("holidays")));
  BOOST_TEST(tickler::manual_page("duration")->find(tickler::manual_page("durations").value()) != std::string::npos);
  BOOST_TEST(tickler::nearest_topic("hollidays") == "holidays");
}
