// Writes down what touchpoints and the passing of time do while a history is taken in: the events of an explanation, in the terms
// of the policy as written (indices of the draft), each with what is different after it.
#pragma once

#include <tickler/export.hpp>

#include "engine/fold/fold_listener.hpp"

namespace tickler::inline TICKLER_ABI {

class trace_recorder final : public fold_listener {
 public:
  trace_recorder(const compiled_policy& p, explanation& out) : p_(p), out_(out) {}

  void touchpoint(std::uint32_t number, instant t) override { touchpoint_ = number, at_ = t; }
  void contact(trace_kind kind, std::size_t index, const contact_effect& e) override;
  void limit_counted(std::size_t i, std::string_view key) override { of_rule(trace_kind::counted, i, key); }
  void held(std::size_t i, std::string_view key, std::optional<instant> until) override {
    of_rule(trace_kind::held, i, key, until);
  }
  void released(std::size_t i, std::string_view key) override { of_rule(trace_kind::released, i, key); }
  void snoozed_all(instant until) override { add({.kind = trace_kind::snoozed, .until = until}); }
  void snoozed(const step_snooze& s, const run* only) override;
  void closed() override { add({.kind = trace_kind::closed}); }
  void refused(std::uint16_t cadence, refusal why) override;
  void begun(const run& r, std::string_view key) override;
  void moved(trace_kind kind, const run& r) override { of_run(kind, r, touchpoint_, at_); }
  // No touchpoint did it, and it is dated when it took place and not when it was noticed (R38).
  void expired(const run& r, instant end) override { of_run(trace_kind::expired, r, no_touchpoint, end); }
  void expired_out(const run& r) override { of_run(trace_kind::expired_out, r, no_touchpoint, r.base); }

  std::uint8_t nth_of(const run& r, std::string_view key) const;  // of the runs of its cadence that one touchpoint has begun

 private:
  void add(trace_event t);
  void of_rule(trace_kind kind, std::size_t index, std::string_view key, std::optional<instant> until = {});
  void of_run(trace_kind kind, const run& r, std::uint32_t by, instant t);
  std::uint8_t nth_of(const run& r) const;
  std::uint64_t declared(bit_mask channels) const;

  const compiled_policy& p_;
  explanation& out_;
  std::uint32_t touchpoint_ = no_touchpoint;
  instant at_{};
};

}  // namespace tickler::inline TICKLER_ABI
