// The decision: a pure function of policy, prospect, history and now.
//
//   auto decision = tickler::evaluate(policy, ada, log, now);
//   for (const auto& action : decision.actions)
//     if (action.state == tickler::action_state::ready) std::cout << words.name(action.channel) << '\n';
//
// The same input gives the same bytes, on any thread. Touchpoints later than `now` do not exist yet. What a policy means is said in
// semantics.md (beside this header, or among the installed documents), rule by rule. Cost: at most proportional to touchpoints x
// cadences + runs^2 x limits.
#pragma once

#include <concepts>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <tickler/contact_standing.hpp>
#include <tickler/decision.hpp>
#include <tickler/history.hpp>
#include <tickler/policy.hpp>
#include <tickler/prospect.hpp>
#include <tickler/prospect_view.hpp>
#include <tickler/touchpoint_view.hpp>

namespace tickler::inline TICKLER_ABI {

struct explanation;

// What a history has come to, under one policy, for one prospect: runs, the last instants of each limit, opt-outs, ... It depends
// on no clock. It can be kept and advanced one touchpoint at a time: fold then decide equals evaluate. As bytes that outlive the
// process: saved_state.hpp.
class TICKLER_API state {
 public:
  state() noexcept;  // of nobody: fold into it
  state(const state&);
  state(state&&) noexcept;
  state& operator=(const state&);
  state& operator=(state&&) noexcept;
  ~state();

  // The instant of the last touchpoint that it has taken in: advance takes no older one, decide no earlier `now`.
  std::optional<instant> last() const noexcept;

  std::size_t bytes() const noexcept;  // of memory; grows with the policy, and hardly with the history

  struct impl;

 private:
  friend struct internal_access;
  impl& inside();
  const impl& inside() const noexcept;
  std::unique_ptr<impl> impl_;
};

// Answers one question after the other in the same memory: allocates nothing once its buffers are large enough. The answers are
// those of the functions below.
//
//   tickler::evaluator engine(policy);
//   tickler::decision decision;
//   for (const auto& person : people) engine.evaluate(person, log_of(person), now, decision);
//
// One thread at a time may use one; make one for each thread. It holds no answer and no history: to copy it, make another. One that
// was moved from throws misuse. After std::bad_alloc it is good for nothing: make another. Whatever fold and advance throw, the
// state is as it was or nobody's, so that half of a touchpoint decides nothing: fold again.
//
// All members and functions throw misuse for an empty policy, a history or state of another vocabulary or policy,
// and `now` outside 1970 to 2037. None throws for what a prospect or history holds: decision.problem says what cannot be used.
class TICKLER_API evaluator {
 public:
  explicit evaluator(policy p);
  evaluator(evaluator&&) noexcept;
  evaluator& operator=(evaluator&&) noexcept;
  ~evaluator();

  void evaluate(const prospect& who, const history& log, instant now, decision& out, const decision_options& besides = {});
  void explain(const prospect& who, const history& log, instant now, explanation& out,
               const decision_options& besides = {});  // explain.hpp

  // The state after the touchpoints up to and including `until`.
  void fold(const prospect& who, const history& log, instant until, state& out);

  // One touchpoint more, not older than the last (misuse: fold again).
  void advance(const prospect& who, state& s, const touchpoint& t);

  // The same, and then decides for a `now` that is not before the touchpoint: what a new touchpoint calls for. The record is looked
  // up once, so this takes less than the two calls.
  void advance(const prospect& who, state& s, const touchpoint& t, instant now, decision& out,
               const decision_options& besides = {});

  void decide(const prospect& who, const state& s, instant now, decision& out, const decision_options& besides = {});

  // The same of texts that are the caller's, which are not copied but for what a state keeps. Touchpoints come in order of time,
  // ties in that of happening. Throw misuse also for one that history::add would refuse, and for another order.
  void evaluate(const prospect_view& who, std::span<const touchpoint_view> log, instant now, decision& out,
                const decision_options& besides = {});
  void fold(const prospect_view& who, std::span<const touchpoint_view> log, instant until, state& out);
  void advance(const prospect_view& who, state& s, const touchpoint_view& t);
  void advance(const prospect_view& who, state& s, const touchpoint_view& t, instant now, decision& out,
               const decision_options& besides = {});
  // Constrained, so that a record in braces is a `prospect`.
  void decide(const std::same_as<prospect_view> auto& who, const state& s, instant now, decision& out,
              const decision_options& besides = {}) {
    decide_viewed(who, s, now, out, besides);
  }
  contact_standing standing_of(const prospect_view& who, const state& s);
  bool serves(const prospect_view& who, const state& s);

  struct impl;

 private:
  friend struct internal_access;
  void decide_viewed(const prospect_view& who, const state& s, instant now, decision& out, const decision_options& besides);
  impl& inside();
  std::unique_ptr<impl> impl_;
};

// The same for one question, in memory of its own.
TICKLER_API decision evaluate(const policy& p, const prospect& who, const history& log, instant now,
                              const decision_options& besides = {});
TICKLER_API state fold(const policy& p, const prospect& who, const history& log, instant until);
TICKLER_API void advance(const policy& p, const prospect& who, state& s, const touchpoint& t);
TICKLER_API decision decide(const policy& p, const prospect& who, const state& s, instant now,
                            const decision_options& besides = {});

// Whether advance and decide take the state for this prospect: it is of this policy and its vocabulary, hers, and what the policy
// has read of her record is still so. If not: fold again.
TICKLER_API bool serves(const policy& p, const prospect& who, const state& s);

}  // namespace tickler::inline TICKLER_ABI
