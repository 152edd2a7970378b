#include "analysis/workload/player.hpp"

#include <algorithm>
#include <tickler/error.hpp>
#include <tickler/problem_numbers.hpp>

namespace tickler::inline TICKLER_ABI {

response_tables::response_tables(const policy& p, const response_model& model) {
  vocabulary words = p.words();
  for (const auto& [where, seen] : model.of_itself) {
    const auto at = std::size_t{words.classify(where.newest)} * (response_model::most_alike + 1) + where.alike;
    if (of_itself_.size() <= at) of_itself_.resize(at + 1);
    of_itself_[at].emplace(seen);
  }
  for (const auto& [touch, seen] : model.answers) answers_.emplace(touch, seen);
  for (const auto& [touch, seen] : model.when_asked) when_asked_.emplace(touch, seen);
  for (const auto& [step, seen] : model.when_ready) {
    const auto& cadences = p.draft().cadences;
    if (step.cadence >= cadences.size() || step.step >= cadences[step.cadence].steps.size())
      throw misuse(misuse_number::other_policy, "a response model of another policy");
    when_ready_.emplace(step, waiting_times(seen));
  }
}

// Where a repetition was never on offer before, as the one before it.
const waiting_times* response_tables::when_ready(const action& a) const noexcept {
  const auto most = static_cast<std::uint8_t>(std::min<std::uint32_t>(a.repetition, response_model::most_alike));
  const auto found = when_ready_.upper_bound({a.cadence, a.step, most});
  if (found != when_ready_.begin()) {
    const auto& [step, times] = *std::prev(found);
    if (step.cadence == a.cadence && step.step == a.step) return times.empty() ? nullptr : &times;
  }
  return when_asked_.empty() ? nullptr : of_touch(when_asked_, {a.channel, a.purpose});
}

const waiting_times* response_tables::answer(const touch_words& w) const noexcept {
  return w.direction == direction::outbound ? of_touch(answers_, {w.channel, w.purpose}) : nullptr;
}

const waiting_times* response_tables::of_touch(const by_touch& all, response_model::touch t) noexcept {
  auto found = all.find(t);
  if (found == all.end()) found = all.find({t.channel, purpose::none});
  return found == all.end() ? nullptr : &found->second;
}

void player::start(const beginning_of_future& from, instant now, split_mix random) {
  from_ = &from;
  has_own_ = false;
  decided_ = &from.decided;
  so_far_ = from.so_far;
  random_ = random;
  now_ = now;
  hers_at_ = never, hers_ = nullptr;
  ours_.clear();
  late_.reset();
  absences_.look_at(from.who.owner);
  if (!from.newest) return;
  plan_hers(now - *from.newest);
  plan_ours();
}

// Another state than the one that all playings begin with only once something has happened: in most nothing does.
void player::take(const prospect& who, const touchpoint& t) {
  if (!has_own_) own_ = from_->folded, has_own_ = true;
  now_ = t.at;
  engine_.advance(who, own_, t, now_, own_decision_);
  decided_ = &own_decision_;
  so_far_.take(t.words);
  plan_hers(std::chrono::seconds{0});
  plan_ours();
}

void player::look(const prospect& who, instant t) {
  now_ = t;
  engine_.decide(who, has_own_ ? own_ : from_->folded, t, own_decision_);
  decided_ = &own_decision_;
  plan_ours();
}

void player::plan_hers(std::chrono::seconds already) {
  hers_at_ = never, hers_ = nullptr;
  const auto* times = so_far_.any() ? responses_.of_itself(so_far_) : nullptr;
  const auto chance = random_.chance();
  if (times) hers_ = times->draw(chance, already);
  if (hers_) hers_at_ = std::max(now_, now_ - already + hers_->after);
}

// What is on offer still keeps the time that was drawn for it, but for what has been put off.
void player::plan_ours() {
  const auto& d = *decided_;
  std::erase_if(ours_, [&](const planned& p) {
    return std::none_of(d.actions.begin(), d.actions.end(), [&](const action& a) { return a.when && p.of.is(a, d.key(a)); });
  });
  for (const auto& a : d.actions) {
    if (!a.when) continue;
    const auto known = std::find_if(ours_.begin(), ours_.end(), [&](const planned& p) { return p.of.is(a, d.key(a)); });
    if (known != ours_.end()) {
      if (a.state != action_state::ready && known->at < *a.when) known->at = absences_.from(*a.when);
      known->of.what = a;
      continue;
    }
    planned next{.of = known_action(a, d.key(a)), .at = std::max(now_, *a.when)};
    const auto* times = responses_.when_ready(a);
    const auto chance = random_.chance();
    if (times) {
      const auto* how = times->draw(chance, std::max(now_ - *a.when, std::chrono::seconds{0}));
      // What is always done, and should have been by now, is done now.
      if (!how && times->is_certain())
        how = times->draw(chance, std::chrono::seconds{0}), next.at = now_;
      else
        next.at = how ? std::max(next.at, *a.when + how->after) : never;
      if (how) next.how = *how;
    }
    if (next.at != never) next.at = absences_.from(next.at);
    ours_.push_back(std::move(next));
  }
  if (watches_) note_late();
}

void player::note_late() {
  const auto has_no_room = [](const blocker& b) {
    return b.kind == blocker_kind::too_late || b.kind == blocker_kind::limit || b.kind == blocker_kind::never_open ||
           b.kind == blocker_kind::no_business_time;
  };
  for (const auto& a : decided_->actions) {
    const auto blockers = decided_->blockers_of(a);
    const bool is_late =
        a.state == action_state::blocked ? std::any_of(blockers.begin(), blockers.end(), has_no_room) : a.has(action_flag::late);
    if (!is_late) continue;
    const auto at = std::max(now_, a.at_latest.value_or(now_));
    if (!late_ || at < *late_) late_ = at;
  }
}

touchpoint player::hers() const {
  touchpoint t{.at = hers_at_, .words = *hers_->what};
  if (hers_->until) t.until = t.at + *hers_->until;
  return t;
}

touchpoint player::touch_of(const planned& p) const {
  const auto& a = p.of.what;
  const bool is_internal = a.channel == channel::internal;
  touchpoint t{.at = p.at};
  if (p.how)
    t.words = *p.how->what;
  else
    t.words.outcome = is_internal ? outcome::none : outcome::sent;
  t.words.channel = a.channel, t.words.purpose = a.purpose, t.words.with = a.to;
  t.words.direction = is_internal ? direction::internal : direction::outbound;
  if (p.how && p.how->until) t.until = t.at + *p.how->until;
  t.steps = {id_of(policy_, *decided_, a)};
  if (!p.of.key.empty()) t.keys = {p.of.key};
  return t;
}

}  // namespace tickler::inline TICKLER_ABI
