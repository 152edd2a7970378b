// The engine's ways to decide for all of a book, which most of them take to be workload W.
#pragma once

#include <functional>
#include <tickler/tickler.hpp>
#include <vector>

#include "workload.hpp"

// What is prepared is not measured.
struct pass {
  std::function<void()> once;
  std::function<void()> prepare{};
};

struct records {
  std::vector<tickler::prospect> who{};
  std::vector<tickler::history> logs{};
};

records records_of(const workload::columns& book, const tickler::vocabulary& words);

// They refer to what they are given.
pass in_bulk(const tickler::policy& policy, const tickler::book& book);
pass in_bulk_kept(const tickler::policy& policy, const tickler::book& book, unsigned threads);
pass one_by_one(const tickler::policy& policy, records all);
pass one_by_one(const tickler::policy& policy, const workload::columns& book);
pass asked(const tickler::policy& policy, records all);  // of each whether she may be called
pass asked(const tickler::policy& policy, const workload::columns& book);
pass explained(const tickler::policy& policy, const workload::columns& book);

// Each prospect's last touchpoint is new: its kept state takes it in, and it is decided again.
pass one_touchpoint_more(const tickler::policy& policy, const workload::columns& book);

// A tick at which one prospect in so many is due.
pass tick_of_one_in(std::size_t share, const tickler::policy& policy, const tickler::book& book);

// Under two policies: both decided for and kept, one after the other; and compared.
pass kept_under_both(const tickler::policy& before, const tickler::policy& after, const tickler::book& book);
pass compared(const tickler::policy& before, const tickler::policy& after, const tickler::book& book);
