// Any text is a condition or refused at a place; and a condition means the same whether its constant parts are folded or not.
#include "expr/asking.hpp"
#include "expr/ast.hpp"
#include "expr/checker.hpp"
#include "expr/program.hpp"
#include "fuzz/target.hpp"

namespace {

namespace expr = tickler::expr;
using fuzz::must_hold;

std::string shown(const expr::eval_result& found, expr::type t) { return found ? asking::show(found, t) : "an error"; }

expr::program unfolded(std::string_view text, const expr::environment& names) {
  auto tree = expr::parse(text);
  expr::check(tree, names);
  return expr::assemble(std::move(tree));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto names = asking::desk();
  const auto text = fuzz::text_of(data, size);
  const auto program = expr::compile(text, names, {});
  if (!program) {
    must_hold(program.error().offset <= size && !program.error().message.empty(), "what is refused is told where and why");
    return 0;
  }
  auto scope = asking::monday();
  expr::arena memory;
  const auto value = shown(program->evaluate(scope, memory), program->type());
  must_hold(value == shown(unfolded(text, names).evaluate(scope, memory), program->type()), "folding changes nothing");
  const auto next = program->next_change(scope, memory);
  must_hold(!next || *next > scope.at, "the next change is after now");
  scope.at = next.value_or(tickler::time_end) - std::chrono::seconds{1};
  must_hold(value == shown(program->evaluate(scope, memory), program->type()), "nothing changes before the next change");
  return 0;
}
