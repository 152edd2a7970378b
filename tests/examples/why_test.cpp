// What explain says of the sentences of the seeds, under the shipped policy; the times are those of the mission's table.
#include <boost/test/unit_test.hpp>
#include <string>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>

#include "support/instants.hpp"

namespace {

using namespace tickler;

struct shop {
  vocabulary words{};
  policy rules = load_policy_file(TICKLER_SOURCE_DIR "/examples/policies/art-of-follow-up.yaml", words).value();
  prospect ada{.id = "ada", .contact = {{"phone", "+1-212-555-0101"}, {"email", "ada@example.org"}}};
  history log{words};

  void happens(const char* at, touch_words what) { log.add({.at = support::at(at), .words = what}); }

  std::string told(const char* now) const { return to_text(describe(rules, ada, log, explain(rules, ada, log, support::at(now)))); }
};

bool says(const std::string& told, const std::string& line) {
  const bool found = told.find(line + '\n') != std::string::npos;
  if (!found) BOOST_TEST_MESSAGE(told);
  return found;
}

constexpr touch_words inquiry{.channel = channel::web, .direction = direction::inbound, .outcome = outcome::inquired};
constexpr touch_words call{
    .channel = channel::phone, .direction = direction::outbound, .purpose = purpose::check_in, .outcome = outcome::no_answer};

}  // namespace

BOOST_FIXTURE_TEST_CASE(P1_the_letter_after_nine_days_of_silence_says_what_it_waits_for, shop) {
  happens("2026-03-02T10:00:00-05:00", inquiry);
  happens("2026-03-02T15:00:00-05:00",
          {.channel = channel::email, .direction = direction::outbound, .purpose = purpose::inform, .outcome = outcome::sent});
  const auto told = this->told("2026-03-09T09:00:00-04:00");
  BOOST_TEST(says(told, "    how-are-you (1 of 2): waits until Wed 11 Mar 10:00: email check in; due by the end of Wed 11 Mar"));
  BOOST_TEST(says(told, "      that is 9 days after inquired (their web) Mon 2 Mar 10:00"));
}

BOOST_FIXTURE_TEST_CASE(P1_a_word_from_her_begins_the_nine_days_again, shop) {
  happens("2026-03-02T10:00:00-05:00", inquiry);
  happens("2026-03-09T10:00:00-04:00", {.channel = channel::email, .direction = direction::inbound, .outcome = outcome::replied});
  const auto told = this->told("2026-03-09T11:00:00-04:00");
  BOOST_TEST(says(told, "      that is 9 days after replied (their email) Mon 9 Mar 10:00"));
}

BOOST_FIXTURE_TEST_CASE(H1_an_inquiry_without_an_answer_is_late, shop) {
  happens("2026-05-13T10:00:00-04:00", inquiry);
  const auto told = this->told("2026-05-20T10:00:00-04:00");
  BOOST_TEST(says(told, "  answer: running since inquired (their web) Wed 13 May 10:00"));
  BOOST_TEST(says(told,
                  "    send: late: should have been done by Sat 16 May 10:00; do it now: email inform (\"Begin with an apology for "
                  "the delay.\")"));
}

BOOST_FIXTURE_TEST_CASE(R4_whom_nothing_will_touch_is_unattended_and_it_says_what_would_start_something, shop) {
  for (const auto* at : {"2026-03-02T10:00:00-05:00", "2026-03-05T10:00:00-05:00", "2026-03-12T10:00:00-04:00",
                         "2026-03-19T10:00:00-04:00", "2026-03-26T10:00:00-04:00", "2026-04-27T10:00:00-04:00"})
    happens(at, call);
  happens("2026-04-27T10:05:00-04:00",
          {.channel = channel::email, .direction = direction::outbound, .purpose = purpose::check_in, .outcome = outcome::sent});
  const auto told = this->told("2026-04-28T10:00:00-04:00");
  BOOST_TEST(told.starts_with("ada (America/New_York): unattended. "));
  BOOST_TEST(says(told, "  keep-trying: all done; it began with no answer (our phone check in) Mon 2 Mar 10:00"));
  BOOST_TEST(says(told, "  answer: not started; starts with asked (inbound, inquired or requested information)"));
}
