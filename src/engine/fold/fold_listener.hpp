// Who hears what touchpoints and the passing of time do while a history is taken in.
//
// It hears effects, not occasions: not "here is an opt-out" but "this channel is closed by it, which was open before". So whoever
// explains or audits reads what happened and never works it out again, in rules of its own that may come to differ. Two listen: the
// trace recorder (why: explain) and the opt-out monitor (did anybody write to one who opted out: audit). A fold that only decides
// is compiled with no_listener, and each call below is then nothing at all.
//
//   touchpoint(3, t)                     from now on it is the fourth touchpoint that does things
//   contact(opted_out, 0, {closed: phone})
//   moved(terminated, run)               a run is over by it
//   begun(run, key)                      and another one has begun
#pragma once

#include <string_view>
#include <tickler/explain.hpp>

#include "engine/state/state.hpp"

namespace tickler::inline TICKLER_ABI {

class fold_listener {
 public:
  virtual ~fold_listener() = default;

  virtual void touchpoint(std::uint32_t, instant) {}  // from now on it is this one that does things
  virtual void contact(trace_kind, std::size_t, const contact_effect&) {}
  // Of rules by key for each key of the touchpoint, or for all of them: the empty one.
  virtual void limit_counted(std::size_t, std::string_view) {}
  virtual void held(std::size_t, std::string_view, std::optional<instant>) {}  // the end, if the touchpoint gives one
  virtual void released(std::size_t, std::string_view) {}
  virtual void snoozed_all(instant) {}
  virtual void snoozed(const step_snooze&, const run*) {}  // in that run only, or in all
  virtual void closed() {}
  virtual void refused(std::uint16_t, refusal) {}
  virtual void begun(const run&, std::string_view) {}
  virtual void moved(trace_kind, const run&) {}
  virtual void expired(const run&, instant) {}
  virtual void expired_out(const run&) {}
};

// Nobody: costs nothing.
struct no_listener {
  void touchpoint(std::uint32_t, instant) const noexcept {}
  void contact(trace_kind, std::size_t, const contact_effect&) const noexcept {}
  void limit_counted(std::size_t, std::string_view) const noexcept {}
  void held(std::size_t, std::string_view, const std::optional<instant>&) const noexcept {}
  void released(std::size_t, std::string_view) const noexcept {}
  void snoozed_all(instant) const noexcept {}
  void snoozed(const step_snooze&, const run*) const noexcept {}
  void closed() const noexcept {}
  void refused(std::uint16_t, refusal) const noexcept {}
  void begun(const run&, std::string_view) const noexcept {}
  void moved(trace_kind, const run&) const noexcept {}
  void expired(const run&, instant) const noexcept {}
  void expired_out(const run&) const noexcept {}
};

}  // namespace tickler::inline TICKLER_ABI
