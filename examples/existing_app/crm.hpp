// The app as it was before: contacts and activities of its own shape, and the page on which sellers enter what has happened. All
// that it has learnt of Tickler is to call note_change (follow_up.hpp) wherever it writes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "database.hpp"

struct contact {
  std::int64_t id = 0;
  std::string name{}, time_zone{}, mail{}, phone{}, seller{};
};

struct activity {
  std::int64_t id = 0;
  instant at{};
  std::string kind{};    // call, mail, order, unsubscribed
  bool is_ours = false;  // we called or wrote
  std::string result{};  // asked, answered, sent, no answer, spoke, bought
  std::string topic{}, order_number{};
  std::string task{};  // that it was entered for
};

void create_tables(database& db);
std::vector<std::int64_t> contact_ids(database& db);
contact contact_of(database& db, std::int64_t id);
std::vector<activity> activities_of(database& db, std::int64_t contact);

// Enters what comes next in the feed, if its time has come: an activity, a correction, a task done. Whoever gets there first enters
// it, and once. False if there is nothing.
bool enter_next(database& db, instant now);
