#include <fmt/format.h>

#include <algorithm>
#include <tickler/io/explanation.hpp>
#include <tickler/io/results.hpp>

#include "present/by_run.hpp"
#include "present/narrate_causes.hpp"
#include "present/phrases.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

constexpr auto cadence_word = "cadence";

bool is_move(const trace_event& t) noexcept {
  return t.kind == trace_kind::done || t.kind == trace_kind::skipped || t.kind == trace_kind::expired;
}

class narrator {
 public:
  narrator(const policy& p, const prospect& who, const history& log, const explanation& why, const describe_options& options)
      : draft_(p.draft()),
        policy_(p),
        who_(who),
        why_(why),
        full_(options.full),
        moves_(why.trace, is_move),
        near_misses_(why.near_misses, [](const near_miss&) { return true; }),
        say_(p, who, log, why.now, why.shared),
        causes_(p, who, log, why, say_, options.full) {}

  explanation_node all() const {
    explanation_node out{.what = "prospect", .name = who_.id, .verdict = std::string(to_string(status()))};
    out.text = fmt::format("{} ({}): ", who_.id, say_.zone_name());
    if (status() == status::stopped)
      causes_.add_stop(out);
    else
      out.text += status_text();
    out.times.emplace_back("now", why_.now);
    if (why_.until) out.times.emplace_back("until", *why_.until);
    if (status() == status::invalid) return out;
    const auto runs_now = [](const run_report& r) { return r.ending == run_end::running; };
    add_cadences(out, [&](const auto& runs) { return std::any_of(runs.begin(), runs.end(), runs_now); });
    add_cadences(out, [&](const auto& runs) { return !runs.empty() && std::none_of(runs.begin(), runs.end(), runs_now); });
    add_not_started(out);
    if (full_) add_conditions(out);
    return out;
  }

 private:
  tickler::status status() const { return why_.decision.status; }

  std::string status_text() const {
    switch (status()) {
      case status::stopped:
        break;
      case status::active:
        return fmt::format("active. {}{}", ready_now(), unless_changed());
      case status::waiting:
        return fmt::format("waiting. Nothing can be done now; {}.", next_wait());
      case status::blocked:
        return fmt::format("blocked. Something should be done and cannot be, as things are{}", unless_changed());
      case status::closed:
        return fmt::format("closed. It was settled by {}, and nothing has started since.", causes_.newest(trace_kind::closed));
      case status::unattended:
        return "unattended. Nothing is under way and nothing is settled: nobody will follow up, unless something happens that "
               "starts a cadence.";
      case status::invalid:
        return fmt::format("nothing can be decided: {}.", to_text(policy_, who_, why_.decision.problem));
    }
    return {};
  }

  std::string ready_now() const {
    const auto count = std::count_if(why_.decision.actions.begin(), why_.decision.actions.end(),
                                     [](const action& a) { return a.state == action_state::ready; });
    return count == 1 ? std::string("One action can be done now") : fmt::format("{} actions can be done now", count);
  }

  std::string next_wait() const {
    const auto& first = why_.decision.actions.front();
    return fmt::format("next comes {}, {}", say_.step(why_.decision, first),
                       first.when ? say_.time(*first.when) : "after another one");
  }

  std::string unless_changed() const {
    if (!why_.until) return "; time alone changes nothing about it.";
    return fmt::format("; it stays so until {} if nothing happens.", say_.change(*why_.until));
  }

  template <class Predicate>
  void add_cadences(explanation_node& out, Predicate wanted) const {
    for (std::size_t i = 0; i < why_.cadences.size(); ++i)
      if (wanted(why_.runs_of(why_.cadences[i]))) out.parts.push_back(cadence(i));
  }

  // What it takes to start them matters most where nothing is under way.
  void add_not_started(explanation_node& out) const {
    const bool in_full = full_ || status() == status::closed || status() == status::unattended;
    explanation_node rest{.what = "note", .verdict = "not_started", .in_short = true};
    std::vector<std::string> names;
    for (std::size_t i = 0; i < why_.cadences.size(); ++i) {
      if (why_.cadences[i].run_count != 0) continue;
      auto each = cadence(i);
      if (in_full || why_.cadences[i].refused != no_touchpoint) {
        out.parts.push_back(std::move(each));
        continue;
      }
      names.push_back(fmt::format("{} ({})", each.name, event_names(draft_.cadences[i].starts)));
      rest.parts.push_back(std::move(each));
    }
    rest.text = "not started: " + joined(names, ", ");
    if (!names.empty()) out.parts.push_back(std::move(rest));
  }

  explanation_node cadence(std::size_t i) const {
    const auto& report = why_.cadences[i];
    const auto& written = draft_.cadences[i];
    const auto runs = why_.runs_of(report);
    explanation_node out{.what = cadence_word, .name = *written.name, .at = written.name.at};
    if (runs.empty()) {
      out.verdict = "not_started";
      out.text = fmt::format("{}: not started; {}", out.name, what_starts(report, written));
      return out;
    }
    std::vector<const run_report*> shown;
    for (const auto& r : runs)
      if (full_ || r.ending == run_end::running) shown.push_back(&r);
    if (shown.empty()) shown.push_back(&runs.back());
    if (shown.size() == 1) {
      out = run(written, *shown.front());
      out.what = cadence_word;
    } else {
      const auto runs_now = [](const run_report* r) { return r->ending == run_end::running; };
      const bool all_run = std::all_of(shown.begin(), shown.end(), runs_now);
      out.verdict = "several";
      out.text = fmt::format("{}: {} {} times", out.name, all_run ? "running" : "begun", shown.size());
      for (const auto* each : shown) out.parts.push_back(run(written, *each));
    }
    add_refusal(report, written, out);
    if (runs.size() > shown.size()) add_earlier(runs.size() - shown.size(), out);
    return out;
  }

  static void add_earlier(std::size_t count, explanation_node& out) {
    const auto text = count == 1 ? std::string("before that it ran once") : fmt::format("before that it ran {} times", count);
    out.parts.push_back({.what = "note", .verdict = "earlier_runs", .text = text});
  }

  std::string what_starts(const cadence_report& report, const cadence_draft& written) const {
    if (report.refused == no_touchpoint) return "starts with " + say_.event(written.starts);
    const auto& t = why_.trace[report.refused];
    return fmt::format("{} would have started it, but {}", say_.touch(t.touchpoint), why_refused(t.refused, written));
  }

  void add_refusal(const cadence_report& report, const cadence_draft& written, explanation_node& out) const {
    if (report.refused == no_touchpoint) return;
    const auto& t = why_.trace[report.refused];
    if (t.refused == refusal::running && !full_) return;
    out.parts.push_back(
        {.what = "cause",
         .verdict = "not_started",
         .text = fmt::format("{} did not start it again: {}", say_.touch(t.touchpoint), why_refused(t.refused, written)),
         .times = {{"at", t.at}}});
  }

  std::string why_refused(refusal why, const cadence_draft& written) const {
    switch (why) {
      case refusal::condition:
        return fmt::format("its condition did not hold then: {}", written.condition.text);
      case refusal::again:
        return written.again.when == again_draft::kind::never
                   ? std::string("it runs only once")
                   : fmt::format("it starts again only {} after it ended", to_string(written.again.wait));
      case refusal::stopped:
        return "all contact was stopped";
      case refusal::running:
        return "it was running already";
      case refusal::same_touchpoint:
        return "it was what finished it";
      case refusal::none:
        break;
    }
    return {};
  }

  explanation_node run(const cadence_draft& written, const run_report& r) const {
    explanation_node out{.what = "run", .name = *written.name, .verdict = std::string(to_string(r.ending))};
    out.at = written.name.at;
    const auto key = why_.key(r);
    out.text = fmt::format("{}{}: {}", *written.name, key.empty() ? "" : fmt::format(", {}", key), ending_text(r));
    out.times.emplace_back("started", r.start);
    if (r.ending != run_end::running) out.times.emplace_back("ended", r.end);
    if (r.paused) out.parts.push_back(causes_.condition(written.condition, &r, "its condition does not hold now"));
    for (const auto& s : why_.steps_of(r)) add_step(written, r, s, out);
    return out;
  }

  std::string ending_text(const run_report& r) const {
    const auto since = say_.touch(r.run);
    switch (r.ending) {
      case run_end::running:
        return fmt::format("{} since {}", r.paused ? "paused; begun" : "running", since);
      case run_end::completed:
        return fmt::format("all done; it began with {}", since);
      case run_end::expired_out:
        return fmt::format("over since {}, when its last step expired; it began with {}", say_.time(r.end), since);
      case run_end::ended:
        return fmt::format("ended by {}; it began with {}", say_.touch(r.by), since);
      case run_end::terminated:
        return fmt::format("ended by {}, as all contact was; it began with {}", say_.touch(r.by), since);
      case run_end::restarted:
        return fmt::format("begun anew by {}; it began with {}", say_.touch(r.by), since);
    }
    return {};
  }

  void add_step(const cadence_draft& written, const run_report& r, const step_report& s, explanation_node& out) const {
    if (s.verdict == step_verdict::not_reached && s.repetitions == 0 && !full_) return;
    out.parts.push_back(step(written, r, s));
  }

  explanation_node step(const cadence_draft& cadence, const run_report& r, const step_report& s) const {
    const auto& written = cadence.steps[s.step];
    explanation_node out{.what = "step", .name = *written.name, .verdict = std::string(to_string(s.verdict))};
    out.at = written.name.at;
    out.text = *written.name + counted(written, s) + ": " + verdict_text(cadence, r, s);
    if (s.action != step_report::no_action) add_action(r, s, out);
    if (s.until) out.times.emplace_back("until", *s.until);
    if (s.verdict == step_verdict::condition_false)
      out.parts.push_back(causes_.condition(written.condition, &r, "its condition does not hold"));
    add_near_misses(written, r, s, out);
    return out;
  }

  // What nearly carried it out is of no interest any more once something has.
  void add_near_misses(const step_draft& written, const run_report& r, const step_report& s, explanation_node& out) const {
    if (s.verdict == step_verdict::done && !full_) return;
    for (const auto* miss : near_misses_.of(r))
      if (miss->step == s.step)
        out.parts.push_back({.what = "note",
                             .name = std::string(to_string(miss->field)),
                             .verdict = "one_field_short",
                             .text = fmt::format("not carried out by {}, {}", say_.touch(miss->touchpoint), lack(written, *miss)),
                             .times = {{"at", say_.at(miss->touchpoint)}}});
  }

  std::string lack(const step_draft& written, const near_miss& miss) const {
    if (miss.field != missing_field::purpose) return fmt::format("which has no {}", to_string(miss.field));
    const auto its = say_.purpose(miss.touchpoint);
    return written.purpose->empty() ? fmt::format("whose purpose is {}", its)
                                    : fmt::format("whose purpose is {}, not {}", its, spaced(*written.purpose));
  }

  // The repetition that it is at.
  static std::string counted(const step_draft& written, const step_report& s) {
    return s.action == step_report::no_action ? "" : repetition_text(written, s.repetitions);
  }

  std::string verdict_text(const cadence_draft& cadence, const run_report& r, const step_report& s) const {
    const auto& written = cadence.steps[s.step];
    switch (s.verdict) {
      case step_verdict::ready:
        return ready_text(why_.decision.actions[s.action]);
      case step_verdict::waiting:
        return waiting_text(why_.decision.actions[s.action]);
      case step_verdict::blocked:
        return fmt::format("cannot be done: {}", what_to_do(why_.decision.actions[s.action]));
      case step_verdict::done:
        return done_text(written, r, s);
      case step_verdict::skipped:
        return fmt::format("left out: {}", touches(r, s));
      case step_verdict::passed:
        return written.condition.given() ? std::string("passed over, as its condition did not hold or a later step was done first")
                                         : std::string("passed over, as a later step was done first");
      case step_verdict::expired:
        return expired_text(written, r, s);
      case step_verdict::condition_false:
        return s.until ? fmt::format("not before {} as things are", say_.change(*s.until)) : std::string("not as things are");
      case step_verdict::paused:
        return "waits for the condition of its cadence";
      case step_verdict::later:
        return after_text(cadence, s.step);
      case step_verdict::not_reached:
        return s.repetitions == 0 ? std::string("not reached")
                                  : fmt::format("{} of {} done: {}", s.repetitions, *written.repeat, touches(r, s));
    }
    return {};
  }

  std::string ready_text(const action& a) const {
    if (a.has(action_flag::late))
      return fmt::format("late: should have been done by {}; do it now: {}", say_.ending(*a.at_latest), what_to_do(a));
    if (a.has(action_flag::overdue))
      return fmt::format("overdue since {}; do it now: {}{}", say_.ending(*a.due), what_to_do(a), at_latest(a));
    return fmt::format("can be done now: {}; due {}{}", what_to_do(a), say_.deadline(*a.due), at_latest(a));
  }

  std::string at_latest(const action& a) const {
    return a.at_latest ? fmt::format(", at the latest {}", say_.deadline(*a.at_latest)) : std::string();
  }

  std::string waiting_text(const action& a) const {
    if (a.behind != action::not_behind)
      return fmt::format("waits until {} has been done: {}", say_.step(why_.decision, why_.decision.actions[a.behind]),
                         what_to_do(a));
    const auto until = fmt::format("waits until {}: {}", say_.time(*a.when), what_to_do(a));
    if (a.has(action_flag::late))
      return fmt::format("{}; that is late, it should be done by {}{}", until, say_.ending(*a.at_latest),
                         a.has(action_flag::late_unavoidable) ? ", but there is no open time before that" : "");
    return fmt::format("{}; {} {}{}", until, a.has(action_flag::overdue) ? "it was due" : "due", say_.deadline(*a.due),
                       at_latest(a));
  }

  std::string what_to_do(const action& a) const {
    const auto what = tickler::what_to_do(policy_, who_, a);
    const auto note = note_of(policy_, a);
    return note.empty() ? what : fmt::format("{} (\"{}\")", what, note);
  }

  std::string done_text(const step_draft& written, const run_report& r, const step_report& s) const {
    if (*written.repeat == 1) return fmt::format("done: {}", touches(r, s));
    return fmt::format("done {} of {} times: {}", s.repetitions, *written.repeat, touches(r, s));
  }

  std::string expired_text(const step_draft& written, const run_report& r, const step_report& s) const {
    const auto why = written.every ? std::string("missed, as the next one came")
                     : written.expires
                         ? fmt::format("expired, not done within {} of when it could be", to_string(**written.expires))
                         : std::string("given up, not done before its date");
    return fmt::format("{}: {}", why, touches(r, s));
  }

  // What carried out its repetitions, or when they expired.
  std::string touches(const run_report& r, const step_report& s) const {
    std::vector<std::string> list;
    for (const auto* t : moves_.of(r))
      if (t->step == s.step)
        list.push_back(t->kind == trace_kind::expired ? "given up " + say_.time(t->at) : say_.touch(t->touchpoint));
    return joined(list, ", ");
  }

  static std::string after_text(const cadence_draft& cadence, std::size_t step) {
    const auto& written = cadence.steps[step];
    const auto from = *written.from == anchor::until   ? std::string("the time agreed")
                      : *written.from == anchor::start ? std::string("the start")
                                                       : *cadence.steps[step - 1].name;
    if (written.computed_after.given()) return fmt::format("comes after {}, at a time that the policy works out", from);
    if (!written.after || (**written.after).is_zero()) return "comes after " + from;
    return fmt::format("comes {} {} {}", to_string(**written.after), written.after_is_before ? "before" : "after", from);
  }

  void add_action(const run_report& r, const step_report& s, explanation_node& out) const {
    const auto& a = why_.decision.actions[s.action];
    const auto add = [&](std::string_view name, const std::optional<instant>& t) {
      if (t) out.times.emplace_back(name, *t);
    };
    add("not_before", a.not_before), add("due", a.due), add("at_latest", a.at_latest), add("when", a.when);
    causes_.add_passed(s, out);
    const auto before = out.parts.size();
    causes_.add(s.action, out);
    const bool nothing_holds_it = out.parts.size() == before && a.behind == action::not_behind;
    if (nothing_holds_it && a.state == action_state::waiting) out.parts.push_back(time_to_come(r, a));
  }

  // Nothing holds it back but its own time.
  explanation_node time_to_come(const run_report& r, const action& a) const {
    const auto& written = draft_.cadences[a.cadence].steps[a.step];
    explanation_node out{.what = "cause", .verdict = "not_before", .times = {{"to", *a.not_before}}};
    if (written.computed_after.given())
      out.text =
          fmt::format("the policy works out when: {}, counted from {}", written.computed_after.text, anchor_text(r, written, a));
    else if (written.after && written.after_is_before)
      out.text = fmt::format("that is {} before {}", to_string(**written.after), anchor_text(r, written, a));
    else if (written.after && !(**written.after).is_zero())
      out.text = fmt::format("that is {} after {}", to_string(**written.after), anchor_text(r, written, a));
    else
      out.text = fmt::format("that is {}", anchor_text(r, written, a));
    return out;
  }

  std::string anchor_text(const run_report& r, const step_draft& written, const action& a) const {
    if (a.repetition == 0 && *written.from == tickler::anchor::start) return say_.touch(r.run);
    if (a.repetition == 0 && *written.from == tickler::anchor::until) return fmt::format("the time named by {}", say_.touch(r.run));
    const auto moves = moves_.of(r);
    if (moves.empty()) return say_.touch(r.run);
    const auto& last = *moves.back();
    if (last.kind != trace_kind::expired) return say_.touch(last.touchpoint);
    return fmt::format("{} expired, {}", *draft_.cadences[r.cadence].steps[last.step].name, say_.time(last.at));
  }

  // Of rules: those of cadences and steps are with them.
  void add_conditions(explanation_node& out) const {
    for (std::size_t i = 0; i < draft_.limits.size(); ++i) add_rule(draft_.limits[i], *draft_.limits[i].name, "counts", out);
    for (std::size_t i = 0; i < draft_.holds.size(); ++i)
      add_rule(draft_.holds[i], rule_name(draft_.holds, i, "hold"), "holds", out);
    for (std::size_t i = 0; i < draft_.never.size(); ++i)
      add_rule(draft_.never[i], rule_name(draft_.never, i, "never"), "forbids", out);
  }

  template <class Rule>
  void add_rule(const Rule& rule, const std::string& name, std::string_view does, explanation_node& out) const {
    if (rule.condition.given())
      out.parts.push_back(causes_.condition(rule.condition, nullptr, fmt::format("{}{} {} only while", name, cited(rule), does)));
  }

  const policy_draft& draft_;
  const policy& policy_;
  const prospect& who_;
  const explanation& why_;
  bool full_;
  by_run<trace_event> moves_;  // what carried out its steps, or when they expired
  by_run<near_miss> near_misses_;
  phrases say_;
  cause_narrator causes_;
};

}  // namespace

explanation_node describe(const policy& p, const prospect& who, const history& log, const explanation& why,
                          const describe_options& options) {
  return narrator(p, who, log, why, options).all();
}

}  // namespace tickler::inline TICKLER_ABI
