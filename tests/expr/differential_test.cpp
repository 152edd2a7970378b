// Random conditions: the compiled form means what a plain walk of the tree says, folded or not, and next_change is never late.
#include <rapidcheck.h>

#include <boost/test/unit_test.hpp>
#include <string>

#include "expr/asking.hpp"
#include "expr/ast.hpp"
#include "expr/checker.hpp"
#include "expr/program.hpp"
#include "expr/random_condition.hpp"
#include "expr/walk.hpp"
#include "support/property.hpp"

namespace expr = tickler::expr;

namespace {

std::string shown(const expr::eval_result& found, expr::type t) { return found ? asking::show(found, t) : "an error"; }

rc::Gen<plain::dice> any_dice() {
  return [](const rc::Random& random, int) { return rc::shrinkable::just(plain::dice(random)); };
}

std::string walked(const std::string& text, const expr::environment& names, const asking::answers& scope) {
  auto tree = expr::parse(text);
  expr::check(tree, names);
  const auto type = tree.at(tree.root).type;
  const auto found = walking::walk(tree, scope);
  return found ? walking::show(*found, type) : "an error";
}

std::string unfolded(const std::string& text, const expr::environment& names, const asking::answers& scope) {
  auto tree = expr::parse(text);
  expr::check(tree, names);
  const auto program = expr::assemble(std::move(tree));
  expr::arena memory;
  const auto found = program.evaluate(scope, memory);
  return shown(found, program.type());
}

std::string any_expression(asking::random_condition& random, plain::dice& dice) {
  const int depth = dice.from(1, 5);
  switch (dice.from(0, 9)) {
    case 0:
      return random.integer(depth);
    case 1:
      return random.text(depth);
    case 2:
      return random.timestamp(depth);
    case 3:
      return random.list(depth);
    default:
      return random.boolean(depth);
  }
}

std::string value_at(const expr::program& p, asking::answers scope, tickler::instant t) {
  scope.at = t;
  expr::arena memory;
  const auto found = p.evaluate(scope, memory);
  return shown(found, p.type());
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_compiled_form_means_what_a_walk_of_the_tree_says) {
  const auto names = asking::desk();
  BOOST_TEST(support::holds("compiled is walked", 16'000, any_dice(), [&names](plain::dice dice) {
    asking::random_condition random(dice);
    const auto text = any_expression(random, dice);
    if (text.size() > expr::max_bytes) return;
    const auto program = expr::compile(text, names, {});
    if (!program) RC_FAIL(text + ": " + program.error().message);
    const auto scope = asking::random_answers(dice);
    const auto compiled = value_at(*program, scope, scope.at), expected = walked(text, names, scope);
    if (compiled != expected) RC_FAIL(text + "\n  compiled: " + compiled + "\n  walked: " + expected);
    const auto plain = unfolded(text, names, scope);
    if (plain != expected) RC_FAIL(text + "\n  not folded: " + plain + "\n  walked: " + expected);
    if (const auto& constant = program->constant(); constant && shown(*constant, program->type()) != compiled)
      RC_FAIL(text + "\n  constant: " + shown(*constant, program->type()) + "\n  compiled: " + compiled);
  }));
}

BOOST_AUTO_TEST_CASE(nothing_changes_before_the_next_change) {
  const auto names = asking::desk();
  BOOST_TEST(support::holds("never late", 7'000, any_dice(), [&names](plain::dice dice) {
    asking::random_condition random(dice);
    const auto text = random.boolean(dice.from(2, 4));
    const auto program = expr::compile(text, names);
    if (!program) RC_FAIL(text + ": " + program.error().message);
    const auto scope = asking::random_answers(dice);
    expr::arena memory;
    const auto next = program->next_change(scope, memory);
    const auto before = value_at(*program, scope, scope.at);
    if (next && *next <= scope.at) RC_FAIL(text + ": not after now");
    for (auto t = scope.at + std::chrono::seconds{1}; t < scope.at + std::chrono::seconds{40} && (!next || t < *next);
         t += std::chrono::seconds{1}) {
      const auto then = value_at(*program, scope, t);
      if (then != before) RC_FAIL(text + "\n  at " + tickler::to_string(t) + ": " + then + ", before: " + before);
    }
  }));
}

BOOST_AUTO_TEST_CASE(a_comparison_of_what_passes_changes_exactly_at_its_next_change) {
  const auto names = asking::desk();
  BOOST_TEST(support::holds("exact", 16'000, any_dice(), [&names](plain::dice dice) {
    asking::random_condition random(dice);
    const auto text = random.moving_comparison();
    const auto program = expr::compile(text, names);
    if (!program) RC_FAIL(text + ": " + program.error().message);
    const auto scope = asking::random_answers(dice);
    expr::arena memory;
    const auto next = program->next_change(scope, memory);
    const auto before = value_at(*program, scope, scope.at);
    std::string found = "never", expected = "never";
    for (auto t = scope.at + std::chrono::seconds{1}; expected == "never" && t < scope.at + std::chrono::hours{2};
         t += std::chrono::seconds{1})
      if (value_at(*program, scope, t) != before) expected = tickler::to_string(t);
    constexpr std::chrono::seconds second{1};
    if (next && *next >= scope.at + std::chrono::hours{2} && expected == "never") {  // by ago: days ahead
      for (auto t = scope.at; t < *next; t += std::chrono::minutes{20} + second)
        if (value_at(*program, scope, t) != before) expected = tickler::to_string(t);
      if (value_at(*program, scope, *next - second) == before && value_at(*program, scope, *next) != before && expected == "never")
        expected = tickler::to_string(*next);
    }
    if (next) found = tickler::to_string(*next);
    if (found != expected) RC_FAIL(text + "\n  next change: " + found + ", by the second: " + expected);
  }));
}
