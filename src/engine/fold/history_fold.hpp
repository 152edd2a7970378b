// Takes touchpoints into a state, one after the other: semantics R35 to R53; snoozes and holds, R33, R34 and R74.
//
// Each goes through the same stages: which events it matches (the conditions of patterns are asked here); what it does to contact;
// which steps it names; what it does to every cadence it affects; closing, snoozes, holds, limits; what conditions will ask about.
// What a run becomes is not decided here but in rules/run_transition.hpp. This finds the run, asks the rules, and keeps the books:
// slots, lists, keys, the number of runs.
//
// Not every cadence is looked at for every touchpoint. One that the touchpoint neither starts nor ends, and no step of which it
// can carry out, could only be changed by the passing of time; and what has expired is the same whenever it is asked, unless
// conditions are asked on the way (then the cadence is `eager`). So a touchpoint costs what it affects, and not what there is.
//
// Cost of one: cadences that it affects, plus the runs of those that are `per: key` or `per: start`.
//
// A long file, since the stages of one touchpoint share what they find out about it, and are read one after the other.
#pragma once

#include <algorithm>
#include <string_view>
#include <tickler/export.hpp>
#include <tuple>

#include "base/hash.hpp"
#include "engine/fold/fold_listener.hpp"
#include "engine/fold/fold_workspace.hpp"
#include "engine/fold/keys_apart.hpp"
#include "engine/fold/pauses.hpp"
#include "engine/rules/carrying_out.hpp"
#include "engine/rules/contact.hpp"
#include "engine/rules/current_step.hpp"
#include "engine/rules/event_count.hpp"
#include "engine/rules/run_transition.hpp"
#include "engine/state/eval_context.hpp"
#include "engine/state/newest.hpp"
#include "engine/state/touch.hpp"

namespace tickler::inline TICKLER_ABI {

// Listener: fold_listener, or const no_listener.
template <class Listener>
class history_fold {
 public:
  // The facts of the prospect must be in the workspace.
  history_fold(const compiled_policy& p, const resolved_prospect& who, state::impl& s, fold_workspace& space, Listener& listener)
      : p_(p), who_(who), s_(s), space_(space), listener_(listener) {}

  // The order is R35. Two things in it are easy to break: closing comes after the cadences, for what both starts and closes closes
  // (R94); and track() comes last, for conditions see the history before the touchpoint (R66). The cadence's own `if`, which sees
  // the touchpoint too, is told of it apart (`starting`). `touch_count` is the index of the touchpoint up to track(), its number
  // from there on.
  void apply(touch& t) {
    // Still counted: its successors are known by their numbers, `started_by` and `seen` (R67). To one that is invalid already no
    // touchpoint means anything.
    if ((t.row->flags.inert && t.steps.empty()) || s_.problem != prospect_problem::none) {
      ++s_.touch_count;
      s_.last = t.at;
      return;
    }
    t_ = &t;
    begin_work();
    has_expired_by_channel_ = p_.lapses_by_channel && may_change_contact(t);
    if (has_expired_by_channel_) [[unlikely]]
      expire_by_channel();
    before_ = p_.asks_reachable && may_change_contact(t) ? std::optional(closed_now(p_, who_, s_)) : std::nullopt;
    apply_contact(t);
    read_names();
    apply_to_runs();
    if (t.meant->closes) close();
    if (t.row->words.outcome == outcome::snoozed && t.until) snooze();
    if (asks_key()) [[unlikely]]
      find_key_rows();
    if (t.meant->holds) apply_holds();
    count_limits();
    ++s_.touch_count;
    track();
    s_.last = t.at;
    end_work();
  }

  // Of all that only opt-outs, bounces and stops.
  void apply_contact(touch& t) {
    t_ = &t;
    listener_.touchpoint(s_.touch_count, t.at);
    match_events(t);
    const auto report = [this](trace_kind kind, std::size_t index, const contact_effect& e) { listener_.contact(kind, index, e); };
    ends_all_ = tickler::apply_contact(p_, who_, t, s_.contact, s_.to_referrer, report);
  }

  // Of a plain touchpoint without details, what it does to these cadences and no others: all that it affects, of the first 64.
  // Bulk only: plain means that its row has no pattern with a condition and nothing to do with contact, holds or snoozes, so the
  // row's own events are all of them, and there is nothing else to take in.
  void apply_to_cadences(touch& t, bit_mask affected) {
    t_ = &t;
    begin_work();
    t.events = t.row->events.data();
    t.meant = &t.row->matches;
    space_.named.count = 0;
    ends_all_ = has_expired_by_channel_ = false;
    before_.reset();
    crowded_ = false;
    if (may_be_crowded(1)) [[unlikely]]
      apply_to_runs();
    else
      for_each_bit(affected, [&](std::size_t c) { apply_to_cadence(static_cast<std::uint16_t>(c)); });
    end_work();
  }

  // From now on only these of the first 64 cadences are looked at, and only these limits count. For bulk_fold, which knows the
  // others by other means. Cadences from the 65th on have no lanes and are always looked at.
  void look_at(bit_mask cadences) noexcept { looked_at_ = cadences; }
  void count_only(std::uint32_t limits) noexcept { counted_ = limits; }
  bool was_crowded() const noexcept { return was_crowded_; }

 private:
  // R146.
  void begin_work() noexcept { space_.memory.scratch.work().allow(p_.limits.touchpoint_work); }
  void end_work() noexcept {
    if (space_.memory.scratch.work().is_overdrawn()) [[unlikely]]
      s_.problem = prospect_problem::too_costly;
  }

  // Of the history before the touchpoint.
  eval_context view() const { return {p_, who_, s_, t_->at, space_.memory, nullptr, before_ ? &*before_ : nullptr}; }
  bool may_change_contact(const touch& t) const noexcept {
    return t.row->contact_channels != 0 || t.row->flags.may_stop || (t.row->flags.reopened != 0 && closings_of(t).has_bounces());
  }
  const channel_closings& closings_of(const touch& t) const noexcept {
    return t.row->words.with == party::prospect ? s_.contact : s_.to_referrer;
  }
  // An upper bound that costs nothing: every slot counted as if it were running, and each key as if it began a run of each cadence
  // (R107).
  bool may_be_crowded(std::size_t keys) const noexcept { return s_.runs.size() + p_.cadences.size() * keys > p_.limits.runs; }

  // R21 and R23. Which conditions hold picks one of the row's variants, made when the policy was compiled; only rows with too many
  // conditions have none, and for them the rules are matched here. The result points into the row or into the workspace: good
  // until the next touchpoint.
  void match_events(touch& t) {
    const auto& row = *t.row;
    t.events = row.events.data();
    t.meant = &row.matches;
    if (row.is_certain()) return;
    auto& matched = space_.events;
    matched = row.events;
    std::size_t variant = 0;
    for (std::size_t i = 0; i < row.conditional.size(); ++i) {
      const auto& [event, condition] = row.conditional[i];
      // Any pattern of an event will do (R21): one that is matched already is not asked about again.
      if (has_bit(matched.data(), event) || !holds(p_, p_.touch_conditions[condition], t, space_.memory)) continue;
      set_bit(matched.data(), event);
      variant |= bit(i);
    }
    for (std::size_t i = 0; i < row.counted.size(); ++i) {
      const auto& count = p_.event_counts[row.counted[i]];
      if (has_bit(matched.data(), count.event) || !has_bit(matched.data(), count.of) || !is_reached(view(), count)) continue;
      set_bit(matched.data(), count.event);
      variant |= bit(row.conditional.size() + i);
    }
    if (row.variants.empty()) [[unlikely]] {
      match_rules(p_, row.words, matched, space_.matches);
      t.events = matched.data();
      t.meant = &space_.matches;
    } else {
      t.events = row.variants[variant].events.data();
      t.meant = &row.variants[variant].matches;
    }
  }

  // R43: a name that the policy does not know is as if it were absent, so only known ones make it a touchpoint that names steps.
  void read_names() {
    auto& named = space_.named;
    named.count = 0;
    for (const auto& each : t_->steps) {
      const auto name = find_step(p_, each);
      if (!name) continue;
      named.used[named.count] = false;
      named.list[named.count++] = *name;
    }
  }

  void close() {
    s_.closed = true;
    s_.closed_by = s_.touch_count + 1;
    listener_.closed();
  }

  // In order; but those that the touchpoint starts nothing in, and can change nothing in but by the passing of time, are left for
  // later: what has expired is the same whenever it is asked.
  void apply_to_runs() {
    // R107: those that have expired do not count, and here runs may lie about expired unseen.
    crowded_ = may_be_crowded(std::max<std::size_t>(t_->keys.size(), 1));
    was_crowded_ |= crowded_;
    if (crowded_) expire_all();  // only the living count
    // A name may be of any cadence, and what ends all contact ends every run (R39): then the masks of the row do not tell.
    const bool all = space_.named.count > 0 || ends_all_;
    const auto& bits = t_->meant->bits;
    for (std::size_t word = 0; word < p_.cadence_words; ++word) {
      const auto affected = all ? ~bit_mask{0} : bits.affects()[word] | p_.eager[word];
      // What starts a cadence concerns it whether it runs or not; the rest only where there is a run.
      const auto concerned = (bits.starts()[word] | (s_.running[word] & affected)) & (word == 0 ? looked_at_ : ~bit_mask{0});
      for_each_bit(concerned, [&](std::size_t c) {
        if (s_.problem == prospect_problem::none) apply_to_cadence(static_cast<std::uint16_t>(word * 64 + c));
      });
    }
  }

  void apply_to_cadence(std::uint16_t cadence) {
    const auto per = p_.cadences[cadence].per;
    if (per == run_per::prospect)
      apply_to_slot(cadence);
    else if (per == run_per::key && t_->keys.size() > 1) [[unlikely]]
      apply_to_each_key(cadence);
    else
      apply_to_listed(cadence, runs_asked::all);
  }

  // R52: of several keys it is as many touchpoints, one after the other. The first lets pass what has expired in all runs, so the
  // others are asked about their own alone.
  [[gnu::noinline]] void apply_to_each_key(std::uint16_t cadence) {
    const auto keys = t_->keys;
    for (std::size_t i = 0; i < keys.size() && s_.problem == prospect_problem::none; ++i) {
      t_->keys = keys.subspan(i, 1);
      std::fill_n(space_.named.used, space_.named.count, false);
      apply_to_listed(cadence, i == 0 ? runs_asked::all : runs_asked::its_own);
    }
    t_->keys = keys;
  }

  // R49 with its columns in their order: ended or carried out, and only then started. The slot of a run that is over keeps its old
  // values; the bit in `running` is what says that it is free.
  void apply_to_slot(std::uint16_t cadence) {
    const auto& rule = p_.cadences[cadence];
    auto& r = s_.slots[cadence];
    const bool was_running = s_.is_running(cadence);
    const auto change = was_running ? apply_to_run(rule, r, true) : run_change::none;
    const bool running = was_running && !is_over(change);
    if (is_over(change)) drop_slot(cadence);
    if (has_bit(t_->meant->bits.starts(), cadence))
      start(
          cadence, running ? &r : nullptr,
          {.restart = rule.restart, .finished = change == run_change::finished, .running = running, .carried = is_carried(change)});
  }

  // R52 and R53. The list is in the order in which runs were begun, so the first that fits is the oldest (R42).
  enum class runs_asked : std::uint8_t { all, its_own };
  [[gnu::noinline]] void apply_to_listed(std::uint16_t cadence, runs_asked asked) {
    const auto& rule = p_.cadences[cadence];
    const auto first = first_listed_of(cadence);
    auto next = first;
    start_facts facts{.restart = rule.restart};
    bool carried = false;  // a step is carried out in one run, unless names say otherwise
    while (next < s_.runs.size() && s_.runs[next].cadence == cadence) {
      auto& r = s_.runs[next];
      if (asked == runs_asked::its_own && !is_about(rule, r)) {
        ++next;
        continue;
      }
      const auto change = apply_to_run(rule, r, is_about(rule, r) && (space_.named.count > 0 || !carried));
      // R48: *just over* asks about any run of the cadence, *running* only about the one that would be begun.
      if (is_carried(change)) {
        carried = true;
        facts.carried |= s_.keys[r.key] == starting_key(rule);
      }
      facts.finished |= change == run_change::finished;
      if (is_over(change))
        drop_listed(next);
      else
        ++next;
    }
    if (!has_bit(t_->meant->bits.starts(), cadence)) return;
    // With `per: start` it stays null: there none is *running* (R53).
    run* running = nullptr;
    if (rule.per == run_per::key)
      for (auto at = first; at < next && !running; ++at)
        if (s_.keys[s_.runs[at].key] == t_->first_key()) running = &s_.runs[at];
    facts.running = running != nullptr;
    start(cadence, running, facts);
  }

  // One run and the touchpoint: expired first (R38, on the history before the touchpoint, which of that very second comes too
  // late), then ended (R39), then carried out (R40 to R47). A run whose last step had expired is over as of that instant, which is
  // its base, and not as of the touchpoint: `again` counts from there (R50).
  run_change apply_to_run(const cadence_rule& rule, run& r, bool may_carry) {
    const auto cadence = r.cadence;
    run later;
    const run* offered = &r;
    // `offered` is then r, `later` (r at a step behind those whose `if` does not hold), or null: nothing is on offer (R37).
    // What expires by which channels are closed has been let pass before this touchpoint has closed or opened any.
    if (has_expired_by_channel_ && rule.lapses_by_channel) [[unlikely]]
      offered = first_that_holds(view(), r, later);
    else if (!rule.stands_still())
      offered = current_step(view(), r, later, listener_, expiry_asked::no).at;
    if (r.step == rule.steps.size()) {
      listener_.expired_out(r);
      note_end(rule, cadence, r.base);
      return run_change::expired_out;
    }
    const auto change = met(ends(rule, r), [&] { return may_carry ? carry_out(rule, r, offered) : run_change::none; });
    if (change == run_change::ended) listener_.moved(ends_all_ ? trace_kind::terminated : trace_kind::ended, r);
    if (change == run_change::finished) listener_.moved(trace_kind::completed, r);
    if (is_over(change)) note_end(rule, cadence, t_->at);
    return change;
  }

  // With `per: key` a touchpoint with a key is about the run of that key alone; one without a key may be about any. It has one at
  // most here (apply_to_each_key).
  bool is_about(const cadence_rule& rule, const run& r) const {
    return rule.per != run_per::key || t_->keys.empty() || s_.keys[r.key] == t_->first_key();
  }

  bool ends(const cadence_rule& rule, const run& r) const {
    return ends_all_ || (has_bit(t_->meant->bits.ends(), r.cadence) && is_about(rule, r));
  }

  run_change carry_out(const cadence_rule& rule, run& r, const run* offered) {
    if (space_.named.count > 0) return carry_out_named(rule, r);
    if (!offered || !fits(view(), *t_, *offered)) return run_change::none;
    // R37: the steps before it are passed only now, when it is carried out.
    if (offered != &r) r.step = offered->step, r.repetition = offered->repetition;
    if (is_of_next_occurrence(view(), r)) ++r.repetition;
    return moved_on(rule, r, trace_kind::done);
  }

  // The names are about the run as it was: each counts once, whatever their order (R44 to R46). A name that has been used is
  // spent: it went to the oldest run that it fits, and runs are visited oldest first.
  run_change carry_out_named(const cadence_rule& rule, run& r) {
    std::optional<std::pair<std::uint16_t, std::uint32_t>> furthest;  // step and repetition
    for (std::size_t i = 0; i < space_.named.count; ++i) {
      const auto& name = space_.named.list[i];
      if (space_.named.used[i] || !names(view(), name, r) || !fits_named(*t_, rule.steps[name.step])) continue;
      space_.named.used[i] = true;
      // A later step is carried out in its first repetition, and all before it are passed (R46).
      const auto repetition = name.is_action_id ? name.repetition : name.step == r.step ? r.repetition : 0;
      furthest = std::max(furthest, std::optional(std::pair(name.step, repetition)));
    }
    if (!furthest) return run_change::none;
    std::tie(r.step, r.repetition) = *furthest;
    return moved_on(rule, r, t_->row->words.outcome == outcome::skipped ? trace_kind::skipped : trace_kind::done);
  }

  run_change moved_on(const cadence_rule& rule, run& r, trace_kind how) {
    listener_.moved(how, r);
    if (t_->row->words.outcome != outcome::skipped) r.done_step = r.step, r.done_repetition = r.repetition, r.done_at = t_->at;
    return move_on(rule, r, t_->at) ? run_change::advanced : run_change::finished;
  }

  // `running`: the run that it would begin, if that is under way (R48). The refusals that need no condition are asked first and by
  // no clock; `again` and the cadence's `if` only if these let it pass. A stop of this very touchpoint has been noted by then. One
  // that replaces a run adds none, and needs no room (R107).
  void start(std::uint16_t cadence, run* running, start_facts facts) {
    const auto& rule = p_.cadences[cadence];
    facts.stopped = s_.contact.stopped();
    const auto why = refuses_start(facts, [&] { return refused_by_conditions(rule, cadence); });
    if (why != refusal::none) return listener_.refused(cadence, why);
    if (running) {
      listener_.moved(trace_kind::restarted, *running);
      free_key(*running);
    } else if (!has_room()) {
      return;
    }
    if (rule.has_slot()) {
      set_bit(s_.running.data(), cadence);
      return begin(cadence, s_.slots[cadence]);
    }
    if (running) s_.runs.erase(s_.runs.begin() + (running - s_.runs.data()));  // it is the newest of its cadence now
    auto end = first_listed_of(cadence);
    while (end < s_.runs.size() && s_.runs[end].cadence == cadence) ++end;
    set_bit(s_.running.data(), cadence);
    begin(cadence, *s_.runs.emplace(s_.runs.begin() + static_cast<std::ptrdiff_t>(end)));
  }

  // In the order of R48. The `if` sees the touchpoint as history already, with its instant as `now` (R66).
  refusal refused_by_conditions(const cadence_rule& rule, std::uint16_t cadence) const {
    if (rule.again != again_draft::kind::yes && !may_start_again(rule, s_.cadences[cadence])) return refusal::again;
    return !rule.condition || holds(view(), *rule.condition, nullptr, t_) ? refusal::none : refusal::condition;
  }

  // R50: from that second on it may. An `again` that leads beyond 2037 never ends (R8), hence `free &&`.
  bool may_start_again(const cadence_rule& rule, const cadence_memory& memory) const {
    if (!memory.last_end) return true;
    if (rule.again == again_draft::kind::never) return false;
    const auto free = rule.wait.after(*memory.last_end, who_.where->frame());
    return free && free.at <= t_->at;
  }

  // Of the run that the touchpoint may start.
  std::string_view starting_key(const cadence_rule& rule) const {
    return rule.per == run_per::key ? t_->first_key() : std::string_view{};
  }

  // R88: tells the runs of one cadence and key apart that begin in the same second. A slot that is free still says when its last
  // run began.
  std::uint16_t ordinal_of_next(run_per per, std::uint16_t cadence, const run& before) {
    if (per == run_per::prospect) [[likely]]
      return before.start == t_->at ? static_cast<std::uint16_t>(before.ordinal + 1) : std::uint16_t{0};
    if (s_.begun_at != t_->at) s_.begun_at = t_->at, s_.begun.clear();
    fnv_hash hash;
    if (per == run_per::key) hash.text(t_->first_key());
    const auto key = hash.value();
    for (auto& each : s_.begun)
      if (each.cadence == cadence && each.key_hash == key) return ++each.last_ordinal;
    s_.begun.push_back({key, cadence, 0});
    return 0;
  }

  // R36: at the first step, with its base at its start; whatever r held before is overwritten.
  void begin(std::uint16_t cadence, run& r) {
    const auto per = p_.cadences[cadence].per;
    r = {.cadence = cadence,
         .start = t_->at,
         .base = t_->at,
         .start_words = t_->row->number,
         .started_by = s_.touch_count + 1,
         .ordinal = ordinal_of_next(per, cadence, r),
         .until = t_->until};
    if (per == run_per::key || p_.asks_start_key) r.start_key = slot_for(t_->first_key());
    if (per == run_per::key) r.key = r.start_key;
    // R94: only a run that has begun opens again, no start that was refused.
    s_.closed = false;
    listener_.begun(r, s_.keys[r.key]);
  }

  void note_end(const cadence_rule& rule, std::uint16_t cadence, instant t) {
    if (rule.again != again_draft::kind::yes) s_.cadences[cadence].last_end = t;
  }

  void drop_slot(std::uint16_t cadence) {
    free_key(s_.slots[cadence]);
    s_.running[cadence / 64] &= ~bit(cadence % 64);
  }

  // Order matters to those that remain, so they close up. Costs a pass, on lists of at most 256 runs that are mostly short.
  void drop_listed(std::size_t at) {
    free_key(s_.runs[at]);
    const auto cadence = s_.runs[at].cadence;
    s_.runs.erase(s_.runs.begin() + static_cast<std::ptrdiff_t>(at));
    const auto is_its = [cadence](const run& r) { return r.cadence == cadence; };
    if (std::none_of(s_.runs.begin(), s_.runs.end(), is_its)) s_.running[cadence / 64] &= ~bit(cadence % 64);
  }

  // As the last touchpoint would have left them. Not as of this touchpoint: that is for each cadence to do in its turn. Cadences
  // that expire and have conditions are eager, so every touchpoint has been shown to them; for all others what has expired is the
  // same whenever it is asked.
  void expire_all() {
    if (!s_.last) return;
    expire_where([this](const run& r) { return expires_by_time_alone(p_.cadences[r.cadence]); }, *s_.last);
  }
  static bool expires_by_time_alone(const cadence_rule& rule) noexcept {
    return rule.lapses && !rule.has_conditions && !rule.lapses_by_channel;
  }

  template <class Predicate>
  void expire_where(Predicate&& p, instant t) {
    const auto is_over = [&](run& r) { return p(r) && expires_all_of(r, t); };
    for (std::size_t c = 0; c < p_.cadences.size(); ++c)
      if (p_.cadences[c].has_slot() && s_.is_running(c) && is_over(s_.slots[c])) drop_slot(static_cast<std::uint16_t>(c));
    for (std::size_t i = 0; i < s_.runs.size();) {
      if (is_over(s_.runs[i]))
        drop_listed(i);
      else
        ++i;
    }
  }

  // R38, on the history before the touchpoint: which channels are closed is about to change.
  void expire_by_channel() {
    expire_where([this](const run& r) { return p_.cadences[r.cadence].lapses_by_channel; }, t_->at);
  }

  bool expires_all_of(run& r, instant t) {
    const auto& rule = p_.cadences[r.cadence];
    run later;
    current_step(eval_context{p_, who_, s_, t, space_.memory}, r, later, listener_, expiry_asked::no);
    if (r.step != rule.steps.size()) return false;
    listener_.expired_out(r);
    note_end(rule, r.cadence, r.base);
    return true;
  }

  // For one run more. If there is none the prospect is invalid from here on, whatever follows (R107).
  bool has_room() {
    if (!crowded_) return true;
    std::size_t living = 0;
    s_.each_run(p_, [&](const run&) { ++living; });
    if (living >= p_.limits.runs) s_.problem = prospect_problem::too_many_runs;
    return living < p_.limits.runs;
  }

  std::size_t first_listed_of(std::uint16_t cadence) const noexcept {
    const auto reached = [&](const run& r) { return r.cadence >= cadence; };
    return static_cast<std::size_t>(std::find_if(s_.runs.begin(), s_.runs.end(), reached) - s_.runs.begin());
  }

  // Keys lie apart from runs so that runs are plain data and a key is copied once. A slot that is free is taken again with its
  // string's memory, so a warm state allocates nothing. Slot 0 is the empty key and never given away.
  std::uint16_t slot_for(std::string_view key) {
    if (key.empty()) return 0;
    const auto free = std::find(s_.key_used.begin() + 1, s_.key_used.end(), false) - s_.key_used.begin();
    const auto slot = static_cast<std::size_t>(free);
    if (slot == s_.keys.size()) {
      s_.keys.emplace_back();
      s_.key_used.push_back(false);
    }
    s_.keys[slot] = key;
    s_.key_used[slot] = true;
    return static_cast<std::uint16_t>(slot);
  }

  void free_key(const run& r) {
    if (r.start_key != 0) s_.key_used[r.start_key] = false;
  }

  // The newest counts: of all, or of each step that it names (R33 and R34). Snoozes of actions whose run is gone are dropped on
  // the way, so the list is bounded by steps and live runs. Runs are as they are after the touchpoint; an id that no run has on
  // offer or ahead holds nothing.
  void snooze() {
    std::erase_if(s_.step_snoozes, [&](const step_snooze& z) {
      bool there = !z.is_action_id;
      s_.each_run(p_, [&](const run& r) { there |= z.start == r.start && z.ordinal == r.ordinal && z.cadence == r.cadence; });
      if (!there) std::erase_if(s_.pauses, [&](const pause& p) { return p.by == z.pauses_by; });
      return !there;
    });
    if (space_.named.count == 0) {
      s_.snoozed = t_->until;
      note_pause(s_.pauses, pause::snooze_of_all, 0, t_->at, *t_->until);
      listener_.snoozed_all(*t_->until);
    }
    for (std::size_t i = 0; i < space_.named.count; ++i) {
      const auto& name = space_.named.list[i];
      step_snooze snooze{name.cadence, name.step, name.is_action_id, name.repetition, name.start, name.ordinal, {}, *t_->until, 0};
      const run* named = nullptr;
      if (name.is_action_id) {
        s_.each_run(p_, [&](const run& r) {
          if (!named && names_action_of(view(), name, r)) named = &r;
        });
        if (!named) continue;
        snooze.key = s_.keys[named->key];
      }
      const auto before = std::find_if(s_.step_snoozes.begin(), s_.step_snoozes.end(),
                                       [&](const auto& other) { return other.is_of_the_same(snooze); });
      if (before != s_.step_snoozes.end()) {
        snooze.pauses_by = before->pauses_by;
        s_.step_snoozes.erase(before);
      } else {
        snooze.pauses_by = unused_pause_name(s_.step_snoozes);
      }
      note_pause(s_.pauses, snooze.pauses_by, 0, t_->at, *t_->until);
      listener_.snoozed(snooze, named);
      s_.step_snoozes.push_back(std::move(snooze));
    }
  }

  // R140. Whether some rule by key wants it.
  bool asks_key() const {
    if ((t_->meant->limits & p_.limits_by_key) != 0) return true;
    if (!t_->meant->holds || p_.holds_by_key == 0) [[likely]]
      return false;
    return std::any_of(p_.holds.begin(), p_.holds.end(), [this](const hold_rule& hold) {
      return hold.by_key && (t_->matches(hold.on) || (hold.lifted_by && t_->matches(*hold.lifted_by)));
    });
  }

  // The rows of its keys; without a key all there are. Of keys for which there is no room nothing is remembered, and the prospect
  // is invalid.
  [[gnu::noinline]] void find_key_rows() {
    auto& rows = space_.key_rows;
    rows.clear();
    for (std::size_t row = 0; t_->keys.empty() && row <= s_.keys_apart.size(); ++row)
      rows.push_back(static_cast<std::uint16_t>(row));
    for (const auto key : t_->keys)
      if (s_.keys_apart.find(key) == 0) add_key_row(key);
    for (const auto key : t_->keys) {
      const auto row = static_cast<std::uint16_t>(s_.keys_apart.find(key));
      if (row != 0 && std::find(rows.begin(), rows.end(), row) == rows.end()) rows.push_back(row);
    }
  }

  void add_key_row(std::string_view key) {
    if (begin_key_row(p_, s_, key)) return;
    expire_where([this](const run& r) { return expires_by_time_alone(p_.cadences[r.cadence]); }, t_->at);
    forget_key_rows(p_, s_, t_->at);
    if (!begin_key_row(p_, s_, key)) s_.problem = prospect_problem::too_many_keys;
  }

  // Calls each(row, key) for those of a rule that the touchpoint goes into.
  template <class Each>
  void for_each_row(bool by_key, Each&& each) {
    if (!by_key) [[likely]]
      return each(std::uint16_t{0}, std::string_view{});
    for (const auto row : space_.key_rows) each(row, row == 0 ? std::string_view{} : std::string_view(s_.keys_apart[row].key));
  }

  // Calls each(key) for those of the touchpoint; the empty one where it has none, which is all of them.
  template <class Each>
  void for_each_key(bool by_key, Each&& each) {
    if (!by_key || t_->keys.empty()) return each(std::string_view{});
    for_each_row(true, [&](std::uint16_t, std::string_view key) { each(key); });
  }

  // R74. Lifted first, held second: a touchpoint that is both holds. One that gives no end leaves the end before as it was.
  void apply_holds() {
    for (std::size_t i = 0; i < p_.holds.size(); ++i) {
      const auto& hold = p_.holds[i];
      const auto set_end = [&](std::optional<instant> until) {
        for_each_row(hold.by_key, [&](std::uint16_t row, std::string_view) {
          (row == 0 ? s_.hold_ends[i] : s_.keys_apart[row].hold_ends[i]) = until;
          note_pause(s_.pauses, static_cast<std::uint16_t>(i), row, t_->at, until);
        });
      };
      if (hold.lifted_by && t_->matches(*hold.lifted_by)) {
        set_end({});
        for_each_key(hold.by_key, [&](std::string_view key) { listener_.released(i, key); });
      }
      if (!t_->matches(hold.on)) continue;
      std::optional<instant> until;
      if (!hold.lasts && t_->until) {
        until = t_->until;
      } else if (const auto& wait = hold.lasts ? hold.lasts : hold.otherwise) {
        const auto end = wait->after(t_->at, who_.where->frame());
        // An end that has no answer is noted as the end of time, which blocks what is held (R8).
        until = end ? end.at : time_end;
      }
      for_each_key(hold.by_key, [&](std::string_view key) { listener_.held(i, key, until); });
      if (until) set_end(until);
    }
  }

  // R77: all that `count` matches, whatever it was done for. No more than at_most instants are kept, for the rows that a new
  // action can be in begin with one of these (R76).
  void count_limits() {
    for_each_bit(t_->meant->limits & counted_, [&](std::size_t i) {
      const auto& limit = p_.limit_rules[i];
      for_each_key(limit.by_key, [&](std::string_view key) { listener_.limit_counted(i, key); });
      for_each_row(limit.by_key, [&](std::uint16_t row, std::string_view) {
        if (row == 0) [[likely]]
          return keep_newest(s_.limit_times.data() + limit.first_slot, s_.limit_counts[i], limit.at_most, t_->at);
        auto& own = s_.keys_apart[row];
        keep_newest(own.limit_times.data() + limit.first_key_slot, own.limit_counts[i], limit.at_most, t_->at);
      });
    });
  }

  // R67 and R24. `tracked_numbers` are those of touchpoints and not their instants, so that `seen` and `times` tell touchpoints of
  // one second apart. There is no way back of stages, hence the maximum.
  void track() {
    for (const auto i : t_->meant->tracked) {
      const auto& tracked = p_.tracked[i];
      keep_newest(s_.tracked_times.data() + tracked.first_slot, s_.tracked_counts[i], tracked.kept, t_->at);
      keep_newest(s_.tracked_numbers.data() + tracked.first_number, tracked.numbered, s_.touch_count);
    }
    s_.stage = std::max(s_.stage, t_->meant->stage);
  }

  const compiled_policy& p_;
  const resolved_prospect& who_;
  state::impl& s_;
  fold_workspace& space_;
  Listener& listener_;
  touch* t_ = nullptr;
  bool ends_all_ = false;                       // contact, by this touchpoint
  std::optional<closed_channels> before_{};     // this touchpoint, where it may have closed or opened some and `reachable` is asked
  bool has_expired_by_channel_ = false;         // as of this touchpoint, before it has closed or opened any
  bool crowded_ = false, was_crowded_ = false;  // the runs may be too many
  bit_mask looked_at_ = ~bit_mask{0};
  std::uint32_t counted_ = ~std::uint32_t{0};  // limits
};

extern template class history_fold<const no_listener>;
extern template class history_fold<fold_listener>;

}  // namespace tickler::inline TICKLER_ABI
