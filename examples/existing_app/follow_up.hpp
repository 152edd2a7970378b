// What the app adds for Tickler: two tables, one line wherever it writes, and a worker.
//
// follow_up has a row for each contact: when she was decided for and by which revision, when to ask again, and the state that her
// activities have come to. task has one for each task, open or closed. With more than one policy, its name goes into both keys.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>
#include <vector>

#include "crm.hpp"
#include "database.hpp"

void create_follow_up_tables(database& db);

// What is known of the contact has changed from `since` on: an activity is new, was otherwise, or never was; or her record has
// changed. In the transaction that changes it. Costs two statements, needs no policy, and any thread of any program may do it.
void note_change(database& db, std::int64_t contact, instant since);

tickler::prospect prospect_of(const contact& c);
tickler::history history_of(database& db, const tickler::vocabulary& words, std::int64_t contact);

struct stored_task {
  tickler::task what{};
  std::string closed{};  // done, withdrawn; empty: it is open
  std::string closed_by{};
  std::int64_t closed_revision = 0;
};
std::vector<stored_task> tasks_of(database& db, std::int64_t contact);
bool is_same_task(const tickler::task& known, const tickler::task& decided);  // in what is stored

// Keeps the tasks. One thread at a time; any number of programs may have one on the same database.
class follow_up_worker {
 public:
  follow_up_worker(database& db, std::string policy_file);

  // Looks for a new policy file, for what has changed, and decides for all who are due. False if nobody was.
  bool work(instant now);

  struct counts {
    std::size_t decided = 0, from_saved_states = 0;
  };
  const counts& counted() const noexcept { return counted_; }

 private:
  bool load();
  void look_for_changes();
  // When to ask again.
  std::optional<instant> decide(std::int64_t contact, instant now);
  tickler::state state_at(const std::string& saved, std::optional<instant> saved_at, const tickler::prospect& who,
                          const tickler::history& log, instant now);
  void write(std::int64_t contact, const tickler::task_update& u, const tickler::history& log, instant now);

  database& db_;
  std::string file_;
  std::filesystem::file_time_type file_time_{};
  tickler::vocabulary words_{};  // outlives every policy, so that the book does
  tickler::policy policy_{};
  tickler::book book_{words_};
  tickler::agenda agenda_{};
  std::int64_t seen_ = 0;  // the last change that the book has
  counts counted_{};
};
