// What one touchpoint does to a run, and to the cadence whose run it is: semantics R39 to R42 and R47 to R53; R49 is the table.
//
// A cadence that has one run at a time is a machine of two states:
//
//   idle     --starts-->  running                         begun
//   running  --ends / carries out the last step-->  idle  ended, finished
//   running  --carries out another step-->  running       advanced
//   running  --starts, with `restart`-->  running         restarted
//
// That is said once, here. A fold asks it of each touchpoint, of every kind of cadence; the compiler asks it of all that a kind of
// touchpoints can be to a cadence, and so knows which kinds need no fold at all (what_is_left, below).
#pragma once

#include <tickler/explain.hpp>

namespace tickler::inline TICKLER_ABI {

// What a touchpoint does to a run under way. `expired_out`: nothing, since its last step had expired before.
enum class run_change : std::uint8_t { none, advanced, finished, ended, expired_out };
constexpr bool is_carried(run_change c) noexcept { return c == run_change::advanced || c == run_change::finished; }
constexpr bool is_over(run_change c) noexcept { return c >= run_change::finished; }

// What ends a run carries out nothing in it. `carry_out` says whether it does (none, advanced, finished), and is asked only then.
// R39: the one place that says so. Passed as a question and not as an answer, for asking whether a step fits costs a window.
template <class CarryOut>
constexpr run_change met(bool ends, CarryOut&& carry_out) {
  return ends ? run_change::ended : carry_out();
}

// Whether a touchpoint that starts a cadence begins a run of it; `conditions`: what its `again` and its `if` say. R48, the
// refusals in their order. *running* comes last, so a start that is also forbidden by `again` is told as such.
struct start_facts {
  bool restart = false;   // of the cadence
  bool stopped = false;   // a stop is in force
  bool finished = false;  // the touchpoint has just finished a run of the cadence
  bool running = false;   // the run that it would begin is under way
  bool carried = false;   // and the touchpoint has carried out a step of it
};
template <class Conditions>
constexpr refusal refuses_start(const start_facts& f, Conditions&& conditions) {
  if (f.stopped) return refusal::stopped;
  if (f.finished && !f.restart) return refusal::same_touchpoint;
  if (const auto why = conditions(); why != refusal::none) return why;
  return f.running && (!f.restart || f.carried) ? refusal::running : refusal::none;
}

// What the touchpoints of a kind can be to a cadence, as far as their words tell. Words alone are known of a kind; date, key,
// names and the step on offer are not.
struct kind_effect {
  bool starts = false, ends = false;
  enum class fit : std::uint8_t { no, yes, by_date } carries = fit::no;  // by_date: the date tells, or which step is on offer
};
struct transition_rule {
  bool restart = false;
  bool one_step = false;  // what carries out a step of it finishes it
  bool lapses = false;    // a run may have expired before the touchpoint, unseen
};

// Where there are no conditions, and no stop can be: what a touchpoint of the kind leaves of a run. The result must hold for
// every run and every date, or the kind needs the fold: wrong here is wrong for a whole history at once.
enum class what_is_left : std::uint8_t {
  unchanged,       // what was before
  cleared,         // none, whatever was before
  begun,           // one that begins with it, whatever was before
  begun_if_idle,   // the run that was before, or else one that begins with it
  needs_the_fold,  // that depends on more
};

constexpr what_is_left left_by(const transition_rule& rule, const kind_effect& t) {
  enum class result : std::uint8_t { idle, same, begun, other };
  // The table of R49, one row: from idle or running to what is there afterwards.
  const auto result_of = [&](bool running, bool carries) {
    const auto carried = rule.one_step ? run_change::finished : run_change::advanced;
    const auto change = running ? met(t.ends, [&] { return carries ? carried : run_change::none; }) : run_change::none;
    const bool runs = running && !is_over(change);
    const start_facts facts{
        .restart = rule.restart, .finished = change == run_change::finished, .running = runs, .carried = is_carried(change)};
    if (t.starts && refuses_start(facts, [] { return refusal::none; }) == refusal::none) return result::begun;
    if (!runs) return result::idle;
    return is_carried(change) ? result::other : result::same;
  };
  const auto idle = result_of(false, false);
  const auto running = result_of(true, t.carries != kind_effect::fit::no);
  // Whether it is carried out cannot be told: both answers must leave the same.
  if (t.carries == kind_effect::fit::by_date && result_of(true, false) != running) return what_is_left::needs_the_fold;
  if (idle == running) return idle == result::begun ? what_is_left::begun : what_is_left::cleared;
  if (running != result::same) return what_is_left::needs_the_fold;
  if (idle == result::idle) return what_is_left::unchanged;
  // Where a run may have expired unseen, nobody knows here whether the cadence is idle.
  return rule.lapses ? what_is_left::needs_the_fold : what_is_left::begun_if_idle;
}

}  // namespace tickler::inline TICKLER_ABI
