// Accounts and addresses that several prospects have, as the command's users meet them: semantics R121 and R122.
#include <boost/test/unit_test.hpp>

#include "support/desk.hpp"

namespace {

struct account_desk : desk::folder {
  account_desk()
      : folder({{"p.yaml", R"(policy: accounts
zone: America/Chicago
channels: {email: {needs: email}, phone: {needs: phone}}
events: {listed: {outcome: created}, colleague: {direction: inbound, with: colleague}}
cadences:
  mail: {starts: listed, steps: [{id: first, do: {channel: email, purpose: introduce}}]}
holds: [{name: account, on: colleague, for: 30 days}]
)"},
                {"p.csv",
                 "id,account,contact.email,contact.phone\nada,acme,ada@example.org,\nbo,acme,bo@example.org,\n"
                 "cy,n/a,cy@example.org,1\ndee,N/A,dee@example.org,1\neva,n/a,CY@example.org,1\n"
                 "f,,,1\ng,,,1\nh,,,1\n"},
                {"t.csv",
                 "prospect,at,channel,direction,outcome\n"
                 "ada,2026-03-02T10:00:00-06:00,internal,internal,created\nbo,2026-03-02T10:00:00-06:00,internal,internal,created\n"
                 "cy,2026-03-02T10:00:00-06:00,internal,internal,created\ndee,2026-03-02T10:00:00-06:00,internal,internal,created\n"
                 "bo,2026-03-02T12:00:00-06:00,email,inbound,replied\neva,2026-03-02T13:00:00-06:00,email,inbound,opted_out\n"}}) {}

  std::string next(const std::string& options = "") const {
    return run("next --policy p.yaml --prospects p.csv --touchpoints t.csv --at 2026-03-03T18:00:00Z " + options).out;
  }
  std::string explain(const std::string& id) const {
    return run("explain --policy p.yaml --prospects p.csv --touchpoints t.csv --at 2026-03-03T18:00:00Z --prospect " + id).out;
  }
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

BOOST_FIXTURE_TEST_CASE(a_colleagues_answer_and_another_records_opt_out_count_and_it_is_said_from_whom, account_desk) {
  const auto list = next("--format jsonl");
  BOOST_TEST(has(list, R"({"prospect":"ada","owner":null,"status":"waiting")"), list);
  BOOST_TEST(has(list, R"({"prospect":"cy","owner":null,"status":"blocked")"), list);
  BOOST_TEST(has(list, R"({"prospect":"dee","owner":null,"status":"active")"), list);
  BOOST_TEST(has(explain("ada"), "since replied (a colleague's email) Mon 2 Mar 12:00 (bo)"), explain("ada"));
  BOOST_TEST(has(explain("cy"), "opted out of email, since opted out (their email) Mon 2 Mar 13:00 (shared by eva)"),
             explain("cy"));
}

BOOST_FIXTURE_TEST_CASE(separate_records_keep_their_wishes_apart_but_colleagues_stay_colleagues, account_desk) {
  const auto list = next("--separate-records --format jsonl");
  BOOST_TEST(has(list, R"({"prospect":"ada","owner":null,"status":"waiting")"), list);
  BOOST_TEST(has(list, R"({"prospect":"cy","owner":null,"status":"active")"), list);
}

BOOST_FIXTURE_TEST_CASE(the_closing_lines_name_what_is_not_shared, account_desk) {
  const auto list = next();
  BOOST_TEST(has(list, "\naccounts of too many, or that stand for none: nobody there counts as a colleague: n/a (2)\n"), list);
  BOOST_TEST(has(list, "\naddresses of more than five prospects: an opt-out or bounce there counts for nobody else: 1 (6)\n"),
             list);
  BOOST_TEST(!has(next("--separate-records"), "addresses of more than five"));
}

BOOST_FIXTURE_TEST_CASE(what_cannot_be_read_of_one_is_missing_for_the_others, account_desk) {
  write("t.csv", read("t.csv") + "bo,yesterday,email,inbound,replied\n");
  const auto list = next();
  BOOST_TEST(
      has(list,
          "ada  not decided  the history of 'bo' counts here too: a touchpoint of its history could not be read: t.csv:8:4: error"),
      list);
  BOOST_TEST(has(list, "bo   not decided  a touchpoint of its history could not be read: t.csv:8:4: error"), list);
}

}  // namespace
