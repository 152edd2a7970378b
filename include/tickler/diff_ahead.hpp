// What a change of a policy does to the weeks ahead: the touches of a book under both policies, by week, channel and cadence.
//
//   const auto month = tickler::diff_ahead(old_policy, new_policy, company, now, now + date::days{30}, {.threads = 4});
//   for (const auto& row : month.rows) std::cout << row.cadence << ": " << row.before << " -> " << row.after << '\n';
//   for (const auto& c : month.most) std::cout << company.id(c.number) << ": " << c.before << " -> " << c.after << '\n';
//
// Each prospect's future is played under each policy, as preview plays it: every action is done when it is first ready, and nobody
// answers; what the book holds that is later than `now` happens. So it is the most that there may be to do, not what there will be:
// answers, orders and new prospects are not foreseen. Each action that is done counts once, internal ones too; what is given up or
// blocked does not count.
//
// The two policies share one vocabulary, which is the book's. Cadences are the same if their names are.
#pragma once

#include <date/date.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <tickler/book.hpp>
#include <tickler/export.hpp>
#include <tickler/instant.hpp>
#include <tickler/policy.hpp>
#include <tickler/vocabulary.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

struct ahead_options {
  unsigned threads = 1;         // this one among them; 0 is 1
  std::size_t most_named = 10;  // prospects in `most`
  // Told after each hundred prospects or so how many are played, never by two threads at once. What it throws stops the playing.
  std::function<void(std::size_t played, std::size_t all)> progress{};
};

// The actions of one kind that would be done, under the old and the new policy.
struct ahead_row {
  date::local_days week{};  // its Monday, by the clock of the new policy's zone
  tickler::channel channel{};
  std::string cadence{};
  std::size_t before = 0, after = 0;
  friend bool operator==(const ahead_row&, const ahead_row&) = default;
};

// One prospect's actions. They differ by the sum, over week, channel and cadence, of how many more or fewer there are: an action
// that moves into another week makes two.
struct ahead_change {
  prospect_number number = 0;
  std::uint32_t before = 0, after = 0, differ = 0;
  friend bool operator==(const ahead_change&, const ahead_change&) = default;
};

struct ahead_difference {
  instant from{}, until{};
  std::size_t prospects = 0;         // played: all of the book but those that were erased
  std::size_t changed = 0;           // of these, for whom anything in the rows differs
  std::size_t cut_short = 0;         // of these, whose future was too long to be played to its end, under either policy
  std::vector<ahead_row> rows{};     // by week, then by channel as the vocabulary has them, then by the name of the cadence
  std::vector<ahead_change> most{};  // for whom it differs most first; of the same, in the order of the book

  TICKLER_API std::size_t before() const noexcept;  // of all rows
  TICKLER_API std::size_t after() const noexcept;
  friend bool operator==(const ahead_difference&, const ahead_difference&) = default;
};

// From `now` on and before `until`, on so many threads; the result is the same for any number of them. Throws misuse for an empty
// policy, a book of another vocabulary, `now` outside 1970 to 2037, and an `until` that is not after it or beyond the end of 2037.
//
// Cost: two plays for each prospect, of a decision for each action and each instant between them at which one might differ. That
// takes many times as long as diff, which decides twice: tens of microseconds for a month in which little happens.
TICKLER_API ahead_difference diff_ahead(const policy& before, const policy& after, const book& all, instant now, instant until,
                                        const ahead_options& options = {});

}  // namespace tickler::inline TICKLER_ABI
