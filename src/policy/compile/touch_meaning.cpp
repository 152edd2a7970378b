#include <algorithm>

#include "policy/compile/compiled.hpp"

namespace tickler {

namespace {

class reader {
 public:
  reader(const compiled_policy& p, const touch_words& words, const std::vector<std::uint64_t>& events, touch_meaning& out)
      : p_(p), words_(words), events_(events), out_(out) {}

  void run() {
    out_.bits.assign(3 * p_.cadence_words + p_.steps / 64 + 1, 0);
    out_.carries = 0;
    for (std::size_t c = 0; c < p_.cadences.size(); ++c) read_cadence(c);
    out_.limits = 0;
    for (std::size_t i = 0; i < p_.limit_rules.size(); ++i)
      if (is(p_.limit_rules[i].count)) out_.limits |= 1u << i;
    out_.stops = any(p_.stops, [this](const stop_rule& s) { return is(s.on) || is(s.lifted_by); });
    out_.holds = any(p_.holds, [this](const hold_rule& h) { return is(h.on) || is(h.lifted_by); });
    out_.closes = is(p_.closes);
    out_.asked_about = any(p_.watched, [this](const watched_event& w) { return is(w.event); }) ||
                       any(p_.stages, [this](event_index stage) { return is(stage); });
  }

 private:
  template <class List, class Predicate>
  static bool any(const List& list, Predicate&& predicate) {
    return std::any_of(list.begin(), list.end(), predicate);
  }

  bool is(event_index e) const noexcept { return (events_[e / 64] >> (e % 64) & 1) != 0; }
  bool is(const std::optional<event_index>& e) const noexcept { return e && is(*e); }

  // Bit i of the rows of bits that begin at that word.
  void set(std::size_t word, std::size_t i) { out_.bits[word + i / 64] |= std::uint64_t{1} << (i % 64); }

  void read_cadence(std::size_t c) {
    const auto& cadence = p_.cadences[c];
    const auto starts = 0 * p_.cadence_words, ends = 1 * p_.cadence_words, concerns = 2 * p_.cadence_words,
               fits = 3 * p_.cadence_words;
    if (is(cadence.starts)) set(starts, c);
    if (is(cadence.ends)) set(ends, c), set(concerns, c);
    for (const auto& step : cadence.steps) {
      if (!carries_out(step)) continue;
      set(fits, step.number);
      set(concerns, c);
      if (c < 64) out_.carries |= std::uint64_t{1} << c;
    }
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
  const std::vector<std::uint64_t>& events_;
  touch_meaning& out_;
};

}  // namespace

void read_meaning(const compiled_policy& p, const touch_words& words, const std::vector<std::uint64_t>& events,
                  touch_meaning& out) {
  reader(p, words, events, out).run();
}

}  // namespace tickler
