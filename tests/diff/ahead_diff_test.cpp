// What the weeks ahead would bring under two policies: worked out by hand. 2 March 2026 is a Monday.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <stdexcept>
#include <string>
#include <tickler/diff_ahead.hpp>
#include <tickler/error.hpp>
#include <tickler/io/load_policy.hpp>
#include <utility>
#include <vector>

#include "support/instants.hpp"
#include "support/office_policy.hpp"

namespace {

using namespace tickler;

const auto now = support::at("2026-03-02T13:00:00Z");  // Monday 8:00 in New York
const auto until = now + date::days{30};

// Ada asked on Friday at 10:00: the answer is ready, and the call of Sunday waits for Monday 9:00. Bo asked with her and has no
// phone: the call is blocked. Cy has declined. Dee is erased.
book small_book(vocabulary& words) {
  book all(words);
  const auto friday = support::at("2026-02-27T15:00:00Z");
  const touchpoint asked{.at = friday, .words = {.direction = direction::inbound, .outcome = outcome::inquired}};
  all.add(all.add({.id = "ada", .contact = {{"email", "a@example.org"}, {"phone", "1"}}}), asked);
  all.add(all.add({.id = "bo", .contact = {{"email", "b@example.org"}}}), asked);
  all.add(all.add({.id = "cy", .contact = {{"email", "c@example.org"}}}),
          {.at = friday, .words = {.direction = direction::inbound, .outcome = outcome::declined}});
  const auto dee = all.add({.id = "dee", .contact = {{"email", "d@example.org"}}});
  all.add(dee, asked);
  all.erase(dee);
  return all;
}

struct edit {
  const char* from;
  const char* to;
  const char* rows;  // week, channel, cadence, and how many
  const char* most;  // of whom, how many, and by how much they differ
};

std::ostream& operator<<(std::ostream& out, const edit& e) { return out << e.from << " => " << e.to; }

const edit edits[] = {
    {"within: 24 hours", "within: 36 hours", "2026-03-02 phone call 1 1\n2026-03-02 email answer 2 2\n", ""},
    // From Sunday the 8th, the clocks having gone forward that day, to Monday the 9th.
    {"after: 2 days", "after: 9 days", "2026-03-02 phone call 1 0\n2026-03-02 email answer 2 2\n2026-03-09 phone call 0 1\n",
     "ada 2 2 2\n"},
    // Monday, Wednesday and Friday at 9:00.
    {"after: 2 days", "after: 2 days, repeat: 3", "2026-03-02 phone call 1 3\n2026-03-02 email answer 2 2\n", "ada 2 4 2\n"},
    {"  call:\n", "  ring-up:\n", "2026-03-02 phone call 1 0\n2026-03-02 phone ring-up 0 1\n2026-03-02 email answer 2 2\n",
     "ada 2 2 2\n"},
    {"closes: [left]", "closes: [left]\nstops: [asked]", "2026-03-02 phone call 1 0\n2026-03-02 email answer 2 0\n",
     "ada 2 0 2\nbo 1 0 1\n"},
    // On 3 April, which the thirty days do not reach.
    {"after: 2 days", "after: 35 days", "2026-03-02 phone call 1 0\n2026-03-02 email answer 2 2\n", "ada 2 1 1\n"},
};

std::string edited(const char* from, const char* to) {
  std::string text(support::office_policy);
  const auto at = text.find(from);
  if (at == std::string::npos) throw std::logic_error(std::string("not in the policy: ") + from);
  return text.replace(at, std::string_view(from).size(), to);
}

struct two_policies {
  vocabulary words{};
  policy before, after;
  book all;

  two_policies(const std::string& old_text, const std::string& new_text)
      : before(load_policy(old_text, "old.yaml", words).value()),
        after(load_policy(new_text, "new.yaml", words).value()),
        all(small_book(words)) {}
  explicit two_policies(const edit& e) : two_policies(support::office_policy, edited(e.from, e.to)) {}
};

std::string rows_of(const ahead_difference& found, const book& all) {
  std::string lines;
  for (const auto& r : found.rows)
    lines += date::format("%F", r.week) + ' ' + std::string(all.words().name(r.channel)) + ' ' + r.cadence + ' ' +
             std::to_string(r.before) + ' ' + std::to_string(r.after) + '\n';
  return lines;
}

std::string most_of(const ahead_difference& found, const book& all) {
  std::string lines;
  for (const auto& c : found.most)
    lines += std::string(all.id(c.number)) + ' ' + std::to_string(c.before) + ' ' + std::to_string(c.after) + ' ' +
             std::to_string(c.differ) + '\n';
  return lines;
}

}  // namespace

BOOST_DATA_TEST_CASE(an_edit_does_this_to_the_weeks_ahead, boost::unit_test::data::make(edits), e) {
  const two_policies both(e);
  const auto found = diff_ahead(both.before, both.after, both.all, now, until);
  BOOST_TEST(rows_of(found, both.all) == e.rows);
  BOOST_TEST(most_of(found, both.all) == e.most);
  BOOST_TEST(found.prospects == 3u);
  BOOST_TEST(found.changed == found.most.size());
  BOOST_TEST(found.cut_short == 0u);
}

BOOST_AUTO_TEST_CASE(what_lies_ahead_ends_before_until) {
  const two_policies both(edits[0]);
  const auto nine = support::at("2026-03-02T14:00:00Z");
  BOOST_TEST(rows_of(diff_ahead(both.before, both.after, both.all, now, nine), both.all) == "2026-03-02 email answer 2 2\n");
  const auto a_second_later = diff_ahead(both.before, both.after, both.all, now, nine + std::chrono::seconds{1});
  BOOST_TEST(rows_of(a_second_later, both.all) == "2026-03-02 phone call 1 1\n2026-03-02 email answer 2 2\n");
}

// Sunday 8 March 23:30 in New York is Monday 03:30 by UTC; the clocks have gone forward that morning.
BOOST_AUTO_TEST_CASE(a_week_is_one_of_the_policys_clock) {
  two_policies both(edited(", calendar: office", ""), edited(", calendar: office", ""));
  const auto late = both.all.add({.id = "late", .contact = {{"phone", "2"}}});
  both.all.add(
      late, {.at = support::at("2026-03-07T04:30:00Z"), .words = {.direction = direction::inbound, .outcome = outcome::inquired}});
  const auto then = support::at("2026-03-09T00:00:00Z");
  const auto found = diff_ahead(both.before, both.after, both.all, then, then + date::days{1});
  BOOST_TEST(rows_of(found, both.all).find("2026-03-02 phone call 2 2") != std::string::npos, rows_of(found, both.all));
  BOOST_TEST(found.rows.size() == 2u);
}

BOOST_AUTO_TEST_CASE(only_so_many_are_named_and_how_far_it_is_is_told) {
  const two_policies both(edits[4]);
  std::vector<std::pair<std::size_t, std::size_t>> told;
  const auto tell = [&](std::size_t played, std::size_t all) { told.emplace_back(played, all); };
  const auto found = diff_ahead(both.before, both.after, both.all, now, until, {.most_named = 1, .progress = tell});
  BOOST_TEST(found.changed == 2u);
  BOOST_TEST(most_of(found, both.all) == "ada 2 0 2\n");
  BOOST_CHECK(told == (std::vector<std::pair<std::size_t, std::size_t>>{{4, 4}}));
  const auto stop = [](std::size_t, std::size_t) { throw std::runtime_error("enough"); };
  BOOST_CHECK_THROW(diff_ahead(both.before, both.after, both.all, now, until, {.threads = 2, .progress = stop}),
                    std::runtime_error);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_played_is_refused) {
  const two_policies both(edits[0]);
  const policy stranger = load_policy(support::office_policy, "p", vocabulary()).value();
  BOOST_CHECK_THROW(diff_ahead(policy(), both.after, both.all, now, until), misuse);
  BOOST_CHECK_THROW(diff_ahead(both.before, policy(), both.all, now, until), misuse);
  BOOST_CHECK_THROW(diff_ahead(both.before, stranger, both.all, now, until), misuse);
  BOOST_CHECK_THROW(diff_ahead(both.before, both.after, both.all, now, now), misuse);
  BOOST_CHECK_THROW(diff_ahead(both.before, both.after, both.all, time_end, time_end), misuse);
  BOOST_CHECK_THROW(diff_ahead(both.before, both.after, both.all, now, time_end + std::chrono::seconds{1}), misuse);
}
