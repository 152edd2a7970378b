#include <algorithm>

#include "policy/program/program.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

class matcher {
 public:
  matcher(const compiled_policy& p, const touch_words& words, const std::vector<bit_mask>& events, event_matches& out)
      : p_(p), words_(words), events_(events), out_(out) {}

  void run() {
    out_.bits.reset(p_.cadences.size(), p_.steps);
    for (std::size_t c = 0; c < p_.cadences.size(); ++c) match_cadence(c);
    out_.limits = 0;
    for (std::size_t i = 0; i < p_.limit_rules.size(); ++i)
      if (is(p_.limit_rules[i].count)) out_.limits |= 1u << i;
    out_.stops = any(p_.stops, [this](const stop_rule& s) { return is(s.on) || is(s.lifted_by); });
    out_.holds = any(p_.holds, [this](const hold_rule& h) { return is(h.on) || is(h.lifted_by); });
    out_.closes = is(p_.closes);
    out_.tracked.clear();
    for (std::size_t i = 0; i < p_.tracked.size(); ++i)
      if (is(p_.tracked[i].event)) out_.tracked.push_back(static_cast<std::uint16_t>(i));
    out_.stage = -1;
    for (std::size_t i = 0; i < p_.stages.size(); ++i)
      if (is(p_.stages[i])) out_.stage = static_cast<int>(i);
  }

 private:
  template <class List, class Predicate>
  static bool any(const List& list, Predicate&& predicate) {
    return std::any_of(list.begin(), list.end(), predicate);
  }

  bool is(event_index e) const noexcept { return has_bit(events_.data(), e); }
  bool is(const std::optional<event_index>& e) const noexcept { return e && is(*e); }

  void match_cadence(std::size_t c) {
    const auto& cadence = p_.cadences[c];
    if (is(cadence.starts)) out_.bits.add_start(c);
    if (is(cadence.ends)) out_.bits.add_end(c);
    for (const auto& step : cadence.steps)
      if (carries_out(step)) out_.bits.add_fit(c, step.number);
  }

  // As far as the words tell: not the date, nor which channel started the run.
  bool carries_out(const step_rule& step) const {
    if (step.done) return is(*step.done);
    if (is_signal(words_.outcome) || words_.with != step.to) return false;
    if (words_.purpose != purpose::none && step.has_purpose && words_.purpose != step.purpose &&
        words_.purpose != step.late_purpose)
      return false;
    if (step.internal) return words_.channel == channel::internal && words_.direction == direction::internal;
    const auto same = [this](const channel_choice& choice) { return choice.channel == words_.channel; };
    return words_.direction == direction::outbound && any(step.choices, same);
  }

  const compiled_policy& p_;
  const touch_words& words_;
  const std::vector<bit_mask>& events_;
  event_matches& out_;
};

}  // namespace

void match_rules(const compiled_policy& p, const touch_words& words, const std::vector<bit_mask>& events, event_matches& out) {
  matcher(p, words, events, out).run();
}

}  // namespace tickler::inline TICKLER_ABI
