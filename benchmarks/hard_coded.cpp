#include "hard_coded.hpp"

#include <algorithm>
#include <stdexcept>

#include "hard_coded_story.hpp"

namespace hard_coded {

namespace {

using tickler::action_flag;
using tickler::action_state;
using tickler::status;

enum cadence : std::uint8_t { answer_inquiry, answer_reply, confirm, summary, thanks, keep_trying, happy, quiet };

template <class Word>
constexpr std::uint8_t code(Word w) {
  return static_cast<std::uint8_t>(w);
}

constexpr auto phone = code(tickler::channel::phone), email = code(tickler::channel::email), card = code(tickler::channel::card);
constexpr auto ready = code(action_state::ready), waiting = code(action_state::waiting), blocked = code(action_state::blocked);

constexpr std::uint8_t flag_if(bool so, action_flag f) { return so ? code(f) : std::uint8_t{0}; }

class decider {
 public:
  decider(const office& place, const spot& first, seconds now, action* out) : office_(place), first_(first), now_(now), out_(out) {}

  void run(const story& s) {
    last_call_ = s.last_call;
    emails_[1] = s.email_before, emails_[2] = s.last_email;
    email_closed_ = s.email_closed, phone_closed_ = s.phone_closed;
    call_room_ = office_.clock.week_after(s.last_call);
    email_room_ = std::max(office_.clock.week_after(s.email_before), s.last_email);
    if (s.inquiry != 0) answer(answer_inquiry, tickler::purpose::inform, s.inquiry, s.inquiry + 72 * hour);
    if (s.reply != 0) answer(answer_reply, tickler::purpose::none, s.reply, 0);
    if (s.sent_material != 0) {
      auto& a = begin(confirm, tickler::purpose::confirm_receipt, s.sent_material, s.sent_material, s.sent_material + hour);
      call(a);
      blame(a);
    }
    if (s.meeting != 0) {
      auto& a = begin(summary, tickler::purpose::inform, s.meeting, s.meeting, s.meeting + 4 * hour);
      send(a);
      blame(a);
    }
    if (s.thankless_sale != 0) thank(s.thankless_sale);
    if (s.trying.start != 0) {
      auto& a = begin_call(keep_trying, tickler::purpose::check_in, s.trying.start, s.trying.not_before(office_.clock));
      a.step = s.trying.step;
      call(a);
    }
    if (s.sale != 0) call(begin_call(happy, tickler::purpose::confirm_satisfaction, s.sale, office_.clock.plus_days(s.sale, 30)));
    if (s.last_touch != 0)
      send(begin_email(quiet, tickler::purpose::check_in, s.last_touch, office_.clock.plus_days(s.last_touch, 90)));
  }

  decision result(std::uint32_t first) const {
    const auto what = size_ == 0               ? status::unattended
                      : ready_ != 0            ? status::active
                      : out_->state == waiting ? status::waiting
                                               : status::blocked;
    const bool changes = soonest_ < ~seconds{0} / 2;
    return {changes ? now_ + 1 + soonest_ : 0, first, size_, code(what)};
  }

  // Few are out of order.
  void put_in_order() {
    const auto before = [](const action& a, const action& b) {
      return a.state != b.state ? a.state < b.state : a.when - 1 < b.when - 1;
    };
    for (auto* a = out_ + 1; a < out_ + size_; ++a) {
      if (!before(*a, a[-1])) continue;
      const auto moved = *a;
      auto* to = a;
      for (; to != out_ && before(moved, to[-1]); --to) *to = to[-1];
      *to = moved;
    }
  }

 private:
  action& begin(cadence c, tickler::purpose p, seconds start, seconds not_before, seconds due) {
    auto& a = out_[size_++];
    a = {.start = start, .not_before = not_before, .due = due, .cadence = c, .purpose = code(p)};
    a.flags = flag_if(now_ > due, action_flag::overdue);
    may_change_at(due + 1);
    return a;
  }

  action& begin_call(cadence c, tickler::purpose p, seconds start, seconds not_before) {
    return begin(c, p, start, not_before, end_of_first_day(not_before, phone_closed_, call_room_));
  }
  action& begin_email(cadence c, tickler::purpose p, seconds start, seconds not_before) {
    return begin(c, p, start, not_before, end_of_first_day(not_before, email_closed_, email_room_));
  }

  // On which it can be done, as far as the past decides.
  seconds end_of_first_day(seconds not_before, bool closed, seconds room) const {
    return office_.clock.next_midnight(closed ? not_before : office_.from(std::max(not_before, room)).when);
  }

  // It cannot be in time, whatever is done, for the limit of its channel is used up.
  void blame(action& a) const {
    const auto room = a.channel == phone ? call_room_ : email_room_;
    const auto last = a.at_latest != 0 ? a.at_latest : a.due;
    if (a.state == blocked || room <= a.not_before || now_ > last) return;
    if (office_.from(a.not_before).when > last || office_.from(room).when <= last) return;
    a.flags |= code(action_flag::late_unavoidable);
    a.no_room = true;
  }

  // By e-mail, else by phone.
  void answer(cadence c, tickler::purpose p, seconds start, seconds at_latest) {
    auto& a = begin(c, p, start, start, start + 24 * hour);
    if (at_latest != 0) {
      a.at_latest = at_latest;
      may_change_at(at_latest + 1);
    }
    if (email_closed_ && phone_closed_)
      block(a, action::email_bounced | action::opted_out_of_phone);
    else if (email_closed_)
      call(a);
    else
      send(a);
    blame(a);
    if (at_latest == 0) return;
    a.flags |= flag_if(now_ > at_latest || a.when > at_latest, action_flag::late);
    a.flags |= flag_if(a.state != blocked && office_.from(start).begin > at_latest, action_flag::late_unavoidable);
  }

  void thank(seconds sale) {
    auto& a = begin(thanks, tickler::purpose::thank, sale, sale, office_.clock.plus_days(sale, 1));
    a.channel = card;
    settle(a, first_, 0);
  }

  // One in any 7 days: a ready one leaves no room for another.
  void call(action& a) {
    if (phone_closed_) return block(a, action::opted_out_of_phone);
    a.channel = phone;
    if (ready_call_ != action::not_behind) return put_behind(a, ready_call_);
    const auto from = std::max(a.not_before, now_);
    auto free = office_.clock.week_after(last_call_);
    auto found = first_from(std::max(from, free));
    if (planned_call_ != 0) {
      const auto last = office_.clock.week_before(planned_call_);
      if (found.when > last) {
        free = office_.clock.week_after(planned_call_);
        found = first_from(std::max(from, free));
      } else if (found.when == now_) {
        may_change_at(last + 1);
      }
    }
    if (settle(a, found, free))
      ready_call_ = static_cast<std::uint8_t>(ready_ - 1);
    else if (from > now_)
      planned_call_ = found.when;
    else
      last_call_ = found.when;
  }

  // Two in any 7 days, those that are ready among them.
  void send(action& a) {
    if (email_closed_) return block(a, action::email_bounced);
    a.channel = email;
    if (ready_emails_ == 2) return put_behind(a, ready_email_);
    auto full = last_email_ - 1u + ready_emails_;
    auto free = office_.clock.week_after(emails_[full]);
    const auto found = first_from(std::max({a.not_before, now_, free}));
    if (found.when != now_)  // there may have been room since before the last e-mail
      while (full != 0 && free <= emails_[full + 1]) free = office_.clock.week_after(emails_[--full]);
    if (settle(a, found, free)) {
      ready_email_ = static_cast<std::uint8_t>(ready_ - 1);
      ++ready_emails_;
    } else {
      emails_[++last_email_] = found.when;
    }
  }

  spot first_from(seconds t) const { return t == now_ ? first_ : office_.from(t); }

  static void block(action& a, std::uint8_t blockers) {
    a.state = blocked;
    a.blockers = blockers;
  }

  static void put_behind(action& a, std::uint8_t front) {
    a.state = waiting;
    a.behind = front;
  }

  // True if the action is ready. `free`: since when its limit has had room.
  bool settle(action& a, const spot& found, seconds free) {
    a.when = found.when;
    if (found.when == now_) {
      a.state = ready;
      ++ready_;
      may_change_at(found.end);
      return true;
    }
    a.state = waiting;
    may_change_at(found.when);
    explain(a, found, free);
    return false;
  }

  // The limit, if no open time has passed since its end, and the closed time just before.
  void explain(action& a, const spot& found, seconds free) const {
    const bool at_opening = found.when == found.begin;
    const auto closed_since = at_opening ? std::max(office_.last_closing(found.date), a.not_before) : found.when;
    auto from = a.not_before;
    if (free > a.not_before && free >= closed_since) a.limit_end = from = free;
    from = std::max(from, closed_since);
    if (from < found.when) a.closed_from = from;
  }

  // Seconds from now_ + 1 on; those that have passed are beyond half of the range.
  void may_change_at(seconds t) { soonest_ = std::min(soonest_, t - now_ - 1); }

  const office& office_;
  const spot& first_;  // from now_ on
  const seconds now_;
  action* const out_;
  seconds soonest_ = ~seconds{0};
  seconds last_call_ = 0, planned_call_ = 0;
  seconds call_room_ = 0, email_room_ = 0;   // from then on, behind all of the past
  std::array<seconds, 8> emails_{long_ago};  // in order, as far as they are known; 0 after them
  std::size_t last_email_ = 2;
  bool email_closed_ = false, phone_closed_ = false;
  std::uint8_t size_ = 0, ready_ = 0, ready_emails_ = 0;
  std::uint8_t ready_call_ = action::not_behind, ready_email_ = action::not_behind;  // the last, once all are in order
};

}  // namespace

policy::policy() {
  for (const auto* zone : workload::zones) clocks_.emplace_back(zone);
  for (const auto& region : workload::holidays) regions_.emplace_back(region);
}

void policy::decide_all(const workload::columns& book, tickler::instant now, results& out) const {
  const auto at = now.time_since_epoch().count();
  if (at < (first_date + 181) * std::int64_t{day} || at > (first_date + date_count - 184) * std::int64_t{day})
    throw std::invalid_argument("`now` is beyond the tables");
  const auto at_now = static_cast<seconds>(at);

  struct place {
    hard_coded::office office;
    spot first;
  };
  std::vector<place> places;  // by zone, then region
  for (const auto& clock : clocks_)
    for (const auto& region : regions_) {
      const office o{clock, region};
      places.push_back({o, o.from(at_now)});
    }

  auto* next = out.actions.data();
  for (std::size_t i = 0; i < book.size(); ++i) {
    const auto& here = places[book.zone[i] * workload::region_count + book.region[i]];
    auto begin = book.begin[i], end = book.begin[i + 1];
    while (end > begin && book.at[end - 1] > at_now) --end;
    story s;
    for (; begin < end; begin += 64)
      s.take(&book.at[begin], &book.kind[begin], std::min(end - begin, 64u), book.kind.size() - begin, here.office.clock);

    const auto first = static_cast<std::uint32_t>(next - out.actions.data());
    if (s.stopped) {
      out.decisions[i] = {0, first, 0, code(status::stopped)};
      continue;
    }
    decider d(here.office, here.first, at_now, next);
    d.run(s);
    d.put_in_order();
    out.decisions[i] = d.result(first);
    next += out.decisions[i].count;
  }
}

}  // namespace hard_coded
