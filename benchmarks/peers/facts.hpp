// What a team with a rule engine works out in its own code before it asks the engine: how long ago the last of each kind of
// touchpoint was, how often it was tried. Seconds before now; `never` where there was none.
#pragma once

#include <cstdint>

#include "../workload.hpp"

namespace peers {

inline constexpr std::int64_t never = 4'000'000'000;

struct facts {
  std::int64_t since_open_inquiry = never;  // the first since the last mailing
  std::int64_t since_reply = never;
  std::int64_t since_outreach = never;  // the last call or e-mail to the prospect
  std::int64_t since_mailing = never;
  std::int64_t since_contact = never;
  std::int64_t since_meeting = never;
  std::int64_t since_sale = never;
  std::int64_t since_thanks = never;
  std::int64_t since_satisfaction = never;
  std::int64_t since_anything = never;
  std::int64_t since_first_try = never;  // of the attempts since the last contact
  std::int64_t since_last_try = never;   // the last that carried out one of them
  std::int64_t tries = 0;                // carried out, of the six
  std::int64_t satisfaction_days = 0;    // local dates from the last sale to the last question whether all is well
  std::int64_t calls_7d = 0, emails_7d = 0;
  bool opted_out = false, phone_closed = false, email_closed = false;
};

namespace detail {

inline constexpr int try_after_days[] = {1, 4, 14, 21, 28, 58};
inline constexpr int try_count = 6;

// The attempts of "keep trying": each counts from the first, and keeps its distance to the one before.
struct attempts {
  std::int64_t first = 0, last = 0;  // instants
  int made = -1;                     // -1: none has begun

  std::int64_t next() const {
    constexpr std::int64_t day = 86'400;
    const auto planned = first + try_after_days[made] * day;
    return made == 0 ? planned : std::max(planned, last + (try_after_days[made] - try_after_days[made - 1]) * day);
  }

  void unanswered(std::int64_t at, std::int64_t offset) {
    if (made < 0) {
      *this = {at, at, 0};
    } else if ((at + offset) / 86'400 >= (next() + offset) / 86'400) {
      last = at;
      if (++made == try_count) made = -1;
    }
  }
};

struct reader {
  std::int64_t now, offset;
  facts f{};
  attempts calls{};
  std::int64_t sale = 0, satisfaction = 0;

  void read(std::int64_t at, const tickler::touch_words& w) {
    using namespace tickler;
    const auto ago = now - at;
    const bool in = w.direction == direction::inbound, out = w.direction == direction::outbound;
    if (w.outcome == outcome::opted_out) {
      (w.channel == channel::phone ? f.phone_closed : f.opted_out) = true;
      return;
    }
    if (w.outcome == outcome::bounced) {
      f.email_closed = true;
      return;
    }
    if (w.channel == channel::email && in) f.email_closed = false;
    if (w.outcome == outcome::opened) return;

    f.since_anything = ago;
    if (in || w.outcome == outcome::reached) {
      f.since_contact = ago;
      calls = {};
    }
    if (out && (w.channel == channel::phone || w.channel == channel::email)) {
      f.since_outreach = ago;
      if (ago < 7 * 86'400) ++(w.channel == channel::phone ? f.calls_7d : f.emails_7d);
    }
    if (w.outcome == outcome::inquired || w.outcome == outcome::requested_information) {
      if (f.since_open_inquiry == never) f.since_open_inquiry = ago;
    } else if (w.outcome == outcome::replied) {
      f.since_reply = ago;
    } else if (w.channel == channel::email && w.purpose == purpose::inform) {
      f.since_mailing = ago;
      f.since_open_inquiry = never;
    } else if (w.outcome == outcome::no_answer || w.outcome == outcome::left_message) {
      calls.unanswered(at, offset);
    } else if (w.channel == channel::in_person) {
      f.since_meeting = ago;
    } else if (w.outcome == outcome::purchased) {
      f.since_sale = ago;
      sale = at;
    } else if (w.purpose == purpose::thank) {
      f.since_thanks = ago;
    } else if (w.purpose == purpose::confirm_satisfaction) {
      f.since_satisfaction = ago;
      satisfaction = at;
    }
  }

  facts result() {
    if (calls.made >= 0) {
      f.since_first_try = now - calls.first;
      f.since_last_try = now - calls.last;
      f.tries = calls.made;
    }
    if (sale != 0 && satisfaction != 0) f.satisfaction_days = (satisfaction + offset) / 86'400 - (sale + offset) / 86'400;
    return f;
  }
};

}  // namespace detail

// `offset`: of the prospect's zone, taken as if it never changed.
inline facts facts_of(const workload::columns& c, std::size_t i, std::chrono::seconds offset) {
  detail::reader r{.now = workload::now.time_since_epoch().count(), .offset = offset.count()};
  for (auto t = c.begin[i]; t < c.begin[i + 1]; ++t) r.read(c.at[t], workload::kinds[c.kind[t]].words);
  return r.result();
}

}  // namespace peers
