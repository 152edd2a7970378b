// Calls that cannot be meant, and the number of each.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <functional>
#include <ostream>
#include <sstream>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>

#include "support/instants.hpp"
#include "support/small_policy.hpp"

BOOST_AUTO_TEST_SUITE(misuses)

namespace {

using namespace tickler;
using support::at;
using support::made;
using support::small_draft;

struct desk {
  vocabulary words;
  policy rules = made(small_draft(), words);
  prospect ada{.id = "ada"};
  history log{words};
  instant now = at("2026-03-02T10:00:00Z");

  desk() { log.add({.at = now, .words = {.direction = direction::inbound, .outcome = outcome::inquired}}); }
};

// Whoever asks is answered by e-mail, for which an address is needed.
policy needing_email(const desk& d) {
  auto draft = small_draft();
  draft.channels[0].needs = {"email"};
  return made(draft, d.words);
}

action first_action(const desk& d) {
  const prospect ada{.id = "ada", .contact = {{"email", "ada@example.org"}}};
  return evaluate(needing_email(d), ada, d.log, d.now).actions.at(0);
}

struct misuse_case {
  const char* what;
  int number;
  std::function<void(desk&)> call;
};
std::ostream& operator<<(std::ostream& out, const misuse_case& c) { return out << c.what; }

const misuse_case cases[] = {
    {"an empty policy", misuse_number::empty_policy, [](desk& d) { evaluate({}, d.ada, d.log, d.now); }},
    {"a book that was moved from", misuse_number::moved_from,
     [](desk& d) {
       book all(d.words);
       const auto other = std::move(all);
       all.add(d.ada);
     }},
    {"an evaluator that was moved from", misuse_number::moved_from,
     [](desk& d) {
       evaluator engine(d.rules);
       const auto other = std::move(engine);
       decision out;
       engine.evaluate(d.ada, d.log, d.now, out);
     }},
    {"an evaluator that was moved from, and is to explain", misuse_number::moved_from,
     [](desk& d) {
       evaluator engine(d.rules);
       const auto other = std::move(engine);
       explanation out;
       engine.explain(d.ada, d.log, d.now, out);
     }},
    {"a history of another vocabulary", misuse_number::other_vocabulary,
     [](desk& d) { evaluate(d.rules, d.ada, history{vocabulary{}}, d.now); }},
    {"a word of another vocabulary", misuse_number::other_vocabulary,
     [](desk& d) { d.log.add({.at = d.now, .words = {.channel = channel{999}}}); }},
    {"a decision of another policy", misuse_number::other_policy,
     [](desk& d) {
       auto draft = small_draft();
       draft.cadences[0].steps[0].name = "other";
       const auto decided = evaluate(d.rules, d.ada, d.log, d.now);
       id_of(made(draft, d.words), decided, decided.actions.at(0));
     }},
    {"a state of another prospect", misuse_number::other_prospect,
     [](desk& d) { decide(d.rules, {.id = "bo"}, fold(d.rules, d.ada, d.log, d.now), d.now); }},
    {"an action of another decision", misuse_number::other_decision,
     [](desk& d) {
       const auto decided = evaluate(d.rules, d.ada, d.log, d.now);
       static_cast<void>(decision{}.actions.empty());
       const decision empty;
       static_cast<void>(empty.reasons_of(decided.actions.at(0)));
     }},
    {"a number that is not of the book", misuse_number::no_such_prospect, [](desk& d) { book(d.words).prospect(3); }},
    {"an undecided prospect", misuse_number::undecided,
     [](desk& d) {
       book all(d.words);
       all.add(d.ada);
       decisions out;
       std::stop_source stop;
       stop.request_stop();
       evaluate_all(d.rules, all, d.now, out, {.stop = stop.get_token()});
       static_cast<void>(out.status_of(0));
     }},
    {"a `now` beyond 2037", misuse_number::out_of_time, [](desk& d) { evaluate(d.rules, d.ada, d.log, time_end); }},
    {"a touchpoint older than the last", misuse_number::out_of_order,
     [](desk& d) {
       auto s = fold(d.rules, d.ada, d.log, d.now);
       advance(d.rules, d.ada, s, {.at = d.now - std::chrono::hours{1}});
     }},
    {"a key that is too long", misuse_number::bad_size, [](desk& d) { d.log.add({.at = d.now, .keys = {std::string(257, 'k')}}); }},
    {"a key that is empty", misuse_number::bad_size, [](desk& d) { d.log.add({.at = d.now, .keys = {""}}); }},
    {"a key that is named twice", misuse_number::twice,
     [](desk& d) {
       d.log.add({.at = d.now, .keys = {"a", "b", "a"}});
     }},
    {"a name that is no word", misuse_number::no_word, [](desk& d) { d.words.declare<channel>("No Word"); }},
    {"a direction that is none", misuse_number::no_word,
     [](desk& d) { d.log.add({.at = d.now, .words = {.direction = direction{77}}}); }},
    {"more combinations of words than there are numbers", misuse_number::too_many,
     [](desk& d) {
       for (int i = 0; i < 300; ++i)
         d.words.intern<channel>("c" + std::to_string(i)), d.words.intern<outcome>("o" + std::to_string(i));
       for (std::uint16_t c = 0; c < 300; ++c)
         for (std::uint16_t o = 0; o < 300; ++o) d.words.classify({.channel = channel{c}, .outcome = outcome{o}});
     }},
    {"a prospect who is there already", misuse_number::there_already,
     [](desk& d) {
       book all(d.words);
       all.add(d.ada), all.add(d.ada);
     }},
    {"a prospect without an id", misuse_number::other_id, [](desk& d) { book(d.words).add({}); }},
    {"a draft that no file can say", misuse_number::not_writable,
     [](desk&) {
       auto draft = small_draft();
       draft.cadences[0].name = "";
       to_yaml(draft);
     }},
    {"hours without a day", misuse_number::bad_calendar,
     [](desk&) {
       open_hours({.hours = {{0, {}, {}}}}, "", zone{});
     }},
    {"a touchpoint that is not there", misuse_number::no_such_touchpoint, [](desk& d) { d.log.erase(7); }},
    {"what counts for somebody who is not there", misuse_number::no_such_prospect,
     [](desk& d) {
       std::vector<shared_touchpoint> of_others;
       joint_history(d.rules, book(d.words), 0, d.log, of_others);
     }},
    {"whose record is missing, in a book of other words", misuse_number::other_vocabulary,
     [](desk& d) { incomplete_other(d.rules, book(vocabulary()), 0); }},
    {"what nobody shares, in a book of other words", misuse_number::other_vocabulary,
     [](desk& d) { find_unshared(d.rules, book(vocabulary())); }},
    {"a decision for somebody who is not there", misuse_number::no_such_prospect,
     [](desk& d) {
       const prospect_number nobody = 0;
       evaluate_some(d.rules, book(d.words), {&nobody, 1}, d.now, [](prospect_number, const decision&) { return true; });
     }},
    {"what the referrer of somebody who is not there wants", misuse_number::no_such_prospect,
     [](desk& d) { standing_of_referrer(d.rules, book(d.words), 0, d.now); }},
    {"a touchpoint with too many keys", misuse_number::bad_size,
     [](desk& d) {
       auto s = fold(d.rules, d.ada, d.log, d.now);
       advance(d.rules, d.ada, s, {.at = d.now, .words = d.log[0].words, .keys = std::vector<std::string>(17, "k")});
     }},
    {"a touchpoint that names too many steps", misuse_number::bad_size,
     [](desk& d) {
       auto s = fold(d.rules, d.ada, d.log, d.now);
       advance(d.rules, d.ada, s, {.at = d.now, .words = d.log[0].words, .steps = std::vector<std::string>(17, "answer/send")});
     }},
    {"whom an action for somebody else goes to", misuse_number::other_prospect,
     [](desk& d) {
       const prospect bo{.id = "bo"};
       contact_of(needing_email(d), bo, first_action(d));
     }},
    {"the same of a view", misuse_number::other_prospect,
     [](desk& d) { contact_of(needing_email(d), prospect_view{.id = "bo"}, first_action(d)); }},
};

}  // namespace

BOOST_DATA_TEST_CASE(a_misuse_has_its_number_and_says_it, boost::unit_test::data::make(cases), c) {
  desk d;
  try {
    c.call(d);
    BOOST_ERROR("nothing was thrown");
  } catch (const error& e) {
    BOOST_TEST(e.number() == c.number);
    BOOST_TEST(std::string(e.what()).ends_with("[T" + std::to_string(c.number) + "]"), e.what());
    BOOST_TEST(dynamic_cast<const misuse*>(&e) != nullptr);
  }
}

// What is read is told by results, and thrown only where a value is taken that is not there.
BOOST_AUTO_TEST_CASE(what_is_read_says_number_text_and_place) {
  const auto told = [](const auto& read) {
    return "T" + std::to_string(read.error().number) + " at " + std::to_string(read.error().offset) + ": " + read.error().message;
  };
  BOOST_TEST(told(parse_instant("2026-03-02")) == "T320 at 0: '2026-03-02' is a date without a time and an offset");
  BOOST_TEST(told(parse_instant("2026-03-02T10:00:00")) == "T320 at 0: '2026-03-02T10:00:00' has no offset");
  BOOST_TEST(told(parse_duration("3 dys")) == "T301 at 2: unknown unit 'dys', did you mean 'days'?");
  BOOST_TEST(told(parse_weekdays("mon-fry")).starts_with("T304 at 4: "));
  BOOST_TEST(told(parse_hours("09:00-25:00")) == "T303 at 6: there is no '25:00' in a day");
  BOOST_TEST(told(parse_time_of_day("24:00")).starts_with("T306 at 0: "));
  BOOST_TEST(told(parse_closed_day("02-30")).starts_with("T305 at 3: "));
  BOOST_TEST(told(zone::find("Mars")) == "T302 at 0: unknown time zone 'Mars'");
  const desk d;
  BOOST_TEST(told(parse_script("reached", d.rules, zone{}, d.now)).starts_with("T321 at "));
  std::istringstream nothing;
  BOOST_TEST(told(load_snapshot(nothing, {})).starts_with("T322 at 0: "));
  BOOST_TEST(told(load_state(d.rules, "nothing")) == "T323 at 0: this is no saved state");
  BOOST_TEST(check_duration(-1 * units::days)->number == number::bad_duration);
  try {
    static_cast<void>(parse_duration("soon").value());
    BOOST_ERROR("nothing was thrown");
  } catch (const text_error& e) {
    BOOST_TEST(e.number() == number::bad_duration);
    BOOST_TEST(e.found().message.size() > 0u);
  }
}

BOOST_AUTO_TEST_SUITE_END()
