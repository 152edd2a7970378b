// What a prospect's touchpoints have come to, for hard_coded.hpp: when the cadences began that run, 0 for those that do not.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "hard_coded_positions.hpp"
#include "hard_coded_time.hpp"

namespace hard_coded {

inline constexpr std::array<days, 6> attempt_days{1, 4, 14, 21, 28, 58};

struct attempts {
  seconds start = 0, last_done = 0;
  std::uint8_t step = 0;

  // No closer to the last one than the two were planned apart.
  seconds not_before(const clock_table& clock) const {
    const auto planned = clock.plus_days(start, attempt_days[step]);
    if (step == 0) return planned;
    return std::max(planned, last_done + (planned - clock.plus_days(start, attempt_days[step - 1u])));
  }
};

struct story {
  seconds inquiry = 0, reply = 0, sent_material = 0, meeting = 0, thankless_sale = 0, sale = 0, last_touch = 0;
  attempts trying{};
  seconds last_call = long_ago, email_before = long_ago, last_email = long_ago;
  bool email_closed = false, phone_closed = false, stopped = false;

  // 1 to 64 touchpoints more. `readable` bytes of kinds may be read.
  void take(const seconds* at, const std::uint8_t* kinds, std::size_t n, std::size_t readable, const clock_table& clock);

 private:
  // Since when something goes on that these start, again and again, and those end.
  static seconds since(positions starts, positions ends, const seconds* at, seconds before) {
    const auto latest = at[last(starts | 1)], otherwise = ends != 0 ? 0 : before;
    return starts > ends ? latest : otherwise;
  }

  void take_attempts(positions attempted, const seconds* at, const clock_table& clock);
};

inline void story::take(const seconds* at, const std::uint8_t* kinds, std::size_t n, std::size_t readable,
                        const clock_table& clock) {
  const auto of = positions_of(kinds, n, readable);
  const auto inbound = of[inquired] | of[asked_for_material] | of[replied] | of[purchased];
  const auto contact = inbound | of[reached] | of[met] | of[receipt_confirmed] | of[satisfaction_confirmed];
  const auto unanswered = of[no_answer] | of[left_message];
  const auto calls = unanswered | of[reached] | of[receipt_confirmed] | of[satisfaction_confirmed];
  const auto emails = of[material] | of[checked_in];
  const auto touches = contact | unanswered | emails | of[thanked];

  if (of[material] != 0) inquiry = 0;
  const auto inquiries = (of[inquired] | of[asked_for_material]) & after_last(of[material]);
  if (inquiry == 0 && inquiries != 0) inquiry = at[first(inquiries)];
  reply = since(of[replied], calls | emails, at, reply);
  sent_material = since(of[material], contact, at, sent_material);
  meeting = since(of[met], of[material], at, meeting);
  thankless_sale = since(of[purchased], of[thanked], at, thankless_sale);
  sale = since(of[purchased], 0, at, sale);
  last_touch = since(touches, 0, at, last_touch);

  const auto satisfied = of[satisfaction_confirmed] & after_last(of[purchased]);
  if (satisfied != 0 && sale != 0) {
    const auto asked = at[last(satisfied)], not_before = clock.plus_days(sale, 30);
    if (asked >= not_before || clock.date_of(asked) >= clock.date_of(not_before)) sale = 0;
  }
  if (contact != 0) trying.start = 0;
  if (const auto attempted = unanswered & after_last(contact); attempted != 0) take_attempts(attempted, at, clock);

  const auto earlier_emails = emails & ~at_last(emails);
  email_before = since(earlier_emails, 0, at, emails != 0 ? last_email : email_before);
  last_email = since(emails, 0, at, last_email);
  last_call = since(calls, 0, at, last_call);

  const auto reopened = of[inquired] | of[replied] | of[opened];
  email_closed = of[bounced] > reopened || (reopened == 0 && email_closed);
  phone_closed |= of[opted_out_of_phone] != 0;
  stopped |= of[opted_out_of_all] != 0;
}

inline void story::take_attempts(positions attempted, const seconds* at, const clock_table& clock) {
  for (; attempted != 0; attempted &= attempted - 1) {
    const auto t = at[first(attempted)];
    if (trying.start == 0) {
      trying = {t, t, 0};
      continue;
    }
    const auto not_before = trying.not_before(clock);
    if (t < not_before && clock.date_of(t) < clock.date_of(not_before)) continue;
    trying.last_done = t;
    if (++trying.step == attempt_days.size()) trying.start = 0;
  }
}

}  // namespace hard_coded
