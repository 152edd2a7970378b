// Writes down what touchpoints and the passing of time do while a history is taken in.
#pragma once

#include <string_view>
#include <tickler/explain.hpp>

#include "engine/state/state.hpp"

namespace tickler {

// Out of line: whoever only decides has none, and pays for nothing but asking whether there is one.
class fold_trace {
 public:
  explicit fold_trace(explanation& out) : out_(out) {}

  // From now on it is this touchpoint that does things.
  void at(std::uint32_t touchpoint, instant t);

  void rule(turn_kind kind, std::size_t index = 0);
  void refused(std::uint16_t cadence, refusal why);
  void of_run(turn_kind kind, const run& r);
  void begun(const run& r, std::string_view key);
  void expired(const run& r, instant end);
  void lapsed(const run& r);

 private:
  void of_run(turn_kind kind, const run& r, std::uint32_t by, instant t);

  explanation& out_;
  std::uint32_t touchpoint_ = no_touchpoint;
  instant at_{};
};

}  // namespace tickler
