// Prospects and histories in the words of any policy, the same on every machine: its cadences start and end, steps are carried out
// in time now and then, limits fill and holds hold. What the policy needs is there: contact data, zones, regions, facts, keys where
// it has `per: key`, `until` where it counts from it.
#pragma once

#include <cstdint>
#include <tickler/tickler.hpp>
#include <vector>

namespace own_words {

struct person {
  tickler::prospect who;
  tickler::history log;
};

// As in workload W: 1 to 23 touchpoints in the 180 days before workload::now, and one in fifty is stopped or has opted out at last.
person make(const tickler::policy& policy, std::uint64_t seed);

// Besides, what records may hold: words out of place, opt-outs, bounces, snoozes, steps named, touchpoints of the same second,
// contact data or a zone that is missing or wrong, ...
person make_odd(const tickler::policy& policy, std::uint64_t seed);

tickler::book book_of(const std::vector<person>& all, const tickler::vocabulary& words);

}  // namespace own_words
