// A second, deliberately plain reading of what a policy means: written from the text of the design alone, with words by name,
// touchpoints one by one, and the history folded again at every question. The engine must agree with it.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <tickler/decision.hpp>
#include <tickler/policy_draft.hpp>
#include <tickler/prospect.hpp>
#include <tickler/vocabulary.hpp>
#include <vector>

namespace plain {

using tickler::instant;

struct touch {
  instant at{};
  std::string channel{}, purpose{}, outcome{};  // empty: left out
  tickler::direction direction = tickler::direction::none;
  tickler::party with = tickler::party::prospect;
  std::optional<instant> until{};
  std::vector<std::string> steps{};
  std::vector<std::string> keys{};
  std::string address{};                // empty: left out
  std::set<std::string> from_counts{};  // events that it makes happen with what came before it (note_counts)

  std::string_view key() const { return keys.empty() ? std::string_view{} : keys.front(); }  // where it is one touchpoint
};

struct blocker {
  tickler::blocker_kind kind{};
  std::string channel{};  // of those that are about one
  std::string name{};     // of the limit or `never`, or its number from 0
  friend auto operator<=>(const blocker&, const blocker&) = default;
};

struct action {
  std::string id{}, cadence{}, step{}, key{};
  std::int64_t repetition = 0;
  instant start{};
  int ordinal = 0;
  std::string channel{}, purpose{}, contact{};  // the kind of it
  tickler::party to = tickler::party::prospect;
  tickler::action_state state = tickler::action_state::blocked;
  bool overdue = false, late = false, squeezed = false, late_unavoidable = false, supposed = false, replaced = false;
  std::optional<instant> not_before{}, due{}, at_latest{}, when{};
  std::optional<instant> first_due{};             // if holds or snoozes moved it,
  std::chrono::seconds held_for{0};               // the time for which its clocks stood still
  std::string behind{};                           // an id
  std::vector<blocker> blockers{};                // all that is true of it
  std::vector<std::string> in_limits{};           // the limits that count it
  std::vector<std::string> no_room{};             // the limits that leave no room in its window, as history alone fills them
  std::optional<instant> given_up{}, possible{};  // of one that would come too late: when it passes, and when it could be done
};

struct decision {
  tickler::status status = tickler::status::unattended;
  std::vector<action> actions{};
};

// Says of each touchpoint of a whole history, in order of time, which events from counts happen with it.
void note_counts(const tickler::policy_draft& policy, const tickler::prospect& who, std::vector<touch>& history);

// The prospect's referrer, who is a prospect too.
struct referrer {
  tickler::prospect who{};
  std::vector<touch> history{};
};

// The policy must be one that compiles; the history in order of time. The referrer: where more is known than the prospect's history
// says.
// `supposed`: the ids of actions whose `when` is to be looked for as if conditions stayed as they are.
decision decide(const tickler::policy_draft& policy, const tickler::prospect& who, const std::vector<touch>& history, instant now,
                const referrer* known = nullptr, const std::set<std::string>& supposed = {});

// Of the touchpoints up to `now` and the planned ones at it: does each limit hold in every window that a planned one is part of?
// A window that only steps in `except` complete is nobody's fault. The names of the broken limits.
std::vector<std::string> broken_limits(const tickler::policy_draft& policy, const tickler::prospect& who,
                                       const std::vector<touch>& history, const std::vector<action>& done, instant now);

}  // namespace plain
