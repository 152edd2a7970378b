// What a closing line should tell of a book.
#include <boost/test/unit_test.hpp>
#include <string>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>

namespace oddities {
namespace {

using tickler::channel;
using tickler::direction;
using tickler::outcome;
using tickler::party;
using tickler::purpose;

const auto now = tickler::parse_instant("2026-03-05T10:00:00Z").value();

tickler::policy policy_in(const tickler::vocabulary& words) {
  return tickler::load_policy(R"(policy: orders
zone: UTC
calendars:
  office: {open: {daily: 09:00-18:00}, closed: {US: [12-25], GB: [12-26]}}
  shop: {open: {daily: 09:00-18:00}, closed: {US: [07-04]}}
  depot: {open: {daily: 06:00-18:00}, closed: [01-01]}
channels: {email: {calendar: [office, shop]}, phone: {calendar: depot}}
cadences:
  deliver:
    starts: {outcome: purchased}
    ends: {outcome: [cancelled, fulfilled]}
    per: key
    steps: [{id: tell, do: {channel: email, purpose: inform}}, {id: ask, do: {channel: phone, purpose: check_in}}]
)",
                              "orders.yaml", words)
      .value();
}

tickler::touchpoint heard(int hours_ago, channel on, outcome what, std::vector<std::string> keys = {},
                          party with = party::prospect) {
  return {.at = now - std::chrono::hours{hours_ago},
          .words = {.channel = on, .direction = direction::inbound, .outcome = what, .with = with},
          .keys = std::move(keys)};
}

struct company {
  tickler::vocabulary words{};
  tickler::policy policy = policy_in(words);
  tickler::book book{words};
};

BOOST_FIXTURE_TEST_CASE(nothing_is_odd_about_an_empty_book, company) {
  BOOST_TEST((find_oddities(policy, book, now) == tickler::book_oddities{}));
}

// The office lists US and GB, the shop US alone: GB is in no list of the shop.
BOOST_FIXTURE_TEST_CASE(a_region_that_some_calendar_with_lists_does_not_list_is_counted, company) {
  for (const std::string region : {"US", "us-ny", "", "GB", "DE", "de"}) book.add({.id = "of " + region, .region = region});
  BOOST_TEST(find_oddities(policy, book, now).unlisted_regions == 3u);
}

BOOST_FIXTURE_TEST_CASE(an_opt_in_on_an_unknown_channel_lifts_nothing_and_is_counted, company) {
  const auto pigeon = words.intern<channel>("pigeon");
  const auto ada = book.add({.id = "ada"});
  book.add(ada, heard(9, pigeon, outcome::opted_in));
  book.add(ada, heard(8, pigeon, outcome::opted_in));
  book.add(ada, heard(7, channel::web, outcome::opted_in));
  book.add(ada, heard(6, channel::none, outcome::opted_in));
  book.add(ada, heard(5, pigeon, outcome::opted_in, {}, party::colleague));
  book.add(ada, heard(4, pigeon, outcome::opted_out));
  book.add(ada, heard(-1, pigeon, outcome::opted_in));
  BOOST_TEST(find_oddities(policy, book, now).idle_opt_ins == 2u);
}

// Two orders, and a cancellation that says of neither: it ends both, and is one touchpoint. The next meets no order at all.
BOOST_FIXTURE_TEST_CASE(a_touchpoint_without_a_key_that_ends_keyed_runs_is_counted_once, company) {
  const auto ada = book.add({.id = "ada"});
  book.add(ada, heard(9, channel::web, outcome::purchased, {"one"}));
  book.add(ada, heard(8, channel::web, outcome::purchased, {"two"}));
  book.add(ada, heard(7, channel::phone, outcome::cancelled));
  book.add(ada, heard(6, channel::phone, outcome::cancelled));
  const auto bo = book.add({.id = "bo"});
  book.add(bo, heard(9, channel::web, outcome::purchased, {"three"}));
  book.add(bo, heard(8, channel::phone, outcome::cancelled, {"three"}));
  const auto cy = book.add({.id = "cy"});  // her order had no key either
  book.add(cy, heard(9, channel::web, outcome::purchased));
  book.add(cy, heard(8, channel::phone, outcome::cancelled));
  BOOST_TEST(find_oddities(policy, book, now).keyless_ends == 1u);
}

// It carries out the first step of the order, and ends nothing.
BOOST_FIXTURE_TEST_CASE(a_touchpoint_without_a_key_that_moves_a_keyed_run_on_is_not_counted, company) {
  const auto ada = book.add({.id = "ada"});
  book.add(ada, heard(9, channel::web, outcome::purchased, {"one"}));
  book.add(
      ada,
      {.at = now - std::chrono::hours{8},
       .words = {
           .channel = channel::email, .direction = direction::outbound, .purpose = purpose::inform, .outcome = outcome::sent}});
  BOOST_TEST(find_oddities(policy, book, now).keyless_ends == 0u);
}

BOOST_FIXTURE_TEST_CASE(what_comes_after_now_is_counted_and_opt_outs_are_named, company) {
  const auto ada = book.add({.id = "ada"});
  const auto bo = book.add({.id = "bo"});
  book.add(ada, heard(0, channel::email, outcome::opted_out));
  book.add(bo, heard(-1, channel::email, outcome::replied));
  book.add(bo, heard(-2, channel::email, outcome::opted_out));
  book.add(bo, heard(-3, channel::email, outcome::opted_out, {}, party::colleague));
  const auto odd = find_oddities(policy, book, now);
  BOOST_TEST(odd.later_touchpoints == 3u);
  BOOST_TEST_REQUIRE(odd.later_opt_outs.size() == 1u);
  BOOST_TEST(odd.later_opt_outs[0].prospect == bo);
  BOOST_TEST((odd.later_opt_outs[0].at == now + std::chrono::hours{2}));
  book.erase(bo);
  BOOST_TEST(find_oddities(policy, book, now).later_touchpoints == 0u);
}

}  // namespace
}  // namespace oddities
