// What others' touchpoints count for whom in a book: semantics R121 (accounts) and R122 (addresses).
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <sstream>
#include <string>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>

#include "support/instants.hpp"

namespace joint {
namespace {

using namespace tickler;
using support::at;

const auto now = at("2026-03-05T10:00:00Z");

struct desk {
  vocabulary words{};
  tickler::policy policy;
  book all{words};

  explicit desk(const char* text) : policy(load_policy(text, "joint.yaml", words).value()) {}

  void read(const std::string& prospects, const std::string& touchpoints) {
    const auto bad = [](const diagnostic& d) { BOOST_ERROR(to_string(d)); };
    read_prospects(prospects, {.file = "p", .format = record_format::csv}, all, bad);
    read_touchpoints(touchpoints, {.file = "t", .format = record_format::csv}, all, bad);
  }
  prospect_number number(std::string_view id) const { return all.find(id).value(); }

  decision of(std::string_view id) const {
    decision found;
    const auto n = number(id);
    evaluate_some(policy, all, {&n, 1}, now, [&](prospect_number, const decision& d) { found = d; });
    return found;
  }
};

// "email ready, phone opted_out", by channel; the status where nothing is to be done.
std::string said(const desk& d, const decision& made) {
  if (made.actions.empty()) return std::string(to_string(made.problem == prospect_problem::none ? made.status : status::invalid));
  std::map<std::string, std::string> each;
  for (const auto& a : made.actions) {
    const auto blockers = made.blockers_of(a);
    each[*d.policy.draft().cadences[a.cadence].name] =
        blockers.empty() ? std::string(to_string(a.state)) : std::string(to_string(blockers[0].kind));
  }
  std::string text;
  for (const auto& [name, state] : each) text += (text.empty() ? "" : ", ") + name + ' ' + state;
  return text;
}

// By all ways through the book, which must say the same.
std::string answer(const desk& d, std::string_view id) {
  const auto one = d.of(id);
  decisions all;
  evaluate_all(d.policy, d.all, now, all);
  decision bulk;
  all.get(d.number(id), bulk);
  BOOST_TEST((bulk == one));
  evaluator engine(d.policy);
  history log(d.words);
  explanation why;
  explain(d.policy, engine, d.all, d.number(id), now, log, why);
  BOOST_TEST((why.decision == one));
  return said(d, one);
}

// One step for each channel, begun by `created`.
constexpr auto ways = R"(policy: ways
zone: UTC
channels: {email: {needs: email}, phone: {needs: [phone, mobile]}, sms: {needs: mobile}, post: {}}
cadences:
  email: {starts: {outcome: created}, steps: [{id: go, do: {channel: email}}]}
  phone: {starts: {outcome: created}, steps: [{id: go, do: {channel: phone}}]}
  post: {starts: {outcome: created}, steps: [{id: go, do: {channel: post}}]}
  sms: {starts: {outcome: created}, steps: [{id: go, do: {channel: sms}}]}
)";

const std::string people = "id,contact.email,contact.phone,contact.mobile,account\n";
const std::string log =
    "prospect,at,channel,direction,outcome,with,address\nada,2026-03-02T10:00:00Z,internal,internal,created,,\n";

struct row {
  const char* why;
  std::string prospects, touchpoints;
  const char* ada;
};
std::ostream& operator<<(std::ostream& out, const row& r) { return out << r.why; }

const std::string ada = "ada,Ada@example.org,+44 20 7946 0001,0171 555 01,\n";

const row wishes[] = {
    {"nobody else", ada, "", "email ready, phone ready, post ready, sms ready"},
    {"opted out of e-mail, whose address is hers in capital letters", ada + "bea,ADA@EXAMPLE.ORG,,,\n",
     "bea,2026-03-03T10:00:00Z,email,inbound,opted_out,,\n", "email opted_out, phone ready, post ready, sms ready"},
    {"another address", ada + "bea,bea@example.org,,,\n", "bea,2026-03-03T10:00:00Z,email,inbound,opted_out,,\n",
     "email ready, phone ready, post ready, sms ready"},
    {"a telephone number is its digits", ada + "bea,,44(20)7946-0001,,\n", "bea,2026-03-03T10:00:00Z,phone,inbound,opted_out,,\n",
     "email ready, phone opted_out, post ready, sms ready"},
    {"+44 20 is not 020: other digits", ada + "bea,,020 7946 0001,,\n", "bea,2026-03-03T10:00:00Z,phone,inbound,opted_out,,\n",
     "email ready, phone ready, post ready, sms ready"},
    {"nor 0044 20", ada + "bea,,0044 20 7946 0001,,\n", "bea,2026-03-03T10:00:00Z,phone,inbound,opted_out,,\n",
     "email ready, phone ready, post ready, sms ready"},
    {"a number that one has as mobile and the other as phone: both are for calls", ada + "bea,,0171/55501,,\n",
     "bea,2026-03-03T10:00:00Z,phone,inbound,opted_out,,\n", "email ready, phone opted_out, post ready, sms ready"},
    {"but only one of them is for text messages", ada + "bea,,0171/55501,,\n", "bea,2026-03-03T10:00:00Z,sms,inbound,opted_out,,\n",
     "email ready, phone ready, post ready, sms ready"},
    {"it was by another channel than the one whose address they share", ada + "bea,ada@example.org,,,\n",
     "bea,2026-03-03T10:00:00Z,post,inbound,opted_out,,\n", "email ready, phone ready, post ready, sms ready"},
    {"out of everything counts whole", ada + "bea,ada@example.org,,,\n", "bea,2026-03-03T10:00:00Z,web,inbound,opted_out,,\n",
     "stopped"},
    {"and so by a number that she has as another kind", ada + "bea,,0171 55501,,\n",
     "bea,2026-03-03T10:00:00Z,,inbound,opted_out,,\n", "stopped"},
    {"but by no more than that number, where both have e-mail addresses of their own", ada + "bea,bea@example.org,0171 55501,,\n",
     "bea,2026-03-03T10:00:00Z,,inbound,opted_out,,\n", "email ready, phone opted_out, post ready, sms ready"},
    {"before she was begun with", ada + "bea,ada@example.org,,,\n", "bea,2026-03-01T10:00:00Z,email,inbound,opted_out,,\n",
     "email opted_out, phone ready, post ready, sms ready"},
    {"after now", ada + "bea,ada@example.org,,,\n", "bea,2026-03-05T10:00:01Z,email,inbound,opted_out,,\n",
     "email ready, phone ready, post ready, sms ready"},
    {"in again by the other", ada + "bea,ada@example.org,,,\n",
     "ada,2026-03-03T10:00:00Z,email,inbound,opted_out,,\nbea,2026-03-04T10:00:00Z,email,inbound,opted_in,,\n",
     "email ready, phone ready, post ready, sms ready"},
    {"in again, before the other was out", ada + "bea,ada@example.org,,,\n",
     "ada,2026-03-04T10:00:00Z,email,inbound,opted_out,,\nbea,2026-03-03T10:00:00Z,email,inbound,opted_in,,\n",
     "email opted_out, phone ready, post ready, sms ready"},
    {"in and out in one second: out", ada + "bea,ada@example.org,,,\n",
     "ada,2026-03-04T10:00:00Z,email,inbound,opted_out,,\nbea,2026-03-04T10:00:00Z,email,inbound,opted_in,,\n",
     "email opted_out, phone ready, post ready, sms ready"},
    {"out and in in one second: out", ada + "bea,ada@example.org,,,\n",
     "ada,2026-03-04T10:00:00Z,email,inbound,opted_in,,\nbea,2026-03-04T10:00:00Z,email,inbound,opted_out,,\n",
     "email opted_out, phone ready, post ready, sms ready"},
    {"into everything counts on the channels that they share", ada + "bea,ada@example.org,,,\n",
     "ada,2026-03-03T10:00:00Z,email,inbound,opted_out,,\nada,2026-03-03T10:00:00Z,phone,inbound,opted_out,,\n"
     "bea,2026-03-04T10:00:00Z,,inbound,opted_in,,\n",
     "email ready, phone opted_out, post ready, sms ready"},
    {"a bounce", ada + "bea,ada@example.org,,,\n", "bea,2026-03-03T10:00:00Z,email,,bounced,,\n",
     "email bounced, phone ready, post ready, sms ready"},
    {"a bounce of the address that they share", ada + "bea,ada@example.org,,,\n",
     "bea,2026-03-03T10:00:00Z,email,,bounced,,ADA@example.org\n", "email bounced, phone ready, post ready, sms ready"},
    {"a bounce of another one", ada + "bea,ada@example.org,,,\n", "bea,2026-03-03T10:00:00Z,email,,bounced,,old@example.org\n",
     "email ready, phone ready, post ready, sms ready"},
    {"what got through to her afterwards takes it back", ada + "bea,ada@example.org,,,\n",
     "bea,2026-03-03T10:00:00Z,email,,bounced,,\nada,2026-03-04T10:00:00Z,email,,delivered,,\n",
     "email ready, phone ready, post ready, sms ready"},
    {"what got through to the other does not", ada + "bea,ada@example.org,,,\n",
     "bea,2026-03-03T10:00:00Z,email,,bounced,,\nbea,2026-03-04T10:00:00Z,email,,delivered,,\n",
     "email bounced, phone ready, post ready, sms ready"},
    {"the wishes of the other's referrer and colleagues are not hers", ada + "bea,ada@example.org,,,\n",
     "bea,2026-03-03T10:00:00Z,email,inbound,opted_out,referrer,\nbea,2026-03-03T10:00:00Z,email,inbound,opted_out,colleague,\n",
     "email ready, phone ready, post ready, sms ready"},
    {"it goes no further: what a third has in common with the other", ada + "bea,ada@example.org,1,,\ncy,,1,,\n",
     "cy,2026-03-03T10:00:00Z,phone,inbound,opted_out,,\ncy,2026-03-03T10:00:00Z,,inbound,opted_out,,\n",
     "email ready, phone ready, post ready, sms ready"},
    {"five of one address are one person",
     ada + "b,ada@example.org,,,\nc,ada@example.org,,,\nd,ada@example.org,,,\ne,ada@example.org,,,\n",
     "e,2026-03-03T10:00:00Z,email,inbound,opted_out,,\n", "email opted_out, phone ready, post ready, sms ready"},
    {"six are a switchboard",
     ada + "b,ada@example.org,,,\nc,ada@example.org,,,\nd,ada@example.org,,,\ne,ada@example.org,,,\nf,ada@example.org,,,\n",
     "e,2026-03-03T10:00:00Z,email,inbound,opted_out,,\n", "email ready, phone ready, post ready, sms ready"},
    {"a text that is neither is no address", "ada,nobody,,,\nbea,nobody,,,\n",
     "bea,2026-03-03T10:00:00Z,email,inbound,opted_out,,\n", "email ready, phone no_contact, post ready, sms no_contact"},
};

BOOST_DATA_TEST_CASE(one_address_is_one_wish, boost::unit_test::data::make(wishes), r) {
  desk d(ways);
  d.read(people + r.prospects, log + r.touchpoints);
  BOOST_TEST(answer(d, "ada") == r.ada);
}

BOOST_AUTO_TEST_CASE(with_separate_records_nobody_speaks_for_another) {
  desk d(ways);
  d.read(people + ada + "bea,ada@example.org,,,\n", log + "bea,2026-03-03T10:00:00Z,email,inbound,opted_out,,\n");
  d.all.separate_records();
  BOOST_TEST(answer(d, "ada") == "email ready, phone ready, post ready, sms ready");
  d.all.separate_records(false);
  BOOST_TEST(answer(d, "ada") == "email opted_out, phone ready, post ready, sms ready");
}

BOOST_AUTO_TEST_CASE(a_record_that_changes_is_asked_anew) {
  desk d(ways);
  d.read(people + ada + "bea,ada@example.org,,,\n", log + "bea,2026-03-03T10:00:00Z,email,inbound,opted_out,,\n");
  BOOST_TEST(answer(d, "ada") == "email opted_out, phone ready, post ready, sms ready");
  d.all.replace(d.number("bea"), {.id = "bea", .contact = {{"email", "bea@example.org"}}});
  BOOST_TEST(answer(d, "ada") == "email ready, phone ready, post ready, sms ready");
  d.all.replace(d.number("bea"), {.id = "bea", .contact = {{"phone", "0171-555.01"}}});
  d.all.add(d.number("bea"), {.at = now, .words = {.channel = channel::phone, .outcome = outcome::opted_out}});
  BOOST_TEST(answer(d, "ada") == "email ready, phone opted_out, post ready, sms ready");
  d.all.erase(d.number("bea"));
  BOOST_TEST(answer(d, "ada") == "email ready, phone ready, post ready, sms ready");
}

BOOST_AUTO_TEST_CASE(what_could_not_be_read_of_the_other_may_have_been_her_opt_out) {
  desk d(ways);
  d.read(people + ada + "bea,ada@example.org,,,\n", log);
  d.all.refuse(d.number("bea"), {.id = "m1", .number = 607, .why = "t:3:5: error"});
  BOOST_TEST(answer(d, "ada") == "invalid");
  BOOST_TEST((incomplete_other(d.policy, d.all, d.number("ada")) == d.number("bea")));
  BOOST_TEST(!incomplete_other(d.policy, d.all, d.number("bea")));
  BOOST_TEST(incomplete_history_text(d.policy, d.all, d.number("ada")) ==
             "the history of 'bea' counts here too: a touchpoint of its history could not be read: t:3:5: error");
  d.all.separate_records();
  BOOST_TEST(answer(d, "ada") == "email ready, phone ready, post ready, sms ready");
}

// A colleague's answer holds for 30 days; two touches of the account a week; a start, and a step, that a colleague brings about.
constexpr auto accounts = R"(policy: accounts
zone: UTC
channels: {email: {}}
events: {colleague: {direction: inbound, with: colleague}}
cadences:
  mail: {starts: {outcome: created}, steps: [{id: go, do: {channel: email, purpose: introduce}}]}
  order: {starts: {outcome: purchased, with: colleague}, steps: [{id: go, do: {channel: internal}}]}
  told: {starts: {outcome: created}, steps: [{id: go, do: {channel: internal}, done: {outcome: met, with: colleague}}]}
limits:
  few: {count: {direction: outbound, with: anyone}, at_most: 2, per: 30 days}
holds: [{name: account, on: colleague, for: 30 days}]
)";

const std::string mates = "id,account\nada,acme\nbo,acme\n";

const row colleagues[] = {
    {"nothing from her colleague", mates, "", "mail ready, told ready"},
    {"her colleague answers", mates, "bo,2026-03-04T10:00:00Z,email,inbound,replied,,\n", "mail waiting, told ready"},
    {"somebody of another account does", "id,account\nada,acme\nbo,acme inc\n", "bo,2026-03-04T10:00:00Z,email,inbound,replied,,\n",
     "mail ready, told ready"},
    {"nobody has an account", "id,account\nada,\nbo,\n", "bo,2026-03-04T10:00:00Z,email,inbound,replied,,\n",
     "mail ready, told ready"},
    {"n/a is no account, however it is written", "id,account\nada,N/A\nbo,N/A\n",
     "bo,2026-03-04T10:00:00Z,email,inbound,replied,,\n", "mail ready, told ready"},
    {"nor are these", "id,account\nada,Unknown\nbo,Unknown\n", "bo,2026-03-04T10:00:00Z,email,inbound,replied,,\n",
     "mail ready, told ready"},
    {"nor these", "id,account\nada,private\nbo,private\n", "bo,2026-03-04T10:00:00Z,email,inbound,replied,,\n",
     "mail ready, told ready"},
    {"nor these", "id,account\nada,NONE\nbo,NONE\n", "bo,2026-03-04T10:00:00Z,email,inbound,replied,,\n", "mail ready, told ready"},
    {"nor this", "id,account\nada,-\nbo,-\n", "bo,2026-03-04T10:00:00Z,email,inbound,replied,,\n", "mail ready, told ready"},
    {"what her colleague bought", mates, "bo,2026-03-04T10:00:00Z,web,,purchased,,\n", "mail ready, order ready, told ready"},
    {"what carries out a step", mates, "bo,2026-03-04T10:00:00Z,in_person,,met,,\n", "mail ready"},
    {"one mail to her and one to him: two", mates,
     "ada,2026-03-03T10:00:00Z,post,outbound,sent,,\nbo,2026-03-04T10:00:00Z,post,outbound,sent,,\n", "mail waiting, told ready"},
    {"one to him, told in her records too: one", mates,
     "ada,2026-03-04T10:00:00Z,post,outbound,sent,colleague,\nbo,2026-03-04T10:00:00Z,post,outbound,sent,,\n",
     "mail ready, told ready"},
    {"one to him, and another of that second", mates,
     "ada,2026-03-04T10:00:00Z,post,outbound,sent,colleague,\nbo,2026-03-04T10:00:00Z,sms,outbound,sent,,\n",
     "mail waiting, told ready"},
    {"one to him, and another a second later", mates,
     "ada,2026-03-04T10:00:00Z,post,outbound,sent,colleague,\nbo,2026-03-04T10:00:01Z,post,outbound,sent,,\n",
     "mail waiting, told ready"},
    {"two to him alike, one of them told in her records: two", mates,
     "ada,2026-03-04T10:00:00Z,post,outbound,sent,colleague,\nbo,2026-03-04T10:00:00Z,post,outbound,sent,,\n"
     "bo,2026-03-04T10:00:00Z,post,outbound,sent,,\n",
     "mail waiting, told ready"},
    {"his records of her, of a third and of his referrer are not passed on", mates,
     "bo,2026-03-04T10:00:00Z,post,outbound,sent,colleague,\nbo,2026-03-04T10:00:00Z,post,outbound,sent,referrer,\n",
     "mail ready, told ready"},
    {"his opt-out is not hers", mates, "bo,2026-03-04T10:00:00Z,,,opted_out,,\n", "mail ready, told ready"},
    {"after now", mates, "bo,2026-03-05T10:00:01Z,email,inbound,replied,,\n", "mail ready, told ready"},
};

BOOST_DATA_TEST_CASE(what_her_colleagues_do_is_done_by_a_colleague, boost::unit_test::data::make(colleagues), r) {
  desk d(accounts);
  d.read(r.prospects, log + r.touchpoints);
  BOOST_TEST(answer(d, "ada") == r.ada);
}

touchpoint from_bo(outcome what, std::vector<std::string> steps = {}, direction which = direction::internal) {
  return {
      .at = now - std::chrono::hours{1},
      .words = {.channel = which == direction::internal ? channel::internal : channel::email, .direction = which, .outcome = what},
      .until = now + std::chrono::hours{24},
      .steps = std::move(steps)};
}

BOOST_AUTO_TEST_CASE(steps_that_her_colleagues_skip_put_off_or_name_are_their_own) {
  const touchpoint told[] = {from_bo(outcome::skipped, {"mail/go"}), from_bo(outcome::snoozed),
                             from_bo(outcome::snoozed, {"mail/go"})};
  for (const auto& t : told) {
    desk d(accounts);
    d.read(mates, log);
    d.all.add(d.number("bo"), t);
    BOOST_TEST(answer(d, "ada") == "mail ready, told ready");
  }
  // What names a step carries out nothing else; but that is said of his steps, and hers waited for just this.
  desk d(accounts);
  d.read(mates, log);
  d.all.add(d.number("bo"), from_bo(outcome::met, {"mail/go"}, direction::outbound));
  BOOST_TEST(answer(d, "ada") == "mail ready");
}

BOOST_AUTO_TEST_CASE(an_account_of_more_than_a_thousand_is_nobodys) {
  for (const int members : {1'000, 1'001}) {
    desk d(accounts);
    std::string all = "id,account\nada,acme\n";
    for (int i = 1; i < members; ++i) all += "p" + std::to_string(i) + ",acme\n";
    d.read(all, log + "p999,2026-03-04T10:00:00Z,email,inbound,replied,,\n");
    BOOST_TEST_CONTEXT(members) {
      BOOST_TEST(answer(d, "ada") == (members == 1'000 ? "mail waiting, told ready" : "mail ready, told ready"));
      const auto unshared = find_unshared(d.policy, d.all).accounts;
      BOOST_TEST((unshared == (members == 1'000 ? std::vector<unshared_text>{} : std::vector<unshared_text>{{"acme", 1'001}})));
    }
  }
}

BOOST_AUTO_TEST_CASE(where_no_rule_asks_for_colleagues_nothing_is_shared) {
  desk d(ways);
  d.read("id,account\nada,n/a\nbo,n/a\n", log + "bo,2026-03-04T10:00:00Z,email,inbound,replied,,\n");
  history joint(d.words);
  std::vector<shared_touchpoint> of_others;
  joint_history(d.policy, d.all, d.number("ada"), joint, of_others);
  BOOST_TEST(joint.size() == 1u);
  BOOST_TEST(of_others.empty());
  BOOST_TEST(find_unshared(d.policy, d.all).accounts.empty());
}

// The only rule that asks is in what an event counts.
BOOST_AUTO_TEST_CASE(what_colleagues_do_counts_for_an_event_that_counts_it) {
  desk d(R"(policy: eager
zone: UTC
events:
  they-ask: {count: {direction: inbound, with: anyone}, at_least: 2, within: 3 days}
cadences:
  answer: {starts: they-ask, steps: [{id: call, do: {channel: internal}}]}
)");
  d.read("id,account\nada,acme\nbo,acme\ncy,other\n",
         "prospect,at,channel,direction,outcome\nada,2026-03-03T10:00:00Z,email,inbound,replied\n"
         "bo,2026-03-04T10:00:00Z,email,inbound,replied\ncy,2026-03-04T10:00:00Z,email,inbound,replied\n");
  BOOST_TEST(answer(d, "ada") == "answer ready");
  BOOST_TEST(answer(d, "cy") == "unattended");
}

// Nothing but a promise asks: whatever a colleague does decides nothing. The second asks by a condition.
BOOST_AUTO_TEST_CASE(a_promise_about_colleagues_is_held_against_what_they_did) {
  desk d(R"(policy: told
zone: UTC
cadences:
  mail: {starts: {outcome: created}, steps: [{id: go, do: {channel: internal}}]}
promises:
  - {name: soothe, after: {outcome: complained, with: colleague}, expect: {direction: outbound}, within: 2 days}
  - {name: thank, after: {outcome: praised, with: colleague, if: touch.channel == 'email'}, expect: {direction: outbound}, within: 2 days}
vocabulary: {outcomes: [praised]}
channels: {email: {}}
)");
  d.read("id,account\nada,acme\nbo,acme\ncy,other\n",
         "prospect,at,channel,direction,outcome\nbo,2026-03-02T10:00:00Z,phone,inbound,complained\n"
         "bo,2026-03-02T11:00:00Z,email,inbound,praised\nbo,2026-03-02T12:00:00Z,phone,inbound,praised\n"
         "cy,2026-03-02T12:00:00Z,email,inbound,praised\nada,2026-03-04T10:30:00Z,email,outbound,sent\n");
  const auto found = audit(d.policy, d.all, at("2026-03-01T00:00:00Z"), at("2026-03-09T00:00:00Z"), {.kept = true});
  std::vector<std::string> said;
  for (const auto& f : found.findings)
    said.push_back(std::string(d.all.id(f.prospect)) + ' ' + *d.policy.draft().promises[f.promise].name + ' ' +
                   std::string(to_string(f.verdict)));
  BOOST_TEST(said == (std::vector<std::string>{"ada soothe broken", "ada thank kept"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_could_not_be_read_of_a_colleague_may_have_been_what_holds) {
  desk d(accounts);
  d.read(mates, log);
  d.all.refuse(d.number("bo"), {.number = 607});
  BOOST_TEST(answer(d, "ada") == "invalid");
  desk who_does_not_ask(ways);
  who_does_not_ask.read(mates, log);
  who_does_not_ask.all.refuse(who_does_not_ask.number("bo"), {.number = 607});
  BOOST_TEST(answer(who_does_not_ask, "ada") == "email no_contact, phone no_contact, post ready, sms no_contact");
}

BOOST_AUTO_TEST_CASE(what_could_not_be_read_of_those_who_share_nothing_with_her_is_nothing_to_her) {
  desk d(accounts);
  d.read("id,account\nada,acme\nbo,acme\ncy,alone\ndee,zeta\neve,zeta\n", log + "cy,2026-03-02T10:00:00Z,web,,created,,\n");
  d.all.refuse(d.number("cy"), {.number = 607});
  d.all.refuse(d.number("dee"), {.number = 607});
  BOOST_TEST(answer(d, "ada") == "mail ready, told ready");
  BOOST_TEST(answer(d, "cy") == "invalid");
  BOOST_TEST(answer(d, "eve") == "invalid");
  BOOST_TEST(!incomplete_other(d.policy, d.all, d.number("ada")));
  BOOST_TEST(!incomplete_other(d.policy, d.all, d.number("cy")));
  agenda when;
  invalidate(d.policy, d.all, when, d.number("cy"));
  BOOST_TEST(when.due(now) == std::vector{d.number("cy")}, boost::test_tools::per_element());
}

// Her e-mail is bea's, her telephone cy's, and of neither could all be read: the first is named.
BOOST_AUTO_TEST_CASE(of_several_whose_histories_are_incomplete_one_is_named) {
  desk d(ways);
  d.read("id,contact.email,contact.phone\nada,ada@example.org,0171 555\nbea,ADA@example.org,\ncy,,0171 555\n", log);
  d.all.refuse(d.number("bea"), {.number = 607});
  d.all.refuse(d.number("cy"), {.number = 607});
  BOOST_TEST(answer(d, "ada") == "invalid");
  const auto named = incomplete_other(d.policy, d.all, d.number("ada"));
  BOOST_TEST((named == d.number("bea") || named == d.number("cy")));
}

BOOST_AUTO_TEST_CASE(what_too_many_have_is_told_with_how_many) {
  desk d(ways);
  std::string all = people;
  for (const auto* id : {"a", "b", "c", "d", "e", "f"}) all += std::string(id) + ",Info@example.org,0171 1,,\n";
  d.read(all + "g,info@example.org,,,\n", "prospect,at,channel,direction,outcome\na,2026-03-02T10:00:00Z,post,inbound,opted_out\n");
  const auto found = find_unshared(d.policy, d.all).addresses;
  BOOST_TEST((found == std::vector<unshared_text>{{"Info@example.org", 7}, {"0171 1", 6}}));
  d.all.separate_records();
  BOOST_TEST(find_unshared(d.policy, d.all).addresses.empty());
}

BOOST_AUTO_TEST_CASE(a_joint_history_tells_what_is_whose) {
  desk d(accounts);
  d.read("id,account,contact.email\nada,acme,a@example.org\nbo,acme,bo@example.org\nada2,,A@example.org\n",
         log + "bo,2026-03-01T10:00:00Z,email,inbound,replied,,\nada2,2026-03-03T10:00:00Z,web,inbound,opted_out,,\n");
  history joint(d.words);
  std::vector<shared_touchpoint> of_others;
  joint_history(d.policy, d.all, d.number("ada"), joint, of_others);
  BOOST_TEST_REQUIRE(joint.size() == 3u);
  BOOST_TEST((of_others == std::vector<shared_touchpoint>{{0, "bo", false}, {2, "ada2", true}}));
  BOOST_TEST((joint[0].words.with == party::colleague));
  BOOST_TEST((joint[1].words.outcome == outcome::created));
  BOOST_TEST((joint[2].words.with == party::prospect));
}

BOOST_AUTO_TEST_CASE(a_wish_that_several_records_of_her_have_counts_once_her_own_first) {
  desk d(accounts);
  const std::string wish = ",web,inbound,opted_out,,\n";
  d.read("id,account,contact.email\nada,,a@example.org\nada2,,A@example.org\nada3,,a@example.org\n",
         log + "ada3,2026-03-03T10:00:00Z" + wish + "ada2,2026-03-03T10:00:00Z" + wish + "ada,2026-03-03T10:00:00Z" + wish +
             "ada3,2026-03-04T10:00:00Z" + wish + "ada2,2026-03-04T10:00:00Z" + wish +
             "ada2,2026-03-05T09:00:00Z,web,inbound,opted_out,,x\nada3,2026-03-05T09:00:00Z,web,inbound,opted_out,,y\n");
  history joint(d.words);
  std::vector<shared_touchpoint> of_others;
  joint_history(d.policy, d.all, d.number("ada"), joint, of_others);
  BOOST_TEST(joint.size() == 5u);  // created, her own wish, one of the day after, and two of other addresses
  BOOST_TEST((of_others == std::vector<shared_touchpoint>{{2, "ada2", true}, {3, "ada2", true}, {4, "ada3", true}}));
}

BOOST_AUTO_TEST_CASE(an_explanation_says_from_whom) {
  desk d(accounts);
  d.read("id,account,contact.email\nada,acme,a@example.org\nbo,acme,bo@example.org\nada2,,A@example.org\n",
         log + "bo,2026-03-04T10:00:00Z,email,inbound,replied,,\n");
  evaluator engine(d.policy);
  history joint(d.words);
  explanation why;
  const auto text = [&] {
    explain(d.policy, engine, d.all, d.number("ada"), now, joint, why);
    return to_text(describe(d.policy, d.all.prospect(d.number("ada")), joint, why));
  };
  BOOST_TEST(text().find("since replied (a colleague's email) Wed 4 Mar 10:00 (bo)") != std::string::npos, text());
  d.all.add(d.number("ada2"),
            {.at = now, .words = {.channel = channel::web, .direction = direction::inbound, .outcome = outcome::opted_out}});
  BOOST_TEST(
      text().find("No contact of any kind since opted out (their web) Thu 5 Mar 10:00 (shared by ada2)") != std::string::npos,
      text());
  engine.explain(d.all.prospect(d.number("ada")), joint, now, why);
  BOOST_TEST(why.shared.empty());
}

BOOST_AUTO_TEST_CASE(the_agenda_wakes_the_account_and_whoever_has_an_address_of_hers) {
  desk d(accounts);
  d.read("id,account,contact.email\nada,acme,a@example.org\nbo,acme,\ncy,,A@example.org\ndee,other,d@example.org\n", log);
  const auto woken = [&](std::string_view id) {
    agenda when;
    for (prospect_number i = 0; i < d.all.size(); ++i) when.set(i, std::nullopt);
    invalidate(d.policy, d.all, when, d.number(id));
    std::string ids;
    for (const auto number : when.due(now)) ids += (ids.empty() ? "" : " ") + std::string(d.all.id(number));
    return ids;
  };
  BOOST_TEST(woken("ada") == "ada bo");
  d.all.add(d.number("cy"), {.at = now, .words = {.channel = channel::email, .outcome = outcome::opted_out}});
  BOOST_TEST(woken("ada") == "ada bo cy");
  BOOST_TEST(woken("cy") == "ada cy");
  BOOST_TEST(woken("bo") == "ada bo");
  BOOST_TEST(woken("dee") == "dee");
  d.all.separate_records();
  BOOST_TEST(woken("cy") == "cy");
}

// With a sixth an address stops being anybody's: that is news for the five.
BOOST_AUTO_TEST_CASE(the_agenda_wakes_those_whose_address_has_become_a_switchboard) {
  desk d(ways);
  std::string all = people;
  for (const auto* id : {"a", "b", "c", "d", "e", "f"}) all += std::string(id) + ",info@example.org,,,\n";
  d.read(all, "prospect,at,channel,direction,outcome\na,2026-03-02T10:00:00Z,email,inbound,opted_out\n");
  agenda when;
  invalidate(d.policy, d.all, when, d.number("f"));
  BOOST_TEST(when.due(now).size() == 6u);
}

BOOST_AUTO_TEST_CASE(whom_she_has_referred_is_woken_with_those_who_speak_for_her) {
  vocabulary words;
  const auto policy = load_policy(R"(policy: r
zone: UTC
channels: {email: {needs: email}}
cadences: {back: {starts: {outcome: met}, steps: [{id: go, do: {channel: email, to: referrer}}]}}
)",
                                  "r.yaml", words)
                          .value();
  book all(words);
  const auto cy = all.add({.id = "cy", .contact = {{"email", "cy@example.org"}}});
  const auto twin = all.add({.id = "cy2", .contact = {{"email", "CY@example.org"}}});
  const auto hers = all.add({.id = "ada", .referrer = "cy"});
  all.add(hers, {.at = now, .words = {.outcome = outcome::met}});
  const auto state_of_ada = [&] {
    std::string said;
    evaluate_some(policy, all, {&hers, 1}, now,
                  [&](prospect_number, const decision& d) { said = to_string(d.actions.at(0).state); });
    return said;
  };
  BOOST_TEST(state_of_ada() == "ready");
  all.add(twin, {.at = now, .words = {.channel = channel::email, .outcome = outcome::opted_out}});
  BOOST_TEST(state_of_ada() == "blocked");
  agenda when;
  invalidate(policy, all, when, twin);
  BOOST_TEST(when.due(now) == (std::vector<prospect_number>{cy, twin, hers}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(histories_of_an_account_are_merged_as_a_book_merges_them) {
  desk d(accounts);
  d.read("id,account\nada,acme\nbo,acme\ncy,acme\n",
         log +
             "ada,2026-03-04T10:00:00Z,post,outbound,sent,colleague,\nbo,2026-03-04T10:00:00Z,post,outbound,sent,,\n"
             "cy,2026-03-04T10:00:00Z,post,outbound,sent,,\ncy,2026-03-03T10:00:00Z,email,inbound,replied,,\n"
             "bo,2026-03-03T11:00:00Z,,internal,snoozed,,\nbo,2026-03-02T11:00:00Z,email,inbound,replied,referrer,\n");
  d.all.add(d.number("cy"), from_bo(outcome::met, {"mail/go"}, direction::outbound));
  history own(d.words), bo(d.words), cy(d.words), joint(d.words);
  d.all.history(d.number("ada"), own), d.all.history(d.number("bo"), bo), d.all.history(d.number("cy"), cy);
  std::vector<shared_touchpoint> of_others;
  joint_history(d.policy, d.all, d.number("ada"), joint, of_others);
  const history* others[] = {&bo, &cy};
  const auto merged = merge_colleagues(own, others);
  BOOST_TEST_REQUIRE(merged.size() == 5u);
  BOOST_TEST_REQUIRE(joint.size() == 5u);
  for (std::size_t i = 0; i < 5; ++i) BOOST_TEST((merged[i] == joint[i]));
  BOOST_TEST((merged[1].words.with == party::colleague));
  BOOST_TEST(merged[4].steps.empty());
}

}  // namespace
}  // namespace joint
