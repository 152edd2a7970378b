// The decision: a pure function of policy, prospect, history and now.
//
//   auto decision = tickler::evaluate(policy, ada, log, now);
//   for (const auto& action : decision.actions)
//     if (action.state == tickler::action_state::ready) std::cout << words.name(action.channel) << '\n';
//
// The same input gives the same bytes, on any thread. Touchpoints later than `now` do not exist yet. Cost: at most proportional
// to touchpoints x cadences + runs^2 x limits.
//
// Where the meaning of a policy needed a choice, it is this one:
//
// Time. `days`, `at` and dates are those of the prospect's zone; business days, hours and their times of day those of the business
// calendar's zone. A calendar of the owner's zone uses the policy's zone for a prospect without `owner_zone`. Two years are 731
// days.
//
// Touchpoints. `opted_out`, `opted_in` and `bounced` count only with the prospect. `opted_in` on all lifts every opt-out, and what
// stops with `channels` closed; a stop without channels only its `lifted_by` lifts. A touchpoint that is both a stop (or hold) and
// its `lifted_by` stops. A stop with `channels` closes them as an opt-out of each would. After an opt-out of all, `opted_in` on one
// channel leaves an opt-out of every other known channel, which is no stop. A `snoozed` without `until` does nothing; one that
// names no step that the policy knows holds all; the newest counts. A snooze that names a step (or an action's id) holds it
// whatever its kind, internal and to the referrer too; by "cadence/step" it holds that step in every run.
//
// Running. A step without a purpose is carried out with any. A `step` name the policy does not know, or cannot read, is as if it
// were absent; with one known name left the touchpoint carries out what it names and nothing else anywhere. "cadence/step" of the
// step on offer is its repetition on offer; of a later step, its first; an action's id must agree in start, key and repetition (of
// a later step: 0). Naming does not spare a `done` step its event. `skipped` needs a known name and is spared every test. `again`
// looks at the last run that has ended, so it lets a running one restart. What finishes the last step of a run begins none in that
// cadence without `restart`, also with `per: start`; what `ends` a run may start the next. Of runs of one start the one begun first
// is the older. A touchpoint with a key touches only the run of that key (with `per: key`); elsewhere keys mean nothing. A limit of
// 256 live runs counts all cadences together.
//
// Windows. "As planned" (for `from: start` after another step) takes every step before as done at its own not_before: the distance
// is that of the two not_before, `at` included, in elapsed seconds, never negative; the step named is the one just before in the
// list. It is kept before `at` moves the step. A default `due` is the start of the next local date. Due and at_latest earlier than
// not_before are not_before. With `from: until` and `repeat`, later repetitions count from the base, forward. A window that cannot
// be computed blocks its action and never expires.
//
// Placing. A step is counted by a limit if its channel, direction (outbound), purpose (as replaced) and `to` match one of its
// patterns, whatever outcome that names. Internal steps count in no limit. Blocked actions and those behind another count in none.
// The windows that matter are those that the new action is part of. If even without the ready ones there is no room by the end of
// 2037, the action is blocked. Otherwise, if there is none with them, it is behind the last placed of the ready ones that share a
// limit that has no room for them and it; none so short: the last that shares any. `overdue` and `late` are said of waiting and
// blocked actions too. A blocked or behind action is never `squeezed`.
//
// Conditions. One that has no value (an overflow, a division by zero, since() of what never happened) does not hold. The
// prospect's owner, account, referrer and facts and the `until` of start and touch may be absent and need has(); the words and
// key of a touchpoint are '' (`with`: 'prospect') where left out. `stage` is the furthest one reached, by place in the list, and
// equals none of them before the first. An event's `if` sees the touchpoint alone. In the fold a step's `if` is asked on the
// history before the touchpoint, with its time as now; a cadence's on the history with it (the run begins with it: seen() is
// false). When deciding, both are asked of the state at now. A run whose cadence's `if` is false gives no action, but is still
// carried out, ended and expired. On offer is the first remaining step whose `if` holds: its first repetition, unless the run
// stands there; carrying it out passes those before it. A touchpoint that names a step carries it out whether or not its `if`
// holds. A limit, hold or `never` whose `while` is false is not there at now. count(e, d) counts touchpoints later than now - d.
// An action not yet done counts in a limit as if the `if` of its pattern will hold. A duration that is worked out is 0 to 10
// years of elapsed time, fractions of a second cut off; else its action is blocked (no_duration). It takes no `before`.
#pragma once

#include <memory>
#include <tickler/decision.hpp>
#include <tickler/history.hpp>
#include <tickler/policy.hpp>
#include <tickler/prospect.hpp>

namespace tickler {

// What a history has come to, under one policy, for one prospect: runs, the last instants of each limit, opt-outs, ... It depends
// on no clock. It can be kept and advanced one touchpoint at a time: fold then decide equals evaluate.
class TICKLER_API state {
 public:
  state();
  state(const state&);
  state(state&&) noexcept;
  state& operator=(const state&);
  state& operator=(state&&) noexcept;
  ~state();

  struct impl;
  impl& get() noexcept { return *impl_; }
  const impl& get() const noexcept { return *impl_; }

 private:
  std::unique_ptr<impl> impl_;
};

// All throw std::invalid_argument for an empty policy, a history or state of another vocabulary or policy, and `now` outside 1970
// to 2037. None throws for what a prospect or history holds: decision.problem says what cannot be used.

// The state after the touchpoints up to and including `until`.
TICKLER_API state fold(const policy& p, const prospect& who, const history& log, instant until);

// One touchpoint more, not older than the last (std::invalid_argument: fold again).
TICKLER_API void advance(const policy& p, const prospect& who, state& s, const touchpoint& t);

// The same, and then decides for a `now` that is not before the touchpoint: what a new touchpoint calls for. The record is looked
// up once, so this takes less than the two calls.
TICKLER_API void advance(const policy& p, const prospect& who, state& s, const touchpoint& t, instant now, decision& out);

TICKLER_API decision decide(const policy& p, const prospect& who, const state& s, instant now);
TICKLER_API void decide(const policy& p, const prospect& who, const state& s, instant now, decision& out);

TICKLER_API decision evaluate(const policy& p, const prospect& who, const history& log, instant now);

// The same into buffers that are used again: allocates nothing once they are large enough.
TICKLER_API void evaluate(const policy& p, const prospect& who, const history& log, instant now, state& scratch, decision& out);

}  // namespace tickler
