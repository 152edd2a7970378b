#include "engine/rules/placement.hpp"

#include <algorithm>
#include <bit>

#include "base/internal_access.hpp"
#include "engine/rules/conditions_ahead.hpp"
#include "engine/rules/deadlines.hpp"
#include "engine/rules/holding.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

constexpr std::chrono::seconds two_years = date::days{731};

// An instant at which an action may be done, and the open interval in which it lies.
struct slot {
  instant at{};
  interval open{time_begin, time_end};
  std::optional<instant> closed_since{};  // the end of the interval before it, where that is known
};

// R119: instants at which conditions may change.
constexpr int most_changes = 200;

// As std::max, of instants in range or nearly: without a branch, for which is later is often as good as random.
inline instant max_of(instant a, instant b) noexcept {
  const auto ahead = (b - a).count();
  return a + std::chrono::seconds{ahead & ~(ahead >> 63)};
}

// The hours in which an action may be done: all of its calendars.
class hours_window {
 public:
  hours_window(decision_context& c, std::uint16_t set) : c_(c), set_(set) {}

  bool never_closes() const noexcept { return set_ == 0; }

  // Moves the slot to the first open instant from its own on. False if there is none within two years. An instant inside the
  // interval that was found last is open for sure, so going forward asks the tables once for each interval.
  bool move_to_open(slot& s) const {
    if (never_closes() || s.at < s.open.end) return true;
    if (const auto* next = quick_look(s.at)) [[likely]] {
      s.open = next->open, s.closed_since = next->closed_since;
    } else {
      const auto open = hours().from(s.at);
      if (!open) return false;
      s.open = *open, s.closed_since.reset();
    }
    s.at = max_of(s.at, s.open.begin);
    return true;
  }

  // Until the slot's interval begins, but no earlier than x. R89 says the closed time just before `when`. The tables give it along
  // with the interval; else it is looked for.
  instant closed_since(const slot& s, instant x) const {
    if (s.closed_since) return max_of(*s.closed_since, x);
    const auto before = hours().before(s.open.begin);
    return before ? std::max(before->end, x) : x;
  }

  bool opens_within(instant from, instant to) const {
    if (never_closes()) return true;
    const auto open = hours().from(from);
    return open && open->begin <= to;
  }

  std::optional<interval> last_before(instant x) const { return hours().before(x); }
  std::optional<interval> first_from(instant x) const { return hours().from(x); }

 private:
  const open_hours& hours() const { return c_.view.who.where->hours(set_); }

  // The open interval at or after x, if a look at the tables tells. Most actions of a decision ask it of `now`.
  const next_interval* quick_look(instant x) const {
    auto& space = c_.space;
    const auto& who = c_.view.who;
    const bool is_now = x == c_.view.now;
    if (is_now && who.open_now && who.open_now[set_]) return &*who.open_now[set_];
    if (is_now && space.known_set == set_) return &space.open_now;
    if (is_now) space.known_set = 0;
    const auto* tables = impl_of(hours());
    auto& found = is_now ? space.open_now : space.asked;
    if (!tables || !tables->next_from(x, found)) return nullptr;
    if (is_now) space.known_set = set_;
    return &found;
  }

  decision_context& c_;
  std::uint16_t set_;
};

class placer {
 public:
  placer(decision_context& c, const candidate& offered)
      : c_(c),
        offered_(offered),
        a_(offered.result),
        hours_(c, offered.set),
        limits_(c.space.in_the_way),
        must_keep_(offered.held_back) {}

  void run() {
    auto& reasons = c_.out.reasons;
    const auto begin = reasons.size();
    a_.reason_begin = static_cast<std::uint32_t>(begin);
    say({reason_kind::started, 0, a_.start, a_.start});
    if (offered_.held) [[unlikely]]
      say(*offered_.held);
    if (offered_.stood_still) [[unlikely]]
      say(*offered_.stood_still);
    if (a_.blocker_count == 0) [[likely]] {
      give_time();
      if (a_.blocker_count == 0 && (!limits_.empty() || turned_)) [[unlikely]]
        blame_limits();
    }
    if (a_.at_latest && *a_.at_latest < now()) [[unlikely]]
      replace_when_late();
    if (a_.when) count();
    a_.reason_count = static_cast<std::uint32_t>(reasons.size() - begin);
  }

 private:
  instant now() const noexcept { return c_.view.now; }
  std::string_view key() const noexcept { return c_.view.folded.keys[offered_.of.key]; }
  void say(const reason& r) { c_.out.reasons.push_back(r); }

  // R75, with R83 tried first where the window has no open time at all. All that must not depend on `now` (reasons) is counted
  // from `earliest`; all that happens, from now on. R85: late is also what comes late although its at_latest is still to come.
  void give_time() {
    slot found;
    const bool is_there = search(offered_.earliest, *a_.not_before, time_end, found);
    const bool is_off_offer = is_off_offer_, is_supposed = conditions_stay_ = is_supposed_;
    const auto last = last_in_time();
    const bool is_late = !is_there || last < found.at;
    if (is_late && a_.at_latest && !hours_.opens_within(*a_.not_before, last) && squeeze()) return;
    if (is_supposed) [[unlikely]]
      set_flag(a_, action_flag::supposed);
    if (is_off_offer) [[unlikely]]
      return add_blocker(c_.out, a_, {blocker_kind::too_late, a_.channel});
    if (!is_there) [[unlikely]]
      return wait_or_block();
    settle(found, offered_.earliest);
    if (a_.state == action_state::ready) return note_if_late(found);
    const auto earliest = turned_ ? say_what_turned() : offered_.earliest;
    say_what_moved(found, earliest);
    if (a_.state == action_state::blocked) return say_given_up(found);
    note_if_late(found);
  }

  void note_if_late(const slot& found) {
    if (a_.at_latest && *a_.at_latest < found.at) set_flag(a_, action_flag::late);
  }

  void say_given_up(const slot& found) { say({reason_kind::given_up, 0, *offered_.passes, found.at}); }

  // at_latest; or the date at which it is given up (R83).
  instant last_in_time() const {
    const auto last = a_.at_latest.value_or(time_end);
    return offered_.date && *a_.not_before < *offered_.date ? std::min(last, *offered_.date) : last;
  }

  // The limits that the action must keep and that may be in its way. With `beside_ready`, those ready above it may be done at the
  // same instant. R80: beside the ready ones means that they and this one are put in at the very same instant. Most limits are
  // ruled out by a subtraction, without any time being worked out. Nothing is asked of instants before `since`.
  [[gnu::always_inline]] void gather_limits(bool beside_ready, instant since) {
    limits_.clear();
    for_each_bit(must_keep_, [&](std::size_t limit) {
      c_.space.limits.for_each(
          limit, [this] { return key(); },
          [&](const limit_usage& usage) {
            if (usage.has_room_always()) [[likely]]
              return;
            const auto& rule = c_.view.policy.limit_rules[limit];
            const auto together = beside_ready ? usage.ready() + 1 : 1;
            if (!usage.surely_leaves_room(rule, together, since))
              limits_.emplace_back(limit, rule, c_.view.frame(), usage, together, c_.view.memory.scratch.work());
          });
    });
  }

  // The first instant before `end` at which it can be done: from now on, and from `earliest` on, which is `from` or the end of what
  // holds it as of now. R119: conditions are asked as of then.
  [[gnu::always_inline]] bool search(instant earliest, instant from, instant end, slot& found) {
    is_off_offer_ = is_supposed_ = false;
    must_keep_ = offered_.held_back;
    gather_limits(true, std::min(earliest, now()));
    const bool is_there = find(max_of(earliest, now()), end, found);
    if (is_there && found.at == now()) return true;
    const auto& cadence = c_.view.policy.cadences[a_.cadence];
    if (conditions_stay_) [[unlikely]]
      return is_supposed_ = true, is_there;
    const bool may_change =
        (c_.turning_limits | c_.turning_holds | c_.turning_never) != 0 || cadence.condition || cadence.has_conditions;
    return may_change ? look_ahead(from, end, found, is_there) : is_there;
  }

  // What conditions have come to by the time at which it will be done, and since when.
  struct turn {
    instant since{}, earliest{};
    std::uint32_t limits = 0;
    std::optional<reason> held{};
    std::optional<instant> let_go{};  // when what holds it as of now no longer did
  };

  // Stretch by stretch, in each of which conditions stay the same.
  [[gnu::noinline]] bool look_ahead(instant from, instant end, slot& found, bool is_there) {
    turned_.reset();
    conditions_ahead ahead(c_, offered_);
    if (!ahead.may_change()) return is_there;
    const auto as_of_now = found;
    const bool is_there_as_of_now = is_there;
    const auto why_not = why_not_;
    turn there;
    auto left = most_changes;
    for (auto until = ahead.until();; until = ahead.until()) {
      if (is_there && ahead.then().on_offer && found.at < until) {
        is_supposed_ = !ahead.has_same_channel(found.at);
        if (is_supposed_ || (is_there_as_of_now && found.at == as_of_now.at)) break;
        turned_ = there;
        return true;
      }
      is_off_offer_ = until >= end && is_there_as_of_now;
      is_supposed_ = until < end && left-- == 0;
      if (until >= end || is_supposed_) break;
      const auto before = ahead.then();
      ahead.move_to(until);
      if (ahead.then() == before) continue;
      is_there = find_in(ahead, from, end, there, found);
    }
    must_keep_ = offered_.held_back;
    gather_limits(true, std::min(from, now()));
    found = as_of_now, why_not_ = why_not;
    return is_there_as_of_now && !is_off_offer_;
  }

  // In a stretch that begins after now.
  bool find_in(const conditions_ahead& ahead, instant from, instant end, turn& there, slot& found) {
    candidate then = offered_;
    then.earliest = from, then.hold_end = time_begin, then.held.reset();
    if (c_.may_hold) apply_holds(c_, offered_.of, ahead.then().holds, then);
    if (offered_.held && !then.held && !there.let_go && ahead.since() < offered_.held->to) there.let_go = ahead.since();
    there.since = ahead.since(), there.earliest = then.earliest, there.limits = ahead.then().limits, there.held = then.held;
    must_keep_ = there.limits;
    gather_limits(true, std::min(then.earliest, now()));
    return in_range(then.earliest) && find(max_of(then.earliest, there.since), end, found);
  }

  // R89, R119. The hold says until when it holds, and a condition when it changes. From where on the rest has moved it.
  [[gnu::noinline]] instant say_what_turned() {
    const auto& there = *turned_;
    must_keep_ = there.limits;
    gather_limits(true, std::min(there.earliest, now()));
    auto& reasons = c_.out.reasons;
    const auto hold = reasons.begin() + static_cast<std::ptrdiff_t>(a_.reason_begin) + 1;
    auto from = there.earliest;
    if (there.held && offered_.held) {
      *hold = *there.held;
    } else if (there.held) {
      reasons.insert(hold, *there.held);
    } else if (offered_.held && !there.let_go) {
      from = std::max(from, offered_.held->to);  // it was over by itself
    } else if (offered_.held && *a_.not_before < *there.let_go) {
      hold->to = from = *there.let_go;
    } else if (offered_.held) {
      reasons.erase(hold);
    }
    if (from < there.since) say({reason_kind::condition, 0, from, there.since});
    return std::max(from, there.since);
  }

  // The first instant from x on, before `end`, that is open and keeps every limit. If there is none, `why_not_` says why. Each
  // constraint moves `found.at` forward only, and none ever past an instant that all allow; so where they first agree is the
  // earliest. It ends, for behind all points there is only the hours' next interval left to ask.
  [[gnu::always_inline]] bool find(instant x, instant end, slot& found) {
    found.at = x;
    if (!hours_.never_closes()) found.open.end = time_begin;
    while (c_.view.spend(work_of_turn + 4 * limits_.size())) {
      for (const auto& limit : limits_) {
        found.at = limit.first_from(found.at);
        if (found.at == time_end) [[unlikely]]
          return fail({blocker_kind::limit, a_.channel, limit.limit()});
      }
      const auto kept = found.at;
      if (!hours_.move_to_open(found)) [[unlikely]]
        return fail({time_end - kept <= two_years ? blocker_kind::beyond_2037 : blocker_kind::never_open, a_.channel});
      if (found.at >= end) [[unlikely]]
        return fail({blocker_kind::beyond_2037, a_.channel});
      if (limits_.empty() || keeps_all(found.at, kept)) return true;
    }
    return fail({blocker_kind::beyond_2037, a_.channel});  // R146: nobody will hear of it
  }
  static constexpr std::uint64_t work_of_turn = 16;

  // `kept`: the last limit has just allowed this one. With one limit there is nothing else to disagree, unless the hours have
  // moved on since.
  bool keeps_all(instant x, instant kept) const {
    if (limits_.size() == 1 && x == kept) return true;
    return std::all_of(limits_.begin(), limits_.end(), [x](const limit_window& limit) { return limit.allows(x); });
  }

  bool fail(const blocker& why) {
    why_not_ = why;
    return false;
  }

  // Early beats late: if nothing is open within the window, the last open interval before it. True if the action went there (R83).
  // The interval must meet [floor, not_before): never before the base, for then it would be done before what precedes it, nor
  // inside a hold. If the limits or `now` leave no place in it, what find() said of the ordinary place stands.
  [[gnu::noinline]] bool squeeze() {
    const auto begin = *a_.not_before;
    const auto floor = std::max(offered_.base, offered_.hold_end);
    const auto last = hours_.last_before(begin);
    if (!offered_.may_be_early || floor >= begin || !last || last->end <= floor) {
      set_flag(a_, action_flag::late_unavoidable);
      return false;
    }
    const auto earliest = std::max(floor, last->begin);
    slot found;
    const auto why_not = why_not_;
    const auto turned = turned_;
    const bool is_there = search(earliest, earliest, last->end, found);
    turned_ = turned;
    if (!is_there) {
      why_not_ = why_not;
      return false;
    }
    settle(found, earliest);
    if (is_supposed_) set_flag(a_, action_flag::supposed);
    if (a_.state == action_state::blocked) {
      say_given_up(found);
      return true;
    }
    set_flag(a_, action_flag::squeezed);
    say({reason_kind::squeeze, 0, begin, earliest});
    if (found.at > *a_.at_latest) set_flag(a_, action_flag::late);
    return true;
  }

  // R95: a waiting action changes when its instant has come; a ready one stays so until the hours or the room end. `earliest`:
  // before which it could not have been done. R118: what has passed by then does not wait for it.
  void settle(const slot& found, instant earliest) {
    if (found.at == now()) {
      a_.state = action_state::ready;
      a_.when = ready_since(found, max_of(earliest, offered_.base));
      may_change_after(found);
    } else if (offered_.passes && *offered_.passes <= found.at) {
      add_blocker(c_.out, a_, {blocker_kind::too_late, a_.channel});
    } else {
      a_.state = action_state::waiting;
      a_.when = found.at;
      c_.clock.may_change_at(found.at);
    }
  }

  // R84, so that it does not depend on `now`: the hours have been open and the limits have left room from here to now.
  instant ready_since(const slot& found, instant earliest) const {
    auto since = max_of(earliest, found.open.begin);
    for (const auto& limit : limits_) {
      since = max_of(since, limit.known_since());
      if (const auto room = limit.open_since(now(), since)) since = *room;
    }
    return since;
  }

  // What is possible then is so until the hours or the room end.
  void may_change_after(const slot& found) {
    if (!hours_.never_closes()) c_.clock.may_change_at(found.open.end);
    for (const auto& limit : limits_) c_.clock.may_change_at(limit.end_from(found.at));
  }

  // R83. It cannot be in time, whatever is done: history alone fills the limits.
  [[gnu::noinline]] void blame_limits() {
    if (!offered_.has_stated_end) return;
    const auto last = a_.at_latest ? *a_.at_latest : *a_.due;
    if (now() > last || (a_.when && *a_.when <= last)) return;
    const auto from = std::max({*a_.not_before, offered_.base, offered_.hold_end});
    const auto full = limits_without_room(c_.view, key(), c_.view.who.where->hours(offered_.set), offered_.held_back, from, last);
    if (full == 0) return;
    set_flag(a_, action_flag::late_unavoidable);
    for_each_bit(full, [&](std::size_t limit) { say({reason_kind::no_room, static_cast<std::uint16_t>(limit), from, last}); });
  }

  // R86: all of it or nothing: nothing, where a `never` or a limit forbids the purpose that would replace its own.
  [[gnu::noinline]] void replace_when_late() {
    const auto& step = c_.view.policy.cadences[a_.cadence].steps[a_.step];
    if (!step.has_late) return;
    const auto* choice = offered_.choice;
    const auto never = choice ? choice->never[1] : step.never_internal[1];
    if (a_.channel != channel::none && (never & c_.never_in_force) != 0) return;
    if (a_.when && choice && step.has_late_purpose && !keeps_as_late(*choice)) return;
    a_.replaced = true, a_.purpose = step.late_purpose;
  }

  // R119.
  bit_mask limits_as_of(instant t) const {
    auto limits = c_.limits_in_force;
    if (a_.has(action_flag::supposed)) return limits;
    const eval_context then{c_.view.policy, c_.view.who, c_.view.folded, t, c_.view.memory};
    for_each_bit(c_.turning_limits, [&](std::size_t i) {
      if (holds(then, *then.policy.limit_rules[i].condition))
        limits |= bit(i);
      else
        limits &= ~bit(i);
    });
    return limits;
  }

  // What is ready may be kept now and not in an hour, or the other way round (R95).
  bool keeps_as_late(const channel_choice& choice) {
    const bool is_ready = a_.state == action_state::ready;
    const auto t = is_ready ? now() : *a_.when;
    bool keeps = true;
    const auto limits = choice.limits[1] & static_cast<std::uint32_t>(limits_as_of(t)) & ~choice.excepted;
    for_each_bit(limits, [&](std::size_t i) {
      c_.space.limits.for_each(
          i, [this] { return key(); },
          [&](const limit_usage& usage) {
            const limit_window limit(i, c_.view.policy.limit_rules[i], c_.view.frame(), usage, usage.ready() + 1,
                                     c_.view.memory.scratch.work());
            const bool allows = limit.allows(t);
            keeps &= allows;
            if (is_ready) c_.clock.may_change_at(allows ? limit.end_from(t) : std::optional(limit.first_from(t)));
          });
    });
    return keeps;
  }

  // What has its time counts for those placed after it, by the purpose that it shows (R77).
  void count() {
    if (!offered_.choice) return;
    for_each_bit(offered_.choice->limits[a_.replaced] & static_cast<std::uint32_t>(c_.limits_counted), [&](std::size_t limit) {
      c_.space.limits.for_each(
          limit, [this] { return key(); },
          [&](limit_usage& usage) {
            if (a_.state == action_state::ready)
              usage.add_ready();
            else
              usage.add_waiting(*a_.when);
          });
    });
  }

  // There is no room at all: behind the last of those ready above, or never (R81 and R82). Without the ready ones it would have
  // its time, but that time depends on when they are done; so it has none, and counts for nobody below.
  [[gnu::noinline]] void wait_or_block() {
    const auto from = std::max(offered_.earliest, now());
    std::uint32_t full = 0;
    for (const auto& limit : limits_)
      if (limit.first_from(from) == time_end) full |= 1u << limit.limit();
    if (const auto behind = last_ready_beside(full)) {
      gather_limits(false, std::min(offered_.earliest, now()));
      slot found;
      if (find(from, time_end, found)) {
        a_.state = action_state::waiting;
        may_change_after(found);
        // As they were placed; put_in_order() translates it.
        a_.behind = static_cast<std::uint32_t>(*behind);  // its index once all are in order
        return;
      }
    }
    if (why_not_.kind == blocker_kind::limit) why_not_.index = limit_without_room();
    add_blocker(c_.out, a_, why_not_);
    if (why_not_.kind == blocker_kind::never_open) wait_for_opening();
  }

  // The last of the ready actions above that share a limit in which there is no room for them and this one together, `full` being
  // those; if no single limit is so short, the last that shares any.
  std::optional<std::size_t> last_ready_beside(std::uint32_t full) const {
    std::optional<std::size_t> last_any;
    for (auto j = c_.out.actions.size() - 1; j-- > 0;) {  // those above
      const auto& other = c_.out.actions[j];
      if (other.state != action_state::ready) continue;
      const auto* choice = choice_of(c_.view.policy, other);
      const auto counted = choice ? choice->limits[other.replaced] & static_cast<std::uint32_t>(c_.limits_in_force) : 0;
      const auto shared = counted & offered_.held_back & ~(shares_keys_with(other) ? 0 : c_.view.policy.limits_by_key);
      if ((shared & full) != 0) return j;
      if (shared != 0 && !last_any) last_any = j;
    }
    return last_any;
  }

  // R140.
  bool shares_keys_with(const action& other) const {
    const auto its = c_.out.key(other), own = key();
    return its == own || its.empty() || own.empty();
  }

  // Said so that it does not depend on `now`: the first limit that has had no room since the action's earliest instant; if each
  // has had some, the first that has none at the end of time.
  std::uint16_t limit_without_room() const {
    auto full = std::find_if(limits_.begin(), limits_.end(),
                             [&](const limit_window& limit) { return limit.first_from(offered_.earliest) == time_end; });
    const auto is_full_at_last = [](const limit_window& limit) { return !limit.allows(time_end - std::chrono::seconds{1}); };
    if (full == limits_.end()) full = std::find_if(limits_.begin(), limits_.end(), is_full_at_last);
    return full->limit();
  }

  // Of an action that cannot be done yet. Said so that it does not depend on `now`: the limit from whose end on it could be done,
  // if no open time has passed since, and the closed time just before it.
  void say_what_moved(const slot& found, instant earliest) {
    const auto when = found.at;
    auto closed_since = time_end;  // until `when`; time_end: it is open before
    if (!hours_.never_closes() && found.open.begin == when) closed_since = hours_.closed_since(found, earliest);
    auto from = earliest;
    if (!limits_.empty()) from = say_which_limit(when, closed_since, earliest);
    from = std::max(from, closed_since);
    if (from < when) say({reason_kind::calendar, 0, from, when});
  }

  // The instant from which the limits leave room.
  instant say_which_limit(instant when, instant closed_since, instant earliest) {
    reason by_limit{reason_kind::limit, 0, earliest, earliest};
    for (const auto& limit : limits_) {
      const auto since = limit.open_since(when, std::max(earliest, limit.usage().newest_of_history()));
      if (!since || *since <= by_limit.to || (*since != when && *since < closed_since)) continue;
      by_limit.index = limit.limit();
      by_limit.to = *since;
    }
    if (by_limit.to > by_limit.from) say(by_limit);
    return by_limit.to;
  }

  // A calendar that stays closed for more than two years may still open: the first instant from which that, or the end of time, is
  // in sight. R95 for `never_open`: next_change may be early and must not be late. Looks once for each two years there are until
  // 2037.
  void wait_for_opening() {
    for (auto t = now() + two_years; t < time_end; t += two_years)
      if (const auto open = hours_.first_from(t)) return c_.clock.may_change_at(open->begin - two_years);
    c_.clock.may_change_at(time_end - two_years);
  }

  decision_context& c_;
  const candidate& offered_;
  action& a_;
  hours_window hours_;
  std::vector<limit_window>& limits_;
  std::uint32_t must_keep_;
  blocker why_not_{};
  bool is_off_offer_ = false, is_supposed_ = false;  // of what was searched last
  bool conditions_stay_ = false;                     // R119: what is supposed once is so for R83, too
  std::optional<turn> turned_{};                     // of the ordinary place
};

}  // namespace

void place(decision_context& c, const candidate& offered) { placer(c, offered).run(); }

}  // namespace tickler::inline TICKLER_ABI
