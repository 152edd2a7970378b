// What a prospect's touchpoints have come to, for hand_written.hpp: which cadences run, since when, and what opt-outs left.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "hand_written.hpp"
#include "weekly_cap.hpp"

namespace hand_written {

class story {
 public:
  explicit story(const wall_clock& clock) : calls(1, clock), emails(2, clock), clock_(clock) {}

  void take(const touchpoint& t);

  // When the cadences began that run.
  std::optional<instant> inquiry{}, reply{}, material{}, meeting{}, sale_to_thank_for{}, sale_to_ask_about{}, last_touch{};

  struct attempts {
    instant start{}, last_done{};
    std::uint8_t step = 0;
  };
  std::optional<attempts> trying{};

  weekly_cap calls, emails;
  bool opted_out_of_all = false, opted_out_of_phone = false, email_bounced = false;

 private:
  void take_signal(const touchpoint& t);
  void take_call_attempt(const touchpoint& t);

  bool on_or_after_date_of(instant t, instant planned) const {
    return planned <= t || clock_.date_of(t) >= clock_.date_of(planned);
  }

  const wall_clock& clock_;
};

// The steps of keep-trying and what the last ones count from.
inline constexpr int attempt_days[] = {1, 4, 14, 21, 28, 58};
instant attempt_not_before(const story::attempts& a, const wall_clock& clock);
instant ask_if_happy_not_before(instant sale, const wall_clock& clock);
instant check_in_not_before(instant last_touch, const wall_clock& clock);

}  // namespace hand_written
