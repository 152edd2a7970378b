#include "hand_written.hpp"

#include <algorithm>
#include <tuple>

#include "hand_written_story.hpp"
#include "holidays.hpp"
#include "workload.hpp"

namespace hand_written {

using namespace std::chrono_literals;
using tickler::action_flag;
using tickler::action_state;
using tickler::blocker_kind;
using tickler::channel;
using tickler::purpose;
using tickler::reason_kind;
using company = weekly_cap::company;

namespace {

class decider {
 public:
  decider(const wall_clock& clock, const office& open, instant now, story& s, decision& out)
      : clock_(clock), office_(open), now_(now), story_(s), out_(out) {}

  void run() {
    if (story_.inquiry) answer_inquiry(*story_.inquiry);
    if (story_.reply) answer_reply(*story_.reply);
    if (story_.material) confirm(*story_.material);
    if (story_.meeting) send_summary(*story_.meeting);
    if (story_.sale_to_thank_for) thank(*story_.sale_to_thank_for);
    if (story_.trying) keep_trying(*story_.trying);
    if (story_.sale_to_ask_about) ask_if_happy(*story_.sale_to_ask_about);
    if (story_.last_touch) check_in(*story_.last_touch);
    std::sort(out_.actions.begin(), out_.actions.end(), [](const action& a, const action& b) {
      const auto order = [](const action& x) { return std::tuple(x.state, x.when.value_or(instant::max()), x.cadence); };
      return order(a) < order(b);
    });
    out_.status = status();
  }

 private:
  void answer_inquiry(instant inquiry) {
    auto& a = begin(cadence::answer_inquiry, inquiry, inquiry, inquiry + 24h);
    a.purpose = purpose::inform;
    a.at_latest = inquiry + 72h;
    place(a, {channel::email, channel::phone});
  }

  void answer_reply(instant reply) {
    place(begin(cadence::answer_reply, reply, reply, reply + 24h), {channel::email, channel::phone});
  }

  void confirm(instant material) {
    auto& a = begin(cadence::confirm, material, material, material + 1h);
    a.purpose = purpose::confirm_receipt;
    place(a, {channel::phone});
  }

  void send_summary(instant meeting) {
    auto& a = begin(cadence::summary, meeting, meeting, meeting + 4h);
    a.purpose = purpose::inform;
    place(a, {channel::email});
  }

  void thank(instant sale) {
    auto& a = begin(cadence::thanks, sale, sale, clock_.plus_days(sale, 1));
    a.purpose = purpose::thank;
    place(a, {channel::card});
  }

  void keep_trying(const story::attempts& trying) {
    const auto not_before = attempt_not_before(trying, clock_);
    auto& a = begin(cadence::keep_trying, trying.start, not_before);
    a.step = trying.step;
    a.purpose = purpose::check_in;
    place(a, {channel::phone});
  }

  void ask_if_happy(instant sale) {
    const auto not_before = ask_if_happy_not_before(sale, clock_);
    auto& a = begin(cadence::happy, sale, not_before);
    a.purpose = purpose::confirm_satisfaction;
    place(a, {channel::phone});
  }

  void check_in(instant last_touch) {
    const auto not_before = check_in_not_before(last_touch, clock_);
    auto& a = begin(cadence::quiet, last_touch, not_before);
    a.purpose = purpose::check_in;
    place(a, {channel::email});
  }

  action& begin(cadence c, instant start, instant not_before, std::optional<instant> due = std::nullopt) {
    is_due_ = due.has_value();
    out_.actions.push_back({.cadence = c, .start = start, .not_before = not_before, .due = due.value_or(not_before)});
    return out_.actions.back();
  }

  void place(action& a, std::initializer_list<channel> channels) {
    a.reasons.push_back({reason_kind::started, 0, a.start, a.start});
    choose_channel(a, channels);
    auto* cap = cap_of(a.channel);
    if (!is_due_)
      a.due = clock_.next_midnight(a.channel == channel::none ? a.not_before : first_possible_by_past(a.not_before, cap));
    flag_lateness(a);
    if (a.channel == channel::none) return;
    if (a.at_latest && office_.open_from(a.not_before).begin > *a.at_latest) set_flag(a, action_flag::late_unavoidable);
    if (cap && cap->is_full())
      put_behind(a, *cap);
    else
      place_in_time(a, cap);
    if (is_due_ && cap) blame(*cap, a);
  }

  // Without what is planned above.
  instant first_possible_by_past(instant t, const weekly_cap* cap) const {
    if (cap) t = std::max(t, cap->room_by_past());
    return std::max(t, office_.open_from(t).begin);
  }

  // It cannot be in time, whatever is done, for the limit of its channel is used up.
  void blame(const weekly_cap& cap, action& a) const {
    const auto last = a.at_latest.value_or(a.due);
    if (now_ > last || first_possible_by_past(a.not_before, nullptr) > last) return;
    if (first_possible_by_past(a.not_before, &cap) <= last) return;
    set_flag(a, action_flag::late_unavoidable);
    a.reasons.push_back({reason_kind::no_room, cap_index(a), a.not_before, last});
  }

  static std::uint16_t cap_index(const action& a) { return static_cast<std::uint16_t>(a.channel == channel::phone ? 0 : 1); }

  void place_in_time(action& a, weekly_cap* cap) {
    const auto found = first_possible(std::max(a.not_before, now_), cap, company::with_ready);
    if (found.when == now_) {
      a.state = action_state::ready;
      may_change_after(found, cap, company::with_ready);
      if (cap) cap->add_ready();
    } else {
      a.state = action_state::waiting;
      a.when = found.when;
      may_change_at(found.when);
      explain(a, found, cap);
      if (cap) cap->add_waiting(found.when);
    }
    if (a.at_latest && found.when > *a.at_latest) set_flag(a, action_flag::late);
  }

  void flag_lateness(action& a) {
    if (now_ > a.due) set_flag(a, action_flag::overdue);
    if (a.at_latest && now_ > *a.at_latest) set_flag(a, action_flag::late);
    may_change_at(a.due + 1s);
    if (a.at_latest) may_change_at(*a.at_latest + 1s);
  }

  void choose_channel(action& a, std::initializer_list<channel> channels) const {
    for (const auto c : channels) {
      if (c == channel::phone && story_.opted_out_of_phone)
        a.blockers.push_back({blocker_kind::opted_out, c});
      else if (c == channel::email && story_.email_bounced)
        a.blockers.push_back({blocker_kind::bounced, c});
      else {
        a.channel = c;
        a.blockers.clear();
        return;
      }
    }
  }

  weekly_cap* cap_of(channel c) { return c == channel::phone ? &story_.calls : c == channel::email ? &story_.emails : nullptr; }

  struct spot {
    instant when;
    office::interval open;  // that it is in
  };

  // The first instant from t on that is open and within the limit.
  spot first_possible(instant t, const weekly_cap* cap, company c) const {
    for (;;) {
      if (cap) t = cap->first_allowed(t, c);
      const auto open = office_.open_from(t);
      if (open.begin <= t || !cap) return {std::max(t, open.begin), open};
      t = open.begin;
    }
  }

  // Behind the last ready action of its channel: possible only once that is done.
  void put_behind(action& a, const weekly_cap& cap) {
    a.state = action_state::waiting;
    for (const auto& above : out_.actions)
      if (above.state == action_state::ready && above.channel == a.channel) a.behind = above.cadence;
    may_change_after(first_possible(std::max(a.not_before, now_), &cap, company::alone), &cap, company::alone);
  }

  // What is possible then is so until the office closes or the room ends.
  void may_change_after(const spot& found, const weekly_cap* cap, company c) {
    may_change_at(found.open.end);
    if (!cap) return;
    if (const auto end = cap->end_of_room(found.when, c)) may_change_at(*end);
  }

  void may_change_at(instant t) {
    if (t > now_ && (!out_.next_change || t < *out_.next_change)) out_.next_change = t;
  }

  // What has moved a waiting action: the limit, if no open time has passed since its end, and the closed time just before.
  void explain(action& a, const spot& found, const weekly_cap* cap) const {
    const auto when = found.when;
    std::optional<instant> closed_since;
    if (found.open.begin == when) closed_since = std::max(office_.last_closing(when), a.not_before);
    auto from = a.not_before;
    if (cap) {
      const auto after = std::max(a.not_before, cap->last_touch().value_or(a.not_before));
      const auto since = cap->allowed_since(when, after);
      if (since && (*since == when || (closed_since && *since >= *closed_since))) {
        a.reasons.push_back({reason_kind::limit, cap_index(a), from, *since});
        from = *since;
      }
    }
    if (!closed_since) return;
    from = std::max(from, *closed_since);
    if (from < when) a.reasons.push_back({reason_kind::calendar, 0, from, when});
  }

  static void set_flag(action& a, action_flag f) { a.flags = static_cast<std::uint8_t>(a.flags | static_cast<std::uint8_t>(f)); }

  tickler::status status() const {
    if (out_.actions.empty()) return tickler::status::unattended;
    switch (out_.actions[0].state) {
      case action_state::ready:
        return tickler::status::active;
      case action_state::waiting:
        return tickler::status::waiting;
      case action_state::blocked:
        break;
    }
    return tickler::status::blocked;
  }

  const wall_clock& clock_;
  const office& office_;
  instant now_;
  story& story_;
  decision& out_;
  bool is_due_ = false;  // the policy states when the action begun last is due
};

}  // namespace

policy::policy() {
  for (const auto* zone : workload::zones) clocks_.emplace_back(zone);
}

void policy::decide(const prospect& who, instant now, decision& out) const {
  out.next_change.reset();
  out.actions.clear();
  const auto& clock = clocks_[who.zone];
  story s(clock);
  for (const auto& t : who.touchpoints) {
    if (t.at > now) break;
    s.take(t);
  }
  if (s.opted_out_of_all) {
    out.status = tickler::status::stopped;
    return;
  }
  decider(clock, office(clock, workload::holidays[who.region]), now, s, out).run();
}

}  // namespace hand_written
