#include "engine/trace.hpp"

namespace tickler {

void fold_trace::at(std::uint32_t touchpoint, instant t) { touchpoint_ = touchpoint, at_ = t; }

void fold_trace::rule(turn_kind kind, std::size_t index) { add({.kind = kind, .index = static_cast<std::uint16_t>(index)}); }

void fold_trace::refused(std::uint16_t cadence, refusal why) {
  add({.kind = turn_kind::not_begun, .refused = why, .index = cadence});
}

void fold_trace::of_run(turn_kind kind, const run& r) {
  add({.kind = kind, .index = r.cadence, .step = r.step, .repetition = r.repetition, .run = r.began - 1});
}

void fold_trace::begun(const run& r, std::string_view key) {
  of_run(turn_kind::begun, r);
  out_.runs.push_back({.cadence = r.cadence,
                       .ordinal = r.ordinal,
                       .run = r.began - 1,
                       .start = r.start,
                       .key_begin = static_cast<std::uint32_t>(out_.keys.size()),
                       .key_size = static_cast<std::uint32_t>(key.size())});
  out_.keys += key;
}

void fold_trace::expired(const run& r, instant end) { by_time(turn_kind::expired, r, end); }

void fold_trace::lapsed(const run& r) { by_time(turn_kind::lapsed, r, r.base); }

void fold_trace::by_time(turn_kind kind, const run& r, instant t) {
  of_run(kind, r);
  out_.turns.back().touchpoint = no_touchpoint;
  out_.turns.back().at = t;
}

void fold_trace::add(turn t) {
  t.touchpoint = touchpoint_, t.at = at_;
  out_.turns.push_back(t);
}

}  // namespace tickler
