#include "same_ways.hpp"

#include <tickler/tickler.hpp>

#include "workload_book.hpp"

namespace workload {

std::optional<std::string> first_difference_between_ways(const tickler::policy& policy, const columns& c, tickler::instant when) {
  const auto book = book_of(c, policy.words());
  tickler::decisions by_one, by_two;
  evaluate_all(policy, book, when, by_one);
  evaluate_all(policy, book, when, by_two, {.threads = 2});
  if (!(by_one == by_two)) return "what two threads decide is not what one decides";

  std::optional<std::string> found;
  std::size_t handed_over = 0;
  tickler::decision kept;
  evaluate_all(policy, book, when, [&](tickler::prospect_number i, const tickler::decision& in_bulk) {
    const auto person = who(c, i);
    const auto differs = [&](const char* way) {
      found = person.id + " at " + tickler::to_string(when) + " is decided otherwise " + way;
    };
    ++handed_over;
    const auto single = evaluate(policy, person, log(c, i, policy.words()), when);
    if (!(in_bulk == single)) differs("in bulk");
    by_one.get(i, kept);
    if (!(kept == single)) differs("where decisions are kept");
    const auto last = touch(c, c.begin[i + 1] - 1);
    if (last.at > when) return;
    auto state = fold(policy, person, log_but_last(c, i, policy.words()), when);
    tickler::evaluator(policy).advance(person, state, last, when, kept);
    if (!(kept == single)) differs("with a touchpoint more");
    if (!(decide(policy, person, state, when) == single)) differs("from a kept state");
  });
  if (handed_over != c.size()) return "not every prospect is decided in bulk";
  return found;
}

}  // namespace workload
