// The weeks ahead: how many touches there will be to do, by day, owner and channel, and how many new prospects fit.
//
//   const auto model = tickler::learn_responses(policy, company, now);       // what people did so far, and we
//   const auto ahead = tickler::forecast(policy, company, now, model, {.weeks = 3});
//   for (const auto& row : ahead.rows) std::cout << row.owner << ' ' << row.days[0].median << '\n';
//
// The book is played forward many times. In each playing every prospect's future is that of the policy: an action is done when it
// can be, as long after that as the model says, and becomes a touchpoint; then it is decided again, by the same functions as
// always. What people do of themselves, and who comes new, is drawn from what was seen before. So a playing is one future that the
// policy allows, and many of them tell how far futures differ.
//
// Waiting times are drawn from the estimate of Kaplan and Meier ("Nonparametric estimation from incomplete observations", 1958),
// so that what had not happened yet when it was last seen counts for as long as it was seen, and no longer. Random numbers are
// those of SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014): the same seed gives the same
// futures on every machine.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tickler/book.hpp>
#include <tickler/calendar.hpp>
#include <tickler/export.hpp>
#include <tickler/instant.hpp>
#include <tickler/policy.hpp>
#include <tickler/touchpoint.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// What was seen to happen after something, or that nothing had by the time at which it was last looked at.
struct seen_after {
  std::chrono::seconds after{};                 // not below 0
  std::optional<touch_words> what{};            // none: nothing so far
  std::optional<std::chrono::seconds> until{};  // of what has one: so long after it
  std::uint32_t times = 1;                      // so often
  friend bool operator==(const seen_after&, const seen_after&) = default;
};

// A new prospect as one came: the first touchpoint, and whose record it was.
struct seen_arrival {
  date::local_days day{};              // by the policy's zone
  std::chrono::seconds time_of_day{};  // likewise
  prospect_number number = 0;
  touchpoint first{};
  friend bool operator==(const seen_arrival&, const seen_arrival&) = default;
};

// New prospects of an owner's who begin a cadence, each as an example of its start does (example_touchpoint): of each of these days
// a number of Poisson's distribution, at any time of those hours alike, by the policy's zone.
struct expected_arrivals {
  std::string cadence{}, owner{};
  double a_day = 0;  // 0 to 10,000, on average
  weekday_set on = daily;
  std::chrono::minutes from{0}, to{24 * 60};
  friend bool operator==(const expected_arrivals&, const expected_arrivals&) = default;
};

// What an owner can do. On days of leave nothing: what could be done then is done when she is back, if it is still asked for.
// Nobody is held to a capacity, which is there to be compared with.
struct owner_capacity {
  std::optional<double> a_day{};           // touches of ours; none: nobody says
  std::map<channel, double> by_channel{};  // likewise, beside that
  std::vector<date_range> leave{};         // by the policy's zone
  friend bool operator==(const owner_capacity&, const owner_capacity&) = default;
};

// What happened so far, or what somebody expects (workload_model.hpp), to draw from.
struct response_model {
  // The newest touchpoint, and how many of that kind she has had by then, up to most_alike.
  struct situation {
    touch_words newest{};
    std::uint8_t alike = 1;
    friend bool operator==(const situation&, const situation&) = default;
    friend bool operator<(const situation& a, const situation& b) noexcept;
  };
  static constexpr std::uint8_t most_alike = 6;
  // A step of the policy as written, and its repetition, up to most_alike.
  struct step {
    std::uint16_t cadence = 0, step = 0;
    std::uint8_t repetition = 0;
    friend auto operator<=>(const struct step&, const struct step&) = default;
  };

  // A touch of ours, whatever came of it; without a purpose: all of the channel that are not there with theirs.
  struct touch {
    tickler::channel channel{};
    tickler::purpose purpose{};
    friend auto operator<=>(const touch&, const touch&) = default;
  };

  std::map<situation, std::vector<seen_after>> of_itself{};  // what no action of the policy has asked for
  std::map<step, std::vector<seen_after>> when_ready{};      // when we did what could be done, and what we noted
  std::map<touch, std::vector<seen_after>> answers{};        // to a touch of which there is nothing in of_itself
  std::map<touch, std::vector<seen_after>> when_asked{};     // of actions whose steps are not in when_ready; outcomes alone
  std::vector<seen_arrival> arrivals{};                      // of the last four weeks
  std::vector<expected_arrivals> expected{};                 // beside those
  std::map<std::string, owner_capacity> owners{};            // by name
  double spread = 0;  // how far weeks were from what playings of them said: the standard deviation of its logarithm
};

// Of a book, up to then, under a policy that is taken to have been in force. What is not the policy's (a step that it did not have,
// a touch that it did not ask for) is learnt as what happens of itself. Looks back on the last four weeks to see how far a forecast
// would have been from them; without any touch in them nothing is known of that, and the spread is 0. Throws misuse as
// evaluate_all. Cost: a decision for each touchpoint, and 32 playings of a week.
TICKLER_API response_model learn_responses(const policy& p, const book& all, instant until);

struct forecast_options {
  int weeks = 3;           // 1 to 26, from Monday on; before them what is left of the week under way, unless it has just begun
  std::size_t runs = 100;  // 1 to 10,000
  std::uint64_t seed = 1;
  bool arrivals = true;  // new prospects come as they have come, and as they are expected
  // Hears of each touchpoint in each playing, hers and ours, prospect by prospect, in order of time. What it throws stops the
  // playing.
  std::function<void(std::size_t run, const prospect& who, const touchpoint& what)> heard{};
};

// In one playing of ten there is less than `low`, in one of ten more than `high`.
struct load_band {
  double low = 0, median = 0, high = 0;
  friend bool operator==(const load_band&, const load_band&) = default;
};

struct load_row {
  std::string owner{};             // empty: of nobody
  tickler::channel channel{};      // none: all together, which is no sum of their bands
  std::vector<load_band> days{};   // by day
  std::vector<load_band> weeks{};  // of the sums of their days
};

struct load_forecast {
  std::vector<instant> days{};  // when each begins, in the policy's zone: from `now` on, then midnights; and the end of the last
  std::vector<std::size_t> weeks{};     // the first day of each, as an index: that of `now`, then Mondays
  std::vector<load_row> rows{};         // by owner, then by channel, all together first
  std::size_t runs = 0, prospects = 0;  // those played; new ones are not among them
  std::uint64_t prospect_weeks = 0;     // played, in all runs
};

// Of touches of ours, those the policy asks for and others: outbound and internal ones. Prospects that cannot be decided for are
// left out. Throws misuse as evaluate_all does, for options out of range, and for a model of another policy's steps or with numbers
// out of range.
TICKLER_API load_forecast forecast(const policy& p, const book& all, instant now, const response_model& model,
                                   const forecast_options& options = {});

// "How many may I start today?", and which of those who want to are to be held back.
//
//   const auto room = tickler::which_may_start(policy, company, now, model, {{"answer", "eve", 20}, {"win-back", "eve", 50}});
//   // room[0].starts of 20 may begin, and of those who come after them room[1].starts of 50
//
// Each begins a cadence at `now`, beside all that is there and comes, as an example of the cadence's start does
// (example_touchpoint), and can be reached on every channel. As many may as can be taken care of in nine playings of ten:
//   - on no day of the weeks ahead the owner has more touches than she can do, in all and by channel, and
//   - nobody of those who begin is broken a promise: none of their actions is `late` (R85), and what happens breaks no promise of
//   the
//     policy, as an audit of it finds, but those of `always: next_action`.
// Those wanted are let in one by one in the order in which they stand, so that what matters most stands first; whoever does not fit
// is held back, and so are those like her, but others behind them may still fit.
struct wanted_starts {
  std::string cadence{}, owner{};
  std::size_t starts = 1;
  friend bool operator==(const wanted_starts&, const wanted_starts&) = default;
};

// Why one more is held back, if one is: of `full` and `late` the one that is there. Both are days, as indices into forecast's.
struct room_for_starts {
  std::size_t starts = 0;
  std::optional<std::size_t> full{};  // there would be too many touches on it
  tickler::channel channel{};         // of which `full` has too many; none: of all
  std::optional<std::size_t> late{};  // a promise would be broken on it
  friend bool operator==(const room_for_starts&, const room_for_starts&) = default;
};

// As long as the list. What owners can do is in the model; of whom it says nothing only promises keep from starting. Throws misuse
// as forecast does, and for a cadence that no single touchpoint starts.
TICKLER_API std::vector<room_for_starts> which_may_start(const policy& p, const book& all, instant now, const response_model& model,
                                                         const std::vector<wanted_starts>& wanted,
                                                         const forecast_options& options = {});

// The same of one owner and cadence: the most of them, up to `most`.
struct starting_limits {
  std::string owner{};
  std::optional<double> touches_a_day{};  // none: what the model says of her
  std::size_t most = 1'000;
};
TICKLER_API room_for_starts how_many_may_start(const policy& p, const book& all, instant now, const response_model& model,
                                               std::string_view cadence, const starting_limits& limits,
                                               const forecast_options& options = {});

// The first day, as an index into `days`, on which an owner has more than so many touches (of a channel) in the median of playings,
// and in one of ten; none: on no day.
struct overload {
  std::optional<std::size_t> likely{}, possible{};
};
TICKLER_API overload first_overload(const load_forecast& ahead, std::string_view owner, double a_day,
                                    channel on = channel::none);  // none: all together

}  // namespace tickler::inline TICKLER_ABI
