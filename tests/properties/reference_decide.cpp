// Limits, holds, placing, the status. One piece, however long: what is placed depends on all of it at once.
#include <algorithm>
#include <functional>
#include <set>

#include "reference_limits.hpp"

namespace plain {

using tickler::action_state;
using tickler::blocker_kind;
using tickler::direction;
using tickler::party;
using tickler::status;
using tickler::time_end;

namespace {

// What the conditions of holds, of the cadence and of its steps allow as of each instant, as if nothing happened until then.
struct ahead {
  std::function<bool(instant)> allows{};
  std::set<instant> changes{};
};

struct planning {
  const view& v;
  const history& h;
  instant now;
  const referrer* known = nullptr;
  std::optional<instant> known_at{};      // as of when that is known; now, where it is not given
  const std::set<std::string>& supposed;  // ids of actions for which conditions are taken to stay as they are
  std::vector<action> placed{};           // in order of placement
  std::vector<run> started{};             // as the last touchpoint has left them
  bool conditions_stay = false;           // of the action that is being made

  template <class Rule>
  bool in_force(const Rule& r) const {
    return while_of_rule(v, r.condition, h, now);
  }

  std::vector<instant> counted(const tickler::limit_draft& l, const for_key& key) const {
    return counted_in(v, l, history_for(h, key));
  }

  // An action without a key counts for every one.
  bool counts(const action& a, const tickler::limit_draft& l, const for_key& key) const {
    return is_counted(v, l, a) && (!key || a.key.empty() || a.key == *key);
  }

  // The instants that a limit counts: of history and of waiting actions.
  std::vector<instant> fixed(const tickler::limit_draft& l, const for_key& key) const {
    auto instants = counted(l, key);
    for (const auto& a : placed)
      if (a.state == action_state::waiting && a.when && counts(a, l, key)) instants.push_back(*a.when);
    return instants;
  }

  std::vector<std::size_t> ready_in(const tickler::limit_draft& l, const for_key& key) const {  // indices of `placed`
    std::vector<std::size_t> ready;
    for (std::size_t i = 0; i < placed.size(); ++i)
      if (placed[i].state == action_state::ready && counts(placed[i], l, key)) ready.push_back(i);
    return ready;
  }

  struct rule {  // a limit that holds an action back
    const tickler::limit_draft* limit;
    for_key key;
    std::vector<instant> fixed;
    std::size_t ready;              // how many are to be done at the very same instant
    bool by_its_condition = false;  // as of the instant in question; else it is in force now, and taken to stay so
  };

  std::vector<rule> rules_for(const action& a, bool with_ready, bool by_conditions = false) const {
    std::vector<rule> rules;
    std::vector<std::string> planned;
    for (const auto& other : placed) planned.push_back(other.key);
    for (const auto& l : v.policy.limits)
      if ((by_conditions || in_force(l)) && is_counted(v, l, a) && !excepts(l.except, a))
        for (const auto& key : keys_for(*l.by_key, a.key, h, planned))
          rules.push_back({&l, key, fixed(l, key), with_ready ? ready_in(l, key).size() : 0, by_conditions});
    return rules;
  }

  std::vector<rule> rules_of_history(const action& a) const {  // as if nothing else were planned
    auto rules = rules_for(a, false);
    for (auto& r : rules) r.fixed = counted(*r.limit, r.key);
    return rules;
  }

  // Of a limit that at_most touches or more count against, not before the latest of them.
  static instant after_touches(const std::vector<rule>& rules, instant from) {
    for (const auto& r : rules)
      if (std::ssize(r.fixed) >= *r.limit->at_most) from = std::max(from, r.fixed.back());
    return from;
  }

  bool keeps(const rule& r, instant t) const {
    if (r.by_its_condition && !while_of_rule(v, r.limit->condition, h, t)) return true;
    auto instants = r.fixed;
    instants.insert(instants.end(), r.ready + 1, t);
    return holds_around(v, *r.limit, std::move(instants), t);
  }

  bool keep(const std::vector<rule>& rules, instant t) const {
    return std::all_of(rules.begin(), rules.end(), [&](const rule& r) { return keeps(r, t); });
  }

  // Where a limit that is broken may begin to be kept, and the other way round.
  std::set<instant> turning_points(const std::vector<rule>& rules, instant from) const {
    std::set<instant> points;
    for (const auto& r : rules)
      for (const instant x : r.fixed) {
        points.insert({x, x + std::chrono::seconds{1}});
        if (!r.limit->per) continue;
        if (const auto free = v.time.add(**r.limit->per, x)) points.insert(free.at);
      }
    if (points.empty()) return points;
    for (instant t = v.time.local.next_shift(from); t < *points.rbegin(); t = v.time.local.next_shift(t)) points.insert(t);
    return points;
  }

  // The first instant from `from` up to `end` at which all is open and every rule kept. Between turning points nothing mends a
  // broken rule, so it goes from one to the next.
  time_result place(const calendars& open, const std::vector<rule>& rules, instant from, instant end = time_end,
                    const ahead& then = {}) const {
    auto points = turning_points(rules, from);
    points.insert(then.changes.begin(), then.changes.end());
    opening_search hours{open};
    bool was_kept = false, never_opens = false;
    for (instant t = from; t < end;) {
      const bool kept = keep(rules, t) && (!then.allows || then.allows(t));
      if (kept && !was_kept) never_opens = hours.from(t).problem == time_problem::no_business_time;  // it has two years from here
      if (kept && !never_opens && is_open(open, t)) return {t};
      const auto point = points.upper_bound(t);
      was_kept = kept;
      if (kept && never_opens) {  // until a condition forbids it in between
        const auto change = then.changes.upper_bound(t);
        if (change == then.changes.end()) return {{}, time_problem::no_business_time};
        t = *change;
        continue;
      }
      if (!kept && point == points.end()) break;
      instant next = point == points.end() ? end : *point;
      if (kept) next = std::min(next, next_edge(open, t));
      t = next;
    }
    return {{}, time_problem::beyond_2037};
  }

  // Now it is open and every rule kept: since when that has been so, but not before the latest touch of a limit that at_most or
  // more count against. What is broken is mended at turning points alone.
  instant ready_since(const calendars& open, const std::vector<rule>& rules, instant earliest) const {
    constexpr std::chrono::seconds second{1};
    auto since = last_open(open, earliest, now + second)->begin;
    for (const auto& r : rules) {
      const auto of_history = counted(*r.limit, r.key);
      if (std::ssize(of_history) >= *r.limit->at_most) since = std::max(since, of_history.back());
    }
    for (const instant t : turning_points(rules, earliest))
      if (since < t && t <= now && !keep(rules, t - second)) since = t;
    return since;
  }

  calendars calendars_of(const action& a, const tickler::step_draft& step) const { return hours_of(v, step, a.channel); }

  std::vector<blocker> against(const action& a, const std::string& channel) const {
    std::vector<blocker> found;
    for (std::size_t i = 0; i < v.policy.never.size(); ++i) {
      const auto& n = v.policy.never[i];
      if (in_force(n) && (n.channels.empty() || lists(n.channels, channel)) && (n.purposes.empty() || lists(n.purposes, a.purpose)))
        found.push_back({blocker_kind::never, channel, std::to_string(i)});
    }
    if (channel == "internal") return found;
    if (is_opted_out(v, h, channel, a.to)) found.push_back({blocker_kind::opted_out, channel, {}});
    if (is_bounced(v, h, channel, a.to)) found.push_back({blocker_kind::bounced, channel, {}});
    if (a.to == party::prospect && !has_contact(v, channel)) found.push_back({blocker_kind::no_contact, channel, {}});
    if (a.to == party::referrer && known) add_of_referrer(channel, found);
    return found;
  }

  static bool has_contact(const view& of, const std::string& channel) {
    const auto& needs = of.channel(channel)->needs;
    return needs.empty() || std::any_of(needs.begin(), needs.end(), [&](const tickler::located_string& kind) {
             const auto contact = of.who.contact.find(*kind);
             return contact != of.who.contact.end() && !contact->second.empty();
           });
  }

  // As if it went to a prospect.
  void add_of_referrer(const std::string& channel, std::vector<blocker>& found) const {
    const view theirs(v.policy, known->who);
    history seen;
    for (const auto& e : known->history)
      if (e.at <= known_at.value_or(now)) seen.push_back(e);
    note_counts(v.policy, known->who, seen);
    if (stop_in_force(theirs, seen) || is_opted_out(theirs, seen, channel)) found.push_back({blocker_kind::opted_out, channel, {}});
    if (is_bounced(theirs, seen, channel)) found.push_back({blocker_kind::bounced, channel, {}});
    if (!has_contact(theirs, channel)) found.push_back({blocker_kind::no_contact, channel, {}});
  }

  // All that is true of it: what counts from an instant that is none has no length either, perhaps.
  void take_problems(action& a, const run& r, const window& w) const {
    const auto& step = step_of(v, r);
    std::set<time_problem> problems{w.not_before.problem};
    if (w.due) problems.insert(w.due->problem);
    if ((!w.due || *w.due) && a.not_before && !a.due) problems.insert(time_problem::beyond_2037);
    if (w.at_latest) problems.insert(w.at_latest->problem);
    for (const auto* computed : {&step.computed_after, &step.computed_within, &step.computed_at_latest})
      if (computed->given() && !length_of(v, *computed, r)) problems.insert(time_problem::no_duration);
    if (problems.count(time_problem::beyond_2037)) a.blockers.push_back({blocker_kind::beyond_2037, {}, {}});
    const bool knows_region = !v.clock_of(step).business || v.clock_of(step).business->has_hours();
    if (problems.count(time_problem::no_business_time))
      a.blockers.push_back({knows_region ? blocker_kind::no_business_time : blocker_kind::unknown_region, {}, {}});
    if (problems.count(time_problem::no_date)) a.blockers.push_back({blocker_kind::no_date, {}, {}});
    if (problems.count(time_problem::no_duration)) a.blockers.push_back({blocker_kind::no_duration, {}, {}});
  }

  std::string contact_on(const action& a, const std::string& channel) const {
    if (channel == "internal" || a.to == party::referrer) return {};
    for (const auto& kind : v.channel(channel)->needs)
      if (const auto value = v.who.contact.find(*kind); value != v.who.contact.end() && !value->second.empty())
        if (!has_bounced(h, channel, value->second)) return *kind;
    return {};
  }

  void choose_channel(action& a, const run& r) const {
    if (a.to == party::referrer && v.who.referrer.empty()) a.blockers.push_back({blocker_kind::no_referrer, {}, {}});
    const auto channels = channels_of(v, r, step_of(v, r));
    if (channels.empty()) a.blockers.push_back({blocker_kind::undeclared_channel, {}, {}});
    if (!a.blockers.empty()) return;
    for (const auto& channel : channels) {
      const auto found = against(a, channel);
      if (found.empty()) {
        a.channel = channel;
        a.contact = contact_on(a, channel);
        a.blockers.clear();
        return;
      }
      a.blockers.insert(a.blockers.end(), found.begin(), found.end());
    }
  }

  // The end of the last hold that applies, or time_begin.
  time_result held_until(const action& a, const run& r) const {
    time_result end{tickler::time_begin};
    const auto take = [&](std::optional<time_result> other) {
      if (other && end && (!*other || other->at > end.at)) end = *other;
    };
    const auto from_until = [](instant t) {
      return tickler::in_range(t) ? time_result{t} : time_result{{}, time_problem::beyond_2037};
    };
    const bool heeds_holds = a.channel != "internal" && a.to == party::prospect;
    for (const instant until : snoozed_until(v, r, h, heeds_holds)) take(from_until(until));
    if (!heeds_holds) return end;
    for (const auto& hold : v.policy.holds)
      if (in_force(hold) && (hold.channels.empty() || lists(hold.channels, a.channel)) && !excepts(hold.except, a))
        take(end_of_hold(v, hold, h, r.key));
    return end;
  }

  // Only what answers, or has a date, is worth doing early; our own next try is not.
  bool may_be_early(const run& r) const {
    const auto& s = step_of(v, r);
    if (*s.from == tickler::anchor::until && !counts_from_base(r, s)) return true;
    const bool counts_from_start = !r.moved || !counts_from_base(r, s);
    return counts_from_start && r.started.direction != direction::outbound;
  }

  ahead look_ahead(const action& a, const run& r) const {
    std::vector<std::string> asked{cadence_of(v, r).condition.text};
    for (const auto& s : cadence_of(v, r).steps) asked.push_back(s.condition.text);
    for (const auto& hold : v.policy.holds) asked.push_back(hold.condition.text);
    for (const auto& l : v.policy.limits) asked.push_back(l.condition.text);
    if (std::none_of(asked.begin(), asked.end(), [](const auto& text) { return may_change_by_itself(text); })) return {};
    ahead then{.changes = changes_of(v, asked, h, r, now)};
    std::vector<std::pair<const tickler::hold_draft*, instant>> holds;
    if (a.channel != "internal" && a.to == party::prospect)
      for (const auto& hold : v.policy.holds)
        if ((hold.channels.empty() || lists(hold.channels, a.channel)) && !excepts(hold.except, a))
          if (const auto end = end_of_hold(v, hold, h, r.key)) {
            holds.emplace_back(&hold, *end ? end->at : time_end);
            then.changes.insert(holds.back().second);
          }
    const run left = run_as_left(r);
    add_passing(left, then.changes, {});
    const auto own = passes_at(v, r, h);
    if (own) then.changes.insert(*own);
    // Asked for each instant that comes in question, up to 2037: with a schedule that is thousands of times of thousands.
    using answers = std::map<std::tuple<std::size_t, std::int64_t, instant, bool>, std::optional<instant>>;
    const passing passes = [known = std::make_shared<answers>()](const view& of, const run& each, const history& log) {
      const auto [answer, is_new] = known->try_emplace({each.step, each.repetition, each.base, each.moved});
      if (is_new) answer->second = passes_at(of, each, log);
      return answer->second;
    };
    then.allows = [this, holds, r, left, own, passes](instant t) {
      for (const auto& [hold, end] : holds)
        if (t < end && while_of_rule(v, hold->condition, h, t)) return false;
      if (!if_of_run(v, cadence_of(v, r).condition, h, t, r)) return false;
      if (own && *own <= t) return true;  // and is told as given up
      situation by_then;
      by_then.runs = {left};
      expire(v, by_then, h, t, passes);
      const auto there = by_then.runs.empty() ? std::nullopt : on_offer(v, by_then.runs.front(), h, t);
      return there && there->step == r.step && (there->repetition != r.repetition || there->base == r.base);
    };
    return then;
  }

  run run_as_left(const run& r) const {
    return *std::find_if(started.begin(), started.end(), [&](const run& each) { return each.begun == r.begun; });
  }

  // When it may pass, by whatever way: any step from its own on may be the one on offer.
  using places = std::set<std::tuple<std::size_t, std::int64_t, instant>>;
  void add_passing(run r, std::set<instant>& changes, places&& seen) const {
    const auto steps = cadence_of(v, r).steps.size();
    for (; r.step < steps; ++r.step, r.repetition = 0) {
      if (!seen.emplace(r.step, r.repetition, r.base).second) continue;
      const auto end = passes_at(v, r, h);
      if (!end || *end > now + date::days{400}) continue;
      changes.insert(*end);
      if (auto next = r; pass(v, next, *end)) add_passing(next, changes, std::move(seen));
    }
  }

  // As conditions are at each instant; or, if they are taken to stay, as they are now.
  time_result place_at(const action& a, const run& r, const calendars& open, instant not_before, instant from, instant end) const {
    if (conditions_stay) return place(open, rules_for(a, true), from, end);
    const auto then = look_ahead(a, r);
    if (!then.allows) return place(open, rules_for(a, true), from, end);
    instant free = std::max(not_before, now);
    for (const instant until : snoozed_until(v, r, h, a.channel != "internal" && a.to == party::prospect))
      free = std::max(free, until);
    return place(open, rules_for(a, true, true), free, end, then);
  }

  void squeeze(action& a, const run& r, const calendars& open, instant held) const {
    if (!a.at_latest) return;
    instant end = *a.at_latest;
    if (const auto date = date_of(v, r); date && *date > *a.not_before) end = std::min(end, *date);
    const auto first_open = next_open(open, *a.not_before);
    if (first_open && first_open.at <= end) return;
    const instant from = std::max(r.base, held);
    const auto interval = last_open(open, from, *a.not_before);
    a.late_unavoidable = !interval || !may_be_early(r);
    if (a.late_unavoidable) return;
    const auto first = std::max(interval->begin, now);
    const auto early = place_at(a, r, open, first, first, interval->end);
    if (early) a.when = early.at;
    a.squeezed = a.when.has_value();
  }

  // The ready action that leaves no room for this one.
  std::string behind_whom(const action& a, const calendars& open, instant from) const {
    std::optional<std::size_t> last_short, last;
    for (const auto& shared : rules_for(a, true)) {
      const auto ready = ready_in(*shared.limit, shared.key);
      if (ready.empty()) continue;
      last = std::max(last, std::optional(ready.back()));
      if (!place(open, {shared}, from)) last_short = std::max(last_short, std::optional(ready.back()));
    }
    return placed[*(last_short ? last_short : last)].id;
  }

  // If nothing happens the repetition has passed by then.
  bool comes_too_late(action& a, const run& r) const {
    const auto passes = passes_at(v, r, h);
    if (!passes || *a.when < *passes) return false;
    a.blockers.push_back({blocker_kind::too_late, {}, {}});
    a.given_up = passes, a.possible = a.when;
    a.when.reset(), a.squeezed = false;
    return true;
  }

  void put(action& a, const run& r) const {
    const auto open = calendars_of(a, step_of(v, r));
    const auto held = held_until(a, r);
    if (!held) {
      a.blockers.push_back({blocker_kind::beyond_2037, {}, {}});
      return;
    }
    const auto rules = rules_for(a, true);
    squeeze(a, r, open, held.at);
    const instant from = std::max({*a.not_before, held.at, now});
    if (!a.when) {
      const auto when = place_at(a, r, open, *a.not_before, from, time_end);
      if (when) a.when = when.at;
      if (!when && place(open, rules, from)) {
        a.blockers.push_back({blocker_kind::too_late, {}, {}});
        return;
      }
    }
    if (a.when) {
      if (comes_too_late(a, r)) return;
      a.state = *a.when == now ? action_state::ready : action_state::waiting;
      a.late = a.late || (a.at_latest && *a.when > *a.at_latest);
      if (a.state == action_state::ready)
        a.when = ready_since(open, rules, std::max({r.base, held.at, a.squeezed ? r.base : *a.not_before}));
      return;
    }
    const auto without_ready = place(open, rules_for(a, false), from);
    if (without_ready) {
      a.state = action_state::waiting;
      a.behind = behind_whom(a, open, from);
      return;
    }
    const bool never_open = without_ready.problem == time_problem::no_business_time;
    if (never_open) a.blockers.push_back({blocker_kind::never_open, {}, {}});
    for (const auto& rule_alone : rules_for(a, false))
      if (!never_open || !place({}, {rule_alone}, from)) a.blockers.push_back({blocker_kind::limit, {}, *rule_alone.limit->name});
    const auto points = turning_points(rules_for(a, false), from);
    const instant left_at_last = points.empty() ? from : std::max(from, *points.rbegin());
    if (rules.empty() || left_at_last + two_years > time_end) a.blockers.push_back({blocker_kind::beyond_2037, {}, {}});
  }

  // All stretches in which holds and snoozes delay the action, as history has it now.
  spans delays(const action& a, const run& r) const {
    auto all = snoozed_stretches(v, r, h);
    if (a.channel == "internal" || a.to == party::referrer) return all;
    for (const auto& hold : v.policy.holds) {
      if (!in_force(hold) || excepts(hold.except, a) || !(hold.channels.empty() || lists(hold.channels, a.channel))) continue;
      const auto more = stretches_of(v, r, hold, h);
      all.insert(all.end(), more.begin(), more.end());
    }
    return all;
  }

  // The first instant from `from` on at which it can be done, as far as history alone decides.
  instant possible_from(const action& a, const run& r, instant from) const {
    if (a.channel.empty()) return from;
    const auto held = delays(a, r);
    const auto rules = rules_of_history(a);
    const auto hours = calendars_of(a, step_of(v, r));
    for (instant t = after_touches(rules, from);;) {
      const auto free = first_free({}, held, t);
      const auto first = free ? place(hours, rules, *free) : time_result{{}, time_problem::beyond_2037};
      if (!first) return from;
      if (first_free({}, held, first.at) == first.at) return first.at;
      t = first.at;
    }
  }

  spans stops_by_holds(const run& r) const { return held_stretches(v, r, h, channel_by_history(v, r, h)); }

  // The end of the first day on which it can be done; a hold or snooze that begins before that is past gives it another day.
  time_result default_due(action& a, const run& r) const {
    instant possible = possible_from(a, r, std::max(*a.not_before, r.base));
    const auto& clock = v.clock_of(step_of(v, r));
    auto due = clock.next_date(possible);
    auto stops = stops_by_holds(r);
    const auto snoozes = snoozed_stretches(v, r, h);
    stops.insert(stops.end(), snoozes.begin(), snoozes.end());
    // Of those that begin at once the longest counts.
    std::sort(stops.begin(), stops.end(),
              [](const span& x, const span& y) { return std::tuple(x.begin, y.end) < std::tuple(y.begin, x.end); });
    for (const auto& s : stops) {
      if (!due || s.begin <= possible || due.at < s.begin || s.end >= time_end) continue;
      possible = possible_from(a, r, s.end);
      const auto moved_due = clock.next_date(possible);
      note_move(a, due.at, moved_due, s.end - s.begin);
      due = moved_due;
    }
    return due;
  }

  static void note_move(action& a, instant before, time_result after, std::chrono::seconds length) {
    if (!after || after.at == before) return;
    if (!a.first_due) a.first_due = before;
    a.held_for += length;
  }

  // A deadline that the policy states: moved by holds, unless it is written before a date.
  std::optional<instant> stated(const run& r, const window& w, const std::optional<tickler::located<tickler::duration>>& length,
                                instant t, bool is_before_date) const {
    const auto stops =
        standstills(v, step_of(v, r), channel_by_history(v, r, h), stops_by_holds(r), std::max(w.not_before.at, r.base));
    if (is_before_date) return t;
    const auto there = moved(v.clock_of(step_of(v, r)), {t, length && (*length)->uses_business_time()}, stops);
    return there ? there : std::optional(t);
  }

  // What is not stated, or was overtaken by a time of day, is due as the first day ends on which it can be done.
  void set_deadlines(action& a, const run& r, const window& w) const {
    if (!w.not_before) return;
    const auto& s = step_of(v, r);
    const bool is_dated = *s.from == tickler::anchor::until && !counts_from_base(r, s);
    const bool states_latest = s.at_latest || s.computed_at_latest.given();
    if (w.at_latest && *w.at_latest && !w.overtook_at_latest)
      a.at_latest = stated(r, w, s.at_latest, w.at_latest->at, is_dated && (s.at_latest_is_before || !states_latest));
    const bool is_stated = w.due && !w.overtook_due;
    if (is_stated && !*w.due) return;
    if (is_stated) {
      a.due = stated(r, w, s.within, w.due->at, is_dated && s.within_is_before);
      note_move(a, w.due->at, {*a.due}, *a.due - w.due->at);
      if (!w.overtook_at_latest) return;
    }
    action by_default = a;
    const auto due = default_due(by_default, r);
    if (w.overtook_at_latest) a.at_latest = due ? std::optional(due.at) : std::nullopt;
    if (is_stated || !due) return;
    a = by_default;
    if (w.overtook_at_latest) a.at_latest = due.at;
    a.due = a.at_latest ? std::min(due.at, *a.at_latest) : due.at;
  }

  // Would history alone let it be done in its window, but for the limits? Then they are to blame that it cannot.
  void blame_limits(action& a, const run& r, const window& w) const {
    const auto last = a.at_latest ? a.at_latest : w.due ? a.due : std::nullopt;
    const auto held = held_until(a, r);
    if (!last || now > *last || !held || (a.when && *a.when <= *last)) return;
    const auto open = calendars_of(a, step_of(v, r));
    const instant from = std::max({*a.not_before, r.base, held.at}), end = *last + std::chrono::seconds{1};
    const auto rules = rules_of_history(a);
    if (!place(open, {}, from, end) || place(open, rules, after_touches(rules, from), end)) return;
    a.late_unavoidable = true;
    const auto blame = [&a](const rule& each) {
      if (a.no_room.empty() || a.no_room.back() != *each.limit->name) a.no_room.push_back(*each.limit->name);
    };
    for (const auto& alone : rules)
      if (!place(open, {alone}, after_touches({alone}, from), end)) blame(alone);
    if (a.no_room.empty())
      for (const auto& each : rules) blame(each);
  }

  bool is_forbidden(const action& a, const std::string& channel) const {
    return std::any_of(v.policy.never.begin(), v.policy.never.end(), [&](const tickler::never_draft& n) {
      return in_force(n) && (n.channels.empty() || lists(n.channels, channel)) &&
             (n.purposes.empty() || lists(n.purposes, a.purpose));
    });
  }

  // Once it is late: the purpose as replaced, unless a `never` or a limit forbids that one where the action goes.
  void replace_when_late(action& a, const tickler::step_draft& step) const {
    if (!a.at_latest || now <= *a.at_latest || !step.when_late) return;
    action replaced = a;
    if (!step.when_late->purpose->empty()) replaced.purpose = *step.when_late->purpose;
    if (!a.channel.empty() && is_forbidden(replaced, a.channel)) return;
    const auto place_of_it = a.state == action_state::ready ? std::optional(now) : a.when;
    if (place_of_it && !keep(rules_for(replaced, true, !conditions_stay), *place_of_it)) return;
    a.purpose = replaced.purpose;
    a.replaced = true;
  }

  // An occurrence that comes too late gives way to the first of the next 200 that has a time.
  void add(const run& offered) {
    const auto first = made(offered);
    auto a = first;
    auto next = next_occurrence(v, offered);
    for (int tried = 0; tried < 200 && next && a.given_up && !a.supposed && is_within_repeat(*next);
         ++tried, next = next_occurrence(v, *next)) {
      next->base = *a.given_up, next->moved = true;
      a = made(*next);
    }
    placed.push_back(a.when || a.supposed ? a : first);
  }

  bool is_within_repeat(const run& r) const {
    const auto repeat = *step_of(v, r).repeat;
    return repeat == tickler::repeat_forever || r.repetition < repeat;
  }

  // The channel as of `when`, if a `never` leads to another one by then, tells that conditions are taken to stay.
  action made(const run& r) {
    conditions_stay = supposed.count(id_of(v, r)) != 0;
    auto a = made_once(r);
    if (!conditions_stay && a.when && a.state == action_state::waiting && channel_as_of(*a.when, a, r) != a.channel) {
      conditions_stay = true;
      a = made_once(r);
    }
    a.supposed = conditions_stay && a.state != action_state::ready;
    return a;
  }

  std::string channel_as_of(instant t, action a, const run& r) const {
    const planning then{.v = v, .h = h, .now = t, .known = known, .known_at = now, .supposed = supposed, .started = started};
    a.channel.clear(), a.purpose = *step_of(v, r).purpose;
    then.choose_channel(a, r);
    return a.channel;
  }

  action made_once(const run& r) const {
    const auto& step = step_of(v, r);
    const auto w = window_of(v, r);
    action a;
    a.id = id_of(v, r);
    a.cadence = *cadence_of(v, r).name;
    a.step = *step.name;
    a.key = r.key;
    a.repetition = r.repetition;
    a.start = r.start;
    a.ordinal = r.ordinal;
    a.to = *step.to;
    a.purpose = *step.purpose;
    if (w.not_before) a.not_before = w.not_before.at;
    choose_channel(a, r);
    set_deadlines(a, r, w);
    a.overdue = a.due && now > *a.due;
    a.late = a.at_latest && now > *a.at_latest;
    take_problems(a, r, w);
    const auto open = hours_of(v, step, a.channel.empty() ? std::nullopt : std::optional(a.channel));
    if (a.blockers.empty() && !std::all_of(open.begin(), open.end(), [](const auto& each) { return each.has_hours(); }))
      a.blockers.push_back({blocker_kind::unknown_region, {}, {}});
    if (a.blockers.empty()) {
      put(a, r);
      if (a.blockers.empty()) blame_limits(a, r, w);
    }
    replace_when_late(a, step);
    for (const auto& l : v.policy.limits)
      if (!a.channel.empty() && in_force(l) && is_counted(v, l, a)) a.in_limits.push_back(*l.name);
    return a;
  }
};

bool is_placed_before(const view& v, const run& a, const run& b) {
  const auto rank = [&](const run& r) {
    return std::tuple(-*cadence_of(v, r).priority, r.cadence, r.start, std::string_view(r.key), r.ordinal);
  };
  return rank(a) < rank(b);
}

status status_of(const std::vector<action>& actions, bool closed) {
  const auto any = [&](action_state state) {
    return std::any_of(actions.begin(), actions.end(), [&](const action& a) { return a.state == state; });
  };
  if (any(action_state::ready)) return status::active;
  if (any(action_state::waiting)) return status::waiting;
  if (any(action_state::blocked)) return status::blocked;
  return closed ? status::closed : status::unattended;
}

}  // namespace

decision decide(const tickler::policy_draft& policy, const tickler::prospect& who, const history& log, instant now,
                const referrer* known, const std::set<std::string>& supposed) {
  const view v(policy, who);
  history h;
  for (const auto& e : log)
    if (e.at <= now) h.push_back(e);
  note_counts(policy, who, h);
  if (stop_in_force(v, h)) return {status::stopped, {}};
  auto s = fold(v, h);
  const auto started = s.runs;
  expire(v, s, h, now);
  std::sort(s.runs.begin(), s.runs.end(), [&](const run& a, const run& b) { return is_placed_before(v, a, b); });
  planning plan{.v = v, .h = h, .now = now, .known = known, .supposed = supposed, .started = started};
  for (const auto& r : s.runs) {
    if (!if_of_run(v, cadence_of(v, r).condition, h, now, r)) continue;
    if (const auto offered = on_offer(v, r, h, now)) plan.add(*offered);
  }
  std::stable_sort(plan.placed.begin(), plan.placed.end(), [](const action& a, const action& b) {
    const auto rank = [](const action& x) {
      return std::tuple(x.state, x.state == action_state::waiting ? x.when.value_or(time_end) : tickler::time_begin);
    };
    return rank(a) < rank(b);
  });
  return {status_of(plan.placed, s.closed), plan.placed};
}

std::vector<std::string> broken_limits(const tickler::policy_draft& policy, const tickler::prospect& who, const history& log,
                                       const std::vector<action>& done, instant now) {
  const view v(policy, who);
  history h;
  for (const auto& e : log)
    if (e.at <= now) h.push_back(e);
  std::vector<std::string> broken;
  for (const auto& l : policy.limits) {
    if (!while_of_rule(v, l.condition, h, now)) continue;
    std::vector<std::string> keys;
    for (const auto& a : done) keys.push_back(a.key);
    for (const auto& key : keys_for(*l.by_key, {}, h, keys)) {
      auto instants = counted_in(v, l, history_for(h, key));
      bool is_concerned = false;
      for (const auto& a : done)
        if (is_counted(v, l, a) && !excepts(l.except, a) && (!key || a.key.empty() || a.key == *key)) {
          instants.push_back(now);
          is_concerned = true;
        }
      if (is_concerned && !holds_around(v, l, std::move(instants), now)) broken.push_back(*l.name);
    }
  }
  return broken;
}

}  // namespace plain
