// How the report of a decision comes about. The history is folded with the trace recorder listening, which leaves the trace:
// every effect that a touchpoint or the passing of time has had, in order. The report of each run is that list played back, without
// any rule of the language; only what is so at `now` (the step on offer, its action, what it passed over) is asked of the rules
// again, of the same functions that the decision asked. So an explanation cannot tell another story than the decision.
//
//   trace      begun  done(call)  expired(mail#0)      report     call: done, mail: expired, letter: waiting (of the decision)
//
// Cost: one fold by the scalar path, and the decision; nothing of it is paid by those who only decide.
#include <algorithm>
#include <tickler/error.hpp>
#include <tickler/explain.hpp>
#include <tickler/problem_numbers.hpp>
#include <tuple>
#include <utility>

#include "base/internal_access.hpp"
#include "engine/decide/decide.hpp"
#include "engine/decide/workspace.hpp"
#include "engine/explain/told_fold.hpp"
#include "engine/explain/trace_recorder.hpp"
#include "engine/fold/history_cursor.hpp"
#include "engine/rules/channel.hpp"
#include "engine/rules/current_step.hpp"
#include "engine/state/preconditions.hpp"
#include "engine/state/state_change.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

condition_part to_public(const expr::explained& found, const expression& from) {
  condition_part out{
      from.text.substr(found.begin, found.end - found.begin), from.place_of(found.begin), found.item, found.value, {}};
  for (const auto& each : found.parts) out.parts.push_back(to_public(each, from));
  return out;
}

// A run is known by its cadence, the touchpoint that started it, and its key: one touchpoint starts no more than one of each key.
const run* find_run(const compiled_policy& p, const state::impl& s, const run_report& report, std::string_view key) {
  const run* found = nullptr;
  s.each_run(p, [&](const run& r) {
    if (r.cadence == report.cadence && r.started_by == report.run + 1 && s.keys[r.key] == key) found = &r;
  });
  return found;
}

// Expects the trace of the whole history and the decision to be there, and adds the reports.
class explanation_builder {
 public:
  explanation_builder(const eval_context& v, decide_workspace& space, explanation& out)
      : p_(v.policy), out_(out), s_(v.folded), view_(v), space_(space), trace_(v.policy, out) {}

  // The trace must be complete before it is played back, so what has expired since the last touchpoint is added first.
  void write() {
    s_.each_run(p_, [&](const run& r) { pass_what_has_expired(r); });
    out_.cadences.resize(p_.cadences.size());
    make_steps();
    for (std::uint32_t i = 0; i < out_.trace.size(); ++i) take_event(i);
    put_by_cadence();
    out_.until = out_.decision.next_change;
    for (auto& r : out_.runs)
      if (r.ending == run_end::running) write_present(r);
  }

 private:
  // Of a run that no touchpoint has concerned since. On a copy: the state is handed out with the explanation, and states do not
  // move when time passes.
  void pass_what_has_expired(const run& r) {
    if (p_.cadences[r.cadence].stands_still()) return;
    run at_now = r, later;
    current_step(view_, at_now, later, trace_, expiry_asked::no);
    if (at_now.step == p_.cadences[r.cadence].steps.size()) trace_.expired_out(at_now);
  }

  // All steps of all runs lie in one list: an explanation that is used again has the memory already.
  void make_steps() {
    std::uint32_t size = 0;
    for (auto& r : out_.runs) {
      r.first_step = size;
      r.step_count = static_cast<std::uint32_t>(p_.cadences[r.cadence].steps.size());
      size += r.step_count;
    }
    out_.steps.resize(size);
    for (const auto& r : out_.runs)
      for (std::uint32_t i = 0; i < r.step_count; ++i) out_.steps[r.first_step + i].step = static_cast<std::uint16_t>(i);
  }

  void take_event(std::uint32_t number) {
    const auto& t = out_.trace[number];
    switch (t.kind) {
      case trace_kind::begun:
        // Only a refusal since the last run was begun is worth telling. `first_run` is the last run, for as long as events
        // are taken.
        out_.cadences[t.index].refused = no_touchpoint;
        out_.cadences[t.index].first_run = begun_++;
        break;
      case trace_kind::start_refused:
        out_.cadences[t.index].refused = number;
        break;
      case trace_kind::done:
        return pass(t, step_verdict::done);
      case trace_kind::skipped:
        return pass(t, step_verdict::skipped);
      case trace_kind::expired:
        return pass(t, step_verdict::expired);
      case trace_kind::completed:
        return settle(t, run_end::completed);
      case trace_kind::expired_out:
        return settle(t, run_end::expired_out);
      case trace_kind::ended:
        return settle(t, run_end::ended);
      case trace_kind::terminated:
        return settle(t, run_end::terminated);
      case trace_kind::restarted:
        return settle(t, run_end::restarted);
      default:
        break;
    }
  }

  // They are in the order in which they began. Nearly always it is the last of its cadence.
  run_report& report_of(const trace_event& t) {
    const auto last = out_.cadences[t.index].first_run;
    if (last < begun_ && out_.runs[last].is_of(t)) return out_.runs[last];
    const auto order = [](const run_report& r, const trace_event& wanted) {
      return std::tie(r.run, r.cadence, r.nth) < std::tie(wanted.run, wanted.index, wanted.nth);
    };
    return *std::lower_bound(out_.runs.begin(), out_.runs.end(), t, order);
  }

  void settle(const trace_event& t, run_end ending) {
    auto& r = report_of(t);
    r.ending = ending, r.by = t.touchpoint, r.end = t.at;
  }

  // One more repetition of a step; those before that have some left will not have them any more. R46 and R37: by a name or by
  // conditions a later step may be carried out first.
  void pass(const trace_event& t, step_verdict how) {
    auto& r = report_of(t);
    auto* steps = out_.steps.data() + r.first_step;
    for (; r.step < t.step; ++r.step) steps[r.step].verdict = step_verdict::passed;
    auto& done = steps[t.step];
    done.repetitions = t.repetition + 1;
    if (!is_whole(r, done)) return;
    done.verdict = how;
    ++r.step;
  }

  // A counting sort: runs of one cadence stay in the order in which they were begun.
  void put_by_cadence() {
    for (const auto& r : out_.runs) ++out_.cadences[r.cadence].run_count;
    std::uint32_t next = 0;
    for (auto& c : out_.cadences) {
      c.first_run = next;
      next += std::exchange(c.run_count, 0);
    }
    const auto as_begun = out_.runs;
    for (const auto& r : as_begun) {
      auto& of = out_.cadences[r.cadence];
      out_.runs[of.first_run + of.run_count++] = r;
    }
  }

  // R47; `repeat: forever` has no last repetition.
  bool is_whole(const run_report& report, const step_report& s) const noexcept {
    const auto repeat = p_.cadences[report.cadence].steps[s.step].repeat;
    return repeat != repeat_forever && s.repetitions >= static_cast<std::uint32_t>(repeat);
  }

  // The steps that remain. The present: what the trace cannot tell, since nothing has happened to these steps yet. Of each it is
  // asked as of now (R66), as the decision did: those whose `if` does not hold and that are passed over for now, the one on offer,
  // and those behind it. `until` of the explanation may be sooner than the decision's next_change, as it says more than that.
  void write_present(run_report& report) {
    const auto& rule = p_.cadences[report.cadence];
    auto* steps = out_.steps.data() + report.first_step;
    std::size_t next = report.step;
    run at_now = *find_run(p_, s_, report, out_.key(report)), later;
    const no_listener nobody;
    const auto offer = current_step(view_, at_now, later, nobody, expiry_asked::no);
    const auto* there = offer.at;
    report.paused = rule.condition && !holds(view_, *rule.condition, &at_now);
    for (; next < report.step_count && (!there || next < there->step); ++next) {
      steps[next].verdict = step_verdict::condition_false;
      steps[next].until = next_change(view_, rule.steps[next], at_now);
      may_change_at(steps[next].until);
    }
    if (!there) return;
    auto& offered = steps[next];
    offered.verdict = step_verdict::paused;
    if (report.paused)
      write_pause(*there, offered);
    else
      write_action(*there, offered);
    for (++next; next < report.step_count; ++next) steps[next].verdict = step_verdict::later;
  }

  // Time goes on for it, although the decision does not ask. R91: the run rests, so the decision has no action of it; but its step
  // expires all the same, which the report would show.
  void write_pause(const run& there, step_report& offered) {
    const auto& rule = p_.cadences[there.cadence];
    offered.until = next_change(view_, *rule.condition, &there);
    may_change_at(offered.until);
    may_change_at(passes_at(view_, there, not_before_of(view_, there)));
    if (rule.steps[there.step].condition) may_change_at(next_change(view_, rule.steps[there.step], there));
  }

  void write_action(const run& there, step_report& offered) {
    const auto& actions = out_.decision.actions;
    // The parts of an action's id but for step and repetition: a run has one action (R88, R91).
    const auto is_it = [&](const action& a) {
      return a.cadence == there.cadence && a.start == there.start && a.ordinal == there.ordinal &&
             out_.decision.key(a) == s_.keys[there.key];
    };
    const auto found = std::find_if(actions.begin(), actions.end(), is_it);
    offered.action = static_cast<std::uint32_t>(found - actions.begin());
    offered.verdict = verdict_of(found->state);
    if (found->channel != channel::none && found->channel != channel::internal) write_passed_channels(there, *found, offered);
  }

  // R69: what was against each channel that comes before the one chosen.
  void write_passed_channels(const run& there, const action& a, step_report& offered) {
    const auto& choices = p_.cadences[there.cadence].steps[there.step].choices;
    if (choices.front().channel == a.channel) return;
    decision aside;  // when conditions change has been asked
    offered.passed_begin = static_cast<std::uint32_t>(out_.passed_channels.size());
    add_passed_channels(decision_context(view_, space_, aside), there, a, out_.passed_channels);
    offered.passed_count = static_cast<std::uint32_t>(out_.passed_channels.size()) - offered.passed_begin;
  }

  void may_change_at(std::optional<instant> t) {
    if (t && *t > view_.now && (!out_.until || *t < *out_.until)) out_.until = t;
  }

  static step_verdict verdict_of(action_state state) noexcept {
    switch (state) {
      case action_state::ready:
        return step_verdict::ready;
      case action_state::waiting:
        return step_verdict::waiting;
      case action_state::blocked:
        break;
    }
    return step_verdict::blocked;
  }

  const compiled_policy& p_;
  explanation& out_;
  const state::impl& s_;
  eval_context view_;
  decide_workspace& space_;
  trace_recorder trace_;
  std::uint32_t begun_ = 0;  // runs, up to the event that is being taken; until all are, a cadence's first run is its last of these
};

}  // namespace

// As evaluate(), but touchpoint by touchpoint: bulk_fold knows what comes of a history and not what happened on the way.
void evaluator::explain(const prospect& who, const history& log, instant now, explanation& out, const decision_options& besides) {
  auto& space = inside();
  const auto& compiled = impl_of(space.policy);
  check_standing(compiled, besides.referrer);
  check_now(now);
  check_words(compiled, log);
  out.now = now;
  out.until.reset();
  out.cadences.clear(), out.runs.clear(), out.steps.clear(), out.trace.clear(), out.near_misses.clear();
  out.passed_channels.clear(), out.keys.clear(), out.shared.clear();
  clear(out.decision, compiled.fingerprint);
  const auto seen = space.view(who);
  const auto found = find_prospect(compiled, seen);
  auto& s = impl_of(out.folded);
  state_change change(s);
  s.reset(compiled, fingerprint_of(compiled, seen, found.who.where));
  s.problem = found.problem;
  if (!found.who.where) {
    change.is_whole();
    return invalidate(out.decision, found.problem);
  }
  auto& memory = space.fold.memory;
  memory.read_facts(compiled, seen);
  if (!space.misses) space.misses.emplace(compiled);
  history_cursor touches(compiled, log, now, space.fold.rows);
  fold_and_tell(compiled, found.who, touches, s, space.fold, *space.misses, out);
  change.is_whole();
  const eval_context view{compiled, found.who, s, now, memory, &besides.referrer};
  decide_at(view, space.decide, out.decision);
  memory.scratch.work().allow(compiled.limits.decision_work);
  if (out.decision.status != status::invalid) explanation_builder(view, space.decide, out).write();
}

// R76: a touchpoint matters to a limit until `per` after it, and at that very second no longer.
std::vector<std::uint32_t> limit_usage_at(const policy& p, const prospect& who, const explanation& why, std::size_t limit,
                                          instant t, std::string_view key) {
  const auto& rule = impl_of(p).limit_rules.at(limit);
  prospect_viewer view;
  const auto found = find_prospect(impl_of(p), view(who));
  if (!found.who.where) return {};
  std::vector<const trace_event*> counted;
  for (const auto& each : why.trace) {
    if (each.kind != trace_kind::counted || each.index != limit || each.at > t) continue;
    const auto over = rule.per ? rule.per->after(each.at, found.who.where->frame()) : time_result{time_end};
    if (!over || over.at > t) counted.push_back(&each);
  }
  const auto of = [&](std::string_view asked) {
    std::vector<std::uint32_t> list;
    for (const auto* each : counted)
      if (each->key_size == 0 || why.key(*each) == asked) list.push_back(each->touchpoint);
    return list;
  };
  auto most = of(key);
  if (!rule.by_key || !key.empty()) return most;
  for (const auto* each : counted)
    if (auto list = of(why.key(*each)); list.size() > most.size()) most = std::move(list);
  return most;
}

// R79 and R80, of those placed before: the order of R68. The decision's own order is another one (R92), so it is worked out again.
// Blocked actions, and those behind another, count in none (R77).
std::vector<std::uint32_t> limit_usage_by_actions(const policy& p, const explanation& why, std::size_t limit,
                                                  std::uint32_t action) {
  const auto& compiled = impl_of(p);
  const auto& all = why.decision.actions;
  const auto place = [&](const tickler::action& a) {
    const auto rank = std::find(compiled.by_rank.begin(), compiled.by_rank.end(), a.cadence) - compiled.by_rank.begin();
    return std::tuple(rank, a.start, why.decision.key(a), a.ordinal);
  };
  const auto counts = [&](const tickler::action& a) {
    if (a.state == action_state::blocked || a.behind != tickler::action::not_behind) return false;
    const auto* choice = choice_of(compiled, a);
    if (!choice || (choice->limits[a.replaced] >> limit & 1) == 0) return false;
    const auto key = why.decision.key(a), own = why.decision.key(all.at(action));
    return !compiled.limit_rules[limit].by_key || key == own || key.empty() || own.empty();
  };
  std::vector<std::uint32_t> list;
  for (std::uint32_t i = 0; i < all.size(); ++i)
    if (counts(all[i]) && place(all[i]) < place(all.at(action))) list.push_back(i);
  return list;
}

namespace {

// Other conditions may ask for what the state does not keep.
bool is_of(const policy_draft& draft, const expression& condition, const run_report* of) {
  const auto is_its = [&](const auto& rule) { return rule.condition == condition; };
  const auto any = [&](const auto& rules) { return std::any_of(rules.begin(), rules.end(), is_its); };
  if (!of) return any(draft.limits) || any(draft.holds) || any(draft.never);
  const auto& cadence = draft.cadences.at(of->cadence);
  return is_its(cadence) || any(cadence.steps);
}

// The step of the run's cadence whose condition it is: that very one, or else the first with the same words at the same place.
const step_rule* asking_step(const compiled_policy& p, const expression& condition, const run& r) {
  const auto& written = p.draft.cadences[r.cadence].steps;
  const auto find = [&](auto&& is_it) -> const step_rule* {
    const auto found = std::find_if(written.begin(), written.end(), is_it);
    return found == written.end() ? nullptr : &p.cadences[r.cadence].steps[static_cast<std::size_t>(found - written.begin())];
  };
  if (const auto* step = find([&](const step_draft& s) { return &s.condition == &condition; })) return step;
  return find([&](const step_draft& s) { return s.condition == condition && s.condition.at == condition.at; });
}

}  // namespace

// Compiles the text again, with its places, and asks it of the state that the explanation has kept. Throws for what cannot be
// asked of it: another policy's explanation, another's condition, a run that is over.
condition_part explain_condition(const policy& p, const prospect& who, const explanation& why, const expression& condition,
                                 const run_report* of, bool full) {
  const auto& compiled = impl_of(p);
  const auto& s = impl_of(why.folded);
  if (s.policy != compiled.fingerprint) throw misuse(misuse_number::other_policy, "an explanation of another policy");
  if (!condition.given() || !is_of(compiled.draft, condition, of))
    throw misuse(misuse_number::other_policy, "a condition that is not of the policy");
  prospect_viewer view;
  const auto seen = view(who);
  const auto found = find_prospect(compiled, seen);
  const auto* r = of ? find_run(compiled, s, *of, why.key(*of)) : nullptr;
  if (!found.who.where || (of && !r)) throw misuse(misuse_number::other_decision, "a condition of a run that is over");
  condition_memory memory;
  memory.scratch.work().allow(compiled.limits.decision_work);
  memory.read_facts(compiled, seen);
  eval_context now{compiled, found.who, s, why.now, memory};
  if (const auto* step = r ? asking_step(compiled, condition, *r) : nullptr) now.reachable = is_reachable(now, *step, *r);
  return to_public(explain(now, condition.text, r, full), condition);
}

explanation explain(const policy& p, const prospect& who, const history& log, instant now, const decision_options& besides) {
  explanation out;
  evaluator(p).explain(who, log, now, out, besides);
  return out;
}

}  // namespace tickler::inline TICKLER_ABI
