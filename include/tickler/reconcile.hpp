// What an app has to do to the tasks that it keeps, so that they say what a decision says.
//
//   std::vector<tickler::task> stored;                            // of this policy and this prospect
//   decision = tickler::evaluate(policy, ada, log, now);
//   for (const auto& u : tickler::reconcile(policy, ada, log, now, decision, stored)) switch (u.change) {
//       case tickler::task_change::added: break;                  // insert u.what
//       case tickler::task_change::changed: break;                // update the one of the id u.what.id
//       case tickler::task_change::unchanged: break;
//       case tickler::task_change::done: break;                   // close it; log[u.by] did it
//       case tickler::task_change::withdrawn: break;              // close it: nobody needs to do it any more
//     }
//
// The recipe, with any database. A prospect has one row of (policy, prospect): decided_at, revision, next_change; and one row for
// each task, by (policy, prospect, id). To decide anew, in one transaction that locks that row first (BEGIN IMMEDIATE, SELECT ...
// FOR UPDATE):
//
// 1. Read the row, and in the same transaction the revision in force, the prospect's record, the history, and the open tasks. A
//    history that was read before may lack what another writer has already decided by.
// 2. If the revision in force is not that of the policy in memory, roll back, load the policy, and begin again: a process that has
//    slept through a new revision must not undo what that has decided.
// 3. If the row's decided_at is after one's own `now`, take decided_at as `now`: two writers may get there in another order than
//    they have looked at their clocks, and an older `now` that arrives last must not overwrite what a newer one has said. Not to
//    decide at all is no way out: the history may hold more by now than it did for the other.
// 4. evaluate, reconcile, write the tasks; decided_at = the `now` that was used, revision, next_change = the earlier of
//    decision.next_change and the first touchpoint after that `now`, which does not exist for evaluate yet; commit.
//
// So it may be done twice, or by two at once, and comes to the same. Ask again when a touchpoint comes, when a revision does, and
// at next_change. A new revision keeps the ids of whatever is still called the same: such tasks change; those of steps that are
// gone are withdrawn, but for those that a touchpoint carried out by their id.
//
// A task that is closed as withdrawn can come back: a touchpoint that was wrong is corrected, a stop is lifted. Give reconcile the
// open tasks, and let `added` open one of the same id again. One that was done too: where its touchpoint is taken back. Where it
// matters why a task is closed, give reconcile those too that were closed at or after the instant of the touchpoint that has come,
// has been corrected or taken away, and those that it names in `steps`: a call that is recorded late may have done what was
// withdrawn. What a new revision says of tasks closed under an older one is no reason to touch them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tickler/decision.hpp>
#include <tickler/history.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// What a task shows of its action, in words, so that it means the same without the policy.
struct task {
  std::string id{};  // id_of
  action_state state = action_state::blocked;
  std::uint8_t flags = 0;  // of action_flag
  std::string channel{}, purpose{};
  party to = party::prospect;
  std::string owner{};                    // whose task it is: the prospect's owner
  std::string contact_kind{}, contact{};  // contact_of
  std::string template_name{}, note{}, variant{};
  std::optional<instant> not_before{}, due{}, at_latest{};
  std::optional<instant> when{};  // as an action's
  friend bool operator==(const task&, const task&) = default;
};

// Throws misuse as id_of and contact_of do.
TICKLER_API task task_of(const policy& p, const prospect& who, const decision& d, const action& a);

enum class task_change : std::uint8_t {
  unchanged,
  changed,   // of a known id; some field is another
  added,     // of an id that was not known
  done,      // no longer called for, since a touchpoint carried it out (one of the outcome `skipped` too)
  withdrawn  // no longer called for: ended, expired, stopped, passed over, or the policy is another
};
inline constexpr std::string_view task_change_names[] = {"unchanged", "changed", "added", "done", "withdrawn"};
constexpr std::string_view to_string(task_change c) noexcept { return task_change_names[static_cast<std::size_t>(c)]; }

struct task_update {
  static constexpr std::size_t nothing = static_cast<std::size_t>(-1);

  task_change change{};
  task what{};               // as it is now; of what is done or withdrawn: as it was known
  std::size_t by = nothing;  // of what is done: the touchpoint that did it, the last one where there are several
  friend bool operator==(const task_update&, const task_update&) = default;
};

struct reconcile_options {
  // Whether a known task says what it has to. An app that keeps fewer fields compares those:
  // {.is_same = [](const task& a, const task& b) { return a.state == b.state && a.due == b.due; }}
  bool (*is_same)(const task& known, const task& decided) = [](const task& a, const task& b) { return a == b; };
};

// Each action of the decision, in its order, and then each known task that it does not have, in theirs. `d` is what evaluate has
// said for the arguments before it. Where the prospect could not be decided for (status::invalid) that is no reason to close
// anything: all that is known is unchanged. Costs little if no known task is gone, else what explain costs.
//
// Throws misuse for a decision of another policy, for two known tasks of one id, and as explain does.
TICKLER_API std::vector<task_update> reconcile(const policy& p, const prospect& who, const history& log, instant now,
                                               const decision& d, std::span<const task> known,
                                               const reconcile_options& options = {});

}  // namespace tickler::inline TICKLER_ABI
