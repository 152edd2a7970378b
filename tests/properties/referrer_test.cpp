// What goes to the referrer heeds the referrer's own history: handed over and in a book, as the plain reference has it.
#include <boost/test/unit_test.hpp>
#include <tickler/tickler.hpp>

#include "engine_answer.hpp"
#include "property.hpp"

namespace plain {
namespace {

// The touchpoints of one scene shared out among the two.
struct two_people {
  std::vector<touch> hers{};
  referrer cy{};
};

two_people shared_out(const scene& s) {
  two_people two;
  two.cy.who = s.who;
  two.cy.who.id = "cy";
  two.cy.who.contact.erase("email");
  two.cy.who.account.clear();  // no colleague
  for (std::size_t i = 0; i < s.history.size(); ++i) (i % 2 == 0 ? two.hers : two.cy.history).push_back(s.history[i]);
  return two;
}

BOOST_AUTO_TEST_CASE(steps_to_the_referrer_heed_the_referrers_own_history) {
  BOOST_TEST(holds("referrer", 3'000, [](const scene& s) {
    const auto two = shared_out(s);
    const ready_scene made(s.policy, two.hers);
    const auto theirs = to_history(two.cy.history, made.words);
    tickler::book book(made.words);
    book.separate_records();  // the two have some addresses in common
    const auto number = book.add(s.who);
    book.set_log(number, made.log);
    book.set_log(book.add(two.cy.who), theirs);
    for (const instant now : s.nows) {
      const auto standing = standing_of(made.policy, two.cy.who, fold(made.policy, two.cy.who, theirs, now));
      const auto d = evaluate(made.policy, s.who, made.log, now, {.referrer = standing});
      const auto engine = in_words(made.policy, d);
      const auto found = differences(engine, by_reference(s.policy, s.who, two.hers, now, engine, &two.cy));
      for (const auto& line : found) RC_LOG() << line << '\n';
      RC_ASSERT(found.empty());
      tickler::evaluate_some(made.policy, book, {&number, 1}, now,
                             [&](auto, const tickler::decision& of_book) { RC_ASSERT(of_book == d); });
    }
  }));
}

}  // namespace
}  // namespace plain
