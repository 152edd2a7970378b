// What a record is found to be before anything is decided for it.
#include <boost/test/unit_test.hpp>
#include <tickler/check.hpp>
#include <tickler/evaluate.hpp>
#include <tickler/evaluate_all.hpp>
#include <tickler/io/load_policy.hpp>
#include <tickler/io/results.hpp>

#include "support/instants.hpp"

BOOST_AUTO_TEST_SUITE(checking_a_prospect)

namespace {

using namespace tickler;
using support::at;

constexpr std::string_view text = R"(policy: p
zone: UTC
facts: {rate: double, size: int, seen: timestamp}
channels: {phone: {needs: [mobile, phone]}, email: {needs: email}}
cadences:
  answer:
    starts: {outcome: inquired}
    if: "has(prospect.rate) && prospect.rate > 1.5"
    steps: [{id: send, do: {channel: email}}]
)";

const policy& rules() {
  static const auto loaded = load_policy(text, "p.yaml", {});
  return loaded.value();
}

std::string lines(const prospect& who) {
  std::string all;
  for (const auto& d : check(rules(), who)) all += to_string(d) + '\n';
  return all;
}

decision decided(const prospect& who) {
  history log(rules().words());
  log.add({.at = at("2026-03-02T10:00:00Z"), .words = {.direction = direction::inbound, .outcome = outcome::inquired}});
  return evaluate(rules(), who, log, at("2026-03-02T11:00:00Z"));
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_good_record_has_nothing_against_it) {
  BOOST_TEST(lines({.id = "ada", .zone = "Europe/London", .contact = {{"mobile", "1"}}, .facts = {{"rate", 2.0}}}) == "");
}

BOOST_AUTO_TEST_CASE(each_thing_that_is_wrong_is_said_with_its_place) {
  BOOST_TEST(lines({}) == "id: error: a prospect needs 'id' [T603]\n");
  BOOST_TEST(lines({.id = "ada", .zone = "Europe/Londn", .owner_zone = "Mars"}) ==
             "zone: error: unknown time zone 'Europe/Londn', did you mean 'Europe/London'? [T610]\n"
             "owner_zone: error: unknown time zone 'Mars' [T610]\n");
  BOOST_TEST(lines({.id = "ada", .contact = {{"mobil", "1"}, {"fax", "2"}}}) ==
             "contact.fax: warning: no channel needs 'fax' [T635]\n"
             "contact.mobil: warning: no channel needs 'mobil', did you mean 'mobile'? [T635]\n");
  BOOST_TEST(lines({.id = "ada", .facts = {{"rate", "2.5"}, {"rte", 2.0}, {"size", true}}}) ==
             "facts.rate: error: the fact 'rate' must be a number, not text [T611]\n"
             "facts.rte: warning: the policy declares no fact 'rte', did you mean 'rate'? [T634]\n"
             "facts.size: warning: the fact 'size' must be a whole number, not true or false [T611]\n");
}

BOOST_AUTO_TEST_CASE(what_is_an_error_here_is_invalid_there_and_said_alike) {
  const prospect wrong{.id = "ada", .facts = {{"rate", "2.5"}}};
  const auto d = decided(wrong);
  BOOST_TEST((d.status == status::invalid));
  BOOST_TEST(to_text(rules(), wrong, d.problem) == "the fact 'rate' must be a number, not text");
  BOOST_TEST(to_json(rules(), wrong, d) ==
             R"({"prospect":"ada","owner":null,"status":"invalid",)"
             R"("problem":"the fact 'rate' must be a number, not text","next_change":null,"actions":[]})");
  BOOST_TEST(to_text(prospect_problem::none) == "");
  BOOST_TEST(to_text(rules(), {.id = "ada"}, prospect_problem::none) == "");
}

// As a database gives it: 2, and not 2.0.
BOOST_AUTO_TEST_CASE(a_whole_number_is_a_number_too) {
  const prospect whole{.id = "ada", .contact = {{"email", "a@example.org"}}, .facts = {{"rate", std::int64_t{2}}}};
  BOOST_TEST(lines(whole) == "");
  BOOST_TEST(decided(whole).actions.size() == 1u);
  const prospect low{.id = "ada", .facts = {{"rate", std::int64_t{1}}}};
  BOOST_TEST(decided(low).actions.empty());
  book all(rules().words());
  for (const auto& who : {whole, low}) {
    history log(rules().words());
    log.add({.at = at("2026-03-02T10:00:00Z"), .words = {.direction = direction::inbound, .outcome = outcome::inquired}});
    auto one = who;
    one.id += std::to_string(all.size());
    all.set_log(all.add(one), log);
  }
  std::string found;
  evaluate_all(rules(), all, at("2026-03-02T11:00:00Z"), [&](prospect_number, const decision& d) {
    found += std::string(to_string(d.status)) + ' ' + std::to_string(d.actions.size()) + ' ';
  });
  BOOST_TEST(found == "active 1 unattended 0 ");
}

BOOST_AUTO_TEST_SUITE_END()
