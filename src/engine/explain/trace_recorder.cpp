#include "engine/explain/trace_recorder.hpp"

#include <algorithm>
#include <utility>

#include "base/internal_access.hpp"

namespace tickler::inline TICKLER_ABI {

// All events in the order in which they took effect, which within one touchpoint is that of R35.
void trace_recorder::add(trace_event t) {
  t.touchpoint = touchpoint_, t.at = at_;
  out_.trace.push_back(t);
}

// By their place in the policy's list, as everything is named outside.
std::uint64_t trace_recorder::declared(bit_mask channels) const {
  std::uint64_t set = 0;
  if (channels == 0) return set;
  for (std::size_t i = 0; i < p_.channel_numbers.size(); ++i)
    if (has_bit(channels, static_cast<std::size_t>(p_.channel_numbers[i]))) set |= bit(i);
  return set;
}

void trace_recorder::contact(trace_kind kind, std::size_t index, const contact_effect& e) {
  add({.kind = kind,
       .stops = e.stops,
       .resumes = e.resumes,
       .to = e.to,
       .index = static_cast<std::uint16_t>(index),
       .closed = declared(e.closed),
       .opened = declared(e.opened)});
}

void trace_recorder::of_rule(trace_kind kind, std::size_t index, std::string_view key, std::optional<instant> until) {
  trace_event t{.kind = kind, .index = static_cast<std::uint16_t>(index), .until = until};
  t.key_begin = static_cast<std::uint32_t>(out_.keys.size()), t.key_size = static_cast<std::uint32_t>(key.size());
  out_.keys += key;
  add(t);
}

// Without a run it holds the step in every run (R34).
void trace_recorder::snoozed(const step_snooze& s, const run* only) {
  trace_event t{.kind = trace_kind::snoozed, .of_step = true, .index = s.cadence, .step = s.step, .until = s.until};
  if (only) t.repetition = s.repetition, t.run = only->started_by - 1, t.nth = nth_of(*only);
  add(t);
}

void trace_recorder::refused(std::uint16_t cadence, refusal why) {
  add({.kind = trace_kind::start_refused, .refused = why, .index = cadence});
}

// Reports are in the order in which runs were begun, so those that one touchpoint began stand together. Only of several keys it has
// begun more than one of a cadence.
std::uint8_t trace_recorder::nth_of(const run& r) const { return nth_of(r, impl_of(out_.folded).keys[r.key]); }

std::uint8_t trace_recorder::nth_of(const run& r, std::string_view key) const {
  if (p_.cadences[r.cadence].per != run_per::key) return 0;
  const auto order = [](const run_report& report, const run& wanted) {
    return std::pair(report.run + 1, report.cadence) < std::pair(wanted.started_by, wanted.cadence);
  };
  auto report = std::lower_bound(out_.runs.begin(), out_.runs.end(), r, order);
  while (out_.key(*report) != key) ++report;
  return report->nth;
}

// Runs are named by the touchpoint that started them, from 0 as outside; the state counts from 1, 0 being none.
void trace_recorder::of_run(trace_kind kind, const run& r, std::uint32_t by, instant t) {
  out_.trace.push_back({.kind = kind,
                        .nth = nth_of(r),
                        .index = r.cadence,
                        .step = r.step,
                        .repetition = r.repetition,
                        .run = r.started_by - 1,
                        .touchpoint = by,
                        .at = t});
}

// The key is copied: the state gives its slot away once the run is over.
void trace_recorder::begun(const run& r, std::string_view key) {
  const auto by = r.started_by - 1;
  const bool again = !out_.runs.empty() && out_.runs.back().run == by && out_.runs.back().cadence == r.cadence;
  const auto nth = again ? out_.runs.back().nth + 1 : 0;
  out_.runs.push_back({.cadence = r.cadence,
                       .ordinal = r.ordinal,
                       .run = by,
                       .nth = static_cast<std::uint8_t>(nth),
                       .start = r.start,
                       .key_begin = static_cast<std::uint32_t>(out_.keys.size()),
                       .key_size = static_cast<std::uint32_t>(key.size())});
  if (!key.empty()) out_.keys += key;
  moved(trace_kind::begun, r);
}

}  // namespace tickler::inline TICKLER_ABI
