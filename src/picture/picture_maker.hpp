// Puts what results say into a drawing: touchpoints, actions, what is given up, pauses. Whatever is told of them in words is told
// as everywhere else (phrases).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tickler/explain.hpp>
#include <tickler/preview.hpp>
#include <tuple>
#include <utility>
#include <vector>

#include "picture/drawing.hpp"
#include "present/phrases.hpp"

namespace tickler::inline TICKLER_ABI {

class picture_maker {
 public:
  // Throws misuse for an explanation of another policy.
  picture_maker(const policy& p, const prospect& who, const history& log, const explanation& why);

  const phrases& say() const noexcept { return say_; }

  std::size_t add_touchpoints_since(instant since);  // of the history; returns how many came before
  void add_done(const timeline_entry& e);
  void add_happened(const timeline_entry& e);
  void add_action(const decision& d, const action& a);
  void add_given_up_since(instant since);
  void add_pauses_since(instant since);

  drawing take(std::string title, std::string note, instant now) &&;

 private:
  struct pause {
    instant begin{}, end{};
    std::uint16_t hold = 0;  // of the policy's
    bool is_snooze = false;
  };

  void add(channel on, drawn_item item);
  void add_touchpoint(std::uint32_t index);
  void note_effect(const trace_event& t);
  std::string window_text(const action& a) const;
  std::string state_text(const action_text& said, const action& a) const;
  std::string step_label(const decision& d, const action& a) const;
  mark mark_of(const action& a) const;
  channel channel_of(const trace_event& t) const;
  void note_pause(std::map<std::uint32_t, pause>& open, const trace_event& t);
  void draw_pause(const pause& p);
  bool is_held(const pause& p, channel on) const;
  std::pair<std::size_t, std::size_t> rank_of(channel on) const;
  void make_lanes();

  const policy& policy_;
  const prospect& who_;
  const history& log_;
  const explanation& why_;
  phrases say_;
  std::map<std::uint32_t, std::string> effects_{};                                              // by touchpoint
  std::map<std::tuple<std::uint16_t, std::uint32_t, std::uint8_t>, const run_report*> runs_{};  // by cadence, touchpoint, nth
  std::vector<channel> channels_{};                                                             // of items, beside them
  std::vector<channel> lanes_{};                                                                // from the top
  std::vector<pause> pauses_{};
  drawing drawing_{};
};

}  // namespace tickler::inline TICKLER_ABI
