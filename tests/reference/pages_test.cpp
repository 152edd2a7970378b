#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <regex>
#include <sstream>
#include <tickler/io/policy_manual.hpp>

#include "support/files.hpp"

namespace {

struct page_case {
  const char* topic;
  const char* page;
};
std::ostream& operator<<(std::ostream& out, const page_case& c) { return out << c.topic; }

const page_case pages[] = {
    {"steps.at_latest",
     "cadences.steps.at_latest, a key of a step\n"
     "  Late after this; comes early where the calendar leaves no room.\n"
     "  value        a duration such as '3 days', '24 hours before', or '= prospect.transit'\n"
     "  without it   none\n"
     "  example      at_latest: 72 hours\n"},
    {"priority",
     "cadences.priority, a key of a cadence\n"
     "  0 to 1000; higher goes first, then the order of the file.\n"
     "  value        a whole number\n"
     "  without it   50\n"
     "  example      priority: 70\n"},
    {"steps.from",
     "cadences.steps.from, a key of a step\n"
     "  What the window counts from: the step before, the start of the run, or the `until` of what started\n"
     "  it.\n"
     "  value        a word: previous, start, until\n"
     "  without it   previous\n"
     "  example      from: until\n"},
    {"tests.then",
     "tests.then, a key of a test\n"
     "  Later moments of the same history.\n"
     "  value        a list of moments\n"
     "  without it   nothing\n"
     "  example      then: [{now: 2026-03-02 12:00, expect: {status: active}}]\n"
     "  The keys of a moment:\n"
     "    touchpoints  What has happened; what is later than `now` has not yet.\n"
     "    now          The time for which it is decided.\n"
     "    expect       What must then be decided.\n"},
    {"stages",
     "stages, a key of a policy\n"
     "  How far a prospect has come: the last of these reached.\n"
     "  value        a list of stages\n"
     "  without it   none\n"
     "  example      stages: [{name: visibility, from: met}]\n"
     "  The keys of a stage:\n"
     "    name  Its name.\n"
     "    from  What brings a prospect to it.\n"},
    {"variant",
     "tests.expect.actions.variant, a key of an action that is expected\n"
     "  The variant that was drawn for her.\n"
     "  value        text\n"
     "  example      variant: short\n"
     "\n"
     "a variant, as in cadences.steps.variants\n"
     "  The keys of a variant:\n"
     "    name    Its name, which the action carries.\n"
     "    weight  How often, compared with the others.\n"},
    {"since",
     "since, a function of conditions\n"
     "  How long ago the event happened last. An error, and so not met, if it never did.\n"
     "  written      since('event') -> duration\n"
     "  known in     `while` of limits, holds and `never`; `if` of cadences and steps\n"
     "  example      since('asked') > duration('72h')\n"},
    {"size",
     "size, a function of conditions\n"
     "  How many characters a text has, or items a list.\n"
     "  written      size(string) -> int\n"
     "               size(list) -> int\n"
     "               string.size() -> int\n"
     "               list.size() -> int\n"
     "  example      has(prospect.tags) && size(prospect.tags) > 2\n"},
    {"%",
     "%, a sign of conditions\n"
     "  What remains of a division.\n"
     "  written      int % int -> int\n"
     "  example      now.getDate(prospect.zone) % 2 == 0\n"},
    {"stage",
     "a stage, as in stages\n"
     "  The keys of a stage:\n"
     "    name  Its name.\n"
     "    from  What brings a prospect to it.\n"
     "\n"
     "stage, a name of conditions\n"
     "  The furthest stage that the prospect has reached; before the first it equals none of them.\n"
     "  written      stage: string\n"
     "  known in     `while` of limits, holds and `never`; `if` of cadences and steps\n"
     "  example      stage == 'visibility'\n"},
    {"T203",
     "T203, Names and words\n"
     "  says         unknown channel 'phoen', did you mean 'phone'?\n"
     "  cure         use a standard channel, or declare your own under `vocabulary: {channels: [...]}`\n"},
    {"203",
     "T203, Names and words\n"
     "  says         unknown channel 'phoen', did you mean 'phone'?\n"
     "  cure         use a standard channel, or declare your own under `vocabulary: {channels: [...]}`\n"},
    {"T618",
     "T618, Records\n"
     "  says         a NUL character\n"},
};

struct titles_case {
  const char* topic;
  const char* titles;  // the first lines of its pages
};
std::ostream& operator<<(std::ostream& out, const titles_case& c) { return out << c.topic; }

const titles_case titles[] = {
    {"if", "events.if, a key of a pattern; cadences.if, a key of a cadence; cadences.steps.if, a key of a step"},
    {"steps.if", "cadences.steps.if, a key of a step"},
    {"step.if", "cadences.steps.if, a key of a step"},
    {"cadences.steps.if", "cadences.steps.if, a key of a step"},
    {"starts.if", "events.if, a key of a pattern"},
    {"limits.count.channel", "events.channel, a key of a pattern"},
    {"never.do", "never.do, a key of a 'never' rule"},
    {"never", "never, a key of a policy; promises.never, a key of a promise"},
    {"expect.status", "tests.expect.status, a key of 'expect'"},
    {"hold", "a hold, as in holds"},
    {"count", "events.count, a key of an event from a count; limits.count, a key of a limit; count, a function of conditions"},
};

struct nearest_case {
  const char* topic;
  const char* nearest;
};
std::ostream& operator<<(std::ostream& out, const nearest_case& c) { return out << c.topic; }

const nearest_case no_topics[] = {
    {"at_lastest", "at_latest"},
    {"startswith", "startsWith"},
    {"T2O3", "T203"},
    {"steps.witin", "within"},
    {"stepz", "steps"},
    {"T999", ""},
    {"xyzzy", ""},
    {"", ""},

    {"steps.", ""},
    {"limits.if", "if"},
    {".if", "if"},
};

// The lines of a text that are not indented.
std::string titles_of(const std::string& text) {
  std::istringstream in(text);
  std::string found;
  for (std::string line; std::getline(in, line);)
    if (!line.empty() && line.front() != ' ') found += (found.empty() ? "" : "; ") + line;
  return found;
}

}  // namespace

BOOST_DATA_TEST_CASE(a_page_says_what_there_is_to_know, boost::unit_test::data::make(pages), c) {
  BOOST_TEST(tickler::manual_page(c.topic).value_or("no page") == c.page);
}

BOOST_DATA_TEST_CASE(a_topic_has_the_pages_of_all_that_it_names, boost::unit_test::data::make(titles), c) {
  BOOST_TEST(titles_of(tickler::manual_page(c.topic).value_or("no page")) == c.titles);
}

BOOST_DATA_TEST_CASE(what_is_no_topic_has_no_page_but_perhaps_a_near_one, boost::unit_test::data::make(no_topics), c) {
  BOOST_TEST(tickler::manual_page(c.topic).value_or("no page") == "no page");
  BOOST_TEST(tickler::nearest_topic(c.topic) == c.nearest);
}

BOOST_AUTO_TEST_CASE(every_topic_of_the_contents_has_a_page) {
  std::istringstream contents(tickler::manual_contents());
  std::size_t topics = 0;
  for (std::string line; std::getline(contents, line);) {
    if (!line.starts_with("    ")) continue;
    std::istringstream words(line);
    for (std::string topic; words >> topic; ++topics) BOOST_TEST(tickler::manual_page(topic).has_value(), topic << " has no page");
  }
  BOOST_TEST(topics > 200u);
}

BOOST_AUTO_TEST_CASE(every_row_of_the_tables_of_diagnostics_has_a_page) {
  for (const auto* file : {"examples/policies/diagnostics.md", "examples/records/diagnostics.md"}) {
    const auto text = support::content_of(support::source_dir() / file);
    const std::regex row("\n\\| (T[0-9]+) \\| ([^|]*) \\|");
    std::size_t rows = 0;
    for (std::sregex_iterator it(text.begin(), text.end(), row), end; it != end; ++it, ++rows)
      BOOST_TEST(tickler::manual_page((*it)[1].str()).value_or("").find((*it)[1].str() + ", ") != std::string::npos,
                 (*it)[1].str());
    BOOST_TEST(rows > 20u);
  }
}
