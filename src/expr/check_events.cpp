#include <algorithm>
#include <tickler/diagnostic.hpp>

#include "base/messages.hpp"
#include "expr/checker.hpp"
#include "expr/constant_folding.hpp"
#include "expr/time_arithmetic.hpp"
#include "expr/time_dependence.hpp"

namespace tickler::inline TICKLER_ABI::expr {
namespace {

constexpr std::int64_t max_counted = 64;

const event_overload* function_named(std::string_view name) noexcept {
  const auto list = event_overloads();
  const auto found = std::find_if(list.begin(), list.end(), [name](const auto& f) { return f.name == name; });
  return found == list.end() ? nullptr : &*found;
}

bool is_of_run(event_function f) noexcept { return f == event_function::seen || f == event_function::times; }

std::string not_here(std::string_view name, event_function f) {
  return quoted(name) + (is_of_run(f) ? " counts from where a run began: it is asked in the 'if' of a cadence or a step"
                                      : " cannot be asked here");
}

// Whether a comparison of a count with k looks at one more than k.
bool looks_beyond(relation r) noexcept { return r != relation::less && r != relation::greater_equal; }

}  // namespace

bool checker::is_event_function(const ast_node& n) const {
  return n.kind == node_kind::call && !n.receiver && function_named(n.name) != nullptr;
}

std::uint32_t checker::event_named(const ast_node& n) const {
  const ast_node& name = ast_.at(n.children[0]);
  if (name.kind != node_kind::literal || !name.type.is(type_kind::text))
    fail(name.begin, quoted(n.name) + " wants the name of an event in quotes");
  const auto found = std::find(names_.events.begin(), names_.events.end(), name.literal.text());
  if (found != names_.events.end()) return static_cast<std::uint32_t>(found - names_.events.begin());
  const known_names known(names_.events.begin(), names_.events.end());
  fail(name.begin, "unknown event " + quoted(name.literal.text()) + hint(nearest(name.literal.text(), known)));
}

// Which of the program's queries it is; equal ones are one, which counts as far as the farthest of them.
std::uint32_t checker::query_index(const event_query& q) {
  const auto same = [&q](const event_query& o) { return o.function == q.function && o.event == q.event && o.window == q.window; };
  const auto found = std::find_if(ast_.queries.begin(), ast_.queries.end(), same);
  if (found != ast_.queries.end()) {
    found->max_count = std::max(found->max_count, q.max_count);
    return static_cast<std::uint32_t>(found - ast_.queries.begin());
  }
  ast_.queries.push_back(q);
  return static_cast<std::uint32_t>(ast_.queries.size() - 1);
}

void checker::check_event_function(ast_node& n) {
  const auto& f = *function_named(n.name);
  if (is_of_run(f.function) ? !names_.allows_run : !names_.allows_history) fail(n.offset, not_here(n.name, f.function));
  if (f.function == event_function::count)
    fail(n.offset, "'count' is compared with a number, as in count('asked', duration('168h')) < 3");
  if (f.function == event_function::times) fail(n.offset, "'times' is compared with a number, as in times('called') < 3");
  want_arguments(n, 1, 1);
  n.index = query_index({.function = f.function, .event = event_named(n)});
  n.kind = node_kind::event_query;
  n.type = {f.gives};
  n.children.clear();
}

// Counts are bounded by the number that they are compared with: 1 to 64.
void checker::check_count(ast_node& comparison, relation r) {
  const auto counts = [this](const ast_node& n) { return is_event_function(n) && (n.name == "count" || n.name == "times"); };
  const bool left = counts(ast_.at(comparison.children[0]));
  ast_node& n = ast_.at(comparison.children[left ? 0 : 1]);
  if (!counts(n)) return;
  const auto function = function_named(n.name)->function;
  const bool in_run = is_of_run(function);
  const ast_node& number = ast_.at(comparison.children[left ? 1 : 0]);
  if (in_run ? !names_.allows_run : !names_.allows_history) fail(n.offset, not_here(n.name, function));
  want_arguments(n, 1, in_run ? 1 : 2);
  if (number.kind != node_kind::literal || !number.type.is(type_kind::integer))
    fail(number.begin, quoted(n.name) + " is compared with a number written out, 1 to " + std::to_string(max_counted));
  const std::int64_t bound = number.literal.integer();
  if (bound < 1 || bound > max_counted)
    fail(number.begin, quoted(n.name) + " is compared with 1 to " + std::to_string(max_counted) + ", not " + std::to_string(bound));
  event_query q{.function = function, .event = event_named(n)};
  if (n.children.size() == 2) q.window = window(n.children[1]);
  q.max_count = static_cast<int>(bound) + (looks_beyond(left ? r : mirrored(r)) ? 1 : 0);
  n.index = query_index(q);
  n.kind = node_kind::event_query;
  n.type = {type_kind::integer};
  n.children.clear();
}

bool checker::is_ago(const ast_node& n) const { return n.kind == node_kind::call && !n.receiver && n.name == ago_function; }

// What it is compared with stands still, so that it is known when the one passes the other.
void checker::check_ago(ast_node& comparison) {
  const auto left = comparison.children[0], right = comparison.children[1];
  const bool is_left = is_ago(ast_.at(left));
  const auto other = is_left ? right : left;
  take_ago(ast_.at(is_left ? left : right));
  if (is_ago(ast_.at(other))) fail(ast_.at(other).offset, "'ago' is compared with an instant, not with another 'ago'");
  const type found = check(other);
  if (!found.is(type_kind::timestamp)) fail(ast_.at(other).begin, "'ago' is compared with an instant, found " + to_string(found));
  if (reads_time(ast_, other))
    fail(ast_.at(other).begin, "'ago' is compared with an instant that stands still, as in last('asked') < ago('6 months')");
}

void checker::take_ago(ast_node& n) {
  if (!names_.allows_history) fail(n.offset, "'ago' cannot be asked here");
  want_arguments(n, 1, 1);
  const ast_node& text = ast_.at(n.children[0]);
  if (text.kind != node_kind::literal || !text.type.is(type_kind::text))
    fail(text.begin, "'ago' wants a duration in quotes, as in ago('6 months')");
  auto length = parse_duration(text.literal.text());
  if (!length) fail(text.begin, length.error().message);
  if (length->uses_business_time()) fail(text.begin, "'ago' takes no business days, hours or minutes");
  n.index = static_cast<std::uint32_t>(ast_.durations.size());
  ast_.durations.push_back(std::move(*length));
  n.kind = node_kind::ago;
  n.type = {type_kind::timestamp};
  n.children.clear();
}

std::chrono::seconds checker::window(node_index i) {
  const type found = check(i);
  fold_constants(ast_, i);
  const ast_node& n = ast_.at(i);
  if (!found.is(type_kind::duration)) fail(n.begin, "'count' wants a duration, as in duration('168h'), found " + to_string(found));
  if (n.kind != node_kind::literal) fail(n.begin, "'count' wants a duration that is known beforehand, as in duration('168h')");
  const std::int64_t nanos = n.literal.integer();
  if (nanos <= 0 || nanos % nanos_per_second != 0) fail(n.begin, "'count' wants a duration of whole seconds, at least one");
  return std::chrono::seconds{nanos / nanos_per_second};
}

}  // namespace tickler::inline TICKLER_ABI::expr
