#include "engine/fold/history_fold.hpp"

#include <algorithm>
#include <bit>

#include "engine/rules/window.hpp"

namespace tickler {

namespace {

bit_mask bit(std::size_t i) noexcept { return bit_mask{1} << i; }

// The newest `most` of them, oldest first.
void keep_newest(instant* times, std::uint32_t& count, std::uint32_t most, instant t) {
  if (count == most)
    std::copy(times + 1, times + count, times);
  else
    ++count;
  times[count - 1] = t;
}

constexpr std::size_t starting = 0, ending = 1, concerning = 2, fitting = 3;  // sets of touch_meaning::bits

}  // namespace

void folder::take(touch& t) {
  if (is_ordinary(t)) [[likely]]
    return take_by_words(t);
  take_contact(t);
  read_names();
  run_cadences();
  if (meaning_->closes) take_closing();
  if (t.row->words.outcome == outcome::snoozed) take_snooze();
  if (meaning_->holds) take_holds();
  count_limits();
  remember();
  s_.last = t.at;
}

// Its words tell all there is to it, and what cadences it concerns.
bool folder::is_ordinary(const touch& t) const noexcept {
  return t.row->marks.ordinary && !t.until && t.key.empty() && t.steps.empty() && p_.cadence_words == 1;
}

void folder::take_by_words(touch& t) {
  const auto& row = *t.row;
  if (traced()) trace_->at(s_.taken, t.at);
  s_.bounced &= ~row.marks.reopened;
  t_ = &t;
  meaning_ = &row.meaning;
  if (const auto concerned = (row.starts | (s_.running[0] & row.concerns)) & looked_at_; concerned != 0)
    take_ordinary(t, concerned);
  count_limits();
  ++s_.taken;
  s_.last = t.at;
}

void folder::take_contact(touch& t) {
  t_ = &t;
  ends_all_ = false;
  if (traced()) trace_->at(s_.taken, t.at);
  match_events();
  s_.bounced &= ~t.row->marks.reopened;
  if (t.row->about_contact) take_opt_outs();
  if (meaning_->stops) take_stops();
}

void folder::take_closing() {
  s_.closed = true;
  s_.closed_by = s_.taken + 1;
  if (traced()) trace_->rule(turn_kind::closed);
}

void folder::match_events() {
  const auto& row = *t_->row;
  t_->events = row.events.data();
  meaning_ = &row.meaning;
  if (row.conditional.empty()) return;
  s_.matched = row.events;
  for (const auto& [event, condition] : row.conditional) {
    auto& bits = s_.matched[event / 64];
    if ((bits >> (event % 64) & 1) == 0 && holds(p_, p_.touch_conditions[condition], *t_, s_.memory.scratch))
      bits |= bit(event % 64);
  }
  read_meaning(p_, row.words, s_.matched, s_.meaning);
  t_->events = s_.matched.data();
  meaning_ = &s_.meaning;
}

void folder::read_names() {
  s_.named.count = 0;
  for (const auto& each : t_->steps) {
    const auto name = find_step(p_, each);
    if (!name) continue;
    s_.named.used[s_.named.count] = false;
    s_.named.list[s_.named.count++] = *name;
  }
}

void folder::take_opt_outs() {
  const auto& row = *t_->row;
  const bool known = row.channel_bit != no_channel;
  const auto channel = known ? bit(static_cast<std::size_t>(row.channel_bit)) : 0;
  if (row.words.outcome == outcome::bounced) {
    s_.bounced |= channel;
    if (traced()) trace_->rule(turn_kind::bounced);
  }

  if (row.words.outcome == outcome::opted_out) {
    if (traced()) trace_->rule(turn_kind::opted_out);
    s_.opted_out |= row.about_all_channels ? ~bit_mask{0} : channel;
    if (row.about_all_channels) s_.opted_out_of_all = ends_all_ = true;
  } else if (row.words.outcome == outcome::opted_in) {
    if (traced()) trace_->rule(turn_kind::opted_in);
    const auto open = row.about_all_channels ? ~bit_mask{0} : channel;
    s_.opted_out &= ~open;
    s_.opted_out_of_all = false;
    for (auto& closed : s_.closed_by_stop) closed &= ~open;
  }
}

void folder::take_stops() {
  for (std::size_t i = 0; i < p_.stops.size(); ++i) {
    const auto& stop = p_.stops[i];
    if (stop.lifted_by && t_->matches(*stop.lifted_by)) {
      s_.stops &= ~bit(i);
      s_.closed_by_stop[i] = 0;
      if (traced()) trace_->rule(turn_kind::lifted, i);
    }
    if (!t_->matches(stop.on)) continue;
    if (traced()) trace_->rule(turn_kind::stopped, i);
    if (stop.channels != 0) {
      s_.closed_by_stop[i] = stop.channels;
    } else {
      s_.stops |= bit(i);
      ends_all_ = true;
    }
  }
}

// What run_cadence does, for a cadence with at most one run that waits for nothing but touchpoints. `fits`: bits by step. Whether
// it runs from now on.
inline bool folder::run_simple(std::uint16_t cadence, bool runs, bool starts, bool ends, const std::uint64_t* fits) {
  const auto& rule = p_.simple_rules[cadence];
  auto& r = s_.only[cadence];
  bool finished = false, carried = false;
  if (runs) {
    const auto step = rule.first_step + r.step;
    if (ends) {
      runs = false;
      if (traced()) trace_->of_run(ends_all_ ? turn_kind::cut_off : turn_kind::ended, r);
    } else if (s_.named.count == 0 && (fits[step / 64] >> (step % 64) & 1) == 0) {
      // not about the step on offer
    } else if (s_.named.count == 0 && rule.over_by_words) {
      if (traced()) trace_->of_run(turn_kind::done, r);
      finished = carried = true;
      runs = false;
    } else {
      carried = carry_out(p_.cadences[cadence], r, &r, finished);
      runs = !finished;
    }
    if (traced() && finished) trace_->of_run(turn_kind::over, r);
  }
  if (!starts) return runs;
  if (s_.stopped()) [[unlikely]]
    return refuse(cadence, refusal::stopped), runs;
  if (finished && !rule.restart) return refuse(cadence, refusal::just_over), runs;
  if (runs && (!rule.restart || carried)) return refuse(cadence, refusal::running), true;
  if (!runs && !has_room()) [[unlikely]]
    return false;
  if (traced() && runs) trace_->of_run(turn_kind::begun_anew, r);
  const auto& t = *t_;
  r.cadence = cadence, r.step = 0, r.repetition = 0;
  r.start = r.base = t.at;
  r.started_by = t.row->number, r.began = s_.taken + 1;
  r.until = t.until;
  s_.closed = false;
  if (traced()) trace_->begun(r, {});
  return true;
}

void folder::take_ordinary(touch& t, std::uint64_t concerned) {
  const auto& row = *t.row;
  t_ = &t;
  t.events = row.events.data();
  meaning_ = &row.meaning;
  s_.named.count = 0;
  ends_all_ = false;
  if ((concerned & ~p_.simple_cadences) != 0 || may_be_crowded()) [[unlikely]]
    return run_cadences();
  crowded_ = false;
  const auto* fits = row.meaning.bits.data() + fitting * p_.cadence_words;
  auto running = s_.running[0];
  for (auto rest = concerned; rest != 0; rest &= rest - 1) {
    const auto here = rest & -rest;
    const auto cadence = static_cast<std::uint16_t>(std::countr_zero(rest));
    const bool runs = run_simple(cadence, (running & here) != 0, (row.starts & here) != 0, (row.ends & here) != 0, fits);
    running = runs ? running | here : running & ~here;
  }
  s_.running[0] = running;
}

// In order; but those that the touchpoint starts nothing in, and can change nothing in but by the passing of time, are left for
// later: what has expired is the same whenever it is asked.
void folder::run_cadences() {
  crowded_ = may_be_crowded();
  was_crowded_ |= crowded_;
  if (crowded_) expire_all();  // only the living count
  const bool all = s_.named.count > 0 || ends_all_;
  const auto words = p_.cadence_words;
  const auto* bits = meaning_->bits.data();
  for (std::size_t word = 0; word < words; ++word) {
    const auto starts = bits[starting * words + word], ends = bits[ending * words + word];
    const auto concerned = all ? ~std::uint64_t{0} : bits[concerning * words + word] | p_.eager[word];
    const auto looked_at = word == 0 ? looked_at_ : ~std::uint64_t{0};
    auto running = s_.running[word];
    for (auto rest = (starts | (running & concerned)) & looked_at; rest != 0; rest &= rest - 1) {
      const auto cadence = static_cast<std::uint16_t>(word * 64 + static_cast<std::size_t>(std::countr_zero(rest)));
      const auto here = rest & -rest;
      if (p_.cadences[cadence].simple) {
        const bool runs = run_simple(cadence, (running & here) != 0, (starts & here) != 0, ends_all_ || (ends & here) != 0,
                                     bits + fitting * words);
        running = runs ? running | here : running & ~here;
        s_.running[word] = running;
      } else {
        run_cadence(cadence);
        running = s_.running[word];
      }
      if (s_.problem != prospect_problem::none) return;
    }
  }
}

std::size_t folder::first_run_of(std::uint16_t cadence) const noexcept {
  const auto reached = [&](const run& r) { return r.cadence >= cadence; };
  return static_cast<std::size_t>(std::find_if(s_.runs.begin(), s_.runs.end(), reached) - s_.runs.begin());
}

// As the last touchpoint would have left them.
void folder::expire_all() {
  if (!s_.last) return;
  const viewpoint then{p_, who_, s_, *s_.last, s_.memory};
  for (std::size_t i = 0; i < s_.runs.size();) {
    auto& r = s_.runs[i];
    const auto& rule = p_.cadences[r.cadence];
    run later;
    if (rule.expires && !rule.has_conditions) on_offer(then, r, later, trace_);
    if (r.step == rule.steps.size()) {
      if (traced()) trace_->lapsed(r);
      s_.cadences[r.cadence].last_end = r.base;
      end_run(i);
    } else {
      ++i;
    }
  }
}

void folder::run_cadence(std::uint16_t cadence) {
  const auto& rule = p_.cadences[cadence];
  const auto first = first_run_of(cadence);
  auto next = first;
  doings done;
  while (next < s_.runs.size() && s_.runs[next].cadence == cadence) {
    auto& r = s_.runs[next];
    run later;
    const auto* offered = rule.plain() ? &r : on_offer(view(), r, later, trace_);
    bool over = r.step == rule.steps.size();
    if (over) {
      s_.cadences[cadence].last_end = r.base;
      if (traced()) trace_->lapsed(r);
    } else if (ends(rule, r)) {
      over = true;
      s_.cadences[cadence].last_end = t_->at;
      if (traced()) trace_->of_run(ends_all_ ? turn_kind::cut_off : turn_kind::ended, r);
    } else if (concerns(rule, r) && (s_.named.count > 0 || !done.carried)) {
      if (carry_out(rule, r, offered, over)) {
        done.carried = true;
        done.carried_in_its_own |= s_.keys[r.key] == starting_key(rule);
      }
      if (over) {
        done.finished = true;
        s_.cadences[cadence].last_end = t_->at;
        if (traced()) trace_->of_run(turn_kind::over, r);
      }
    }
    if (over)
      end_run(next);
    else
      ++next;
  }
  if (meant(starting, cadence) != 0) start(cadence, first, next, done);
}

// Of the run that the touchpoint may start.
std::string_view folder::starting_key(const cadence_rule& c) const { return c.per == run_per::key ? t_->key : std::string_view{}; }

// With `per: key` a touchpoint with a key is about the run of that key alone; one without a key may be about any.
bool folder::concerns(const cadence_rule& c, const run& r) const {
  return c.per != run_per::key || t_->key.empty() || s_.keys[r.key] == t_->key;
}

bool folder::ends(const cadence_rule& c, const run& r) const {
  return ends_all_ || (meant(ending, r.cadence) != 0 && concerns(c, r));
}

bool folder::carry_out(const cadence_rule& c, run& r, const run* offered, bool& over) {
  if (s_.named.count > 0) return carry_out_named(c, r, over);
  if (!offered || !fits_step_on_offer(c, *offered)) return false;
  if (offered != &r) r.step = offered->step, r.repetition = offered->repetition;
  if (traced()) trace_->of_run(turn_kind::done, r);
  over = !move_on(c, r, t_->at);
  return true;
}

// The names are about the run as it was: each counts once, whatever their order.
bool folder::carry_out_named(const cadence_rule& c, run& r, bool& over) {
  std::optional<std::uint16_t> furthest;
  for (std::size_t i = 0; i < s_.named.count; ++i) {
    const auto& name = s_.named.list[i];
    if (s_.named.used[i] || !names_action_of(name, r) || !fits_named(c.steps[name.step])) continue;
    s_.named.used[i] = true;
    if (!furthest || name.step > *furthest) furthest = name.step;
  }
  if (!furthest) return false;
  if (*furthest != r.step) r.repetition = 0;
  r.step = *furthest;
  if (traced()) trace_->of_run(t_->row->words.outcome == outcome::skipped ? turn_kind::skipped : turn_kind::done, r);
  over = !move_on(c, r, t_->at);
  return true;
}

// An action that the run has on offer, or will have later.
bool folder::names_action_of(const step_name& name, const run& r) const {
  if (!names_run(name, r) || name.step < r.step) return false;
  return !name.one_action || name.repetition == (name.step == r.step ? r.repetition : 0);
}

bool folder::names_run(const step_name& name, const run& r) const {
  if (name.cadence != r.cadence) return false;
  return !name.one_action || (name.start == r.start && name.ordinal == r.ordinal && means_key(name.encoded_key, s_.keys[r.key]));
}

bool folder::fits_named(const step_rule& step) const {
  const auto& words = t_->row->words;
  if (words.outcome == outcome::skipped) return true;
  if (step.done) return t_->matches(*step.done);
  return !t_->row->signal && words.direction == (step.internal ? direction::internal : direction::outbound) &&
         words.with == step.to;
}

bool folder::fits_step_on_offer(const cadence_rule& c, const run& r) const {
  const auto& step = c.steps[r.step];
  if (meant(fitting, step.number) == 0) return false;
  if (step.done) return true;
  if (step.start_channel && t_->row->words.channel != (*p_.rows)[r.started_by].words.channel) return false;
  return late_enough(step, r);
}

bool folder::late_enough(const step_rule& step, const run& r) const {
  if (step.at_once && r.repetition == 0) return true;
  if (t_->at - counted_from_of(step, r) < step.no_sooner) return false;
  const auto begin = not_before_of(view(), r);
  if (!begin) return false;
  if (begin.at <= t_->at) return true;
  const auto& local = who_.where->frame().local;
  return date::floor<date::days>(local.to_local(t_->at)) >= date::floor<date::days>(local.to_local(begin.at));
}

// `first` to `end`: the cadence's runs.
void folder::start(std::uint16_t cadence, std::size_t first, std::size_t end, const doings& done) {
  const auto& rule = p_.cadences[cadence];
  if (const auto why = refuses(cadence, done); why != refusal::none) return refuse(cadence, why);
  auto at = end;
  if (rule.per != run_per::start) {
    const auto key = starting_key(rule);
    for (at = first; at < end && s_.keys[s_.runs[at].key] != key;) ++at;
  }
  if (at < end) {  // under way
    if (!rule.restart || done.carried_in_its_own) return refuse(cadence, refusal::running);
    if (traced()) trace_->of_run(turn_kind::begun_anew, s_.runs[at]);
    free_key(s_.runs[at]);
    std::move(s_.runs.begin() + static_cast<std::ptrdiff_t>(at) + 1, s_.runs.begin() + static_cast<std::ptrdiff_t>(end),
              s_.runs.begin() + static_cast<std::ptrdiff_t>(at));
    s_.runs[end - 1] = run_begun_now(cadence);
  } else if (has_room()) {
    s_.runs.insert(s_.runs.begin() + static_cast<std::ptrdiff_t>(end), run_begun_now(cadence));
    s_.running[cadence / 64] |= bit(cadence % 64);
  } else {
    return;
  }
  s_.closed = false;
}

refusal folder::refuses(std::uint16_t cadence, const doings& done) const {
  const auto& rule = p_.cadences[cadence];
  if (s_.stopped()) return refusal::stopped;
  if (done.finished && !rule.restart) return refusal::just_over;
  if (!may_start_again(rule, s_.cadences[cadence])) return refusal::again;
  return !rule.condition || holds(view(), *rule.condition, nullptr, t_) ? refusal::none : refusal::condition;
}

void folder::refuse(std::uint16_t cadence, refusal why) const {
  if (traced()) trace_->refused(cadence, why);
}

// For one run more.
bool folder::has_room() {
  if (!crowded_) return true;
  std::size_t living = 0;
  s_.each_run(p_, [&](const run&) { ++living; });
  if (living >= p_.limits.runs) s_.problem = prospect_problem::too_many_runs;
  return living < p_.limits.runs;
}

bool folder::may_start_again(const cadence_rule& c, const cadence_memory& memory) const {
  if (!memory.last_end || c.again == again_draft::kind::yes) return true;
  if (c.again == again_draft::kind::never) return false;
  const auto free = c.wait.after(*memory.last_end, who_.where->frame());
  return free && free.at <= t_->at;
}

run folder::run_begun_now(std::uint16_t cadence) {
  const auto per = p_.cadences[cadence].per;
  run r{.cadence = cadence,
        .start = t_->at,
        .base = t_->at,
        .started_by = t_->row->number,
        .began = s_.taken + 1,
        .until = t_->until};
  if (per == run_per::key) r.key = r.start_key = slot_for(t_->key);
  if (per != run_per::key && p_.asks_start_key) r.start_key = slot_for(t_->key);
  if (per == run_per::start) {
    auto& memory = s_.cadences[cadence];
    memory.ordinal = memory.last_start == t_->at ? static_cast<std::uint16_t>(memory.ordinal + 1) : std::uint16_t{0};
    memory.last_start = t_->at;
    r.ordinal = memory.ordinal;
  }
  if (traced()) trace_->begun(r, s_.keys[r.key]);
  return r;
}

void folder::end_run(std::size_t at) {
  free_key(s_.runs[at]);
  const auto cadence = s_.runs[at].cadence;
  const auto after = s_.runs.erase(s_.runs.begin() + static_cast<std::ptrdiff_t>(at));
  const bool others =
      (after != s_.runs.end() && after->cadence == cadence) || (after != s_.runs.begin() && std::prev(after)->cadence == cadence);
  if (!others) s_.running[cadence / 64] &= ~bit(cadence % 64);
}

void folder::free_key(const run& r) {
  if (r.start_key != 0) s_.key_used[r.start_key] = false;
}

std::uint16_t folder::slot_for(std::string_view key) {
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

void folder::take_snooze() {
  if (t_->row->words.outcome != outcome::snoozed || !t_->until) return;
  if (traced()) trace_->rule(turn_kind::snoozed);
  std::erase_if(s_.step_snoozes, [&](const step_snooze& z) {
    bool there = false;
    s_.each_run(p_, [&](const run& r) { there |= z.start == r.start && z.ordinal == r.ordinal && z.cadence == r.cadence; });
    return z.one_action && !there;
  });
  if (s_.named.count == 0) s_.snoozed = t_->until;
  for (std::size_t i = 0; i < s_.named.count; ++i) {
    const auto& name = s_.named.list[i];
    step_snooze snooze{name.cadence, name.step, name.one_action, name.repetition, name.start, name.ordinal, {}, *t_->until};
    if (name.one_action) {
      const run* named = nullptr;
      s_.each_run(p_, [&](const run& r) {
        if (!named && names_action_of(name, r)) named = &r;
      });
      if (!named) continue;
      snooze.key = s_.keys[named->key];
    }
    const auto same = [&](const step_snooze& other) {
      return other.cadence == snooze.cadence && other.step == snooze.step && other.one_action == snooze.one_action &&
             (!snooze.one_action || (other.repetition == snooze.repetition && other.start == snooze.start &&
                                     other.ordinal == snooze.ordinal && other.key == snooze.key));
    };
    std::erase_if(s_.step_snoozes, same);
    s_.step_snoozes.push_back(std::move(snooze));
  }
}

void folder::take_holds() {
  for (std::size_t i = 0; i < p_.holds.size(); ++i) {
    const auto& hold = p_.holds[i];
    if (hold.lifted_by && t_->matches(*hold.lifted_by)) {
      s_.hold_ends[i].reset();
      if (traced()) trace_->rule(turn_kind::released, i);
    }
    if (!t_->matches(hold.on)) continue;
    if (traced()) trace_->rule(turn_kind::held, i);
    if (!hold.lasts && t_->until) {
      s_.hold_ends[i] = t_->until;
    } else if (const auto& wait = hold.lasts ? hold.lasts : hold.otherwise) {
      const auto end = wait->after(t_->at, who_.where->frame());
      s_.hold_ends[i] = end ? end.at : time_end;
    }
  }
}

void folder::count_limits() {
  for (auto rest = meaning_->limits & counted_; rest != 0; rest &= rest - 1) {
    const auto i = static_cast<std::size_t>(std::countr_zero(rest));
    const auto& limit = p_.limit_rules[i];
    if (traced()) trace_->rule(turn_kind::counted, i);
    auto* times = s_.limit_times.data() + limit.first_slot;
    if (limit.at_most == 1)
      s_.limit_counts[i] = 1, *times = t_->at;
    else
      keep_newest(times, s_.limit_counts[i], limit.at_most, t_->at);
  }
}

void folder::remember() {
  ++s_.taken;
  if (!meaning_->asked_about) return;
  for (std::size_t i = 0; i < p_.watched.size(); ++i) {
    const auto& watched = p_.watched[i];
    if (!t_->matches(watched.event)) continue;
    keep_newest(s_.watched_times.data() + watched.first_slot, s_.watched_counts[i], watched.kept, t_->at);
    s_.watched_sequence[i] = s_.taken;
  }
  s_.stage = std::max(s_.stage, stage_of(p_, *t_));
}

void state::impl::reset(const compiled_policy& p, std::uint64_t prospect_fingerprint) {
  const bool is_mine = policy == p.fingerprint && words && *words == p.words;
  if (!is_mine) {
    policy = p.fingerprint;
    words = p.words;
    only.resize(p.cadences.size());
    running.resize(p.cadence_words);
    limit_times.resize(p.limit_slots);
    limit_counts.resize(p.limit_rules.size());
    hold_ends.resize(p.holds.size());
    watched_times.resize(p.watched_slots);
    watched_counts.resize(p.watched.size());
    watched_sequence.resize(p.watched.size());
    closed_by_stop.resize(p.stops.size());
    keys.resize(1);
    key_used.resize(1);
  }
  prospect = prospect_fingerprint;
  last.reset();
  problem = prospect_problem::none;
  runs.clear();
  std::fill(running.begin(), running.end(), 0);
  if (keys.size() > 1) std::fill(key_used.begin(), key_used.end(), false);
  if (p.cadences.size() > p.simple_count) cadences.assign(p.cadences.size(), {});
  std::fill(limit_counts.begin(), limit_counts.end(), 0u);
  std::fill(hold_ends.begin(), hold_ends.end(), std::nullopt);
  taken = 0;
  std::fill(watched_counts.begin(), watched_counts.end(), 0u);
  std::fill(watched_sequence.begin(), watched_sequence.end(), 0u);
  stage = -1;
  snoozed.reset();
  step_snoozes.clear();
  std::fill(closed_by_stop.begin(), closed_by_stop.end(), 0u);
  stops = opted_out = bounced = 0;
  opted_out_of_all = closed = false;
  closed_by = 0;
}

}  // namespace tickler
