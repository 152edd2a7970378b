#include "engine/fold.hpp"

#include <algorithm>

#include "engine/window.hpp"

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

}  // namespace

folder::folder(const compiled_policy& p, const site& where, const prospect& who, state::impl& s)
    : p_(p), where_(where), who_(who), s_(s) {
  s_.memory.read_facts(p, who);
}

void folder::take(touch t) {
  t_ = t;
  match_events();
  read_names();
  take_opt_outs();
  take_stops();
  std::size_t next = 0;
  for (std::uint16_t c = 0; c < p_.cadences.size() && s_.problem == prospect_problem::none; ++c) run_cadence(c, next);
  if (p_.closes && t_.matches(*p_.closes)) s_.closed = true;
  take_snooze();
  take_holds();
  count_limits();
  remember();
  s_.last = t_.at;
}

void folder::match_events() {
  const auto& row = *t_.row;
  t_.events = row.events.data();
  if (row.conditional.empty()) return;
  s_.matched = row.events;
  for (const auto& [event, condition] : row.conditional) {
    auto& bits = s_.matched[event / 64];
    if ((bits >> (event % 64) & 1) == 0 && holds(p_, p_.touch_conditions[condition], t_, s_.memory.scratch))
      bits |= bit(event % 64);
  }
  t_.events = s_.matched.data();
}

void folder::read_names() {
  named_.count = 0;
  for (const auto& each : t_.steps) {
    const auto name = find_step(p_, each);
    if (!name) continue;
    named_.used[named_.count] = false;
    named_.list[named_.count++] = *name;
  }
}

void folder::take_opt_outs() {
  const auto& row = *t_.row;
  ends_all_ = false;
  if (row.words.with != party::prospect) return;
  const bool known = row.channel_bit != no_channel;
  const auto channel = known ? bit(static_cast<std::size_t>(row.channel_bit)) : 0;
  const bool reopens = row.words.outcome == outcome::delivered || row.words.outcome == outcome::opened ||
                       row.words.outcome == outcome::clicked || row.words.outcome == outcome::opted_in ||
                       (row.words.direction == direction::inbound && !row.signal);
  if (row.words.outcome == outcome::bounced)
    s_.bounced |= channel;
  else if (reopens)
    s_.bounced &= ~channel;

  if (row.words.outcome == outcome::opted_out) {
    s_.opted_out |= row.about_all_channels ? ~bit_mask{0} : channel;
    if (row.about_all_channels) s_.opted_out_of_all = ends_all_ = true;
  } else if (row.words.outcome == outcome::opted_in) {
    const auto open = row.about_all_channels ? ~bit_mask{0} : channel;
    s_.opted_out &= ~open;
    s_.opted_out_of_all = false;
    for (auto& closed : s_.closed_by_stop) closed &= ~open;
  }
}

void folder::take_stops() {
  for (std::size_t i = 0; i < p_.stops.size(); ++i) {
    const auto& stop = p_.stops[i];
    if (stop.lifted_by && t_.matches(*stop.lifted_by)) {
      s_.stops &= ~bit(i);
      s_.closed_by_stop[i] = 0;
    }
    if (!t_.matches(stop.on)) continue;
    if (stop.channels != 0) {
      s_.closed_by_stop[i] = stop.channels;
    } else {
      s_.stops |= bit(i);
      ends_all_ = true;
    }
  }
}

void folder::run_cadence(std::uint16_t cadence, std::size_t& next) {
  const auto& rule = p_.cadences[cadence];
  const auto first = next;
  doings done;
  while (next < s_.runs.size() && s_.runs[next].cadence == cadence) {
    auto& r = s_.runs[next];
    const auto offered = on_offer(view(), r);
    bool over = r.step == rule.steps.size();
    if (over) {
      s_.cadences[cadence].last_end = r.base;
    } else if (ends(rule, r)) {
      over = true;
      s_.cadences[cadence].last_end = t_.at;
    } else if (concerns(rule, r) && (named_.count > 0 || !done.carried)) {
      if (carry_out(rule, r, offered, over)) {
        done.carried = true;
        done.carried_in_its_own |= s_.keys[r.key] == starting_key(rule);
      }
      if (over) {
        done.finished = true;
        s_.cadences[cadence].last_end = t_.at;
      }
    }
    if (over)
      end_run(next);
    else
      ++next;
  }
  if (t_.matches(rule.starts)) start(cadence, first, next, done);
}

// Of the run that the touchpoint may start.
std::string_view folder::starting_key(const cadence_rule& c) const { return c.per == run_per::key ? t_.key : std::string_view{}; }

// With `per: key` a touchpoint with a key is about the run of that key alone; one without a key may be about any.
bool folder::concerns(const cadence_rule& c, const run& r) const {
  return c.per != run_per::key || t_.key.empty() || s_.keys[r.key] == t_.key;
}

bool folder::ends(const cadence_rule& c, const run& r) const {
  return ends_all_ || (c.ends && t_.matches(*c.ends) && concerns(c, r));
}

bool folder::carry_out(const cadence_rule& c, run& r, const std::optional<run>& offered, bool& over) {
  if (named_.count > 0) return carry_out_named(c, r, over);
  if (!offered || !fits_step_on_offer(c, *offered)) return false;
  r.step = offered->step, r.repetition = offered->repetition;
  over = !move_on(c, r, t_.at);
  return true;
}

// The names are about the run as it was: each counts once, whatever their order.
bool folder::carry_out_named(const cadence_rule& c, run& r, bool& over) {
  std::optional<std::uint16_t> furthest;
  for (std::size_t i = 0; i < named_.count; ++i) {
    const auto& name = named_.list[i];
    if (named_.used[i] || !names_action_of(name, r) || !fits_named(c.steps[name.step])) continue;
    named_.used[i] = true;
    if (!furthest || name.step > *furthest) furthest = name.step;
  }
  if (!furthest) return false;
  if (*furthest != r.step) r.repetition = 0;
  r.step = *furthest;
  over = !move_on(c, r, t_.at);
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
  const auto& words = t_.row->words;
  if (words.outcome == outcome::skipped) return true;
  if (step.done) return t_.matches(*step.done);
  return !t_.row->signal && words.direction == (step.internal ? direction::internal : direction::outbound) && words.with == step.to;
}

bool folder::fits_step_on_offer(const cadence_rule& c, const run& r) const {
  const auto& step = c.steps[r.step];
  if (step.done) return t_.matches(*step.done);
  const auto& words = t_.row->words;
  if (t_.row->signal || words.with != step.to) return false;
  if (words.purpose != purpose::none && step.has_purpose && words.purpose != step.purpose && words.purpose != step.late_purpose)
    return false;
  if (step.internal) {
    if (words.channel != channel::internal || words.direction != direction::internal) return false;
  } else {
    if (words.direction != direction::outbound) return false;
    if (step.start_channel && words.channel != r.start_words.channel) return false;
    const auto same = [&](const channel_choice& choice) { return choice.channel == words.channel; };
    if (std::none_of(step.choices.begin(), step.choices.end(), same)) return false;
  }
  return late_enough(r);
}

bool folder::late_enough(const run& r) const {
  const auto begin = not_before_of(view(), r);
  if (!begin) return false;
  if (begin.at <= t_.at) return true;
  const auto& local = where_.frame().local;
  return date::floor<date::days>(local.to_local(t_.at)) >= date::floor<date::days>(local.to_local(begin.at));
}

void folder::start(std::uint16_t cadence, std::size_t first, std::size_t& next, const doings& done) {
  const auto& rule = p_.cadences[cadence];
  if (s_.stopped() || (done.finished && !rule.restart) || !may_start_again(rule, s_.cadences[cadence])) return;
  if (rule.condition && !holds(view(), *rule.condition, nullptr, &t_)) return;
  auto at = next;
  if (rule.per != run_per::start) {
    const auto key = starting_key(rule);
    for (at = first; at < next && s_.keys[s_.runs[at].key] != key;) ++at;
  }
  if (at < next) {  // under way
    if (!rule.restart || done.carried_in_its_own) return;
    end_run(at);
    --next;
  }
  begin_run(cadence, next);
  if (s_.problem == prospect_problem::none) ++next;
}

bool folder::may_start_again(const cadence_rule& c, const cadence_memory& memory) const {
  if (!memory.last_end || c.again == again_draft::kind::yes) return true;
  if (c.again == again_draft::kind::never) return false;
  const auto free = where_.frame().add(c.wait, *memory.last_end);
  return free && free.at <= t_.at;
}

void folder::begin_run(std::uint16_t cadence, std::size_t at) {
  if (s_.runs.size() >= p_.limits.runs) {
    s_.problem = prospect_problem::too_many_runs;
    return;
  }
  const auto per = p_.cadences[cadence].per;
  run r{.cadence = cadence, .start = t_.at, .base = t_.at};
  r.start_words = t_.row->words;
  r.began = s_.taken + 1;
  r.until = t_.until;
  if (per == run_per::key) r.key = r.start_key = slot_for(t_.key);
  if (per != run_per::key && p_.asks_start_key) r.start_key = slot_for(t_.key);
  if (per == run_per::start) {
    auto& memory = s_.cadences[cadence];
    memory.ordinal = memory.last_start == t_.at ? static_cast<std::uint16_t>(memory.ordinal + 1) : std::uint16_t{0};
    memory.last_start = t_.at;
    r.ordinal = memory.ordinal;
  }
  s_.runs.insert(s_.runs.begin() + static_cast<std::ptrdiff_t>(at), r);
  s_.closed = false;
}

void folder::end_run(std::size_t at) {
  if (s_.runs[at].start_key != 0) s_.key_used[s_.runs[at].start_key] = false;
  s_.runs.erase(s_.runs.begin() + static_cast<std::ptrdiff_t>(at));
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
  if (t_.row->words.outcome != outcome::snoozed || !t_.until) return;
  std::erase_if(s_.step_snoozes, [&](const step_snooze& z) {
    const auto of = [&](const run& r) { return z.start == r.start && z.ordinal == r.ordinal && z.cadence == r.cadence; };
    return z.one_action && std::none_of(s_.runs.begin(), s_.runs.end(), of);
  });
  if (named_.count == 0) s_.snoozed = t_.until;
  for (std::size_t i = 0; i < named_.count; ++i) {
    const auto& name = named_.list[i];
    step_snooze snooze{name.cadence, name.step, name.one_action, name.repetition, name.start, name.ordinal, {}, *t_.until};
    if (name.one_action) {
      const auto of_run = [&](const run& r) { return names_action_of(name, r); };
      const auto r = std::find_if(s_.runs.begin(), s_.runs.end(), of_run);
      if (r == s_.runs.end()) continue;
      snooze.key = s_.keys[r->key];
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
    if (hold.lifted_by && t_.matches(*hold.lifted_by)) s_.hold_ends[i].reset();
    if (!t_.matches(hold.on)) continue;
    if (!hold.lasts && t_.until) {
      s_.hold_ends[i] = t_.until;
    } else if (const auto& wait = hold.lasts ? hold.lasts : hold.otherwise) {
      const auto end = where_.frame().add(*wait, t_.at);
      s_.hold_ends[i] = end ? end.at : time_end;
    }
  }
}

void folder::count_limits() {
  for (std::size_t i = 0; i < p_.limit_rules.size(); ++i) {
    const auto& limit = p_.limit_rules[i];
    if (t_.matches(limit.count)) keep_newest(s_.limit_times.data() + limit.first_slot, s_.limit_counts[i], limit.at_most, t_.at);
  }
}

void folder::remember() {
  ++s_.taken;
  for (std::size_t i = 0; i < p_.watched.size(); ++i) {
    const auto& watched = p_.watched[i];
    if (!t_.matches(watched.event)) continue;
    keep_newest(s_.watched_times.data() + watched.first_slot, s_.watched_counts[i], watched.kept, t_.at);
    s_.watched_sequence[i] = s_.taken;
  }
  s_.stage = std::max(s_.stage, stage_of(p_, t_));
}

void state::impl::reset(const compiled_policy& p, std::uint64_t prospect_fingerprint) {
  policy = p.fingerprint;
  prospect = prospect_fingerprint;
  words = p.words;
  last.reset();
  problem = prospect_problem::none;
  runs.clear();
  if (keys.empty()) keys.emplace_back();
  key_used.assign(keys.size(), false);
  cadences.assign(p.cadences.size(), {});
  limit_times.assign(p.limit_slots, {});
  limit_counts.assign(p.limit_rules.size(), 0);
  hold_ends.assign(p.holds.size(), {});
  taken = 0;
  watched_times.assign(p.watched_slots, {});
  watched_counts.assign(p.watched.size(), 0);
  watched_sequence.assign(p.watched.size(), 0);
  stage = -1;
  snoozed.reset();
  step_snoozes.clear();
  closed_by_stop.assign(p.stops.size(), 0);
  stops = opted_out = bounced = 0;
  opted_out_of_all = closed = false;
}

}  // namespace tickler
