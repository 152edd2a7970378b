#include "engine/rules/deadlines.hpp"

#include <algorithm>
#include <tuple>

#include "base/bits.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

class deadline_rules {
 public:
  deadline_rules(const eval_context& v, const run& r, const step_rule& step, const window& w, const obstacles& in_the_way)
      : v_(v),
        r_(r),
        step_(step),
        w_(w),
        in_the_way_(in_the_way),
        by_history_(v.folded.pauses.empty() ? nullptr : channel_by_history(v, step, r)) {}

  deadlines operator()() const {
    deadlines d;
    const bool is_dated = step_.from == anchor::until && !counts_from_base(step_, r_);
    const bool states_latest = step_.at_latest.given();
    if (w_.at_latest && !w_.overtook_at_latest)
      d.at_latest = stated(*w_.at_latest, step_.at_latest, is_dated && (step_.at_latest.before || !states_latest));
    const bool states_due = step_.within.given() && !w_.overtook_due;
    if (states_due && !w_.due) return d;  // it has no answer
    if (states_due) {
      d.due = stated(*w_.due, step_.within, is_dated && step_.within.before);
      note_move(d, *w_.due, *d.due, *d.due - *w_.due);
      if (!w_.overtook_at_latest) return d;
    }
    deadlines by_default = d;
    const auto due = default_due(by_default);
    if (!due) return d;
    if (w_.overtook_at_latest) d.at_latest = by_default.at_latest = due;
    if (states_due) return d;
    by_default.due = by_default.at_latest ? std::min(*due, *by_default.at_latest) : *due;
    return by_default;
  }

 private:
  std::string_view key() const noexcept { return v_.folded.keys[r_.key]; }
  instant base() const noexcept { return std::max(*w_.not_before, r_.base); }

  static void note_move(deadlines& d, instant before, instant after, std::chrono::seconds length) {
    if (after == before) return;
    if (!d.first_due) d.first_due = before;
    d.held_for += length;
  }

  // A date does not move.
  instant stated(instant t, const window_side& side, bool is_before_date) const {
    if (is_before_date || v_.folded.pauses.empty()) return t;
    const bool in_business_time = side.length && side.length->written().uses_business_time();
    return moved(standing_still(v_, step_, r_, by_history_, false), by_history_, {t, in_business_time}, base()).value_or(t);
  }

  // The first instant from t on at which it can be done, as far as history alone decides; t, if there is none.
  instant possible_from(instant t) const {
    if (in_the_way_.blocked) return t;
    auto free = t;
    for_each_bit(in_the_way_.limits, [&](std::size_t limit) { free = std::max(free, room_by_history(v_, limit, key())); });
    if (free >= time_end) return t;
    const auto& hours = v_.who.where->hours(in_the_way_.choice ? in_the_way_.choice->hours : step_.hours);
    const auto found = first_free({v_, r_, step_, in_the_way_.holds, true}, hours, free);
    return found && found->is_open ? found->at : t;
  }

  // The end of the first day on which it is possible; a hold or snooze that begins before that is past gives it another day.
  std::optional<instant> default_due(deadlines& d) const {
    const auto& frame = v_.frame_of(step_);
    const auto end_of_day = [&](instant t) { return window_parts::next_day(frame, t); };
    auto possible = possible_from(base());
    auto due = end_of_day(possible);
    const auto stops = standing_still(v_, step_, r_, by_history_, true);
    if (due && stops.any()) {
      auto& each = v_.memory.standstills;
      each.clear();
      stops.for_each([&](instant begin, instant end) { each.push_back({begin, end}); });
      // Of those that begin at once the longest counts.
      std::sort(each.begin(), each.end(),
                [](const interval& a, const interval& b) { return std::tuple(a.begin, b.end) < std::tuple(b.begin, a.end); });
      for (const auto& stop : each) {
        if (!due || stop.begin <= possible || due.at < stop.begin || stop.end >= time_end) continue;
        possible = possible_from(stop.end);
        const auto later = end_of_day(possible);
        if (later) note_move(d, due.at, later.at, stop.end - stop.begin);
        due = later;
      }
    }
    return due ? std::optional(due.at) : std::nullopt;
  }

  const eval_context& v_;
  const run& r_;
  const step_rule& step_;
  const window& w_;
  const obstacles& in_the_way_;
  const channel_choice* by_history_;  // asked only where something has been held
};

}  // namespace

deadlines deadlines_of(const eval_context& v, const run& r, const step_rule& step, const window& w, const obstacles& in_the_way) {
  return w.not_before ? deadline_rules(v, r, step, w, in_the_way)() : deadlines{};
}

// A state keeps the newest at_most instants: there is room once the oldest of them no longer matters, and not before the newest.
instant room_by_history(const eval_context& v, std::size_t limit, std::string_view key) {
  const auto& rule = v.policy.limit_rules[limit];
  const auto room_of = [&](std::span<const instant> times) {
    if (times.size() < rule.at_most) return time_begin;
    if (!rule.per) return time_end;
    const auto free = rule.per->after(times.front(), v.frame());
    return free ? std::max(free.at, times.back()) : time_end;
  };
  if (!rule.by_key) [[likely]]
    return room_of(v.folded.counted(v.policy, limit, 0));
  auto room = time_begin;
  const auto rows = v.folded.keys_apart.of(key);
  for (auto row = rows.begin; row < rows.end; ++row) room = std::max(room, room_of(v.folded.counted(v.policy, limit, row)));
  return room;
}

std::uint32_t limits_without_room(const eval_context& v, std::string_view key, const open_hours& hours, std::uint32_t limits,
                                  instant from, instant last) {
  const auto opens_from = [&](instant t) {
    if (t >= time_end) return false;
    const auto open = hours.from(t);
    return open && std::max(t, open->begin) <= last;
  };
  std::uint32_t alone = 0, full = 0;
  auto all = from;
  for_each_bit(limits, [&](std::size_t limit) {
    const auto room = room_by_history(v, limit, key);
    if (room <= from) return;
    full |= 1u << limit;
    all = std::max(all, room);
    if (!opens_from(room)) alone |= 1u << limit;
  });
  if (full == 0 || opens_from(all) || !opens_from(from)) return 0;
  return alone != 0 ? alone : limits;
}

}  // namespace tickler::inline TICKLER_ABI
