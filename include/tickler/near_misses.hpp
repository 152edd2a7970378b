// How many touchpoints of a book carried out nothing although one field short: what a worklist says at its end, so that somebody
// looks at how touches are logged.
//
//   const auto found = tickler::find_near_misses(policy, company, now, {.threads = 4});
//   std::cout << found.count(tickler::missing_field::direction) << " touchpoints have no direction\n";
//   for (const auto& m : found.first) std::cout << company.id(m.number) << '\n';
//
// Each is one that explain tells of its prospect (explain.hpp). Whether the step was carried out later does not matter.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <iterator>
#include <tickler/book.hpp>
#include <tickler/explain.hpp>
#include <tickler/export.hpp>
#include <tickler/instant.hpp>
#include <tickler/policy.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

struct near_miss_options {
  unsigned threads = 1;                              // this one among them; 0 is 1
  std::size_t most_named = 20;                       // in `first`
  std::function<bool(prospect_number)> asked_for{};  // on any of the threads; none: all prospects
};

struct prospects_near_miss {
  prospect_number number = 0;
  near_miss what{};
  friend bool operator==(const prospects_near_miss&, const prospects_near_miss&) = default;
};

struct near_misses {
  std::array<std::size_t, std::size(missing_field_names)> counts{};  // of touchpoints, by field
  std::size_t prospects = 0;                                         // that have any
  std::vector<prospects_near_miss> first{};                          // one of each of the first prospects, in the order of the book

  std::size_t count(missing_field f) const noexcept { return counts[static_cast<std::size_t>(f)]; }
  std::size_t total() const noexcept {
    std::size_t sum = 0;
    for (const auto n : counts) sum += n;
    return sum;
  }
  friend bool operator==(const near_misses&, const near_misses&) = default;
};

// On so many threads; the result is the same for any number of them. Throws misuse for an empty policy, a book of another
// vocabulary, and `now` outside 1970 to 2037. What is later than `now` does not exist yet; prospects that cannot be decided for
// have none.
//
// Cost: a look at each touchpoint. Only histories with one whose words leave out a field, or have a purpose that a step on such a
// channel does not have, are gone through touchpoint by touchpoint, as explain does.
TICKLER_API near_misses find_near_misses(const policy& p, const book& all, instant now, const near_miss_options& options = {});

}  // namespace tickler::inline TICKLER_ABI
