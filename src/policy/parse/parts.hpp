// Reads the parts of a policy, each in a file of its own.
#pragma once

#include <tickler/policy_draft.hpp>

#include "policy/parse/reader.hpp"

namespace tickler::inline TICKLER_ABI {

policy_draft read_policy(reader& r, const node& root);

// calendars.cpp
void read_calendar(reader& r, const node& n, calendar_draft& out);

// events.cpp
void read_event(reader& r, const node& n, event_draft& out);
void read_events_wanted(reader& r, const node& n, event_ref& out);  // where an event is wanted: names or patterns

// cadences.cpp
void read_cadence(reader& r, const node& n, cadence_draft& out);

// rules.cpp
void read_stage(reader& r, const node& n, stage_draft& out);
void read_limit(reader& r, const node& n, limit_draft& out);
void read_hold(reader& r, const node& n, hold_draft& out);
void read_never(reader& r, const node& n, never_draft& out);
void read_stops(reader& r, const node& n, std::vector<stop_draft>& out);
void read_promise(reader& r, const node& n, promise_draft& out);

}  // namespace tickler::inline TICKLER_ABI
