// Windows, and the fold over touchpoints.
#include <algorithm>

#include "reference_parts.hpp"

namespace plain {

using tickler::anchor;
using tickler::direction;
using tickler::run_per;

const tickler::cadence_draft& cadence_of(const view& v, const run& r) { return v.policy.cadences[r.cadence]; }
const tickler::step_draft& step_of(const view& v, const run& r) { return cadence_of(v, r).steps[r.step]; }
bool is_internal(const tickler::step_draft& s) { return *s.channels.front() == "internal"; }

std::vector<std::string> channels_of(const view& v, const run& r, const tickler::step_draft& s) {
  std::vector<std::string> channels;
  for (const auto& c : s.channels) {
    if (*c != "start")
      channels.push_back(*c);
    else if (v.channel(r.started.channel))
      channels.push_back(r.started.channel);
  }
  return channels;
}

namespace {

time_result add(const reckoner& time, const tickler::duration& d, bool before, time_result t) {
  if (!t) return t;
  return before ? time.subtract(d, t.at) : time.add(d, t.at);
}

time_result start_or_until(const run& r, const tickler::step_draft& s) {
  if (*s.from == anchor::start) return {r.start};
  if (!r.started.until) return {{}, time_problem::no_date};
  if (!tickler::in_range(*r.started.until)) return {{}, time_problem::beyond_2037};
  return {*r.started.until};
}

// k times `every` from the start or the until: the months first, as one sum.
time_result occurrence(const view& v, const run& r, const tickler::step_draft& s, std::int64_t k) {
  std::int64_t months = 0;
  tickler::duration sum;
  for (const auto& part : (*s.every)->parts) {
    if (part.unit == tickler::time_unit::month)
      months += part.count * k;
    else if (part.unit == tickler::time_unit::year)
      months += part.count * k * 12;
    else if (k > 0)
      sum.parts.push_back({static_cast<std::int32_t>(part.count * k), part.unit});
  }
  if (months > 0) sum.parts.insert(sum.parts.begin(), {static_cast<std::int32_t>(months), tickler::time_unit::month});
  const auto from = start_or_until(r, s);
  return from ? v.clock_of(s).add(sum, from.at) : from;
}

// The first whose date is not before that of the run's start.
time_result first_occurrence(const view& v, const run& r, const tickler::step_draft& s, std::int64_t& k) {
  const auto& clock = v.clock_of(s).local;
  for (k = 0;; ++k) {
    const auto there = occurrence(v, r, s, k);
    if (!there || clock.date_of(there.at) >= clock.date_of(r.start)) return there;
  }
}

// What the window of the run's step counts from.
time_result anchor_of(const view& v, const run& r, const tickler::step_draft& s) {
  if (counts_from_base(r, s)) return {r.base};
  if (!s.every) return start_or_until(r, s);
  std::int64_t first = 0;
  const auto there = first_occurrence(v, r, s, first);
  return there ? occurrence(v, r, s, first + r.repetition) : there;
}

// As far from t as the policy says: by a constant or by what is worked out, which is elapsed time.
time_result counted(const view& v, const run& r, const std::optional<tickler::located<tickler::duration>>& constant,
                    const tickler::expression& computed, bool before, time_result t) {
  if (!t) return t;
  if (constant) return add(v.clock_of(step_of(v, r)), **constant, before, t);
  if (!computed.given()) return t;
  const auto length = length_of(v, computed, r);
  if (!length) return {{}, time_problem::no_duration};
  if (!tickler::in_range(t.at + *length)) return {{}, time_problem::beyond_2037};
  return {t.at + *length};
}

bool is_whole_dates(const std::optional<tickler::located<tickler::duration>>& d) {
  using tickler::time_unit;
  if (!d || (*d)->parts.empty()) return false;
  return std::none_of((*d)->parts.begin(), (*d)->parts.end(), [](const tickler::duration_part& p) {
    return p.unit == time_unit::minute || p.unit == time_unit::hour || p.unit == time_unit::business_hour ||
           p.unit == time_unit::business_minute;
  });
}

// The time of day on the date of t, but not before what t was counted from; or the first at or after t.
time_result move_to_time(const view& v, const tickler::step_draft& s, time_result t, bool on_date, std::optional<instant> from) {
  if (!t || !s.at) return t;
  const auto& time = v.clock_of(s);
  if (!on_date || *s.at_next) return time.next_time_of_day(**s.at, t.at);
  auto there = time.time_on_date(**s.at, t.at);
  if (there && from && there.at < *from)
    if (const auto next = time.next_date(t.at)) there = time.time_on_date(**s.at, next.at);
  return there;
}

// not_before, and what it would be without a time of day.
struct beginning {
  time_result untimed{}, at{};
};

beginning timed(const view& v, const tickler::step_draft& s, time_result t, bool on_date, std::optional<instant> from) {
  return {t, move_to_time(v, s, t, on_date, from)};
}

time_result later(time_result a, time_result b) {
  if (!a) return a;
  return !b || a.at < b.at ? b : a;
}

beginning own_beginning(const view& v, const run& r) {
  const auto& s = step_of(v, r);
  const bool backward = s.after_is_before && !counts_from_base(r, s);
  const auto from = anchor_of(v, r, s);
  const auto sum = counted(v, r, s.after, s.computed_after, backward, from);
  const bool has_no_after = (!s.after || (*s.after)->is_zero()) && !s.computed_after.given();
  const bool on_date = is_whole_dates(s.after) || (s.every && has_no_after);  // `every` is of whole dates
  const auto counts_from = s.every ? start_or_until(r, s) : from;
  return timed(v, s, sum, on_date, backward ? std::nullopt : std::optional(counts_from.at));
}

// `apart` from the repetition that was carried out last.
std::optional<beginning> stated_apart(const view& v, const run& r) {
  const auto& s = step_of(v, r);
  if (!s.apart || (*s.apart)->is_zero() || !r.last_done) return {};
  return timed(v, s, v.clock_of(s).add(**s.apart, r.last_done->at), is_whole_dates(s.apart), r.last_done->at);
}

// When a repetition is planned: every one before it is done at its own not_before, and none before the one before it. Where one is
// not known, those that count from it are not either.
// A step that repeats for ever is planned as if it were done once.
time_result planned(const view& v, const run& r, std::size_t step, std::int64_t repetition) {
  run plan = r;
  plan.base = r.start;
  plan.last_done.reset();
  time_result t{r.start};
  for (plan.step = 0;; ++plan.step) {
    const auto& s = step_of(v, plan);
    const std::int64_t times = std::max(*s.repeat, 1);
    for (plan.repetition = 0; plan.repetition < times; ++plan.repetition) {
      if (t || !counts_from_base(plan, s)) {
        const auto own = own_beginning(v, plan).at;
        const auto apart = stated_apart(v, plan);
        const auto free = apart ? later(own, apart->at) : own;
        t = t ? later(free, t) : free;
      }
      if (t) plan.base = t.at, plan.last_done = {plan.step, plan.repetition, t.at};
      if (plan.step == step && plan.repetition == std::min(repetition, times - 1)) return t;
    }
  }
}

// The first of all counts from there unless it has a date.
bool is_from_start(const tickler::step_draft& s, std::size_t place) {
  return *s.from == anchor::start || (place == 0 && *s.from == anchor::previous);
}

// As far from the repetition that was carried out last as the two are planned apart, where both count from the start.
std::optional<beginning> planned_apart(const view& v, const run& r) {
  const auto& s = step_of(v, r);
  if (s.every || s.apart || *s.from != anchor::start || r.repetition > 0 || !r.last_done) return {};
  if (!is_from_start(cadence_of(v, r).steps[r.last_done->step], r.last_done->step)) return {};
  const auto before = planned(v, r, r.last_done->step, r.last_done->repetition), own = planned(v, r, r.step, 0);
  if (!before || !own) return {};
  const instant t = r.last_done->at + (own.at - before.at);
  const auto known = tickler::in_range(t) ? time_result{t} : time_result{{}, time_problem::beyond_2037};
  return timed(v, s, known, is_whole_dates(s.after), r.last_done->at);
}

beginning beginning_of(const view& v, const run& r) {
  const auto own = own_beginning(v, r);
  auto apart = stated_apart(v, r);
  if (!apart) apart = planned_apart(v, r);
  if (!apart) return own;
  return {later(own.untimed, apart->untimed), later(own.at, apart->at)};
}

time_result not_earlier(time_result t, instant not_before) {
  if (t) t.at = std::max(t.at, not_before);
  return t;
}

}  // namespace

bool counts_from_base(const run& r, const tickler::step_draft& s) {
  return *s.from == anchor::previous || (r.repetition > 0 && !s.every);
}

std::optional<instant> date_of(const view& v, const run& r) {
  const auto& s = step_of(v, r);
  const bool is_before_a_date = s.after_is_before || s.within_is_before || s.at_latest_is_before;
  if (!is_before_a_date || counts_from_base(r, s)) return {};
  const auto date = anchor_of(v, r, s);
  return date ? std::optional(date.at) : std::nullopt;
}

std::optional<run> next_occurrence(const view& v, const run& r) {
  const auto& s = step_of(v, r);
  if (!s.every) return {};
  run next = r;
  ++next.repetition;
  return next;
}

window window_of(const view& v, const run& r) {
  const auto& s = step_of(v, r);
  window w;
  const auto begin = beginning_of(v, r);
  w.not_before = begin.at;
  if (!w.not_before) return w;
  const time_result from = anchor_of(v, r, s);
  const bool backward = !counts_from_base(r, s);
  const auto is_overtaken = [&](const time_result& stated) {
    return stated && begin.untimed.at <= stated.at && stated.at < begin.at.at;
  };
  if (s.within || s.computed_within.given()) {
    w.due = counted(v, r, s.within, s.computed_within, backward && s.within_is_before, from);
    w.overtook_due = is_overtaken(*w.due);
    w.due = not_earlier(*w.due, w.not_before.at);
  }
  if (s.at_latest || s.computed_at_latest.given()) {
    w.at_latest = counted(v, r, s.at_latest, s.computed_at_latest, backward && s.at_latest_is_before, from);
    w.overtook_at_latest = is_overtaken(*w.at_latest);
    w.at_latest = not_earlier(*w.at_latest, w.not_before.at);
  } else if (const auto date = date_of(v, r)) {
    w.at_latest = not_earlier({*date}, w.not_before.at);
  }
  return w;
}

// On to the next repetition, counted from t; false past the last of the last step.
bool pass(const view& v, run& r, instant t) {
  r.base = t;
  r.moved = true;
  ++r.repetition;
  const auto repeat = *step_of(v, r).repeat;
  if (repeat != tickler::repeat_forever && r.repetition >= repeat) {
    ++r.step;
    r.repetition = 0;
  }
  return r.step < cadence_of(v, r).steps.size();
}

namespace {

// One touchpoint in one cadence; of several keys, what it is of one of them.
struct cadence_fold {
  const view& v;
  situation& s;
  std::size_t index;
  const touch& e;
  const std::vector<std::string>& keys;  // all of e, or one of several
  const history& before_e;
  const history& until_e;  // the history with e
  std::vector<step_name> names = known_names(v, e);
  bool finished_one = false;
  std::vector<std::size_t> carried_out_in{};  // runs, by `begun`

  const tickler::cadence_draft& cadence() const { return v.policy.cadences[index]; }
  bool is_per(run_per per) const { return *cadence().per == per; }

  bool touches(const run& r) const {
    return r.cadence == index && (!is_per(run_per::key) || keys.empty() || keys.front() == r.key);
  }

  template <class Predicate>
  void end_where(Predicate&& p) {
    const auto ended = [&](const run& r) { return r.cadence == index && p(r); };
    if (std::any_of(s.runs.begin(), s.runs.end(), ended)) s.last_end[index] = e.at;
    s.runs.erase(std::remove_if(s.runs.begin(), s.runs.end(), ended), s.runs.end());
  }

  void end() {
    if (is_stop(v, e))
      end_where([](const run&) { return true; });
    else if (matches(v, cadence().ends, e))
      end_where([&](const run& r) { return touches(r); });
  }

  bool is_touch_for(const tickler::step_draft& step) const {
    return !is_signal(e) && e.direction == (is_internal(step) ? direction::internal : direction::outbound) && e.with == *step.to;
  }

  // The tests of a touchpoint that names no step. The run is one that has come to what it has on offer.
  bool fits_unnamed(const run& r) const {
    const auto& step = step_of(v, r);
    if (step.done.given()) return matches(v, step.done, e);
    if (!is_touch_for(step)) return false;
    const auto channels = channels_of(v, r, step);
    if (std::find(channels.begin(), channels.end(), e.channel) == channels.end()) return false;
    const bool purpose_fits = step.purpose->empty() || e.purpose.empty() || e.purpose == *step.purpose ||
                              (step.when_late && !step.when_late->purpose->empty() && e.purpose == *step.when_late->purpose);
    if (!purpose_fits) return false;
    const auto not_before = window_of(v, r).not_before;
    const auto& clock = v.clock_of(step).local;
    return not_before && clock.date_of(e.at) >= clock.date_of(not_before.at);
  }

  // Of a schedule an id may name a later occurrence, too.
  bool fits_repetition(const step_name& n, const run& r) const {
    const auto& step = cadence().steps[n.step];
    const auto stands_at = n.step == r.step ? r.repetition : 0;
    if (!step.every) return n.repetition == stands_at;
    return n.repetition >= stands_at && (*step.repeat == tickler::repeat_forever || n.repetition < *step.repeat);
  }

  bool fits_named(const step_name& n, const run& r) const {
    if (!names_run(n, r) || n.step < r.step) return false;
    if (n.is_id && !fits_repetition(n, r)) return false;
    if (e.outcome == "skipped") return true;
    const auto& step = cadence().steps[n.step];
    return step.done.given() ? matches(v, step.done, e) : is_touch_for(step);
  }

  // The runs that e touches, the oldest first.
  std::vector<run> touched() const {
    std::vector<run> runs;
    for (const auto& r : s.runs)
      if (touches(r)) runs.push_back(r);
    std::sort(runs.begin(), runs.end(),
              [](const run& a, const run& b) { return std::pair(a.start, a.begun) < std::pair(b.start, b.begun); });
    return runs;
  }

  void carry_out(run r, std::size_t step, std::int64_t repetition) {
    carried_out_in.push_back(r.begun);
    r.step = step;
    r.repetition = repetition;
    if (e.outcome != "skipped") r.last_done = {r.step, r.repetition, e.at};
    const bool goes_on = pass(v, r, e.at);
    if (!goes_on) {
      finished_one = true;
      end_where([&](const run& other) { return other.begun == r.begun; });
      return;
    }
    for (auto& other : s.runs)
      if (other.begun == r.begun) other = r;
  }

  // On the date of a schedule's next occurrence it is that one's.
  std::int64_t occurrence_meant(const run& r) const {
    const auto& step = step_of(v, r);
    const auto next = next_occurrence(v, r);
    if (!next || (*step.repeat != tickler::repeat_forever && next->repetition >= *step.repeat)) return r.repetition;
    const auto not_before = window_of(v, *next).not_before;
    const auto& clock = v.clock_of(step).local;
    return not_before && clock.date_of(e.at) == clock.date_of(not_before.at) ? next->repetition : r.repetition;
  }

  void complete() {
    const auto runs = touched();
    if (names.empty()) {
      for (const auto& r : runs)
        if (const auto offered = on_offer(v, r, before_e, e.at); offered && fits_unnamed(*offered))
          return carry_out(*offered, offered->step, occurrence_meant(*offered));
      return;
    }
    std::map<std::size_t, std::pair<std::size_t, std::int64_t>> furthest;  // what is named last, of the run at that place
    for (const auto& n : names)
      for (std::size_t i = 0; i < runs.size(); ++i)
        if (fits_named(n, runs[i])) {
          const std::pair named(n.step, n.is_id ? n.repetition : n.step == runs[i].step ? runs[i].repetition : 0);
          const auto [place, is_new] = furthest.emplace(i, named);
          if (!is_new) place->second = std::max(place->second, named);
          break;
        }
    for (const auto& [i, named] : furthest) carry_out(runs[i], named.first, named.second);
  }

  bool again_allows() const {
    const auto last = s.last_end.find(index);
    if (cadence().again.when == tickler::again_draft::kind::yes || last == s.last_end.end()) return true;
    if (cadence().again.when == tickler::again_draft::kind::never) return false;
    const auto from = v.time.add(cadence().again.wait, last->second);
    return from && from.at <= e.at;
  }

  void start() {
    if (!matches(v, cadence().starts, e) || stop_in_force(v, until_e) || !again_allows()) return;
    if (finished_one && !*cadence().restart) return;
    run fresh{.cadence = index, .started = e, .started_as = before_e.size(), .start = e.at, .base = e.at};
    fresh.started.keys = keys;
    if (!if_of_run(v, cadence().condition, until_e, e.at, fresh)) return;
    if (is_per(run_per::key)) fresh.key = fresh.started.key();
    if (!is_per(run_per::start)) {
      const auto running =
          std::find_if(s.runs.begin(), s.runs.end(), [&](const run& r) { return r.cadence == index && r.key == fresh.key; });
      if (running != s.runs.end()) {
        const bool carried_out = std::find(carried_out_in.begin(), carried_out_in.end(), running->begun) != carried_out_in.end();
        if (!*cadence().restart || carried_out) return;
        s.runs.erase(running);
      }
    }
    fresh.ordinal = s.begun_in_a_second[{index, fresh.key, e.at}]++;
    fresh.begun = s.begun++;
    s.runs.push_back(fresh);
    s.closed = false;
  }
};

}  // namespace

std::optional<run> on_offer(const view& v, const run& r, const history& h, instant t) {
  for (run offered = r; offered.step < cadence_of(v, r).steps.size(); ++offered.step, offered.repetition = 0)
    if (if_of_step(v, offered, h, t)) return offered;
  return {};
}

void expire(const view& v, situation& s, const history& h, instant t, const passing& passes) {
  const auto is_over = [&](run& r) {
    for (;;) {
      auto offered = on_offer(v, r, h, t);
      if (!offered) return false;
      const auto end = passes(v, *offered, h);
      if (!end || *end > t) return false;
      r = *offered;
      if (!pass(v, r, *end)) {
        s.last_end[r.cadence] = std::max(s.last_end[r.cadence], *end);
        return true;
      }
    }
  };
  for (std::size_t i = 0; i < s.runs.size();)
    if (is_over(s.runs[i]))
      s.runs.erase(s.runs.begin() + static_cast<std::ptrdiff_t>(i));
    else
      ++i;
}

// A cadence with a run for each key takes one of several keys for as many, each of one key; all others take it as it is. What it
// matches is asked of the whole of it.
std::vector<std::vector<std::string>> keys_seen_by(const tickler::cadence_draft& cadence, const touch& e) {
  if (*cadence.per != run_per::key || e.keys.empty()) return {e.keys};
  std::vector<std::vector<std::string>> each;
  for (const auto& key : e.keys) each.push_back({key});
  return each;
}

situation fold(const view& v, const history& h) {
  situation s;
  history seen;
  for (const auto& e : h) {
    expire(v, s, seen, e.at);
    const history before = seen;
    seen.push_back(e);
    for (std::size_t c = 0; c < v.policy.cadences.size(); ++c)
      for (const auto& keys : keys_seen_by(v.policy.cadences[c], e)) {
        cadence_fold one{v, s, c, e, keys, before, seen};
        one.end();
        one.complete();
        one.start();
      }
    if (matches(v, v.policy.closes, e)) s.closed = true;
  }
  return s;
}

}  // namespace plain
