// The sentences of the seeds that an audit shows, under the shipped policy; times are New York's.
#include <boost/test/unit_test.hpp>
#include <tickler/io.hpp>

#include "cases.hpp"

namespace {

using namespace audited;
using tickler::channel, tickler::direction, tickler::outcome, tickler::purpose;

struct shop {
  tickler::vocabulary words;
  tickler::policy policy = tickler::load_policy_file(TICKLER_SOURCE_DIR "/examples/policies/art-of-follow-up.yaml", words).value();
  tickler::history log{words};

  void add(const char* at, const tickler::touch_words& what) {
    log.add({.at = tickler::parse_instant(std::string("2026-") + at + "-04:00").value(), .words = what});
  }

  // What was broken by 20 May at 10:00: the promise, then in words.
  std::vector<std::string> broken() const {
    const tickler::prospect ada{.id = "ada", .zone = "America/New_York", .contact = {{"email", "ada@example.org"}}};
    const auto report = audit(policy, ada, log, tickler::time_begin, tickler::parse_instant("2026-05-20T10:00:00-04:00").value());
    const auto local = tickler::zone::find("America/New_York").value();
    std::vector<std::string> lines;
    for (const auto& f : report.findings)
      if (f.verdict == tickler::verdict::broken)
        lines.push_back(policy.draft().promises[f.promise].name.value + ": " + to_text(policy, f, local));
    return lines;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(H1_the_inquiry_of_13_May_that_nobody_answered_is_in_the_audit, shop) {
  add("05-13T10:00:00", {channel::web, direction::inbound, purpose::none, outcome::inquired});
  BOOST_TEST(joined(broken()) ==
             "answer-in-72h: inquired (their web) Wed 13 May 10:00, no outbound touchpoint by Sat 16 May 10:00, 4 days late and "
             "still none");
}

BOOST_FIXTURE_TEST_CASE(R4_who_is_left_without_a_next_action_is_named, shop) {
  add("05-13T10:00:00", {channel::email, direction::outbound, purpose::report, outcome::sent});
  BOOST_TEST(
      joined(broken()) ==
      "nobody-dropped: without a next action since Wed 13 May 10:00 and still is, 7 days in all, after sent (our email report) "
      "Wed 13 May 10:00");
}
