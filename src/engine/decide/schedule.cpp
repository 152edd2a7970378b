// When an action can be done: after its holds, in open hours, within the limits, beside the actions above it.
#include <algorithm>
#include <bit>

#include "engine/decide/place_usually.hpp"
#include "time/open_tables.hpp"

namespace tickler {

namespace {

class placer {
 public:
  placer(const question& q, work_space::impl& space, const candidate& c)
      : q_(q), space_(space), c_(c), a_(c.result), hours_(c.set == 0 ? nullptr : &q.who.where->hours(c.set)) {}

  void run() {
    auto& reasons = q_.out.reasons;
    a_.reason_begin = static_cast<std::uint32_t>(reasons.size());
    say({reason_kind::started, 0, a_.start, a_.start});
    if (c_.held) say(*c_.held);
    if (a_.blocker_count == 0) give_time();
    a_.reason_count = static_cast<std::uint32_t>(reasons.size()) - a_.reason_begin;
  }

 private:
  struct spot {
    instant at{};
    stretch open{time_begin, time_end};  // in which it lies, as far as the calendars go
  };

  void say(reason r) { q_.out.reasons.push_back(r); }

  void give_time() {
    gather_rooms(true);
    const bool is_early = a_.at_latest && !was_open_in_time(q_, c_) && squeeze();
    if (!is_early) go_forward();
    if (!a_.when) return;
    if (a_.at_latest && *a_.when > *a_.at_latest) set_flag(a_, action_flag::late);
    count(space_, c_.counted, a_);
  }

  // One room for each limit that the action must keep and that may be in its way. With `beside_ready`, those ready above it may be
  // done at the same instant.
  void gather_rooms(bool beside_ready) {
    space_.rooms.clear();
    const auto since = std::min(c_.earliest, q_.now);  // nothing is asked of earlier instants
    for (auto rest = c_.held_back; rest != 0; rest &= rest - 1) {
      const auto limit = static_cast<std::size_t>(std::countr_zero(rest));
      auto& counted = space_.ledgers[limit];
      const auto together = beside_ready ? counted.ready() + 1 : 1;
      const auto& rule = q_.policy.limit_rules[limit];
      if (!counted.surely_leaves_room(rule, together, since)) space_.rooms.emplace_back(limit, rule, q_.frame(), counted, together);
    }
  }

  // The first instant from x on, before `end`, that is open and keeps every limit. If there is none, `why_not_` says why.
  bool find(instant x, instant end, spot& found) {
    if (hours_) found.open.end = time_begin;
    for (;;) {
      for (const auto& room : space_.rooms) {
        x = room.first_from(x);
        if (x == time_end) return fail({blocker_kind::limit, a_.channel, room.limit()});
      }
      const auto kept = x;
      if (x >= found.open.end && hours_) {
        const auto open = hours_->from(x);
        if (!open) return fail(not_open_from(x));
        found.open = *open;
        x = std::max(x, open->begin);
      }
      if (x >= end) return fail({blocker_kind::beyond_2037, a_.channel});
      found.at = x;
      if (x == kept && keeps_all(x)) return true;
    }
  }

  blocker not_open_from(instant x) const {
    return {time_end - x <= two_years ? blocker_kind::beyond_2037 : blocker_kind::never_open, a_.channel};
  }

  bool fail(blocker why) {
    why_not_ = why;
    return false;
  }

  bool keeps_all(instant x) const {
    if (space_.rooms.size() < 2) return true;  // the one has just been asked
    return std::all_of(space_.rooms.begin(), space_.rooms.end(), [x](const limit_room& room) { return room.allows(x); });
  }

  // Early beats late: if nothing is open within the window, the last open stretch before it. True if the action went there.
  bool squeeze() {
    const auto begin = *a_.not_before;
    const auto floor = std::max(c_.base, c_.hold_end);
    const auto last = hours_->before(begin);
    if (floor >= begin || !last || last->end <= floor) {
      set_flag(a_, action_flag::late_unavoidable);
      return false;
    }
    const auto earliest = std::max(floor, last->begin);
    spot found;
    if (!find(std::max(earliest, q_.now), last->end, found)) return false;
    set_flag(a_, action_flag::squeezed);
    say({reason_kind::squeeze, 0, begin, earliest});
    settle(found);
    return true;
  }

  void go_forward() {
    const auto from = std::max(c_.earliest, q_.now);
    spot found;
    if (find(from, time_end, found)) {
      settle(found);
      if (a_.state == action_state::waiting) explain(found);
    } else {
      wait_or_block(from);
    }
  }

  // There is no room at all: behind the last of those ready above, or never.
  void wait_or_block(instant from) {
    std::uint32_t full = 0;
    for (const auto& room : space_.rooms)
      if (room.first_from(from) == time_end) full |= 1u << room.limit();
    if (const auto behind = last_ready_beside(q_, c_, full)) {
      gather_rooms(false);
      spot found;
      if (find(from, time_end, found)) {
        a_.state = action_state::waiting;
        may_change_after(found);
        a_.behind = static_cast<std::uint32_t>(*behind);  // its index once all are in order
        return;
      }
    }
    if (why_not_.kind == blocker_kind::limit) why_not_.index = limit_without_room();
    a_.blocker_begin = static_cast<std::uint32_t>(q_.out.blockers.size());
    a_.blocker_count = 1;
    q_.out.blockers.push_back(why_not_);
    if (why_not_.kind == blocker_kind::never_open) wait_for_opening();
  }

  // Said so that it does not depend on `now`: the first limit that has had no room since the action's earliest instant; if each
  // has had some, the first that has none at the end of time.
  std::uint16_t limit_without_room() const {
    const auto& rooms = space_.rooms;
    auto full =
        std::find_if(rooms.begin(), rooms.end(), [&](const auto& room) { return room.first_from(c_.earliest) == time_end; });
    const auto is_full_at_last = [](const limit_room& room) { return !room.allows(time_end - std::chrono::seconds{1}); };
    if (full == rooms.end()) full = std::find_if(rooms.begin(), rooms.end(), is_full_at_last);
    return full->limit();
  }

  void settle(const spot& found) {
    a_.when = found.at;
    a_.state = found.at == q_.now ? action_state::ready : action_state::waiting;
    if (a_.state == action_state::waiting)
      q_.may_change_at(found.at);
    else
      may_change_after(found);
  }

  // What is possible at `when` is so until the hours or the room end.
  void may_change_after(const spot& found) const {
    if (hours_) q_.may_change_at(found.open.end);
    if (!space_.rooms.empty()) may_change_when_full(found.at);
  }

  void may_change_when_full(instant at) const {
    for (const auto& room : space_.rooms)
      if (const auto end = room.end_from(at)) q_.may_change_at(*end);
  }

  // What has moved a waiting action. Said so that it does not depend on `now`: the limit from whose end on it could be done, if no
  // open time has passed since, and the closed time just before it.
  void explain(const spot& found) {
    const auto when = found.at;
    auto closed_since = time_end;  // until `when`; time_end: it is open before
    if (hours_ && found.open.begin == when) {
      const auto before = hours_->before(found.open.begin);
      closed_since = before ? std::max(before->end, c_.earliest) : c_.earliest;
    }
    auto from = c_.earliest;
    if (!space_.rooms.empty()) from = explain_limits(when, closed_since);
    from = std::max(from, closed_since);
    if (from < when) say({reason_kind::calendar, 0, from, when});
  }

  // The instant from which the limits leave room.
  instant explain_limits(instant when, instant closed_since) {
    reason by_limit{reason_kind::limit, 0, c_.earliest, c_.earliest};
    for (const auto& room : space_.rooms) {
      const auto since = room.open_since(when, std::max(c_.earliest, newest_counted(q_, room.limit())));
      if (!since || *since <= by_limit.to || (*since != when && *since < closed_since)) continue;
      by_limit.index = room.limit();
      by_limit.to = *since;
    }
    if (by_limit.to > by_limit.from) say(by_limit);
    return by_limit.to;
  }

  // A calendar that stays closed for more than two years may still open: the first instant from which that, or the end of time, is
  // in sight.
  void wait_for_opening() {
    for (auto t = q_.now + two_years; t < time_end; t += two_years) {
      if (const auto open = hours_->from(t)) return q_.may_change_at(open->begin - two_years);
    }
    q_.may_change_at(time_end - two_years);
  }

  const question& q_;
  work_space::impl& space_;
  const candidate& c_;
  action& a_;
  const open_hours* hours_;  // none: nothing closes it
  blocker why_not_{};
};

}  // namespace

void place(const question& q, work_space::impl& space, const candidate& c) {
  placer(q, space, c).run();
  note_order(space, rank_of(c.result));
}

namespace {

template <class Room>
usual_time when_allowed_by(const Room& room, const question& q, work_space::impl& space, const candidate& c, instant x,
                           instant after, bool until_full) {
  usual_time t;
  for (bool is_settled = false; !is_settled;) {
    x = room.first_from(x);
    if (x >= time_end) return {};
    t = when_open(q, space, c, x);
    if (!t.is_known) return {};
    is_settled = t.when == x || room.allows(t.when);
    x = t.when;
  }
  if (until_full || x == q.now) {
    if (const auto end = room.end_from(x)) t.changes = std::min(t.changes, *end);
  }
  if (x != q.now)
    if (const auto since = room.open_since(x, after)) t.free = *since;
  return t;
}

// One at a time, and the clock is not changed for as long as that matters.
usual_time when_alone(const question& q, work_space::impl& space, const candidate& c, const limit_rule& rule,
                      const limit_ledger& counted, instant x, instant after, bool until_full) {
  const auto free = counted.free_after_history(rule, 1, q.frame());
  if (free == time_end) return {};
  const limit_spacing room(free, rule.per->plain(), counted.waiting());
  const auto t = when_allowed_by(room, q, space, c, x, after, until_full);
  if (!t.is_known || !rule.per->is_by_clock()) return t;
  const auto period = q.local.period_at(q.now);
  return period && period->is_within(room.last_seen(t.when)) ? t : usual_time{};
}

}  // namespace

usual_time when_allowed(const question& q, work_space::impl& space, const candidate& c, std::size_t limit, bool beside_ready) {
  const auto& rule = q.policy.limit_rules[limit];
  auto& counted = space.ledgers[limit];
  const auto together = beside_ready ? counted.ready() + 1 : 1;
  const auto from = later(c.earliest, q.now), after = later(c.earliest, newest_counted(q, limit));
  if (rule.at_most == 1 && together == 1 && rule.per && rule.per->is_plain())
    if (const auto t = when_alone(q, space, c, rule, counted, from, after, !beside_ready); t.is_known) return t;
  const limit_room room(limit, rule, q.frame(), counted, together);
  return when_allowed_by(room, q, space, c, from, after, !beside_ready);
}

}  // namespace tickler
