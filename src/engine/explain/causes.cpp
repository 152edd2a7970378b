// What stands behind a verdict, read off the trace: the last event with that effect. No rule of the language is needed for it.
//
//   opted_out {closed: all}  opted_in {opened: email}  opted_out {closed: sms}      phone is closed since the first of them
//
// Contact has several causes, each of which only its own events set and lift. Of those in force, the one that began first is the
// one since which there is no contact; lifting another changes nothing.
#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <tickler/explain.hpp>

#include "base/bits.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

// Opt-outs and the policy's stops, each by itself: what one has done only its own later events undo.
class wishes {
 public:
  // Says of each cause whether it is in force, by the last event that `tells` of it: 1 sets it, -1 lifts it, 0 says nothing. Of
  // those in force, the one that was set first.
  // Backwards, so the first event that tells of a cause is the one that counts, and what came before it is of no interest. Since
  // the loop ends at the oldest, the last one assigned is the one that began first.
  template <class Tells>
  static const trace_event* first_in_force(const explanation& why, Tells&& tells) {
    const trace_event* first = nullptr;
    std::array<bool, 65> is_told{};  // the opt-out, then stops
    for (auto t = why.trace.rbegin(); t != why.trace.rend(); ++t) {
      const auto cause = number_of(*t);
      if (!cause || is_told[*cause]) continue;
      const int effect = tells(*t);
      is_told[*cause] = effect != 0;
      if (effect > 0) first = &*t;
    }
    return first;
  }

 private:
  static std::optional<std::size_t> number_of(const trace_event& t) noexcept {
    if (t.kind == trace_kind::opted_out || t.kind == trace_kind::opted_in) return 0;
    if (t.kind == trace_kind::stopped || t.kind == trace_kind::lifted) return 1u + t.index;
    return std::nullopt;
  }
};

template <class Predicate>
const trace_event* last_of(const explanation& why, Predicate&& is_it) {
  const auto found = std::find_if(why.trace.rbegin(), why.trace.rend(), is_it);
  return found == why.trace.rend() ? nullptr : &*found;
}

// Turns name channels by their place in the policy's list; a blocker names the word.
std::uint64_t bit_of(const policy& p, channel c) {
  const auto& channels = p.draft().channels;
  const auto name = p.words().name(c);
  const auto found = std::find_if(channels.begin(), channels.end(), [&](const auto& each) { return *each.name == name; });
  return found == channels.end() ? 0 : bit(static_cast<std::size_t>(found - channels.begin()));
}

const run_report* run_of(const explanation& why, const action& a) {
  const auto index = static_cast<std::uint32_t>(&a - why.decision.actions.data());
  for (const auto& r : why.runs)
    for (const auto& s : why.steps_of(r))
      if (s.action == index) return &r;
  return nullptr;
}

}  // namespace

// R26 and R30. Turns say `stops` only where contact had not ended by that cause before, so a second opt-out moves nothing.
const trace_event* cause_of_stop(const explanation& why) {
  return wishes::first_in_force(why, [](const trace_event& t) { return t.stops ? 1 : t.resumes ? -1 : 0; });
}

// Bounces are one cause, so the last that closed the channel is it (R29); of wishes there are several (R25, R27, R31).
const trace_event* cause_of(const policy& p, const explanation& why, const blocker& b) {
  const auto channel = bit_of(p, b.channel);
  if (b.kind == blocker_kind::bounced)
    return last_of(
        why, [&](const trace_event& t) { return t.kind == trace_kind::bounced && t.to == b.to && (t.closed & channel) != 0; });
  if (b.kind != blocker_kind::opted_out) return nullptr;
  return wishes::first_in_force(why, [&](const trace_event& t) {
    if (t.to != b.to) return 0;
    return (t.closed & channel) != 0 ? 1 : (t.opened & channel) != 0 ? -1 : 0;
  });
}

namespace {

// R74: the newest that gave an end. R140: by key of those of its key and of none; of no key it is held by every one, and the last
// end counts.
const trace_event* cause_of_hold(const explanation& why, std::size_t hold, std::string_view key) {
  const trace_event* last = nullptr;
  std::set<std::string_view> told;  // by a newer one
  for (auto t = why.trace.rbegin(); t != why.trace.rend(); ++t) {
    const bool is_held = t->kind == trace_kind::held && t->until;
    if (t->index != hold || !(is_held || t->kind == trace_kind::released)) continue;
    const auto of = why.key(*t);
    if (!key.empty() && !of.empty() && of != key) continue;
    if (!told.insert(of).second) continue;
    if (is_held && (!last || *last->until < *t->until)) last = &*t;
    if (of.empty() || of == key) break;
  }
  return last;
}

}  // namespace

// R34: of everything, of a step, or of one action; the end that the reason tells picks the right one, since each keeps only its
// newest.
const trace_event* cause_of(const explanation& why, const action& a, const reason& r) {
  if (r.kind == reason_kind::hold) return cause_of_hold(why, r.index, why.decision.key(a));
  if (r.kind != reason_kind::snooze) return nullptr;
  const auto* of = run_of(why, a);
  return last_of(why, [&](const trace_event& t) {
    if (t.kind != trace_kind::snoozed || t.until != r.to) return false;
    if (!t.of_step) return true;
    if (t.index != a.cadence || t.step != a.step) return false;
    return t.run == no_touchpoint || (of && of->is_of(t) && t.repetition == a.repetition);
  });
}

}  // namespace tickler::inline TICKLER_ABI
