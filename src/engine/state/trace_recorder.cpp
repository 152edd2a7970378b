#include "engine/state/trace_recorder.hpp"

namespace tickler {

void fold_trace::at(std::uint32_t touchpoint, instant t) { touchpoint_ = touchpoint, at_ = t; }

void fold_trace::rule(turn_kind kind, std::size_t index) {
  out_.turns.push_back({.kind = kind, .index = static_cast<std::uint16_t>(index), .touchpoint = touchpoint_, .at = at_});
}

void fold_trace::refused(std::uint16_t cadence, refusal why) {
  out_.turns.push_back({.kind = turn_kind::not_begun, .refused = why, .index = cadence, .touchpoint = touchpoint_, .at = at_});
}

void fold_trace::of_run(turn_kind kind, const run& r) { of_run(kind, r, touchpoint_, at_); }

void fold_trace::of_run(turn_kind kind, const run& r, std::uint32_t by, instant t) {
  out_.turns.push_back({.kind = kind,
                        .index = r.cadence,
                        .step = r.step,
                        .repetition = r.repetition,
                        .run = r.began - 1,
                        .touchpoint = by,
                        .at = t});
}

void fold_trace::begun(const run& r, std::string_view key) {
  of_run(turn_kind::begun, r);
  out_.runs.push_back({.cadence = r.cadence,
                       .ordinal = r.ordinal,
                       .run = r.began - 1,
                       .start = r.start,
                       .key_begin = static_cast<std::uint32_t>(out_.keys.size()),
                       .key_size = static_cast<std::uint32_t>(key.size())});
  if (!key.empty()) out_.keys += key;
}

void fold_trace::expired(const run& r, instant end) { of_run(turn_kind::expired, r, no_touchpoint, end); }

void fold_trace::lapsed(const run& r) { of_run(turn_kind::lapsed, r, no_touchpoint, r.base); }

}  // namespace tickler
