// What a book holds that nothing is wrong with, and yet decides less, or more, than who wrote it may think: for the closing lines
// of a report.
//
//   const auto odd = tickler::find_oddities(policy, book, now);
//   if (odd.idle_opt_ins != 0) std::cout << odd.idle_opt_ins << " opt-ins lifted nothing\n";
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <tickler/book.hpp>
#include <tickler/policy.hpp>
#include <tickler/touchpoint.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

struct book_oddities {
  std::size_t unlisted_regions = 0;   // prospects whose region is in no list of a calendar that has lists by region
  std::size_t idle_opt_ins = 0;       // with the prospect, on a channel that the policy does not know: they lift nothing
  std::size_t keyless_ends = 0;       // touchpoints without a key that ended runs which have one
  std::size_t later_touchpoints = 0;  // after `now`: they decide nothing yet

  struct later_opt_out {
    prospect_number prospect = 0;
    instant at{};
    friend bool operator==(const later_opt_out&, const later_opt_out&) = default;
  };
  std::vector<later_opt_out> later_opt_outs{};  // of those, the opt-outs with the prospect; by prospect, then by time

  friend bool operator==(const book_oddities&, const book_oddities&) = default;
};

// Touchpoints after `now` count in the last two alone. Linear in the book; as long as evaluate_all on one thread where the policy
// has cadences `per: key`. Throws misuse as evaluate_all does.
// `asked_for`: which prospects count; none: all.
TICKLER_API book_oddities find_oddities(const policy& p, const book& all, instant now,
                                        const std::function<bool(prospect_number)>& asked_for = {});

// What of a touchpoint keeps people from being contacted: bits. An event counts whatever conditions its pattern has.
enum class protection : std::uint8_t { opt_out = 1, bounce = 2, stop = 4, hold = 8 };
TICKLER_API std::uint8_t protections_of(const policy& p, const touchpoint& t);

}  // namespace tickler::inline TICKLER_ABI
