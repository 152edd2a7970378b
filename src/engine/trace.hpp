// Writes down what touchpoints and the passing of time do while a history is taken in.
#pragma once

#include <string>
#include <string_view>
#include <tickler/explain.hpp>
#include <vector>

#include "engine/state.hpp"

namespace tickler {

class fold_trace {
 public:
  explicit fold_trace(explanation& out) : out_(out) {}

  // From now on it is this touchpoint that does things.
  void at(std::uint32_t touchpoint, instant t) { touchpoint_ = touchpoint, at_ = t; }

  void rule(turn_kind kind, std::size_t index = 0) { add({.kind = kind, .index = static_cast<std::uint16_t>(index)}); }

  void refused(std::uint16_t cadence, refusal why) { add({.kind = turn_kind::not_begun, .refused = why, .index = cadence}); }

  void of_run(turn_kind kind, const run& r) {
    add({.kind = kind, .index = r.cadence, .step = r.step, .repetition = r.repetition, .run = r.began - 1});
  }

  void begun(const run& r, std::string_view key) {
    of_run(turn_kind::begun, r);
    out_.runs.push_back({.cadence = r.cadence,
                         .ordinal = r.ordinal,
                         .run = r.began - 1,
                         .start = r.start,
                         .key_begin = static_cast<std::uint32_t>(out_.keys.size()),
                         .key_size = static_cast<std::uint32_t>(key.size())});
    out_.keys += key;
  }

  void expired(const run& r, instant end) {
    of_run(turn_kind::expired, r);
    out_.turns.back().touchpoint = no_touchpoint;
    out_.turns.back().at = end;
  }

  void lapsed(const run& r) {
    of_run(turn_kind::lapsed, r);
    out_.turns.back().touchpoint = no_touchpoint;
    out_.turns.back().at = r.base;
  }

 private:
  void add(turn t) {
    t.touchpoint = touchpoint_, t.at = at_;
    out_.turns.push_back(t);
  }

  explanation& out_;
  std::uint32_t touchpoint_ = no_touchpoint;
  instant at_{};
};

}  // namespace tickler
