// The parts of the plain reference: what a touchpoint is, what a run is, its windows.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <tuple>

#include "reference.hpp"
#include "reference_conditions.hpp"
#include "reference_time.hpp"

namespace plain {

using history = std::vector<touch>;

struct view {  // a policy as one prospect sees it
  const tickler::policy_draft& policy;
  const tickler::prospect& who;
  reckoner time, owner_time;  // on the prospect's clock and on the owner's
  std::shared_ptr<read_conditions> conditions;

  view(const tickler::policy_draft& p, const tickler::prospect& w);
  opening_times opening(const std::string& calendar) const;
  opening_times opening(const std::string& calendar, const reckoner& unless_it_names_a_zone) const;
  const reckoner& clock_of(const tickler::step_draft& s) const;
  const tickler::channel_draft* channel(const std::string& name) const;  // as declared; null if it is not
};

// Words.
bool is_signal(const std::string& outcome);
bool is_signal(const touch& e);
bool matches(const view& v, const tickler::event_ref& event, const touch& e);

// What the engine itself knows, and stops.
bool is_stop(const view& v, const touch& e);  // a stop of the policy or an opt-out of all
bool stop_in_force(const view& v, const history& h);
using tickler::party;  // whose channel it is: the prospect's, or the referrer's by what the prospect's history says
bool is_opted_out(const view& v, const history& h, const std::string& channel, party whose = party::prospect);
bool has_bounced(const history& h, const std::string& channel, const std::string& address,
                 party whose = party::prospect);  // this value, if only this
bool is_bounced(const view& v, const history& h, const std::string& channel, party whose = party::prospect);

// Runs.
struct run {
  std::size_t cadence = 0;
  std::string key{};
  touch started{};             // by this touchpoint
  std::size_t started_as = 0;  // its place in the history
  instant start{};
  int ordinal = 0;
  std::size_t begun = 0;  // older runs have a smaller one
  std::size_t step = 0;
  std::int64_t repetition = 0;
  instant base{};
  struct repetition_done {
    std::size_t step = 0;
    std::int64_t repetition = 0;
    instant at{};
  };
  std::optional<repetition_done> last_done{};  // carried out, not skipped
  bool moved = false;                          // something was carried out in it, skipped, or has passed
};

struct situation {
  std::vector<run> runs{};
  std::map<std::size_t, instant> last_end{};                                         // of each cadence's last run that ended
  std::map<std::tuple<std::size_t, std::string, instant>, int> begun_in_a_second{};  // runs of a cadence and a key
  std::size_t begun = 0;
  bool closed = false;  // a `closes` event happened and nothing has started since
};

const tickler::cadence_draft& cadence_of(const view& v, const run& r);
const tickler::step_draft& step_of(const view& v, const run& r);
bool is_internal(const tickler::step_draft& s);
std::vector<std::string> channels_of(const view& v, const run& r, const tickler::step_draft& s);

struct window {
  time_result not_before{};
  std::optional<time_result> due{}, at_latest{};          // as the policy states them
  bool overtook_due = false, overtook_at_latest = false;  // not_before did, as a time of day moved it
};
window window_of(const view& v, const run& r);  // of the repetition that the run has come to
bool counts_from_base(const run& r, const tickler::step_draft& s);
std::optional<instant> date_of(const view& v, const run& r);      // that the repetition is written `before`
std::optional<run> next_occurrence(const view& v, const run& r);  // of a step with `every`; none after the last

// By a history, and by the step's own purpose: the channel that it goes by, or the first of its list where none will do. None if
// the list is empty.
std::optional<std::string> channel_by_history(const view& v, const run& r, const history& h);
calendars hours_of(const view& v, const tickler::step_draft& s, const std::optional<std::string>& channel);

// For whom a rule is there: one that is not by key for all at once, else for a key, or (the empty one) for what has none.
using for_key = std::optional<std::string>;
bool counts_for(const touch& e, const for_key& key);
history history_for(const history& h, const for_key& key);
// Those that something of this key has to do with: its own; of none, all that there are. `besides`: keys that no touch may have.
std::vector<for_key> keys_for(bool by_key, const std::string& key, const history& h, const std::vector<std::string>& besides = {});

using spans = std::vector<span>;

// Of a hold: from each touchpoint that gives an end up to that, or to the next that gives another or lifts it; those that have not
// ended when the run begins.
spans stretches_of(const view& v, const run& r, const tickler::hold_draft& hold, const history& h);
// The stretches of time that holds and snoozes take from the step: not those of a hold that only delays.
spans held_stretches(const view& v, const run& r, const history& h, const std::optional<std::string>& channel);
spans snoozed_stretches(const view& v, const run& r, const history& h);

// The first instant from `from` on that none of `held` contains and at which it is open. None if a hold never ends.
std::optional<instant> first_free(const calendars& hours, const spans& held, instant from);

// What of `held` lies after `from`, each until the channel is open again: so long the clocks of the step stand still.
spans standstills(const view& v, const tickler::step_draft& s, const std::optional<std::string>& channel, const spans& held,
                  instant from);

struct deadline {
  instant at{};
  bool in_business_time = false;
  std::function<instant(instant)> given_up{};  // of what expires then: at its own second it is past, as a due is not
};
// Moved by the time that its clock stood still. None if that never ends.
std::optional<instant> moved(const reckoner& time, const deadline& d, const spans& stops);

// When the repetition passes that the run has come to, if nothing more happens.
std::optional<instant> passes_at(const view& v, const run& r, const history& h);

situation fold(const view& v, const history& h);

// At t, on what had happened: the run come to the first remaining step whose `if` holds. None if no step's does.
std::optional<run> on_offer(const view& v, const run& r, const history& h, instant t);
bool pass(const view& v, run& r, instant t);  // to the next repetition; false past the last

// Lets pass what has expired by t, in every run. `passes`: passes_at, or what remembers its answers.
using passing = std::function<std::optional<instant>(const view&, const run&, const history&)>;
void expire(const view& v, situation& s, const history& h, instant t, const passing& passes = passes_at);

std::string id_of(const view& v, const run& r);

// A name of a step in a touchpoint: "cadence/step", or an action's id.
struct step_name {
  std::size_t cadence = 0, step = 0;
  bool is_id = false;
  std::int64_t repetition = 0;
  instant start{};
  int ordinal = 0;
  std::string key{};
};
std::vector<step_name> known_names(const view& v, const touch& e);
bool names_run(const step_name& n, const run& r);  // an id: start, ordinal and key agree

// Does an action's id name one that some run has on offer, or will have?
bool is_known_action(const situation& s, const step_name& n);

}  // namespace plain
