// The referrer's own history: handed over, and in a book.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <string>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>

namespace referrers {
namespace {

using tickler::channel;
using tickler::direction;
using tickler::outcome;

const auto now = tickler::parse_instant("2026-03-05T10:00:00Z").value();
const auto met_at = now - std::chrono::hours{48};

tickler::policy policy_in(const tickler::vocabulary& words) {
  return tickler::load_policy(R"(policy: referrals
zone: UTC
channels: {email: {needs: email}, phone: {needs: phone}, post: {}}
stops:
  - {on: {outcome: complained}, channels: post}
  - {on: {outcome: cancelled}}
cadences:
  report-back:
    starts: {outcome: met}
    steps: [{id: report, do: {channel: [email, phone, post], purpose: report, to: referrer}}]
)",
                              "referrals.yaml", words)
      .value();
}

tickler::touchpoint heard(channel on, outcome what) {
  return {.at = now - std::chrono::hours{1}, .words = {.channel = on, .direction = direction::inbound, .outcome = what}};
}

tickler::history met(const tickler::vocabulary& words) {
  tickler::history log(words);
  log.add({.at = met_at, .words = {.direction = direction::internal, .outcome = outcome::met}});
  return log;
}

const tickler::prospect ada{.id = "ada", .referrer = "cy"};
const tickler::prospect cy{.id = "cy", .contact = {{"email", "cy@example.org"}, {"phone", "+1 212 555 0101"}}};

// "email", or what stands in the way of each channel.
std::string way_of(const tickler::policy& p, const tickler::decision& d) {
  const auto& a = d.actions.at(0);
  if (a.state == tickler::action_state::ready) return std::string(p.words().name(a.channel));
  std::string text;
  for (const auto& b : d.blockers_of(a)) text += (text.empty() ? "" : ", ") + to_text(p, b);
  return text;
}

struct referrer_case {
  const char* why;
  tickler::prospect referrer;
  std::vector<tickler::touchpoint> history;
  const char* way;
};
std::ostream& operator<<(std::ostream& out, const referrer_case& c) { return out << c.why; }

const referrer_case cases[] = {
    {"nothing against it", cy, {}, "email"},
    {"opted out of e-mail", cy, {heard(channel::email, outcome::opted_out)}, "phone"},
    {"her address bounced", cy, {heard(channel::email, outcome::bounced)}, "phone"},
    {"no e-mail address", {.id = "cy", .contact = {{"phone", "1"}}}, {}, "phone"},
    {"nothing known of her but the id: post needs nothing", {.id = "cy"}, {}, "post"},
    {"nothing known, and a stop of post",
     {.id = "cy"},
     {heard(channel::none, outcome::complained)},
     "no email of the referrer (collect_details), no phone of the referrer (collect_details), the referrer has opted out of post"},
    {"opted out of everything",
     cy,
     {heard(channel::none, outcome::opted_out)},
     "the referrer has opted out of email, the referrer has opted out of phone, the referrer has opted out of post"},
    {"a stop of the policy has ended contact with her",
     cy,
     {heard(channel::none, outcome::cancelled)},
     "the referrer has opted out of email, the referrer has opted out of phone, the referrer has opted out of post"},
    {"her record cannot be used: closed on doubt",
     {.id = "cy", .zone = "Nowhere/Land", .contact = cy.contact},
     {},
     "the referrer has opted out of email, the referrer has opted out of phone, the referrer has opted out of post"},
};

BOOST_DATA_TEST_CASE(what_her_own_history_closes_is_closed_to_steps_to_the_referrer, boost::unit_test::data::make(cases), c) {
  const tickler::vocabulary words;
  const auto policy = policy_in(words);
  tickler::history theirs(words);
  for (const auto& t : c.history) theirs.add(t);
  const auto standing = standing_of(policy, c.referrer, fold(policy, c.referrer, theirs, now));
  BOOST_TEST(way_of(policy, evaluate(policy, ada, met(words), now, {.referrer = standing})) == c.way);
  BOOST_TEST(way_of(policy, decide(policy, ada, fold(policy, ada, met(words), now), now, {.referrer = standing})) == c.way);
  BOOST_TEST((explain(policy, ada, met(words), now, {.referrer = standing}).decision ==
              evaluate(policy, ada, met(words), now, {.referrer = standing})));
}

BOOST_DATA_TEST_CASE(in_a_book_it_is_as_if_her_standing_were_handed_over, boost::unit_test::data::make(cases), c) {
  const tickler::vocabulary words;
  const auto policy = policy_in(words);
  tickler::book book(words);
  const auto number = book.add(ada);
  book.set_log(number, met(words));
  const auto hers = book.add(c.referrer);
  for (const auto& t : c.history) book.add(hers, t);
  tickler::decisions all;
  evaluate_all(policy, book, now, all);
  tickler::decision d;
  all.get(number, d);
  BOOST_TEST(way_of(policy, d) == c.way);
  BOOST_TEST((evaluate(policy, ada, met(words), now, {.referrer = standing_of_referrer(policy, book, number, now)}) == d));
}

BOOST_AUTO_TEST_CASE(a_referrer_who_is_in_no_book_or_was_erased_is_not_known) {
  const tickler::vocabulary words;
  const auto policy = policy_in(words);
  tickler::book book(words);
  const auto number = book.add(ada);
  book.set_log(number, met(words));
  BOOST_TEST((standing_of_referrer(policy, book, number, now) == tickler::contact_standing{}));
  const auto hers = book.add(cy);
  book.add(hers, heard(channel::email, outcome::opted_out));
  BOOST_TEST(standing_of_referrer(policy, book, number, now).opted_out == 1u);
  BOOST_TEST(standing_of_referrer(policy, book, number, now - std::chrono::hours{2}).opted_out == 0u);
  BOOST_TEST((standing_of_referrer(policy, book, hers, now) == tickler::contact_standing{}));
  const auto to_nobody_else = tickler::load_policy(
                                  "policy: own\nzone: UTC\nchannels: {email: {}}\n"
                                  "stops: [{on: {outcome: opted_out}, channels: email}]\n"
                                  "cadences:\n  thank:\n    starts: {outcome: met}\n"
                                  "    steps: [{id: thanks, do: {channel: email, purpose: thank}}]\n",
                                  "own.yaml", words)
                                  .value();
  BOOST_TEST((standing_of_referrer(to_nobody_else, book, number, now) == tickler::contact_standing{}));
  auto without_ada = book;
  without_ada.erase(number);
  BOOST_TEST((standing_of_referrer(policy, without_ada, number, now) == tickler::contact_standing{}));
  book.erase(hers);
  BOOST_TEST((standing_of_referrer(policy, book, number, now) == tickler::contact_standing{}));
}

BOOST_AUTO_TEST_CASE(who_refers_herself_is_her_own_referrer) {
  const tickler::vocabulary words;
  const auto policy = policy_in(words);
  tickler::book book(words);
  const auto number = book.add({.id = "ada", .contact = cy.contact, .referrer = "ada"});
  book.set_log(number, met(words));
  book.add(number, heard(channel::email, outcome::opted_out));
  evaluate_all(policy, book, now, [&](auto, const tickler::decision& d) { BOOST_TEST(way_of(policy, d) == "phone"); });
}

BOOST_AUTO_TEST_CASE(the_agenda_wakes_whom_she_has_referred) {
  const tickler::vocabulary words;
  const auto policy = policy_in(words);
  tickler::book book(words);
  const auto referred = book.add(ada);
  const auto hers = book.add(cy);
  book.add({.id = "dan", .referrer = "eve"});
  tickler::agenda when;
  invalidate(policy, book, when, hers);
  BOOST_TEST((when.due(now) == std::vector{referred, hers}));
  BOOST_CHECK_THROW(invalidate(policy, book, when, 3), tickler::misuse);

  const auto without = tickler::load_policy(
                           "policy: none\nzone: UTC\nchannels: {email: {}}\ncadences: {answer: {starts: "
                           "{outcome: met}, steps: [{id: it, do: {channel: email}}]}}\n",
                           "none.yaml", words)
                           .value();
  tickler::agenda other;
  invalidate(without, book, other, hers);
  BOOST_TEST((other.due(now) == std::vector{hers}));
}

BOOST_AUTO_TEST_CASE(a_standing_of_another_policy_or_person_is_refused) {
  const tickler::vocabulary words;
  const auto policy = policy_in(words);
  BOOST_CHECK_THROW(evaluate(policy, ada, met(words), now, {.referrer = {.policy_fingerprint = policy.fingerprint() + 1}}),
                    tickler::misuse);
  BOOST_CHECK_THROW(standing_of(policy, ada, fold(policy, cy, met(words), now)), tickler::misuse);
}

}  // namespace
}  // namespace referrers
