// The entries for one prospect: look its record up, take the history in or check the state that is handed over, decide.
//
// What is wrong with a call throws (another vocabulary, an instant out of range, a state of somebody else); what is wrong with a
// prospect or its history never does: it makes that decision `invalid`.
#include <algorithm>
#include <tickler/error.hpp>
#include <tickler/evaluate.hpp>
#include <tickler/problem_numbers.hpp>

#include "base/few_texts.hpp"
#include "base/internal_access.hpp"
#include "engine/asking.hpp"
#include "engine/decide/decide.hpp"
#include "engine/decide/workspace.hpp"
#include "engine/state/state_change.hpp"
#include "model/touchpoint_check.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

// Whether check_state would be content.
bool is_of(const compiled_policy& p, const prospect_view& who, const state::impl& s) {
  return s.is_of(p) && s.prospect == fingerprint_of(p, who, find_prospect(p, who, s.locale).who.where);
}

}  // namespace

state::state() noexcept = default;
state::state(const state& other) : impl_(other.impl_ ? std::make_unique<impl>(*other.impl_) : nullptr) {}
state::state(state&&) noexcept = default;
state& state::operator=(const state& other) {
  if (this != &other) *this = state(other);
  return *this;
}
state& state::operator=(state&&) noexcept = default;
state::~state() = default;

// One without an inside, fresh or moved from, is nobody's.
state::impl& state::inside() {
  if (!impl_) impl_ = std::make_unique<impl>();
  return *impl_;
}

const state::impl& state::inside() const noexcept {
  static const impl of_nobody;
  return impl_ ? *impl_ : of_nobody;
}

std::optional<instant> state::last() const noexcept { return inside().last; }

std::size_t state::bytes() const noexcept {
  const auto of = [](const auto& list) { return list.capacity() * sizeof(list[0]); };
  const auto& s = inside();
  auto sum = sizeof *this + of(s.slots) + of(s.runs) + of(s.running) + of(s.keys) + s.key_used.capacity() / 8 + of(s.cadences) +
             of(s.begun) + of(s.contact.closed_by_stop) + of(s.hold_ends) + of(s.step_snoozes) + of(s.pauses) + of(s.limit_times) +
             of(s.limit_counts) + of(s.tracked_times) + of(s.tracked_counts) + of(s.tracked_numbers) + s.keys_apart.bytes();
  if (impl_) sum += sizeof *impl_;
  const std::string within;  // what a string has room for without memory of its own
  const auto own = [&](const std::string& t) { return t.capacity() > within.capacity() ? t.capacity() + 1 : 0; };
  for (const auto& key : s.keys) sum += own(key);
  sum += own(s.contact.addresses.packed()) + own(s.to_referrer.addresses.packed());
  for (const auto& snooze : s.step_snoozes) sum += own(snooze.key);
  return sum;
}

evaluator::evaluator(policy p) : impl_(std::make_unique<impl>(std::move(p))) { static_cast<void>(impl_of(impl_->policy)); }
evaluator::evaluator(evaluator&&) noexcept = default;
evaluator& evaluator::operator=(evaluator&&) noexcept = default;
evaluator::~evaluator() = default;

evaluator::impl& evaluator::inside() {
  if (!impl_) throw misuse(misuse_number::moved_from, "an evaluator that was moved from");
  return *impl_;
}

namespace {

// What the state keeps of a touchpoint's texts it copies.
void take_in(workspace& space, const compiled_policy& p, const resolved_prospect& who, state::impl& s, const touchpoint_view& t) {
  touch seen{.at = t.at,
             .row = &(*p.rows)[s.words->classify(t.words)],
             .until = t.until,
             .keys = t.keys,
             .steps = t.steps,
             .address = t.address};
  const no_listener nobody;
  state_change change(s);
  history_fold<const no_listener>(p, who, s, space.fold, nobody).apply(seen);
  change.is_whole();
}

// A view of a touchpoint that is a value.
class touchpoint_viewer {
 public:
  explicit touchpoint_viewer(const touchpoint& t) {
    if (t.keys.size() > most_keys || t.steps.size() > most_steps) check(t);  // throws
    keys_.assign(t.keys);
    steps_.assign(t.steps);
    view_ = {.at = t.at,
             .words = t.words,
             .until = t.until,
             .steps = steps_.all(),
             .keys = keys_.all(),
             .id = t.id,
             .address = t.address};
  }
  touchpoint_viewer(const touchpoint_viewer&) = delete;
  touchpoint_viewer& operator=(const touchpoint_viewer&) = delete;
  const touchpoint_view& operator*() const noexcept { return view_; }

 private:
  few_texts<most_keys> keys_{};
  few_texts<most_steps> steps_{};
  touchpoint_view view_{};
};

// R2 and R97: a state has no past to insert into. One that is invalid takes nothing in, and so checks no more than the order.
void check_next(const state::impl& s, const touchpoint_view& t) {
  if (s.last && t.at < *s.last) throw misuse(misuse_number::out_of_order, "a touchpoint older than the last: fold again");
  if (s.problem == prospect_problem::none) check(t);
}

template <class Log>
void evaluate_in(workspace& space, const compiled_policy& p, const prospect_view& who, const Log& log, instant now, decision& out,
                 const decision_options& besides) {
  const auto problem = ask(space, p, who, log, now, besides.referrer, [&](const eval_context& v) {
    clear(out, p.fingerprint);
    decide_at(v, space.decide, out);
  });
  if (problem == prospect_problem::none) return;
  clear(out, p.fingerprint);
  invalidate(out, problem);
}

template <class Log>
void fold_in(workspace& space, const compiled_policy& p, const prospect_view& who, const Log& log, instant until, state& out) {
  check_now(until);
  const auto found = find_prospect(p, who);
  fold_into(space, p, found, who, log, until, fingerprint_of(p, who, found.who.where), impl_of(out));
}

}  // namespace

void evaluator::evaluate(const prospect& who, const history& log, instant now, decision& out, const decision_options& besides) {
  auto& space = inside();
  evaluate_in(space, impl_of(space.policy), space.view_of(who), log, now, out, besides);
}

void evaluator::evaluate(const prospect_view& who, std::span<const touchpoint_view> log, instant now, decision& out,
                         const decision_options& besides) {
  auto& space = inside();
  evaluate_in(space, impl_of(space.policy), who, log, now, out, besides);
}

void evaluator::fold(const prospect& who, const history& log, instant until, state& out) {
  auto& space = inside();
  fold_in(space, impl_of(space.policy), space.view_of(who), log, until, out);
}

void evaluator::fold(const prospect_view& who, std::span<const touchpoint_view> log, instant until, state& out) {
  auto& space = inside();
  fold_in(space, impl_of(space.policy), who, log, until, out);
}

void evaluator::advance(const prospect& who, state& s, const touchpoint& t) {
  advance(inside().view_of(who), s, *touchpoint_viewer(t));
}

void evaluator::advance(const prospect& who, state& s, const touchpoint& t, instant now, decision& out,
                        const decision_options& besides) {
  advance(inside().view_of(who), s, *touchpoint_viewer(t), now, out, besides);
}

void evaluator::decide(const prospect& who, const state& s, instant now, decision& out, const decision_options& besides) {
  decide_viewed(inside().view_of(who), s, now, out, besides);
}

// All that is refused is refused before the state is touched. `locale` is a hint, which makes the next look-up of the locale a
// comparison.
void evaluator::advance(const prospect_view& who, state& s, const touchpoint_view& t) {
  auto& space = inside();
  const auto& p = impl_of(space.policy);
  auto& folded = impl_of(s);
  const auto found = find_prospect(p, who, folded.locale);
  check_state(p, who, found, folded);
  check_next(folded, t);
  folded.locale = found.locale;
  if (folded.problem != prospect_problem::none) return;
  space.fold.memory.read_facts(p, who);
  take_in(space, p, found.who, folded, t);
}

void evaluator::advance(const prospect_view& who, state& s, const touchpoint_view& t, instant now, decision& out,
                        const decision_options& besides) {
  auto& space = inside();
  const auto& p = impl_of(space.policy);
  auto& folded = impl_of(s);
  check_now(now);
  check_standing(p, besides.referrer);
  const auto found = find_prospect(p, who, folded.locale);
  check_state(p, who, found, folded);
  check_next(folded, t);
  // R3: such a touchpoint would not exist yet, but the state could not forget it again.
  if (now < t.at) throw misuse(misuse_number::out_of_order, "`now` is before the touchpoint");
  folded.locale = found.locale;
  clear(out, p.fingerprint);
  if (!found.who.where) return invalidate(out, found.problem);
  space.fold.memory.read_facts(p, who);
  if (folded.problem == prospect_problem::none) take_in(space, p, found.who, folded, t);
  decide_at({p, found.who, folded, now, space.fold.memory, &besides.referrer}, space.decide, out);
}

void evaluator::decide_viewed(const prospect_view& who, const state& s, instant now, decision& out,
                              const decision_options& besides) {
  auto& space = inside();
  evaluate_in(space, impl_of(space.policy), who, impl_of(s), now, out, besides);
}

contact_standing evaluator::standing_of(const prospect_view& who, const state& s) {
  const auto& p = impl_of(inside().policy);
  const auto& folded = impl_of(s);
  const auto found = find_prospect(p, who, folded.locale);
  check_state(p, who, found, folded);
  return tickler::standing_of(p, found.who, folded, found.problem);
}

bool evaluator::serves(const prospect_view& who, const state& s) { return is_of(impl_of(inside().policy), who, impl_of(s)); }

decision evaluate(const policy& p, const prospect& who, const history& log, instant now, const decision_options& besides) {
  decision out;
  evaluator(p).evaluate(who, log, now, out, besides);
  return out;
}

state fold(const policy& p, const prospect& who, const history& log, instant until) {
  state out;
  evaluator(p).fold(who, log, until, out);
  return out;
}

void advance(const policy& p, const prospect& who, state& s, const touchpoint& t) { evaluator(p).advance(who, s, t); }

decision decide(const policy& p, const prospect& who, const state& s, instant now, const decision_options& besides) {
  decision out;
  evaluator(p).decide(who, s, now, out, besides);
  return out;
}

contact_standing standing_of(const policy& p, const prospect& who, const state& s) {
  return evaluator(p).standing_of(prospect_viewer{}(who), s);
}

bool serves(const policy& p, const prospect& who, const state& s) { return is_of(impl_of(p), prospect_viewer{}(who), impl_of(s)); }

}  // namespace tickler::inline TICKLER_ABI
