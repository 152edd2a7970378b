#include <algorithm>
#include <stdexcept>
#include <tickler/evaluate.hpp>

#include "engine/decide/decide.hpp"
#include "engine/decide/decision_context.hpp"
#include "engine/fold/bulk_fold.hpp"
#include "engine/fold/history_cursor.hpp"
#include "engine/state/preconditions.hpp"
#include "model/touchpoint_check.hpp"

namespace tickler {

namespace {

void check_state(const compiled_policy& p, const prospect& who, const found_subject& found, const state::impl& s) {
  if (s.policy != p.fingerprint || !s.words || !(*s.words == p.words)) throw std::invalid_argument("a state of another policy");
  if (s.prospect != fingerprint_of(p, who, found.who.where))
    throw std::invalid_argument("a state of another prospect, or of one since changed: fold again");
}

}  // namespace

state::state() : impl_(std::make_unique<impl>()) {}
state::state(const state& other) : impl_(std::make_unique<impl>(*other.impl_)) {}
state::state(state&&) noexcept = default;
state& state::operator=(const state& other) {
  if (this != &other) *this = state(other);
  return *this;
}
state& state::operator=(state&&) noexcept = default;
state::~state() = default;

state fold(const policy& p, const prospect& who, const history& log, instant until) {
  const auto& compiled = p.compiled();
  check_now(until);
  const auto found = find_subject(compiled, who);
  state s;
  auto& inside = s.get();
  inside.reset(compiled, fingerprint_of(compiled, who, found.who.where));
  inside.place = found.place;
  inside.problem = found.problem;
  if (!found.who.where) return s;
  check_words(compiled, log);
  inside.memory.read_facts(compiled, who);
  fold_all(compiled, found.who, history_log(compiled, log, until, inside.rows), inside);
  inside.rows = std::vector<const touch_row*>();  // the state will be kept: this gives the memory back
  return s;
}

namespace {

void take_in(const compiled_policy& p, const subject& who, state::impl& s, const touchpoint& t) {
  std::string_view steps[most_steps];
  std::copy(t.steps.begin(), t.steps.end(), steps);
  touch seen{.at = t.at,
             .row = &(*p.rows)[s.words->classify(t.words)],
             .until = t.until,
             .key = t.key,
             .steps = std::span(steps, t.steps.size())};
  folder(p, who, s).take(seen);
}

void check_next(const state::impl& s, const touchpoint& t) {
  if (s.last && t.at < *s.last) throw std::invalid_argument("a touchpoint older than the last: fold again");
  if (s.problem == prospect_problem::none) check(t);
}

}  // namespace

void advance(const policy& p, const prospect& who, state& s, const touchpoint& t) {
  const auto& compiled = p.compiled();
  auto& inside = s.get();
  const auto found = find_subject(compiled, who, inside.place);
  check_state(compiled, who, found, inside);
  check_next(inside, t);
  inside.place = found.place;
  if (inside.problem != prospect_problem::none) return;
  inside.memory.read_facts(compiled, who);
  take_in(compiled, found.who, inside, t);
}

void advance(const policy& p, const prospect& who, state& s, const touchpoint& t, instant now, decision& out) {
  const auto& compiled = p.compiled();
  auto& inside = s.get();
  check_now(now);
  const auto found = find_subject(compiled, who, inside.place);
  check_state(compiled, who, found, inside);
  check_next(inside, t);
  if (now < t.at) throw std::invalid_argument("`now` is before the touchpoint");
  inside.place = found.place;
  clear(out);
  if (!found.who.where) return invalidate(out, found.problem);
  inside.memory.read_facts(compiled, who);
  if (inside.problem == prospect_problem::none) take_in(compiled, found.who, inside, t);
  decide_at(compiled, found.who, inside, now, inside.memory, out);
}

void decide(const policy& p, const prospect& who, const state& s, instant now, decision& out) {
  const auto& compiled = p.compiled();
  check_now(now);
  const auto found = find_subject(compiled, who, s.get().place);
  check_state(compiled, who, found, s.get());
  if (s.get().last && now < *s.get().last) throw std::invalid_argument("`now` is before the state's last touchpoint");
  clear(out);
  if (!found.who.where) return invalidate(out, found.problem);
  auto& memory = out.space.get().conditions;
  memory.read_facts(compiled, who);
  decide_at(compiled, found.who, s.get(), now, memory, out);
}

decision decide(const policy& p, const prospect& who, const state& s, instant now) {
  decision out;
  decide(p, who, s, now, out);
  return out;
}

void evaluate(const policy& p, const prospect& who, const history& log, instant now, state& scratch, decision& out) {
  const auto& compiled = p.compiled();
  check_now(now);
  const auto found = find_subject(compiled, who);
  clear(out);
  if (!found.who.where) return invalidate(out, found.problem);
  check_words(compiled, log);
  auto& inside = scratch.get();
  inside.reset(compiled, fingerprint_of(compiled, who, found.who.where));
  inside.memory.read_facts(compiled, who);
  fold_all(compiled, found.who, history_log(compiled, log, now, inside.rows), inside);
  decide_at(compiled, found.who, inside, now, inside.memory, out);
}

decision evaluate(const policy& p, const prospect& who, const history& log, instant now) {
  state scratch;
  decision out;
  evaluate(p, who, log, now, scratch, out);
  return out;
}

}  // namespace tickler
