#include <algorithm>
#include <tickler/diagnostic.hpp>

#include "base/messages.hpp"
#include "expr/checker.hpp"
#include "expr/constant_folding.hpp"
#include "expr/time_arithmetic.hpp"

namespace tickler::condition {
namespace {

constexpr std::int64_t most_counted = 64;

const event_overload* function_named(std::string_view name) noexcept {
  const auto list = event_overloads();
  const auto found = std::find_if(list.begin(), list.end(), [name](const auto& f) { return f.name == name; });
  return found == list.end() ? nullptr : &*found;
}

// Whether a comparison of a count with k looks at one more than k.
bool looks_beyond(relation r, bool count_is_left) noexcept {
  switch (r) {
    case relation::less:
    case relation::greater_equal:
      return !count_is_left;
    case relation::greater:
    case relation::less_equal:
      return count_is_left;
    default:
      return true;
  }
}

}  // namespace

bool checker::is_event_function(const node& n) const {
  return n.shape == shape::call && !n.receiver && function_named(n.name) != nullptr;
}

std::uint32_t checker::event_named(const node& n) const {
  const node& name = tree_.at(n.children[0]);
  if (name.shape != shape::literal || !name.type.is(kind::text))
    fail(name.begin, quoted(n.name) + " wants the name of an event in quotes");
  const auto found = std::find(names_.events.begin(), names_.events.end(), name.literal.text());
  if (found != names_.events.end()) return static_cast<std::uint32_t>(found - names_.events.begin());
  const known_names known(names_.events.begin(), names_.events.end());
  fail(name.begin, "unknown event " + quoted(name.literal.text()) + hint(nearest(name.literal.text(), known)));
}

// Where a question stands among those of the program; equal ones are one, a count asks for the most of them.
std::uint32_t checker::question(const event_question& q) {
  const auto same = [&q](const event_question& o) {
    return o.function == q.function && o.event == q.event && o.window == q.window;
  };
  const auto found = std::find_if(tree_.questions.begin(), tree_.questions.end(), same);
  if (found != tree_.questions.end()) {
    found->most = std::max(found->most, q.most);
    return static_cast<std::uint32_t>(found - tree_.questions.begin());
  }
  tree_.questions.push_back(q);
  return static_cast<std::uint32_t>(tree_.questions.size() - 1);
}

void checker::check_event_function(node& n) {
  const auto& f = *function_named(n.name);
  if (f.does == event_function::seen ? !names_.asks_run : !names_.asks_history)
    fail(n.offset, quoted(n.name) + " cannot be asked here");
  if (f.does == event_function::count)
    fail(n.offset, "'count' is compared with a number, as in count('asked', duration('168h')) < 3");
  want_arguments(n, 1, 1);
  n.index = question({.function = f.does, .event = event_named(n)});
  n.shape = shape::event;
  n.type = {f.gives};
  n.children.clear();
}

// Counts are bounded by the number that they are compared with: 1 to 64.
void checker::check_count(node& comparison, relation r) {
  const bool left = is_event_function(tree_.at(comparison.children[0])) && tree_.at(comparison.children[0]).name == "count";
  node& n = tree_.at(comparison.children[left ? 0 : 1]);
  if (!is_event_function(n) || n.name != "count") return;
  const node& number = tree_.at(comparison.children[left ? 1 : 0]);
  if (!names_.asks_history) fail(n.offset, "'count' cannot be asked here");
  want_arguments(n, 1, 2);
  if (number.shape != shape::literal || !number.type.is(kind::integer))
    fail(number.begin, "'count' is compared with a number written out, 1 to " + std::to_string(most_counted));
  const std::int64_t bound = number.literal.integer();
  if (bound < 1 || bound > most_counted)
    fail(number.begin, "'count' is compared with 1 to " + std::to_string(most_counted) + ", not " + std::to_string(bound));
  event_question q{.function = event_function::count, .event = event_named(n)};
  if (n.children.size() == 2) q.window = window(n.children[1]);
  q.most = static_cast<int>(bound) + (looks_beyond(r, left) ? 1 : 0);
  n.index = question(q);
  n.shape = shape::event;
  n.type = {kind::integer};
  n.children.clear();
}

std::chrono::seconds checker::window(node_index i) {
  const type found = check(i);
  fold(tree_, i);
  const node& n = tree_.at(i);
  if (!found.is(kind::duration)) fail(n.begin, "'count' wants a duration, as in duration('168h'), found " + to_string(found));
  if (n.shape != shape::literal) fail(n.begin, "'count' wants a duration that is known beforehand, as in duration('168h')");
  const std::int64_t nanos = n.literal.integer();
  if (nanos <= 0 || nanos % nanos_a_second != 0) fail(n.begin, "'count' wants a duration of whole seconds, at least one");
  return std::chrono::seconds{nanos / nanos_a_second};
}

}  // namespace tickler::condition
