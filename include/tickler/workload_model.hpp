// What somebody expects of the weeks ahead: how touches are answered, who comes new, and what each owner can do. As a file:
// io/workload_file.hpp.
//
//   auto expected = tickler::measure_workload(policy, company, now);  // as it was, in a few numbers
//   expected.owners["eve"].a_day = 40;
//   const auto model = tickler::responses_of(policy, company, now, expected);
//   const auto ahead = tickler::forecast(policy, company, now, model);
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tickler/book.hpp>
#include <tickler/export.hpp>
#include <tickler/instant.hpp>
#include <tickler/policy.hpp>
#include <tickler/vocabulary.hpp>
#include <tickler/workload.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// Of a hundred so many, in tenths: 125 is 12.5 %.
using per_mille = std::uint32_t;
inline constexpr per_mille whole_share = 1'000;

struct outcome_share {
  tickler::outcome outcome{};
  per_mille share = 0;
  friend bool operator==(const outcome_share&, const outcome_share&) = default;
};

// Of touches of ours on a channel.
struct expected_response {
  // None: it does not happen. Each of a list is as likely as any other.
  using waits = std::vector<std::optional<std::chrono::seconds>>;

  response_model::touch of{};             // without a purpose: all of the channel that have no response of their own
  waits delay{std::chrono::seconds{0}};   // from when an action can be done until it is; with "not at all" among them
  std::vector<outcome_share> outcomes{};  // what is noted, in all `whole_share`; none: as a touch that is just made
  std::vector<outcome_share> answers{};   // what people answer, on the same channel; the rest do not
  std::vector<std::chrono::seconds> answer_after{std::chrono::seconds{0}};  // the touch; each as likely
  friend bool operator==(const expected_response&, const expected_response&) = default;
};

struct workload_model {
  std::string name{};
  // None: as the book has it (learn_responses). Else all that the policy can ask for.
  std::optional<std::vector<expected_response>> responses{};
  std::optional<std::vector<expected_arrivals>> arrivals{};  // none: likewise
  std::optional<per_mille> spread{};                         // of weeks; none: as learnt, or 0 where responses are there
  std::map<std::string, owner_capacity> owners{};
  friend bool operator==(const workload_model&, const workload_model&) = default;
};

// What a book says, up to then, in as few numbers: by channel and purpose of the policy's steps, and by cadence and owner. Less
// than learn_responses knows: not how often somebody has been called before, nor how it went with each step. Shares are rounded to
// a tenth of a hundred, waits to minutes, with ten of them for a whole distribution. Where nothing has been seen of a touch it is
// done at once, and not answered. Capacities and leave no book knows. Throws misuse as evaluate_all.
TICKLER_API workload_model measure_workload(const policy& p, const book& all, instant until);

// To play by, with what it does not say learnt from the book, up to then. Throws misuse as learn_responses, for shares that come to
// more than there is, and for responses that leave out a touch that the policy asks for (`missing_responses`).
TICKLER_API response_model responses_of(const policy& p, const book& all, instant until, const workload_model& expected);

// What the policy's steps can ask for and no response covers: by channel, then purpose.
TICKLER_API std::vector<response_model::touch> missing_responses(const policy& p, const std::vector<expected_response>& responses);

}  // namespace tickler::inline TICKLER_ABI
