// The shipped book under the shipped policy, on Wednesday 25 November 2026, 17:30 in New York: what the files say, worked out
// by hand.
#include "book.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <set>

#include "support/instants.hpp"

namespace {

struct line {
  const char* id;
  const char* status;
  const char* first;  // the most urgent action
  friend std::ostream& operator<<(std::ostream& out, const line& l) { return out << l.id; }
};

const line lines[] = {
    {"abe", "waiting", "keep-trying/message phone waiting 2026-12-07T14:00:00Z"},
    {"ada", "active", "welcome/note card ready squeezed"},
    {"bea", "waiting", "keep-trying/weekly phone waiting 2026-12-02T16:00:00Z"},
    {"bo", "waiting", "welcome/note card waiting 2026-11-30T13:00:00Z late late_unavoidable"},
    {"cal", "waiting", "silence/how-are-you email waiting 2026-11-27T15:00:00Z"},
    {"cy", "waiting", "welcome/note card waiting 2026-11-26T09:00:00Z"},
    {"cyd", "waiting", "silence/how-are-you email waiting 2026-12-04T15:00:00Z"},
    {"dee", "active", "answer/send email ready overdue"},
    {"dot", "active", "after-sale/happy phone ready overdue"},
    {"ed", "waiting", "silence/how-are-you email waiting 2026-11-27T15:00:00Z"},
    {"eli", "active", "answer/send email ready overdue late"},
    {"fay", "active", "confirm/got-it phone ready"},
    {"flo", "active", "answer/send email ready"},
    {"gil", "waiting", "confirm-post/got-it phone waiting 2026-11-27T08:00:00Z"},
    {"gus", "waiting", "keep-trying/weekly phone waiting 2026-11-30T14:00:00Z"},
    {"hal", "unattended", ""},
    {"hope", "active", "answer/send email ready"},
    {"ida", "unattended", ""},
    {"ivy", "active", "welcome/gift email ready"},
    {"jan", "waiting", "silence/how-are-you email waiting 2026-12-02T15:00:00Z"},
    {"jo", "waiting", "keep-word/as-agreed phone waiting 2026-11-26T10:00:00Z"},
    {"ken", "active", "care/quarterly email ready"},
    {"kit", "active", "keep-word/as-agreed phone ready overdue late"},
    {"lea", "waiting", "come-back/on-the-day phone waiting 2027-06-01T13:00:00Z"},
    {"liv", "waiting", "keep-trying/message phone waiting 2026-11-30T14:00:00Z"},
    {"max", "active", "ask-when/when phone ready"},
    {"mia", "active", "confirm-post-local/got-it phone ready"},
    {"ned", "active", "ask-why/why email ready"},
    {"noel", "active", "answer/send email ready"},
    {"ola", "closed", ""},
    {"pam", "active", "after-sale/thanks card ready overdue"},
    {"quin", "active", "on-delivery/happy phone ready"},
    {"ray", "stopped", ""},
    {"sam", "stopped", ""},
    {"tia", "active", "answer/send post ready"},
    {"uma", "blocked", "answer/send blocked"},
    {"vic", "waiting", "silence/how-are-you email waiting 2026-11-28T18:00:00Z"},
    {"wes", "blocked", "answer/send blocked"},
    {"xan", "active", "referral/first-touch phone ready"},
    {"yan", "active", "report-back/report email ready overdue"},
    {"zoe", "active", "interest/inform email ready overdue"},
};

// Further actions that the examples' README points at.
const line also[] = {
    {"cal", "a hold", "ask-for-it/talk phone waiting 2026-11-30T14:00:00Z overdue"},
    {"dot", "one order behind the other", "after-sale/happy phone waiting behind"},
    {"ed", "no calls", "ask-for-it/talk blocked overdue"},
    {"jan", "the fourth time of asking", "ask-for-it/ask phone waiting 2026-12-03T15:00:00Z late_unavoidable"},
    {"jo", "the second promise", "keep-word/as-agreed email waiting 2026-11-27T09:00:00Z"},
    {"mia", "nine days without a word", "silence/how-are-you email ready overdue"},
    {"pam", "the second order", "after-sale/thanks card ready"},
    {"vic", "no phone", "ask-for-it/talk blocked overdue"},
    {"zoe", "too early to ask for the sale", "ask-for-it/ask blocked"},
};

struct shipped {
  tickler::vocabulary words{};
  tickler::policy policy = tickler::load_policy_file(examples::folder + "policies/art-of-follow-up.yaml", words).value();
  examples::book book = examples::read_book(policy, "jsonl");
  tickler::instant now = support::at("2026-11-25T22:30:00Z");

  tickler::decision decide(const std::string& id) const {
    const auto& e = book.entries.at(id);
    return evaluate(policy, e.who, e.log, now);
  }
};

const shipped& all() {
  static const shipped once;
  return once;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(the_book)

BOOST_AUTO_TEST_CASE(has_no_bad_record_and_nobody_who_is_not_listed_here) {
  for (const auto& problem : all().book.problems) BOOST_ERROR(problem);
  BOOST_TEST(all().book.entries.size() == std::size(lines));
}

BOOST_DATA_TEST_CASE(says_of_each_prospect_what_is_next, boost::unit_test::data::make(lines), expected) {
  const auto decision = all().decide(expected.id);
  BOOST_TEST(examples::name_of(decision.status) == expected.status);
  BOOST_TEST((decision.actions.empty() ? "" : examples::describe(all().policy, decision.actions.front())) == expected.first);
}

BOOST_DATA_TEST_CASE(shows_what_its_readme_points_at, boost::unit_test::data::make(also), expected) {
  const auto decision = all().decide(expected.id);
  std::multiset<std::string> actions;
  for (const auto& action : decision.actions) actions.insert(examples::describe(all().policy, action));
  std::string list;
  for (const auto& text : actions) list += "\n  " + text;
  BOOST_TEST(actions.count(expected.first) == 1u, "expected " << expected.first << " among" << list);
}

BOOST_AUTO_TEST_CASE(shows_every_status_flag_and_reason) {
  std::set<tickler::status> statuses;
  std::set<tickler::reason_kind> reasons;
  std::set<tickler::blocker_kind> blockers;
  int flags = 0;
  bool keyed = false;
  for (const auto& [id, e] : all().book.entries) {
    const auto decision = all().decide(id);
    statuses.insert(decision.status);
    for (const auto& action : decision.actions) {
      flags |= action.flags;
      keyed = keyed || !decision.key(action).empty();
      for (const auto& r : decision.reasons_of(action)) reasons.insert(r.kind);
      for (const auto& b : decision.blockers_of(action)) blockers.insert(b.kind);
    }
  }
  BOOST_TEST(statuses.size() == 6u);
  BOOST_TEST(statuses.count(tickler::status::invalid) == 0u);
  BOOST_TEST(flags == 31);
  using why = tickler::reason_kind;
  reasons.insert({why::held, why::given_up, why::condition});  // those that nobody here has
  BOOST_TEST(reasons.size() == std::size(tickler::reason_kind_names));
  BOOST_TEST(keyed);
  for (const auto kind : {tickler::blocker_kind::no_contact, tickler::blocker_kind::opted_out, tickler::blocker_kind::bounced,
                          tickler::blocker_kind::never})
    BOOST_TEST(blockers.count(kind) == 1u, tickler::blocker_kind_names[static_cast<std::size_t>(kind)] << " is missing");
}

BOOST_AUTO_TEST_CASE(says_the_same_of_those_that_are_there_as_csv) {
  const auto csv = examples::read_book(all().policy, "csv");
  for (const auto& problem : csv.problems) BOOST_ERROR(problem);
  BOOST_TEST(csv.entries.size() == 4u);
  for (const auto& [id, e] : csv.entries)
    BOOST_TEST((evaluate(all().policy, e.who, e.log, all().now) == all().decide(id)), id << " differs");
}

BOOST_AUTO_TEST_SUITE_END()
