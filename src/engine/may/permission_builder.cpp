#include "engine/may/permission_builder.hpp"

#include <algorithm>

#include "base/internal_access.hpp"
#include "engine/decide/decide.hpp"
#include "engine/fold/history_fold.hpp"
#include "engine/rules/channel.hpp"
#include "engine/rules/clocks.hpp"
#include "policy/program/rules_on.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

constexpr int most_moves = 4'096;

// Hears which actions of the plan a touch carries out. R136.
class done_actions final : public fold_listener {
 public:
  done_actions(const state::impl& s, permission& out) : s_(s), out_(out) {}

  void moved(trace_kind kind, const run& r) override {
    if (kind != trace_kind::done) return;
    const auto& actions = out_.plan.actions;
    const auto is_it = [&](const action& a) {
      return a.cadence == r.cadence && a.step == r.step && a.repetition == r.repetition && a.start == r.start &&
             a.ordinal == r.ordinal && out_.plan.key(a) == s_.keys[r.key];
    };
    const auto found = std::find_if(actions.begin(), actions.end(), is_it);
    out_.early |= found == actions.end() || found->state != action_state::ready;
    if (found != actions.end()) out_.carries_out.push_back(static_cast<std::uint32_t>(found - actions.begin()));
  }

 private:
  const state::impl& s_;
  permission& out_;
};

class permission_builder {
 public:
  permission_builder(const eval_context& v, workspace& space, permission_workspace& own, const asked_touch& touch, permission& out)
      : v_(v), p_(v.policy), space_(space), own_(own), touch_(touch), out_(out) {}

  // False where it is more work than a decision may be (R146).
  bool build(bool pushes_back) {
    auto& work = v_.memory.scratch.work();
    work.allow(p_.limits.decision_work);
    out_.as_of = v_.folded.last;
    find_named_runs();
    take_words();
    gather();
    judge();
    find_instants();
    find_what_decides();
    if (work.is_overdrawn()) return false;
    carry_out(pushes_back && out_.verdict == touch_verdict::go);
    return true;
  }

 private:
  // R135. Of a name that no run has on offer or ahead nothing comes.
  void find_named_runs() {
    if (!touch_.step) return;
    out_.in_vain = true;
    v_.folded.each_run(p_, [&](const run& r) {
      run at_now = r, later;
      const no_listener nobody;
      current_step(v_, at_now, later, nobody, expiry_asked::no);
      if (at_now.step >= p_.cadences[r.cadence].steps.size() || !names(v_, *touch_.step, at_now)) return;
      out_.in_vain = false;
      auto there = at_now;
      there.step = touch_.step->step;
      there.repetition = touch_.step->is_action_id ? touch_.step->repetition : there.step == at_now.step ? at_now.repetition : 0;
      for (const auto& snooze : v_.folded.step_snoozes)
        if (is_about(v_, snooze, there) && snooze.until > v_.now) snoozed_until_ = std::max(snoozed_until_, snooze.until);
    });
  }

  // R133. What is on offer says what it is for by now: `when_late` may have replaced it.
  void take_words() {
    words_ = touch_.words;
    if (touch_.step && !touch_.purpose_is_given)
      for (const auto& a : out_.plan.actions)
        if (is_named(a)) words_.purpose = a.purpose;
    out_.channel = words_.channel, out_.purpose = words_.purpose, out_.to = words_.with;
  }

  bool is_named(const action& a) const {
    const auto& name = *touch_.step;
    if (name.cadence != a.cadence || name.step != a.step) return false;
    return !name.is_action_id || (name.repetition == a.repetition && name.start == a.start && name.ordinal == a.ordinal &&
                                  means_key(name.encoded_key, out_.plan.key(a)));
  }

  bool is_internal() const noexcept { return words_.channel == channel::internal; }
  step_name excepted_step() const {
    if (!touch_.step || out_.in_vain) return {};
    const auto& cadence = p_.draft.cadences[touch_.step->cadence];
    return {*cadence.name, *cadence.steps[touch_.step->step].name};
  }

  constraint& add(rule_kind kind, std::size_t index = 0) {
    auto& c = own_.constraints.emplace_back();
    c.kind = kind, c.index = static_cast<std::uint16_t>(index);
    return c;
  }

  // Calendars last: they are asked from where all else leaves room (R75).
  void gather() {
    own_.constraints.clear();
    gather_closings();
    if (!is_internal()) gather_contact();
    gather_never();
    if (!is_internal() && words_.with == party::prospect) gather_holds();
    if (snoozed_until_ > v_.now) add(rule_kind::snooze).end = snoozed_until_;
    if (!is_internal()) gather_limits();
    gather_calendars();
  }

  void gather_closings() {
    const auto& contact = v_.folded.contact;
    for_each_bit(contact.stops, [&](std::size_t i) { add(rule_kind::stop, i); });
    if (contact.opted_out_of_all) add(rule_kind::opted_out);
    if (is_internal()) return;
    const auto channel_bit = static_cast<std::size_t>(p_.channel_numbers[touch_.declared]);
    if (words_.with == party::prospect) {
      for (std::size_t i = 0; i < contact.closed_by_stop.size(); ++i)
        if (has_bit(contact.closed_by_stop[i], channel_bit)) add(rule_kind::stop, i);
      if (!contact.opted_out_of_all && has_bit(contact.opted_out, channel_bit)) add(rule_kind::opted_out);
    } else if (has_bit(ways().opted_out, channel_bit)) {
      add(rule_kind::opted_out);
    }
    if (has_bit(ways().bounced, channel_bit)) add(rule_kind::bounced);
  }

  const ways_to& ways() {
    if (!ways_) ways_ = words_.with == party::prospect ? ways_to_prospect(v_) : ways_to_referrer(v_);
    return *ways_;
  }

  void gather_contact() {
    const bool to_referrer = words_.with == party::referrer;
    const bool is_known = has_bit(ways().reachable, touch_.declared) && (!to_referrer || v_.who.has_referrer);
    if (!to_referrer && p_.draft.channels[touch_.declared].needs.empty()) return;
    auto& c = add(rule_kind::contact, touch_.declared);
    if (is_known) c.end = time_begin;
    if (is_known && !to_referrer) out_.contact = contact_for(v_, touch_.declared, p_.channel_numbers[touch_.declared]);
  }

  void gather_never() {
    for_each_bit(never_on(p_, words_), [&](std::size_t i) { add_conditional(rule_kind::never, i, p_.never[i].condition); });
  }

  // One whose condition neither holds now nor will has nothing to say.
  constraint* add_conditional(rule_kind kind, std::size_t index, const condition_rule& condition) {
    if (condition && !condition->depends_on_time() && !holds(v_, *condition)) return nullptr;
    auto& c = add(kind, index);
    if (condition) c.condition = &*condition;
    return &c;
  }

  void gather_holds() {
    const auto step = excepted_step();
    for_each_bit(holds_on(p_, *p_.draft.channels[touch_.declared].name, step), [&](std::size_t i) {
      const auto end = v_.folded.hold_end(p_, i, touch_.key);
      if (!end || *end <= v_.now) return;
      if (auto* c = add_conditional(rule_kind::hold, i, p_.holds[i].condition)) c->end = *end;
    });
    if (v_.folded.snoozed && *v_.folded.snoozed > v_.now) add(rule_kind::snooze).end = *v_.folded.snoozed;
  }

  void gather_limits() {
    const auto counted = limits_on(p_, words_) & ~limits_excepting(p_, excepted_step());
    own_.limits.begin(v_, counted, touch_.key);
    for_each_bit(counted, [&](std::size_t i) {
      const auto& rule = p_.limit_rules[i];
      if (rule.condition && !rule.condition->depends_on_time() && !holds(v_, *rule.condition)) return;
      const auto first = own_.constraints.size();
      own_.limits.for_each(
          i, [this] { return touch_.key; },
          [&](const limit_usage& usage) {
            add_conditional(rule_kind::limit, i, rule.condition)
                ->limit.emplace(i, rule, v_.frame(), usage, 1, v_.memory.scratch.work());
          });
      tell_strictest(first);
    });
  }

  // Of a limit by key, asked of every key (R140): the one that leaves room last is told.
  void tell_strictest(std::size_t first) {
    const auto begin = own_.constraints.begin() + static_cast<std::ptrdiff_t>(first);
    if (own_.constraints.end() - begin < 2) return;
    const auto room = [&](const constraint& c) { return c.limit->first_from(v_.now); };
    const auto last = std::max_element(begin, own_.constraints.end(),
                                       [&](const constraint& x, const constraint& y) { return room(x) < room(y); });
    for (auto c = begin; c != own_.constraints.end(); ++c) c->is_told = c == last;
  }

  // Those of the channel and of the step. As the action of the step has them, where it goes by that channel, all of them together:
  // what does not open together within two years never opens.
  void gather_calendars() {
    const step_rule* step = touch_.step ? &p_.cadences[touch_.step->cadence].steps[touch_.step->step] : nullptr;
    if (step != nullptr)
      for (const auto& choice : step->choices)
        if (choice.channel == words_.channel) return gather_calendars(choice.hours);
    if (!is_internal()) gather_calendars(p_.hours_of_channels[touch_.declared]);
    if (step != nullptr) gather_calendars(step->hours);
  }

  void gather_calendars(std::uint16_t all) {
    const auto& calendars = p_.where->set(all);
    const auto calendar_of = [](std::uint16_t marked) {
      return static_cast<std::uint16_t>(marked & ~locale_cache::by_owners_clock);
    };
    if (calendars.empty()) return;
    const auto own = [&](std::size_t i) { return p_.where->single(calendars[i]); };
    for (std::size_t i = 0; i < calendars.size() && calendars.size() > 1; ++i) {
      auto& c = add(rule_kind::calendar, calendar_of(calendars[i]));
      c.hours = &v_.who.where->hours(own(i)), c.is_asked = false;
    }
    auto& together = add(rule_kind::calendar, calendar_of(calendars.front()));
    together.hours = &v_.who.where->hours(all), together.is_told = calendars.size() == 1;
    asks_together_ |= !together.is_told;
  }

  // R136. Nothing is asked of the state before the touch any more: it is taken into that one, unless somebody keeps it.
  void carry_out(bool pushes_back) {
    touch t{.at = v_.now, .row = &row_of_touch()};
    if (!pushes_back && !may_move(t)) return;
    auto& own = impl_of(space_.folded);
    const bool is_kept = &own != &v_.folded;
    auto& after = is_kept ? impl_of(own_.after) : own;
    if (is_kept) after = v_.folded;
    if (touch_.step) t.steps = {&touch_.step_text, 1};
    if (!touch_.key.empty()) t.keys = {&touch_.key, 1};
    done_actions listener(after, out_);
    history_fold<fold_listener>(p_, v_.who, after, space_.fold, listener).apply(t);
    if (pushes_back) push_back(after);
  }

  // Where there is no room for another kind of touchpoint it is made for this question alone.
  const touch_row& row_of_touch() {
    if (const auto kind = vocabulary(p_.words).try_classify(words_)) return (*p_.rows)[*kind];
    return own_row_.emplace(p_.rows->row_of(words_));
  }

  // Whether it can carry out anything, as far as its words and the runs that there are tell.
  bool may_move(const touch& t) const {
    if (touch_.step || !t.row->is_certain()) return true;
    for (std::size_t word = 0; word < p_.cadence_words; ++word)
      if ((v_.folded.running[word] & t.row->matches.bits.affects()[word]) != 0) return true;
    return false;
  }

  // What each says by itself.
  void judge() {
    for (const auto& c : own_.constraints) {
      if (!c.is_told) continue;
      auto& r = out_.rulings.emplace_back();
      r.kind = c.kind, r.index = c.index;
      const auto free = first_allowed_by(c);
      if (free < time_end) r.when = free;
      const bool lacks_data = c.kind == rule_kind::contact || (c.hours != nullptr && !c.hours->knows_region());
      r.verdict = free == v_.now    ? touch_verdict::go
                  : free < time_end ? touch_verdict::wait
                  : lacks_data      ? touch_verdict::missing
                                    : touch_verdict::stop;
      if (c.kind == rule_kind::limit) count(*c.limit, p_.limit_rules[c.index], r);
      out_.verdict = std::max(out_.verdict, r.verdict);
    }
  }

  instant first_allowed_by(const constraint& c) const {
    auto x = v_.now;
    for (int left = most_moves; left > 0; --left) {
      const auto next = c.first_from(v_, x);
      if (next == x || next >= time_end) return next;
      x = next;
    }
    return x;
  }

  // R76, the touchpoints that matter to it at now.
  void count(const limit_window& limit, const limit_rule& rule, ruling& r) const {
    r.at_most = rule.at_most;
    const auto& usage = limit.usage();
    for (std::size_t i = 0; i < usage.size(); ++i) {
      const auto over = rule.per ? rule.per->after(usage.at(i), v_.frame()) : time_result{time_end};
      if (over && over.at <= v_.now) continue;
      ++r.used;
      if (!r.frees && over && over.at < time_end) r.frees = over.at;
    }
  }

  // R137. The first instant that all allow is found by asking them in turn, until none moves it any more.
  void find_instants() {
    if (out_.verdict > touch_verdict::wait) return;
    auto x = v_.now;
    const bool all_allow = out_.verdict == touch_verdict::go && !asks_together_;
    for (int left = most_moves; !all_allow; --left) {
      const auto moved = moved_by_some(x);
      if (moved == x) break;
      x = moved;
      if (x >= time_end) {
        out_.verdict = touch_verdict::stop;
        return;
      }
      if (left == 0) {
        out_.supposed = true;
        break;
      }
    }
    out_.when = x;
    out_.verdict = x == v_.now ? touch_verdict::go : touch_verdict::wait;
    if (out_.verdict == touch_verdict::go) out_.until = end_from(x);
  }

  instant moved_by_some(instant x) const {
    for (const auto& c : own_.constraints) {
      if (!c.is_asked) continue;
      const auto next = c.first_from(v_, x);
      if (next != x) return next;
    }
    return x;
  }

  std::optional<instant> end_from(instant x) {
    for (int left = most_moves; left > 0; --left) {
      auto until = time_end;
      for (const auto& c : own_.constraints)
        if (c.is_asked) until = std::min(until, c.allows_until(v_, x));
      if (until >= time_end) return std::nullopt;
      x = until;
      if (moved_by_some(x) != x) return x;
    }
    out_.supposed = true;
    return x;
  }

  // R138. What stands in the way to the last; where that is closed hours alone, also what did when it was open before.
  void find_what_decides() {
    if (out_.verdict == touch_verdict::go) return;
    if (out_.verdict != touch_verdict::wait)
      return decide_by([&](const constraint&, const ruling& r) { return r.verdict == out_.verdict; });
    if (out_.supposed) return decide_by([&](const constraint&, const ruling& r) { return r.verdict != touch_verdict::go; });
    auto last = *out_.when - std::chrono::seconds{1};
    const auto stands_in_the_way = [&](const constraint& c, const ruling&) { return !c.allows(v_, last); };
    decide_by(stands_in_the_way);
    for (const auto& c : own_.constraints) {
      if (c.hours == nullptr || !c.is_asked || c.allows(v_, last)) continue;
      const auto before = c.hours->before(last);
      if (!before || before->end <= v_.now) continue;
      last = before->end - std::chrono::seconds{1};
      return decide_by(stands_in_the_way);
    }
  }

  template <class Decides>
  void decide_by(const Decides& decides) {
    bool any = false;
    auto ruling = out_.rulings.begin();
    for (const auto& c : own_.constraints) {
      if (!c.is_told) continue;
      ruling->decides |= decides(c, *ruling);
      any |= ruling->decides;
      ++ruling;
    }
    // Never open together, though each opens.
    if (!any)
      for (auto& r : out_.rulings) r.decides = r.verdict != touch_verdict::go || r.kind == rule_kind::calendar;
  }

  // R139.
  void push_back(const state::impl& after) {
    clear(own_.plan, p_.fingerprint);
    decide_at({p_, v_.who, after, v_.now, space_.fold.memory, v_.referrer}, space_.decide, own_.plan);
    if (own_.plan.status == status::invalid) return;
    for (std::uint32_t i = 0; i < out_.plan.actions.size(); ++i) {
      const auto& a = out_.plan.actions[i];
      const auto at = time_of(a);
      if (!at) continue;
      const auto is_it = [&](const action& b) {
        return b.cadence == a.cadence && b.step == a.step && b.repetition == a.repetition && b.start == a.start &&
               b.ordinal == a.ordinal && own_.plan.key(b) == out_.plan.key(a);
      };
      const auto found = std::find_if(own_.plan.actions.begin(), own_.plan.actions.end(), is_it);
      if (found == own_.plan.actions.end()) continue;
      const auto to = time_of(*found);
      if (!to || *to > *at) out_.pushes_back.push_back({i, to});
    }
  }

  // When it can be done: one that is ready, now.
  std::optional<instant> time_of(const action& a) const { return a.state == action_state::ready ? v_.now : a.when; }

  const eval_context& v_;
  const compiled_policy& p_;
  workspace& space_;
  permission_workspace& own_;
  const asked_touch& touch_;
  permission& out_;
  touch_words words_{};
  std::optional<ways_to> ways_{};
  instant snoozed_until_ = time_begin;
  bool asks_together_ = false;  // of calendars more than each by itself
  std::optional<touch_row> own_row_{};
};

}  // namespace

std::size_t declared_channel(const compiled_policy& p, channel c) {
  const auto bit = p.rows->channels()(c);
  const auto& numbers = p.channel_numbers;
  const auto at = std::find(numbers.begin(), numbers.end(), bit);
  return bit == no_channel || at == numbers.end() ? undeclared_channel : static_cast<std::size_t>(at - numbers.begin());
}

asked_touch look_up(const compiled_policy& p, const proposed_touch& touch) {
  asked_touch out;
  const step_rule* step = nullptr;
  if (!touch.step.empty()) {
    out.step = find_step(p, touch.step);
    step = &p.cadences[out.step->cadence].steps[out.step->step];
  }
  out.step_text = touch.step, out.key = touch.key;
  out.purpose_is_given = touch.purpose.has_value();
  const bool is_internal = touch.channel == channel::internal;
  out.words = {touch.channel, is_internal ? direction::internal : direction::outbound,
               touch.purpose.value_or(step != nullptr ? step->purpose : purpose::none), outcome::none,
               touch.to.value_or(step != nullptr ? step->to : party::prospect)};
  out.declared = declared_channel(p, touch.channel);
  return out;
}

bool permit(const eval_context& v, workspace& space, permission_workspace& own, const asked_touch& touch, bool pushes_back,
            permission& out) {
  return permission_builder(v, space, own, touch, out).build(pushes_back);
}

}  // namespace tickler::inline TICKLER_ABI
