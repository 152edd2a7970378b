// When an action can be done: after its holds, in open hours, within the limits, beside the actions above it.
#include <algorithm>
#include <bit>

#include "engine/candidate.hpp"

namespace tickler {

namespace {

void set_flag(action& a, action_flag f) noexcept { a.flags = static_cast<std::uint8_t>(a.flags | static_cast<std::uint8_t>(f)); }

class placer {
 public:
  placer(const question& q, work_space::impl& space, candidate& c) : q_(q), space_(space), c_(c), a_(c.result) {}

  void run() {
    a_.reason_begin = static_cast<std::uint32_t>(q_.out.reasons.size());
    say({reason_kind::started, 0, a_.start, a_.start});
    if (c_.held) say(*c_.held);
    if (a_.blocker_count == 0) {
      gather_rooms(true);
      if (!squeeze()) go_forward();
      if (a_.at_latest && a_.when && *a_.when > *a_.at_latest) set_flag(a_, action_flag::late);
      if (a_.when) count();
    }
    space_.counted.push_back(c_.counted);
    a_.reason_count = static_cast<std::uint32_t>(q_.out.reasons.size()) - a_.reason_begin;
  }

 private:
  struct spot {
    instant at{};
    stretch open{time_begin, time_end};  // in which it lies, as far as the calendars go
  };

  void say(reason r) { q_.out.reasons.push_back(r); }

  // One room for each limit that the action must keep and that may be in its way. With `beside_ready`, those ready above it may be
  // done at the same instant.
  void gather_rooms(bool beside_ready) {
    space_.rooms.clear();
    const auto since = std::min(c_.earliest, q_.now);  // nothing is asked of earlier instants
    for (auto rest = c_.held_back; rest != 0; rest &= rest - 1) {
      const auto limit = static_cast<std::size_t>(std::countr_zero(rest));
      auto& counted = ledger_of(limit);
      const auto together = beside_ready ? counted.ready + 1 : 1;
      const auto& rule = q_.policy.limit_rules[limit];
      if (!surely_leaves_room(rule, counted, together, since))
        space_.rooms.emplace_back(limit, rule, q_.frame(), counted, together);
    }
  }

  limit_ledger& ledger_of(std::size_t limit) {
    auto& ledger = space_.ledgers[limit];
    if ((space_.ledgers_begun >> limit & 1) == 0) {
      space_.ledgers_begun |= 1u << limit;
      ledger.begin(
          std::span(q_.folded.limit_times).subspan(q_.policy.limit_rules[limit].first_slot, q_.folded.limit_counts[limit]));
    }
    return ledger;
  }

  void count() {
    for (auto rest = c_.counted; rest != 0; rest &= rest - 1) {
      auto& ledger = ledger_of(static_cast<std::size_t>(std::countr_zero(rest)));
      if (a_.state == action_state::ready)
        ++ledger.ready;
      else
        ledger.add(*a_.when);
    }
  }

  // The first instant from x on, before `end`, that is open and keeps every limit. If there is none, `why_not_` says why.
  bool find(instant x, instant end, spot& found) {
    if (c_.hours) found.open.end = time_begin;
    for (;;) {
      for (const auto& room : space_.rooms) {
        x = room.first_from(x);
        if (x == time_end) return fail({blocker_kind::limit, a_.channel, room.limit()});
      }
      const auto kept = x;
      if (x >= found.open.end && c_.hours) {
        const auto open = open_from(x);
        if (!open) return fail({time_end - x <= two_years ? blocker_kind::beyond_2037 : blocker_kind::never_open, a_.channel});
        found.open = *open;
        x = std::max(x, open->begin);
      }
      if (x >= end) return fail({blocker_kind::beyond_2037, a_.channel});
      found.at = x;
      if (space_.rooms.empty() || (x == kept && keeps_all(x))) return true;
    }
  }

  std::optional<stretch> open_from(instant x) {
    if (x != q_.now) return c_.hours->from(x);
    auto& known = space_.hours;
    if (known.hours != c_.hours) known = {c_.hours, c_.hours->from(x)};
    return known.open;
  }

  std::optional<stretch> last_before(const stretch& open) {
    auto& known = space_.hours;
    if (known.hours != c_.hours || known.open != open) return c_.hours->before(open.begin);
    if (!known.before_is_known) known.before = c_.hours->before(open.begin);
    known.before_is_known = true;
    return known.before;
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
    if (!a_.at_latest || !c_.hours) return false;
    const auto begin = *a_.not_before;
    const auto open = c_.hours->from(begin);
    if (open && open->begin <= *a_.at_latest) return false;
    const auto floor = std::max(c_.base, c_.hold_end.value_or(c_.base));
    const auto last = c_.hours->before(begin);
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
      return;
    }
    const auto behind = last_ready_beside(from);
    if (behind) {
      gather_rooms(false);
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
    if (c_.hours) q_.may_change_at(found.open.end);
    for (const auto& room : space_.rooms)
      if (const auto end = room.end_from(found.at)) q_.may_change_at(*end);
  }

  // The last of the ready actions above that share a limit in which there is no room for them and this one together; if no
  // single limit is so short, the last that shares any.
  std::optional<std::size_t> last_ready_beside(instant from) const {
    std::uint32_t full = 0;
    for (const auto& room : space_.rooms)
      if (room.first_from(from) == time_end) full |= 1u << room.limit();
    std::optional<std::size_t> last_full, last_any;
    for (std::size_t j = 0; j < space_.counted.size(); ++j) {  // those above
      const auto counted = space_.counted[j];
      if (q_.out.actions[j].state != action_state::ready || (counted & c_.held_back) == 0) continue;
      last_any = j;
      if ((counted & full) != 0) last_full = j;
    }
    return last_full ? last_full : last_any;
  }

  // What has moved a waiting action. Said so that it does not depend on `now`: the limit from whose end on it could be done, if no
  // open time has passed since, and the closed time just before it.
  void explain(const spot& found) {
    const auto when = found.at;
    std::optional<instant> closed_since;
    if (c_.hours && found.open.begin == when) {
      const auto before = last_before(found.open);
      closed_since = before ? std::max(before->end, c_.earliest) : c_.earliest;
    }
    auto from = c_.earliest;
    reason by_limit{reason_kind::limit, 0, c_.earliest, c_.earliest};
    for (const auto& room : space_.rooms) {
      const auto since = room.open_since(when, std::max(c_.earliest, newest_counted(room.limit())));
      if (!since || *since <= by_limit.to || (*since != when && !(closed_since && *since >= *closed_since))) continue;
      by_limit.index = room.limit();
      by_limit.to = *since;
    }
    if (by_limit.to > by_limit.from) {
      say(by_limit);
      from = by_limit.to;
    }
    if (closed_since) from = std::max(from, *closed_since);
    if (closed_since && from < when) say({reason_kind::calendar, 0, from, when});
  }

  instant newest_counted(std::size_t limit) const {
    const auto count = q_.folded.limit_counts[limit];
    return count == 0 ? time_begin : q_.folded.limit_times[q_.policy.limit_rules[limit].first_slot + count - 1];
  }

  // A calendar that stays closed for more than two years may still open: the first instant from which that, or the end of time, is
  // in sight.
  void wait_for_opening() {
    for (auto t = q_.now + two_years; t < time_end; t += two_years) {
      if (const auto open = c_.hours->from(t)) return q_.may_change_at(open->begin - two_years);
    }
    q_.may_change_at(time_end - two_years);
  }

  static constexpr std::chrono::seconds two_years = date::days{731};

  const question& q_;
  work_space::impl& space_;
  candidate& c_;
  action& a_;
  blocker why_not_{};
};

}  // namespace

void place(const question& q, work_space::impl& space, candidate& c) { placer(q, space, c).run(); }

}  // namespace tickler
