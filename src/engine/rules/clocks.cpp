#include "engine/rules/clocks.hpp"

#include <algorithm>

#include "engine/rules/contact.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

const open_hours& hours_of(const eval_context& v, const step_rule& step, const channel_choice* choice) {
  return v.who.where->hours(choice ? choice->hours : step.hours);
}

// The intervals in which the clock stands still, in order and joined.
std::vector<interval>& standstills(const delays& d, const channel_choice* choice, instant from) {
  auto& all = d.v.memory.standstills;
  all.clear();
  d.for_each([&](instant begin, instant end) {
    if (end <= from) return;
    if (end < time_end && choice)
      if (const auto open = d.v.who.where->hours(choice->own_hours).from(end)) end = std::max(end, open->begin);
    all.push_back({std::max(begin, from), end});
  });
  std::sort(all.begin(), all.end(), [](const interval& a, const interval& b) { return a.begin < b.begin; });
  std::size_t joined = 0;
  for (std::size_t i = 1; i < all.size(); ++i) {
    if (all[i].begin <= all[joined].end)
      all[joined].end = std::max(all[joined].end, all[i].end);
    else
      all[++joined] = all[i];
  }
  if (!all.empty()) all.resize(joined + 1);
  return all;
}

// R38. `expires` after the first instant at which it could be done; in closed time the closing before.
std::optional<instant> expiry_of(const eval_context& v, const run& r, const step_rule& step, const channel_choice* choice,
                                 instant not_before) {
  const auto& hours = hours_of(v, step, choice);
  const auto held = standing_still(v, step, r, choice, true);
  const auto first = first_free(held, hours, not_before);  // what never opens is not waited for
  if (!first) return std::nullopt;
  const auto unmoved = step.expires->after(first->at, v.frame_of(step));
  if (!unmoved) return std::nullopt;  // beyond 2037 it never comes (R8)
  const last_moment given_up{hours, first->at, r.base};
  const auto end = moved(held, choice, {unmoved.at, step.expires->written().uses_business_time(), &given_up}, first->at);
  return end ? std::optional(given_up(*end)) : std::nullopt;
}

// R112. An occurrence is missed when the next one comes, in closed time at the closing before that; nothing moves it.
std::optional<instant> missed_at(const eval_context& v, const run& r, const open_hours& hours, instant not_before) {
  auto next = r;
  ++next.repetition;
  const auto comes = not_before_of(v, next);
  if (!comes) return std::nullopt;
  const auto open = hours.from(not_before);
  const auto first = open ? std::max(not_before, open->begin) : not_before;
  return last_open(hours, first, comes.at).value_or(comes.at);
}

}  // namespace

const channel_choice* channel_by_history(const eval_context& v, const step_rule& step, const run& r) {
  const auto& choices = step.choices;
  if (choices.empty()) return nullptr;
  if (step.start_channel) {
    const auto start = (*v.policy.rows)[r.start_words].words.channel;
    const auto same = [&](const channel_choice& choice) { return choice.channel == start; };
    const auto found = std::find_if(choices.begin(), choices.end(), same);
    return found != choices.end() ? &*found : nullptr;
  }
  if (!step.hours_depend_on_channel()) return &choices.front();
  // R114: not by what the referrer's own history has come to.
  const auto now = closed_now(v.policy, v.who, v.folded);
  const auto closed = step.to == party::prospect ? now.to_prospect : now.to_referrer;
  const auto will_do = [&](const channel_choice& choice) {
    if ((choice.never[0] & v.policy.never.without_condition) != 0) return false;
    if (has_bit(closed, static_cast<std::size_t>(choice.bit))) return false;
    return step.to != party::prospect || has_bit(v.who.reachable, choice.declared);
  };
  const auto found = std::find_if(choices.begin(), choices.end(), will_do);
  return found != choices.end() ? &*found : &choices.front();
}

bool is_about(const eval_context& v, const step_snooze& snooze, const run& r) {
  if (snooze.cadence != r.cadence || snooze.step != r.step) return false;
  return !snooze.is_action_id || (snooze.repetition == r.repetition && snooze.start == r.start && snooze.ordinal == r.ordinal &&
                                  snooze.key == v.folded.keys[r.key]);
}

bool is_snoozed_by(const eval_context& v, std::uint16_t pauses_by, const run& r) {
  const auto& all = v.folded.step_snoozes;
  return std::any_of(all.begin(), all.end(), [&](const step_snooze& z) { return z.pauses_by == pauses_by && is_about(v, z, r); });
}

instant delays::end_from(instant t) const {
  for (instant before = time_begin - std::chrono::seconds{1}; t != before;) {
    before = t;
    for_each([&](instant begin, instant end) {
      if (begin <= t && t < end) t = end;
    });
  }
  return t;
}

delays standing_still(const eval_context& v, const step_rule& step, const run& r, const channel_choice* choice, bool snoozes) {
  return {v, r, step, (choice ? choice->holds : step.holds_anywhere) & v.policy.holds_stopping_clocks, snoozes};
}

std::optional<free_instant> first_free(const delays& d, const open_hours& hours, instant t) {
  for (const bool may_wait = d.any();;) {
    const auto before = t;
    if (may_wait) t = d.end_from(t);
    if (t >= time_end) return std::nullopt;
    const auto open = hours.from(t);
    if (open) t = std::max(t, open->begin);
    if (t == before || !may_wait) return free_instant{t, open.has_value()};
  }
}

std::optional<instant> last_open(const open_hours& hours, instant from, instant to) {
  if (to <= from) return std::nullopt;
  if (hours.always_open()) return to;
  const auto last = hours.before(to);
  return last && from < last->end ? std::optional(std::min(last->end, to)) : std::nullopt;
}

std::optional<instant> moved(const delays& d, const channel_choice* choice, const deadline& line, instant from) {
  auto t = line.at;
  if (!d.any()) return t;
  const auto& frame = d.v.frame_of(d.step);
  for (const auto& still : standstills(d, choice, from)) {
    if (t < still.begin || (line.expires && (*line.expires)(t) <= still.begin)) break;
    if (still.end >= time_end) return std::nullopt;
    if (!line.in_business_time) {
      t += still.end - still.begin;
      continue;
    }
    const auto later = frame.add_open_time(frame.open_time(still), t);
    if (!later) return std::nullopt;
    t = later.at;
  }
  return in_range(t) ? std::optional(t) : std::nullopt;
}

// It is given up at its date, too: at the last moment before that at which it can still be done (R59).
std::optional<instant> passes_at(const eval_context& v, const run& r, const time_result& not_before) {
  if (!not_before) return std::nullopt;
  const auto& step = step_of(v, r);
  const auto* choice = channel_by_history(v, step, r);
  std::optional<instant> end;
  const auto take = [&end](instant t) { end = end ? std::min(*end, t) : t; };
  if (step.expires)
    if (const auto expiry = expiry_of(v, r, step, choice, not_before.at)) take(*expiry);
  if (step.every)
    if (const auto missed = missed_at(v, r, hours_of(v, step, choice), not_before.at)) take(std::max(*missed, r.base));
  if (const auto date = date_of(v, r)) take(last_open(hours_of(v, step, choice), r.base, *date).value_or(r.base));
  return end;
}

}  // namespace tickler::inline TICKLER_ABI
