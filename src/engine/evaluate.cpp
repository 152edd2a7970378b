// The entries for one prospect: look its record up, take the history in or check the state that is handed over, decide.
//
// What is wrong with a call throws (another vocabulary, an instant out of range, a state of somebody else); what is wrong with a
// prospect or its history never does: it makes that decision `invalid`.
#include <algorithm>
#include <stdexcept>
#include <tickler/evaluate.hpp>

#include "engine/decide/decide.hpp"
#include "engine/decide/workspace.hpp"
#include "engine/fold/history_cursor.hpp"
#include "engine/state/preconditions.hpp"
#include "model/touchpoint_check.hpp"

namespace tickler {

namespace {

// R97: serves for the same policy (by its fingerprint), the same vocabulary, and what of the prospect it has read. By contents and
// not by address: an equal policy that is loaded again may go on with it.
void check_state(const compiled_policy& p, const prospect& who, const found_prospect& found, const state::impl& s) {
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

evaluator::evaluator(policy p) : impl_(std::make_unique<impl>(std::move(p))) { static_cast<void>(impl_->policy.compiled()); }
evaluator::evaluator(evaluator&&) noexcept = default;
evaluator& evaluator::operator=(evaluator&&) noexcept = default;
evaluator::~evaluator() = default;

namespace {

// Takes a history in as far as the prospect's record can be used; false if it cannot. The state is reset first, so that also for a
// prospect that cannot be used it says whose it is and what is wrong.
bool fold_into(workspace& space, const compiled_policy& p, const found_prospect& found, const prospect& who, const history& log,
               instant until, state::impl& s) {
  s.reset(p, fingerprint_of(p, who, found.who.where));
  s.locale = found.locale;
  s.problem = found.problem;
  if (!found.who.where) return false;
  check_words(p, log);
  space.fold.memory.read_facts(p, who);
  fold_history(p, found.who, history_cursor(p, log, until, space.fold.rows), s, space.fold, space.path);
  return true;
}

// Views of the touchpoint's texts, which outlive the call; what the state keeps of them it copies.
void take_in(workspace& space, const compiled_policy& p, const resolved_prospect& who, state::impl& s, const touchpoint& t) {
  std::string_view steps[most_steps];
  std::copy(t.steps.begin(), t.steps.end(), steps);
  touch seen{.at = t.at,
             .row = &(*p.rows)[s.words->classify(t.words)],
             .until = t.until,
             .key = t.key,
             .steps = std::span(steps, t.steps.size())};
  const no_listener nobody;
  history_fold<const no_listener>(p, who, s, space.fold, nobody).apply(seen);
}

// R2 and R97: a state has no past to insert into. One that is invalid takes nothing in, and so checks no more than the order.
void check_next(const state::impl& s, const touchpoint& t) {
  if (s.last && t.at < *s.last) throw std::invalid_argument("a touchpoint older than the last: fold again");
  if (s.problem == prospect_problem::none) check(t);
}

}  // namespace

// The state is the evaluator's own and its memory used again; what it held of the last question is gone.
void evaluator::evaluate(const prospect& who, const history& log, instant now, decision& out) {
  auto& space = *impl_;
  const auto& p = space.policy.compiled();
  check_now(now);
  const auto found = find_prospect(p, who);
  clear(out);
  auto& s = space.folded.get();
  if (!fold_into(space, p, found, who, log, now, s)) return invalidate(out, found.problem);
  decide_at({p, found.who, s, now, space.fold.memory}, space.decide, out);
}

void evaluator::fold(const prospect& who, const history& log, instant until, state& out) {
  const auto& p = impl_->policy.compiled();
  check_now(until);
  fold_into(*impl_, p, find_prospect(p, who), who, log, until, out.get());
}

// All that is refused is refused before the state is touched. `locale` is a hint, which makes the next look-up of the locale a
// comparison.
void evaluator::advance(const prospect& who, state& s, const touchpoint& t) {
  const auto& p = impl_->policy.compiled();
  auto& inside = s.get();
  const auto found = find_prospect(p, who, inside.locale);
  check_state(p, who, found, inside);
  check_next(inside, t);
  inside.locale = found.locale;
  if (inside.problem != prospect_problem::none) return;
  impl_->fold.memory.read_facts(p, who);
  take_in(*impl_, p, found.who, inside, t);
}

void evaluator::advance(const prospect& who, state& s, const touchpoint& t, instant now, decision& out) {
  auto& space = *impl_;
  const auto& p = space.policy.compiled();
  auto& inside = s.get();
  check_now(now);
  const auto found = find_prospect(p, who, inside.locale);
  check_state(p, who, found, inside);
  check_next(inside, t);
  // R3: such a touchpoint would not exist yet, but the state could not forget it again.
  if (now < t.at) throw std::invalid_argument("`now` is before the touchpoint");
  inside.locale = found.locale;
  clear(out);
  if (!found.who.where) return invalidate(out, found.problem);
  space.fold.memory.read_facts(p, who);
  if (inside.problem == prospect_problem::none) take_in(space, p, found.who, inside, t);
  decide_at({p, found.who, inside, now, space.fold.memory}, space.decide, out);
}

void evaluator::decide(const prospect& who, const state& s, instant now, decision& out) {
  auto& space = *impl_;
  const auto& p = space.policy.compiled();
  const auto& inside = s.get();
  check_now(now);
  const auto found = find_prospect(p, who, inside.locale);
  check_state(p, who, found, inside);
  // R97: a state cannot look back; for an earlier `now` the history is folded again up to it.
  if (inside.last && now < *inside.last) throw std::invalid_argument("`now` is before the state's last touchpoint");
  clear(out);
  if (!found.who.where) return invalidate(out, found.problem);
  space.fold.memory.read_facts(p, who);
  decide_at({p, found.who, inside, now, space.fold.memory}, space.decide, out);
}

decision evaluate(const policy& p, const prospect& who, const history& log, instant now) {
  decision out;
  evaluator(p).evaluate(who, log, now, out);
  return out;
}

state fold(const policy& p, const prospect& who, const history& log, instant until) {
  state out;
  evaluator(p).fold(who, log, until, out);
  return out;
}

void advance(const policy& p, const prospect& who, state& s, const touchpoint& t) { evaluator(p).advance(who, s, t); }

decision decide(const policy& p, const prospect& who, const state& s, instant now) {
  decision out;
  evaluator(p).decide(who, s, now, out);
  return out;
}

}  // namespace tickler
