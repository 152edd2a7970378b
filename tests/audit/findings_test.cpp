#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>

#include "cases.hpp"

namespace {

using namespace audited;

struct audit_case {
  const char* name;
  const char* promise;
  const char* history;
  std::vector<std::string> found;
  const char* from = "1-01 00:00";
  const char* to = "6-01 00:00";
};
std::ostream& operator<<(std::ostream& out, const audit_case& c) { return out << c.name; }

constexpr auto three_days = "  - {name: it, after: asked, expect: {direction: outbound}, within: 72 hours, unless: bought}";
constexpr auto two_days = "  - {name: it, after: asked, expect: {direction: outbound}, within: 2 days}";
constexpr auto a_working_day = "  - {name: it, after: asked, expect: {direction: outbound}, within: 1 business day}";
constexpr auto today = "  - {name: it, after: asked, expect: {direction: outbound}, within: 1 calendar day}";

const audit_case answers[] = {
    {"answered in time", three_days, "x 5-13 10:00, y 5-14 09:00", {"kept 5-13 10:00 by 0 and 1, until 5-16 10:00"}},
    {"answered in the last second", three_days, "x 5-13 10:00, y 5-16 10:00", {"kept 5-13 10:00 by 0 and 1, until 5-16 10:00"}},
    {"answered a second late",
     three_days,
     "x 5-13 10:00, y 5-16 10:00:01",
     {"broken 5-13 10:00 by 0 and 1, until 5-16 10:00, off 1"}},
    {"never answered",
     three_days,
     "x 5-13 10:00",
     {"broken 5-13 10:00 by 0 and -, until 5-16 10:00, off 345600, still"},
     "1-01 00:00",
     "5-20 10:00"},
    {"not answered, a second after the deadline",
     three_days,
     "x 5-13 10:00",
     {"broken 5-13 10:00 by 0 and -, until 5-16 10:00, off 1, still"},
     "1-01 00:00",
     "5-16 10:00:01"},
    {"not answered, when the deadline's second begins",
     three_days,
     "x 5-13 10:00",
     {"open 5-13 10:00 by 0 and -, until 5-16 10:00"},
     "1-01 00:00",
     "5-16 10:00"},
    {"an answer at `to` is not there yet",
     three_days,
     "x 5-13 10:00, y 5-14 10:00",
     {"open 5-13 10:00 by 0 and -, until 5-16 10:00"},
     "1-01 00:00",
     "5-14 10:00"},
    {"an answer of the same second, behind",
     three_days,
     "x 5-13 10:00, y 5-13 10:00",
     {"kept 5-13 10:00 by 0 and 1, until 5-16 10:00"}},
    {"an answer of the same second, before",
     three_days,
     "y 5-13 10:00, x 5-13 10:00",
     {"broken 5-13 10:00 by 1 and -, until 5-16 10:00, off 1346400, still"}},
    {"one answer for two inquiries, the first of them late",
     three_days,
     "x 5-13 10:00, x 5-15 10:00, y 5-17 10:00",
     {"broken 5-13 10:00 by 0 and 2, until 5-16 10:00, off 86400", "kept 5-15 10:00 by 1 and 2, until 5-18 10:00"}},
    {"the second answer answers nothing",
     three_days,
     "x 5-13 10:00, y 5-14 10:00, y 5-15 10:00",
     {"kept 5-13 10:00 by 0 and 1, until 5-16 10:00"}},
    {"needless in time", three_days, "x 5-13 10:00, z 5-14 10:00", {"kept 5-13 10:00 by 0 and 1, until 5-16 10:00, needless"}},
    {"needless in the last second",
     three_days,
     "x 5-13 10:00, z 5-16 10:00",
     {"kept 5-13 10:00 by 0 and 1, until 5-16 10:00, needless"}},
    {"needless too late",
     three_days,
     "x 5-13 10:00, z 5-16 10:00:01, y 5-20 10:00",
     {"broken 5-13 10:00 by 0 and 1, until 5-16 10:00, off 1, needless"}},
    {"needless before", three_days, "z 5-13 10:00, x 5-13 10:00, y 5-14 10:00", {"kept 5-13 10:00 by 1 and 2, until 5-16 10:00"}},
    {"an inquiry before `from` calls for nothing",
     three_days,
     "x 5-13 10:00, x 5-13 10:00:01, y 5-14 10:00",
     {"kept 5-13 10:00:01 by 1 and 2, until 5-16 10:00:01"},
     "5-13 10:00:01"},
    {"an inquiry at `to` is not there yet", three_days, "x 5-13 10:00", {}, "1-01 00:00", "5-13 10:00"},
    // New York sets its clocks forward on 8 March: two days from the 7th, 10:00 in the morning there, are 47 hours.
    {"days keep the prospect's wall clock",
     two_days,
     "x 3-07 15:00, y 3-09 14:00:01",
     {"broken 3-07 15:00 by 0 and 1, until 3-09 14:00, off 1"}},
    // 9 January 2026 is a Friday; 16:00 there is 21:00 UTC.
    {"business days are the business calendar's",
     a_working_day,
     "x 1-09 21:00, y 1-12 21:00",
     {"kept 1-09 21:00 by 0 and 1, until 1-12 21:00"}},
    // 23:30 on the 12th there: half an hour is left.
    {"calendar days end at the prospect's midnight",
     today,
     "x 5-13 03:30, y 5-13 04:00:01",
     {"broken 5-13 03:30 by 0 and 1, until 5-13 04:00, off 1"}},
    {"what is both an answer and an inquiry answers what was before it",
     "  - {name: it, after: {outcome: inquired}, expect: {outcome: inquired}, within: 1 day}",
     "x 5-13 10:00, x 5-14 10:00",
     {"kept 5-13 10:00 by 0 and 1, until 5-14 10:00", "open 5-14 10:00 by 1 and -, until 5-15 10:00"},
     "1-01 00:00",
     "5-15 10:00"},
    {"a condition narrows what is expected",
     "  - {name: it, after: asked, expect: {direction: outbound, if: \"touch.purpose == 'check_in'\"}, within: 1 day}",
     "x 5-13 10:00, y 5-13 11:00, c 5-13 12:00",
     {"kept 5-13 10:00 by 0 and 2, until 5-14 10:00"}},
    {"a signal is no answer",
     three_days,
     "x 5-13 10:00, d 5-13 11:00, y 5-13 12:00",
     {"kept 5-13 10:00 by 0 and 2, until 5-16 10:00"}},
};

constexpr auto no_calls = "  - {name: it, after: asked, never: {channel: phone}, for: 2 days}";
constexpr auto never_again = "  - {name: it, after: asked, never: {channel: phone}}";

const audit_case forbidden[] = {
    {"nothing came", no_calls, "x 5-13 10:00, y 5-13 11:00", {"kept 5-13 10:00 by 0 and -, until 5-15 10:00"}},
    {"it came", no_calls, "x 5-13 10:00, c 5-13 11:00", {"broken 5-13 10:00 by 0 and 1, until 5-15 10:00, off 169200"}},
    {"it came in the last second",
     no_calls,
     "x 5-13 10:00, c 5-15 09:59:59",
     {"broken 5-13 10:00 by 0 and 1, until 5-15 10:00, off 1"}},
    {"it came when it was free again", no_calls, "x 5-13 10:00, c 5-15 10:00", {"kept 5-13 10:00 by 0 and -, until 5-15 10:00"}},
    {"it came twice",
     no_calls,
     "x 5-13 10:00, c 5-14 10:00, c 5-15 09:00",
     {"broken 5-13 10:00 by 0 and 1, until 5-15 10:00, off 86400, 2 times"}},
    {"it came in the same second, behind",
     no_calls,
     "x 5-13 10:00, c 5-13 10:00",
     {"broken 5-13 10:00 by 0 and 1, until 5-15 10:00, off 172800"}},
    {"it came in the same second, before",
     no_calls,
     "c 5-13 10:00, x 5-13 10:00",
     {"kept 5-13 10:00 by 1 and -, until 5-15 10:00"}},
    {"nothing can come any more",
     no_calls,
     "x 5-13 10:00",
     {"kept 5-13 10:00 by 0 and -, until 5-15 10:00"},
     "1-01 00:00",
     "5-15 10:00"},
    {"it may still come",
     no_calls,
     "x 5-13 10:00, c 5-15 09:59:59",
     {"open 5-13 10:00 by 0 and -, until 5-15 10:00"},
     "1-01 00:00",
     "5-15 09:59:59"},
    {"for ever", never_again, "x 5-13 10:00, y 5-30 10:00", {"open 5-13 10:00 by 0 and -"}},
    {"for ever, and it came", never_again, "x 5-13 10:00, c 5-30 10:00", {"broken 5-13 10:00 by 0 and 1"}},
    {"two that forbid the same",
     no_calls,
     "x 5-13 10:00, x 5-14 10:00, c 5-15 12:00",
     {"kept 5-13 10:00 by 0 and -, until 5-15 10:00", "broken 5-14 10:00 by 1 and 2, until 5-16 10:00, off 79200"}},
};

constexpr auto two_a_day = "  - {name: it, at_most: 2, of: {channel: phone}, per: 24 hours}";
constexpr auto one_a_date = "  - {name: it, at_most: 1, of: {channel: phone}, per: 1 calendar day}";
constexpr auto one_ever = "  - {name: it, at_most: 1, of: {channel: phone}}";

const audit_case counted[] = {
    {"the third within a day",
     two_a_day,
     "c 5-13 10:00, c 5-13 11:00, c 5-14 09:59:59",
     {"kept 5-13 10:00 by - and 0", "kept 5-13 11:00 by - and 1", "broken 5-14 09:59:59 by 0 and 2, until 5-14 10:00, off 1"}},
    {"the third a day after the first",
     two_a_day,
     "c 5-13 10:00, c 5-13 11:00, c 5-14 10:00",
     {"kept 5-13 10:00 by - and 0", "kept 5-13 11:00 by - and 1", "kept 5-14 10:00 by 0 and 2, until 5-14 10:00"}},
    {"those too many count as well",
     two_a_day,
     "c 5-13 10:00, c 5-13 11:00, c 5-13 12:00, c 5-14 10:30",
     {"kept 5-13 10:00 by - and 0", "kept 5-13 11:00 by - and 1", "broken 5-13 12:00 by 0 and 2, until 5-14 10:00, off 79200",
      "broken 5-14 10:30 by 1 and 3, until 5-14 11:00, off 1800"}},
    {"those before `from` count, and are not judged",
     two_a_day,
     "c 5-13 10:00, c 5-13 11:00, c 5-13 12:00",
     {"broken 5-13 12:00 by 0 and 2, until 5-14 10:00, off 79200"},
     "5-13 12:00"},
    {"a new date at the prospect's midnight",
     one_a_date,
     "c 5-13 03:59:59, c 5-13 04:00",
     {"kept 5-13 03:59:59 by - and 0", "kept 5-13 04:00 by 0 and 1, until 5-13 04:00"}},
    {"one ever",
     one_ever,
     "c 1-13 10:00, y 2-13 10:00, c 5-13 10:00",
     {"kept 1-13 10:00 by - and 0", "broken 5-13 10:00 by 0 and 2"}},
};

constexpr auto dropped = "  - {name: it, always: next_action, unless: bought}";
constexpr auto overdue = "  - {name: it, always: next_action, unless: bought, within: 2 days}";

// The one step is due a day after the inquiry, and an e-mail carries it out. Whoever has not asked, or was answered, is unattended.
const audit_case attended[] = {
    {"always something to do", dropped, "x 5-13 10:00", {"kept 5-13 10:00 by - and -"}, "1-01 00:00", "5-20 00:00"},
    {"dropped after the answer",
     dropped,
     "x 5-13 10:00, y 5-14 10:00",
     {"broken 5-14 10:00 by 1 and -, off 3600, still"},
     "1-01 00:00",
     "5-14 11:00"},
    {"dropped at `to` is not dropped",
     dropped,
     "x 5-13 10:00, y 5-14 10:00",
     {"kept 5-13 10:00 by - and -"},
     "1-01 00:00",
     "5-14 10:00"},
    {"dropped for a second", dropped, "x 5-13 10:00, y 5-14 10:00, x 5-14 10:00:01", {"broken 5-14 10:00 by 1 and 2, off 1"}},
    {"what the touchpoints of one second come to counts",
     dropped,
     "x 5-13 10:00, y 5-14 10:00, x 5-14 10:00",
     {"kept 5-13 10:00 by - and -"}},
    {"twice",
     dropped,
     "c 5-13 10:00, c 5-13 11:00, x 5-13 12:00, y 5-13 13:00",
     {"broken 5-13 10:00 by 0 and 2, off 7200", "broken 5-13 13:00 by 3 and -, off 3600, still"},
     "1-01 00:00",
     "5-13 14:00"},
    {"from before `from` on", dropped, "c 5-13 10:00, x 5-13 12:00", {"broken 5-13 11:00 by 0 and 1, off 3600"}, "5-13 11:00"},
    {"over before `from`", dropped, "c 5-13 10:00, x 5-13 12:00", {"kept 5-13 12:00 by - and -"}, "5-13 12:00"},
    {"nothing has happened yet", dropped, "x 5-13 10:00", {}, "1-01 00:00", "5-13 10:00"},
    {"nothing has ever happened", dropped, "", {}},
    {"a purchase closes", dropped, "x 5-13 10:00, z 5-13 11:00", {"kept 5-13 10:00 by - and -"}},
    {"opted out of all is stopped, not dropped", dropped, "x 5-13 10:00, a 5-13 11:00", {"kept 5-13 10:00 by - and -"}},
    {"needless until a cadence begins",
     "  - {name: it, always: next_action, unless: {channel: phone}}",
     "c 5-13 10:00, d 5-13 11:00, x 5-13 12:00, y 5-13 13:00",
     {"broken 5-13 13:00 by 3 and -, off 3600, still"},
     "1-01 00:00",
     "5-13 14:00"},
    {"needless from then on, and not before",
     "  - {name: it, always: next_action, unless: {channel: phone}}",
     "x 5-13 10:00, y 5-13 11:00, c 5-13 12:00",
     {"broken 5-13 11:00 by 1 and 2, off 3600"},
     "1-01 00:00",
     "5-13 14:00"},
    {"needless although a cadence still runs",
     "  - {name: it, always: next_action, unless: {channel: phone}}",
     "x 5-13 10:00, c 5-13 11:00, y 5-13 12:00",
     {"kept 5-13 10:00 by - and -"},
     "1-01 00:00",
     "5-13 14:00"},

    {"done at the last moment", overdue, "x 5-13 10:00, y 5-16 10:00, z 5-16 10:00", {"kept 5-13 10:00 by - and -"}},
    {"done a second later",
     overdue,
     "x 5-13 10:00, y 5-16 10:00:01, z 5-16 10:00:01",
     {"broken 5-16 10:00 by 0 and 1, until 5-16 10:00, off 1, overdue"}},
    {"not done",
     overdue,
     "x 5-13 10:00",
     {"broken 5-16 10:00 by 0 and -, until 5-16 10:00, off 86400, overdue, still"},
     "1-01 00:00",
     "5-17 10:00"},
    {"overdue, but not for so long",
     overdue,
     "x 5-13 10:00",
     {"open 5-14 10:00 by 0 and -, until 5-16 10:00, overdue"},
     "1-01 00:00",
     "5-16 10:00"},
    {"just due", overdue, "x 5-13 10:00", {"kept 5-13 10:00 by - and -"}, "1-01 00:00", "5-14 10:00"},
    {"overdue, then dropped",
     overdue,
     "x 5-13 10:00, y 5-17 10:00",
     {"broken 5-16 10:00 by 0 and 1, until 5-16 10:00, off 86400, overdue", "broken 5-17 10:00 by 1 and -, off 3600, still"},
     "1-01 00:00",
     "5-17 11:00"},
    {"for too long since before `from`",
     overdue,
     "x 5-13 10:00, y 5-17 10:00, z 5-17 10:00",
     {"broken 5-17 00:00 by 0 and 1, until 5-16 10:00, off 86400, overdue"},
     "5-17 00:00"},
    {"needless in time", overdue, "x 5-13 10:00, z 5-16 10:00", {"kept 5-13 10:00 by - and -"}},
};

constexpr auto respected = "  - {name: it, always: respected}";

const audit_case respect[] = {
    {"nothing against it", respected, "y 5-13 10:00", {"kept 5-13 10:00 by - and 0"}},
    {"after an opt-out", respected, "o 5-13 09:00, y 5-13 10:00", {"broken 5-13 10:00 by 0 and 1"}},
    {"another channel", respected, "o 5-13 09:00, c 5-13 10:00", {"kept 5-13 10:00 by - and 1"}},
    {"after an opt-out from everything", respected, "a 5-13 09:00, c 5-13 10:00", {"broken 5-13 10:00 by 0 and 1"}},
    {"opted in again", respected, "o 5-13 09:00, i 5-13 09:30, y 5-13 10:00", {"kept 5-13 10:00 by - and 2"}},
    {"in the second of the opt-out, behind", respected, "o 5-13 10:00, y 5-13 10:00", {"broken 5-13 10:00 by 0 and 1"}},
    {"in the second of the opt-out, before", respected, "y 5-13 10:00, o 5-13 10:00", {"kept 5-13 10:00 by - and 0"}},
    {"after it bounced", respected, "b 5-13 09:00, y 5-13 10:00", {"broken 5-13 10:00 by 0 and 1"}},
    {"delivered after it bounced", respected, "b 5-13 09:00, d 5-13 09:30, y 5-13 10:00", {"kept 5-13 10:00 by - and 2"}},
    {"the opt-out lies before `from`",
     respected,
     "o 5-01 09:00, y 5-02 10:00, y 5-13 10:00",
     {"broken 5-13 10:00 by 0 and 2"},
     "5-13 10:00"},
    {"with the referrer, after the prospect's own opt-out",
     respected,
     "a 5-13 09:00, s 5-13 10:00",
     {"kept 5-13 10:00 by - and 1"}},
    {"each time anew",
     respected,
     "o 5-13 09:00, y 5-13 10:00, i 5-13 11:00, o 5-13 12:00, y 5-13 13:00",
     {"broken 5-13 10:00 by 0 and 1", "broken 5-13 13:00 by 3 and 4"}},
};

// Stops of one channel and of all, one of them by a condition.
constexpr auto with_stops = R"(stops:
  - {on: {direction: inbound, outcome: inquired, if: "touch.key == 'no-calls'"}, channels: phone}
  - {on: bought, lifted_by: asked}
)";

const audit_case referrers[] = {
    {"nothing against it", respected, "x 5-13 09:00, s 5-13 10:00", {"kept 5-13 10:00 by - and 1"}},
    {"after the referrer's opt-out", respected, "p 5-13 09:00, s 5-13 10:00", {"broken 5-13 10:00 by 0 and 1"}},
    {"which is not the prospect's", respected, "p 5-13 09:00, y 5-13 10:00", {"kept 5-13 10:00 by - and 1"}},
    {"the prospect opts in, not the referrer",
     respected,
     "p 5-13 09:00, i 5-13 09:30, s 5-13 10:00",
     {"broken 5-13 10:00 by 0 and 2"}},
    {"the referrer opts in again", respected, "p 5-13 09:00, q 5-13 09:30, s 5-13 10:00", {"kept 5-13 10:00 by - and 2"}},
    {"the referrer's address bounced", respected, "v 5-13 09:00, q 5-13 09:30, s 5-13 10:00", {"broken 5-13 10:00 by 0 and 2"}},
    {"since the first of two causes", respected, "v 5-13 09:00, p 5-13 09:30, s 5-13 10:00", {"broken 5-13 10:00 by 0 and 2"}},
};

void check(const audit_case& c) {
  const tickler::vocabulary words;
  const auto policy = policy_with(c.promise, words);
  const auto report =
      audit(policy, {.id = "ada"}, history_of(c.history, words), instant_of(c.from), instant_of(c.to), {.kept = true});
  BOOST_TEST(joined(lines_of(report)) == joined(c.found));
  tickler::verdict_counts counts;
  for (const auto& f : report.findings) ++counts[f.verdict];
  BOOST_TEST((report.all.promises.at(0) == counts));
}

}  // namespace

BOOST_DATA_TEST_CASE(an_answer_is_expected_within_its_time, boost::unit_test::data::make(answers), c) { check(c); }
BOOST_DATA_TEST_CASE(a_prospect_always_has_a_next_action, boost::unit_test::data::make(attended), c) { check(c); }
BOOST_DATA_TEST_CASE(opt_outs_are_always_respected, boost::unit_test::data::make(respect), c) { check(c); }
BOOST_DATA_TEST_CASE(the_referrers_wishes_are_respected_too, boost::unit_test::data::make(referrers), c) { check(c); }
BOOST_DATA_TEST_CASE(something_is_never_to_follow, boost::unit_test::data::make(forbidden), c) { check(c); }
BOOST_DATA_TEST_CASE(no_more_than_so_many, boost::unit_test::data::make(counted), c) { check(c); }

BOOST_AUTO_TEST_CASE(what_a_stop_closes_is_respected_too) {
  const tickler::vocabulary words;
  const auto policy = policy_with(respected, words, with_stops);
  tickler::history log(words);
  log.add({.at = instant_of("5-13 09:00"), .words = words_of('x'), .keys = {"no-calls"}});
  log.add({.at = instant_of("5-13 10:00"), .words = words_of('c')});
  log.add({.at = instant_of("5-13 11:00"), .words = words_of('y')});
  log.add({.at = instant_of("5-13 12:00"), .words = words_of('z')});
  log.add({.at = instant_of("5-13 13:00"), .words = words_of('y')});
  log.add({.at = instant_of("5-13 14:00"), .words = words_of('x')});
  log.add({.at = instant_of("5-13 15:00"), .words = words_of('y')});
  const auto report = audit(policy, {.id = "ada"}, log, instant_of("1-01 00:00"), instant_of("6-01 00:00"), {.kept = true});
  BOOST_TEST(joined(lines_of(report)) ==
             "broken 5-13 10:00 by 0 and 1\nkept 5-13 11:00 by - and 2\nbroken 5-13 13:00 by 3 and 4\nkept 5-13 15:00 by - and 6");
}

// Between touchpoints too: the only step expires, a day after it is due at once, and then there is none.
BOOST_AUTO_TEST_CASE(a_prospect_may_be_dropped_by_the_passing_of_time) {
  const tickler::vocabulary words;
  const auto policy = tickler::load_policy(R"(policy: small
zone: UTC
channels: {email: {}}
events: {asked: {outcome: inquired}}
cadences: {answer: {starts: asked, steps: [{id: send, do: {channel: email}, expires: 1 day}]}}
promises: [{name: it, always: next_action}]
)",
                                           "small.yaml", words)
                          .value();
  const auto report = audit(policy, {.id = "ada"}, history_of("x 5-13 10:00, x 5-15 10:00, c 5-16 10:00, c 5-16 11:00", words),
                            instant_of("1-01 00:00"), instant_of("5-16 12:00"), {.kept = true});
  BOOST_TEST(joined(lines_of(report)) == "broken 5-14 10:00 by 0 and 1, off 86400\nbroken 5-16 10:00 by 2 and -, off 7200, still");
}

BOOST_AUTO_TEST_CASE(months_are_those_of_the_policys_zone) {
  const tickler::vocabulary words;
  const auto policy = policy_with(three_days, words);
  const tickler::prospect who{.id = "ada", .zone = "Asia/Tokyo", .owner = "bo"};
  // Midnight in New York is 4:00 UTC, and 13:00 in Tokyo.
  const auto report = audit(policy, who, history_of("x 5-01 03:59:59, y 5-01 03:59:59, x 5-01 04:00, y 5-01 05:00", words),
                            instant_of("1-01 00:00"), instant_of("6-01 00:00"));
  BOOST_TEST_REQUIRE(report.months.size() == 2u);
  BOOST_TEST(report.months[0].name == "2026-04");
  BOOST_TEST(report.months[1].name == "2026-05");
  BOOST_TEST(report.months[0].promises[0].kept == 1u);
  BOOST_TEST(report.months[1].promises[0].kept == 1u);
  BOOST_TEST_REQUIRE(report.owners.size() == 1u);
  BOOST_TEST(report.owners[0].name == "bo");
  BOOST_TEST(report.owners[0].promises[0].kept == 2u);
  BOOST_TEST(report.findings.empty());
}

BOOST_AUTO_TEST_CASE(promises_decide_nothing) {
  const tickler::vocabulary words;
  BOOST_TEST(policy_with(three_days, words).fingerprint() == policy_with(respected, words).fingerprint());
}

BOOST_AUTO_TEST_CASE(wrong_use_throws) {
  const tickler::vocabulary words;
  const auto policy = policy_with(three_days, words);
  const tickler::history log(words), of_others{tickler::vocabulary()};
  const auto early = instant_of("1-01 00:00"), late = instant_of("6-01 00:00");
  BOOST_CHECK_THROW(audit(tickler::policy(), {.id = "ada"}, log, early, late), tickler::misuse);
  BOOST_CHECK_THROW(audit(policy, {.id = "ada"}, log, late, early), tickler::misuse);
  BOOST_CHECK_THROW(audit(policy, {.id = "ada"}, log, early, tickler::time_end), tickler::misuse);
  BOOST_CHECK_THROW(audit(policy, {.id = "ada"}, of_others, early, late), tickler::misuse);
  BOOST_CHECK_THROW(audit(policy, tickler::book(tickler::vocabulary()), early, late), tickler::misuse);
  BOOST_CHECK_NO_THROW(audit(policy, tickler::book(words), early, early));
}
