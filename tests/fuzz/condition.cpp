// Any text is a condition or refused at a place; and a condition, folded into code, means what a walk of its tree says.
#include "condition/asking.hpp"
#include "condition/checker.hpp"
#include "condition/walk.hpp"
#include "fuzz/target.hpp"

namespace {

namespace condition = tickler::condition;
using fuzz::must_hold;

std::string shown(const condition::outcome& found, condition::type t) { return found ? asking::show(found, t) : "an error"; }

std::string walked(std::string_view text, const condition::environment& names, const condition::scope& scope) {
  auto tree = condition::parse(text);
  condition::check(tree, names);
  const auto type = tree.at(tree.root).type;
  const auto found = walking::walk(tree, scope);
  return found ? walking::show(*found, type) : "an error";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto names = asking::desk();
  const auto text = fuzz::text_of(data, size);
  const auto program = condition::compile(text, names, {});
  if (!program) {
    must_hold(program.error().offset <= size && !program.error().message.empty(), "what is refused is told where and why");
    return 0;
  }
  auto scope = asking::monday();
  condition::scratch memory;
  const auto value = shown(program->evaluate(scope, memory), program->type());
  must_hold(value == walked(text, names, scope), "the code means what the tree says");
  const auto next = program->next_change(scope, memory);
  must_hold(!next || *next > scope.at, "the next change is after now");
  scope.at = next.value_or(tickler::time_end) - std::chrono::seconds{1};
  must_hold(value == shown(program->evaluate(scope, memory), program->type()), "nothing changes before the next change");
  return 0;
}
