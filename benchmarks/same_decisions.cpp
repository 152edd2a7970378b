#include "same_decisions.hpp"

#include <algorithm>
#include <tickler/io.hpp>

namespace workload {

namespace {

// The engine writes reasons and blockers in order of placement, which is that of the cadences.
void add_reasons(const hand_written::decision& d, tickler::decision& out) {
  for (std::size_t c = 0; c < hand_written::cadence_count; ++c)
    for (std::size_t i = 0; i < d.actions.size(); ++i) {
      const auto& from = d.actions[i];
      if (from.cadence != static_cast<hand_written::cadence>(c)) continue;
      auto& to = out.actions[i];
      to.reason_begin = static_cast<std::uint32_t>(out.reasons.size());
      to.reason_count = static_cast<std::uint32_t>(from.reasons.size());
      out.reasons.insert(out.reasons.end(), from.reasons.begin(), from.reasons.end());
      if (from.blockers.empty()) continue;
      to.blocker_begin = static_cast<std::uint32_t>(out.blockers.size());
      to.blocker_count = static_cast<std::uint32_t>(from.blockers.size());
      out.blockers.insert(out.blockers.end(), from.blockers.begin(), from.blockers.end());
    }
}

std::uint32_t index_of(const hand_written::decision& d, hand_written::cadence c) {
  const auto is_of = [c](const hand_written::action& a) { return a.cadence == c; };
  return static_cast<std::uint32_t>(std::find_if(d.actions.begin(), d.actions.end(), is_of) - d.actions.begin());
}

std::string in_words(const char* rival, const tickler::policy& policy, const tickler::prospect& who, tickler::instant at,
                     const tickler::decision& engine, const tickler::decision& other) {
  return who.id + " (" + who.zone + ", " + who.region + ") at " + tickler::to_string(at) +
         "\n  the engine: " + to_json(policy, who, engine) + "\n  " + rival + ": " + to_json(policy, who, other);
}

}  // namespace

hand_written::prospect by_hand(const columns& c, std::size_t i) {
  hand_written::prospect who{.zone = c.zone[i], .region = c.region[i]};
  for (auto t = c.begin[i]; t < c.begin[i + 1]; ++t) {
    const auto& words = kinds[c.kind[t]].words;
    who.touchpoints.push_back({touch(c, t).at, words.channel, words.direction, words.purpose, words.outcome});
  }
  return who;
}

tickler::decision as_decision(const hand_written::decision& d) {
  tickler::decision out;
  out.status = d.status;
  out.next_change = d.next_change;
  for (const auto& from : d.actions) {
    tickler::action a;
    a.cadence = static_cast<std::uint16_t>(from.cadence);
    a.step = from.step;
    a.start = from.start;
    a.channel = from.channel;
    a.purpose = from.purpose;
    a.state = from.state;
    a.flags = from.flags;
    a.not_before = from.not_before, a.due = from.due, a.at_latest = from.at_latest, a.when = from.when;
    if (from.behind) a.behind = index_of(d, *from.behind);
    out.actions.push_back(a);
  }
  add_reasons(d, out);
  return out;
}

std::optional<std::string> first_difference(const tickler::policy& policy, const columns& c, tickler::instant at) {
  const hand_written::policy hand;
  tickler::state scratch;
  tickler::decision engine;
  hand_written::decision by_hand_decided;
  for (std::size_t i = 0; i < c.size(); ++i) {
    const auto person = who(c, i);
    tickler::evaluate(policy, person, log(c, i, policy.words()), at, scratch, engine);
    hand.decide(by_hand(c, i), at, by_hand_decided);
    if (const auto other = as_decision(by_hand_decided); !(other == engine))
      return in_words("by hand", policy, person, at, engine, other);
  }
  return std::nullopt;
}

}  // namespace workload
