// Why: what evaluate made of each cadence and each step of one prospect, and what would change it.
//
//   const auto why = tickler::explain(policy, ada, log, now);
//   std::cout << tickler::to_text(tickler::describe(policy, ada, log, why));  // io/explanation.hpp puts it in words
//
// It runs the same function again, touchpoint by touchpoint, and writes down what each of them did: why.decision always equals
// evaluate's. All of it is numbers: indices of policy.draft(), and of touchpoints in the history. Costs a few times what evaluate
// costs; the same threads and errors as there.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tickler/book.hpp>
#include <tickler/evaluate.hpp>
#include <tickler/joint_history.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

inline constexpr std::uint32_t no_touchpoint = 0xffffffff;

// What a touchpoint did, or the passing of time.
enum class trace_kind : std::uint8_t {
  begun,          // a run of a cadence
  start_refused,  // a touchpoint that starts a cadence did not: `refused` says why
  done,           // a repetition of a step, by a touchpoint that fits or names it
  skipped,        // the same, but without contact
  expired,        // a repetition of a step, at `at`
  completed,      // a run, its last step being done
  expired_out,    // a run, its last step having expired
  ended,          // a run, by a touchpoint that its cadence's `ends` matches
  terminated,     // a run, by a stop or an opt-out of all
  restarted,      // a run is over since another one takes its place (`restart`)
  opted_out,
  opted_in,
  bounced,
  reopened,  // channels, after a bounce
  stopped,   // index: of stops
  lifted,    // index: of stops; by their `lifted_by`, or by an opt-in
  held,      // index: of holds
  released,  // index: of holds
  snoozed,   // all; with `of_step` a step, and with `run` only there
  counted,   // index: of limits
  closed,
};

enum class refusal : std::uint8_t { none, condition, again, stopped, running, same_touchpoint };

// With its effect: what is different after it. Whoever wants to know what caused a thing looks for the last event with that effect,
// and needs no rule of the policy.
struct trace_event {
  trace_kind kind{};
  refusal refused = refusal::none;
  bool stops = false, resumes = false;       // all contact, as far as this cause goes: the opt-out, or the stop of that index
  bool of_step = false;                      // of snoozed
  party to = party::prospect;                // whose channels `closed` and `opened` are
  std::uint8_t nth = 0;                      // of the runs of the cadence that one touchpoint began: one for each of its keys
  std::uint16_t index = 0, step = 0;         // of a cadence (or as said above) and its step
  std::uint32_t repetition = 0;              // from 0
  std::uint32_t run = no_touchpoint;         // the touchpoint that began it
  std::uint32_t touchpoint = no_touchpoint;  // that did it; none: time
  instant at{};
  std::uint64_t closed = 0, opened = 0;       // bits by draft().channels: those that this cause closed, or opened again
  std::optional<instant> until{};             // of held and snoozed: the end that counts from now on; none: it gave none
  std::uint32_t key_begin = 0, key_size = 0;  // of counted, held and released, by a rule by key: for that key; empty: for all
  friend bool operator==(const trace_event&, const trace_event&) = default;
};

// What a touchpoint lacked that carried out nothing, although with that one field it would have carried out a step.
enum class missing_field : std::uint8_t {
  direction,  // it has none: our touches are outbound, those that are ours alone internal
  channel,    // it has none
  purpose     // it has another one than the step
};
inline constexpr std::string_view missing_field_names[] = {"direction", "channel", "purpose"};
constexpr std::string_view to_string(missing_field f) noexcept { return missing_field_names[static_cast<std::size_t>(f)]; }

// Not told is what a run was short of that this very touchpoint has ended. One without a direction is told of only if nothing else
// came of it but what limits count: what begins a run, ends one or closes a channel may be hers. How many there are in a book:
// near_misses.hpp.
struct near_miss {
  std::uint32_t touchpoint = no_touchpoint;
  missing_field field{};
  std::uint16_t cadence = 0, step = 0;  // that it would have carried out
  std::uint32_t repetition = 0;         // from 0
  std::uint32_t run = no_touchpoint;    // the touchpoint that began it
  std::uint8_t nth = 0;                 // as a run_report's
  friend bool operator==(const near_miss&, const near_miss&) = default;
};

// What a step comes to.
enum class step_verdict : std::uint8_t {
  ready,            // an action: see `action`
  waiting,          // likewise
  blocked,          // likewise
  done,             // all its repetitions
  skipped,          // the last of them without contact
  passed,           // a later step was carried out instead
  expired,          // the last repetition
  condition_false,  // its `if` does not hold now, so that a later step may be on offer
  paused,           // it would be on offer, but its cadence's `if` does not hold now
  later,            // comes after the step on offer
  not_reached       // the run is over
};
inline constexpr std::string_view step_verdict_names[] = {"ready",   "waiting",         "blocked", "done",  "skipped",    "passed",
                                                          "expired", "condition_false", "paused",  "later", "not_reached"};
constexpr std::string_view to_string(step_verdict v) noexcept { return step_verdict_names[static_cast<std::size_t>(v)]; }

struct step_report {
  static constexpr std::uint32_t no_action = 0xffffffff;

  std::uint16_t step = 0;
  step_verdict verdict = step_verdict::not_reached;
  std::uint32_t repetitions = 0;     // done, skipped, expired or passed over so far
  std::uint32_t action = no_action;  // index into decision.actions
  std::uint32_t passed_begin = 0, passed_count = 0;
  std::optional<instant> until{};  // of condition_false and paused: when that `if` may come to hold if nothing happens
  friend bool operator==(const step_report&, const step_report&) = default;
};

enum class run_end : std::uint8_t { running, completed, expired_out, ended, terminated, restarted };
// As an explanation says them to programs.
inline constexpr std::string_view run_end_names[] = {"running", "over", "lapsed", "ended", "cut_off", "begun_anew"};
constexpr std::string_view to_string(run_end e) noexcept { return run_end_names[static_cast<std::size_t>(e)]; }

struct run_report {
  std::uint16_t cadence = 0;
  std::uint16_t ordinal = 0;  // as an action's
  std::uint32_t run = 0;      // the touchpoint that began it
  run_end ending{};
  std::uint8_t nth = 0;              // of the cadence's that this touchpoint began
  std::uint16_t step = 0;            // the first of which it is not settled what becomes of it
  bool paused = false;               // its cadence's `if` does not hold now
  std::uint32_t by = no_touchpoint;  // that ended it
  instant start{}, end{};            // end: if it is not running
  std::uint32_t key_begin = 0, key_size = 0;
  std::uint32_t first_step = 0, step_count = 0;

  bool is_of(const trace_event& t) const noexcept { return t.index == cadence && t.run == run && t.nth == nth; }  // one of a run
  bool is_of(const near_miss& m) const noexcept { return m.cadence == cadence && m.run == run && m.nth == nth; }
  friend bool operator==(const run_report&, const run_report&) = default;
};

struct cadence_report {
  std::uint32_t first_run = 0, run_count = 0;  // all that ever began, in that order
  std::uint32_t refused = no_touchpoint;       // index into trace: the last time that it was not begun, if that was after them
  friend bool operator==(const cadence_report&, const cadence_report&) = default;
};

struct explanation {
  instant now{};
  tickler::decision decision{};
  std::optional<instant> until{};  // the earliest instant after `now` at which a verdict may be another one if nothing happens
  std::vector<cadence_report> cadences{};  // as in the policy
  std::vector<run_report> runs{};
  std::vector<step_report> steps{};
  std::vector<trace_event> trace{};      // as they happened; what has expired since the last touchpoint is at the end
  std::vector<near_miss> near_misses{};  // in the order of the history
  std::vector<blocker> passed_channels{};
  std::string keys{};
  std::vector<shared_touchpoint> shared{};  // in a book: the touchpoints of others, in the order of the history
  state folded{};

  std::span<const run_report> runs_of(const cadence_report& c) const { return std::span(runs).subspan(c.first_run, c.run_count); }
  std::span<const step_report> steps_of(const run_report& r) const { return std::span(steps).subspan(r.first_step, r.step_count); }
  // What kept an action off the channels that its step prefers to the one it has.
  std::span<const blocker> passed_channels_of(const step_report& s) const {
    return std::span(passed_channels).subspan(s.passed_begin, s.passed_count);
  }
  std::string_view key(const trace_event& t) const { return std::string_view(keys).substr(t.key_begin, t.key_size); }
  std::string_view key(const run_report& r) const { return std::string_view(keys).substr(r.key_begin, r.key_size); }
};

// evaluator::explain does the same into buffers that are used again.
TICKLER_API explanation explain(const policy& p, const prospect& who, const history& log, instant now,
                                const decision_options& besides = {});

// What evaluate_all decides for a prospect of a book. `log` becomes the history that it goes by, to which the explanation's
// touchpoints refer; the evaluator is of this policy. Throws misuse as evaluate_all does, and for a history of another vocabulary.
TICKLER_API void explain(const policy& p, evaluator& engine, const book& all, prospect_number number, instant now, history& log,
                         explanation& out);

// The touchpoints that a limit counts and from which less than its `per` has passed at t, oldest first: what was in the way of an
// action of that key that the limit moved away from t. Of a limit by key, for an action without one: those of the key of which it
// counts most.
TICKLER_API std::vector<std::uint32_t> limit_usage_at(const policy& p, const prospect& who, const explanation& why,
                                                      std::size_t limit, instant t, std::string_view key = {});

// The actions that go before this one and that the limit counts: what may be in its way besides. Indices into why.decision.actions.
TICKLER_API std::vector<std::uint32_t> limit_usage_by_actions(const policy& p, const explanation& why, std::size_t limit,
                                                              std::uint32_t action);

// What stands behind a verdict: the event in `trace` that is its cause, none where there is none. Take away its touchpoint, and the
// verdict or its cause is another one.
TICKLER_API const trace_event* cause_of_stop(const explanation& why);  // since which there is no contact at all
TICKLER_API const trace_event* cause_of(const policy& p, const explanation& why,
                                        const blocker& b);  // opted_out and bounced have one, unless it is in the
                                                            // referrer's own history
TICKLER_API const trace_event* cause_of(const explanation& why, const action& a, const reason& r);  // hold and snooze have one

// A part of a condition and what it comes to: "count('called', duration('168h')) < 3" is "false", and its parts.
struct condition_part {
  std::string written{};
  source_position at{};  // where it begins in the policy's file
  std::string item{};    // "x = 3": the item of a list that it is said of, if of one
  std::string value{};   // as CEL writes it; "absent"; or "nothing: " and why
  std::vector<condition_part> parts{};
};

// What a condition of the policy's draft comes to at the explanation's `now`: the `if` of a cadence or step, in a run of it that is
// still running, or the `while` of a rule, without a run. Only the parts that decide it: the operand of && that is false, the item
// that `exists` has found; with `full` all of them. Throws misuse for a run that is over, and for a condition that
// is not of the policy.
TICKLER_API condition_part explain_condition(const policy& p, const prospect& who, const explanation& why,
                                             const expression& condition, const run_report* run, bool full = false);

}  // namespace tickler::inline TICKLER_ABI
