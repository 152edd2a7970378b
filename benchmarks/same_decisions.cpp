#include "same_decisions.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <tickler/io.hpp>

namespace workload {

namespace {

// The engine writes reasons and blockers in order of placement, which is that of the cadences.
void append(tickler::decision& out, tickler::action& a, std::span<const tickler::reason> reasons,
            std::span<const tickler::blocker> blockers) {
  a.reason_begin = static_cast<std::uint32_t>(out.reasons.size());
  a.reason_count = static_cast<std::uint32_t>(reasons.size());
  out.reasons.insert(out.reasons.end(), reasons.begin(), reasons.end());
  if (blockers.empty()) return;
  a.blocker_begin = static_cast<std::uint32_t>(out.blockers.size());
  a.blocker_count = static_cast<std::uint32_t>(blockers.size());
  out.blockers.insert(out.blockers.end(), blockers.begin(), blockers.end());
}

std::vector<std::size_t> by_cadence(const tickler::decision& d) {
  std::vector<std::size_t> order(d.actions.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return d.actions[a].cadence < d.actions[b].cadence; });
  return order;
}

tickler::instant at(hard_coded::seconds s) { return tickler::instant{std::chrono::seconds{s}}; }

std::optional<tickler::instant> at_if_any(hard_coded::seconds s) { return s == 0 ? std::nullopt : std::optional(at(s)); }

few<tickler::reason, 4> reasons_of(const hard_coded::action& a) {
  using enum tickler::reason_kind;
  few<tickler::reason, 4> reasons;
  reasons.push_back({started, 0, at(a.start), at(a.start)});
  const auto index = static_cast<std::uint16_t>(tickler::channel{a.channel} == tickler::channel::phone ? 0 : 1);
  if (a.limit_end != 0) reasons.push_back({limit, index, at(a.not_before), at(a.limit_end)});
  if (a.closed_from != 0) reasons.push_back({calendar, 0, at(a.closed_from), at(a.when)});
  if (a.no_room) reasons.push_back({no_room, index, at(a.not_before), at(a.at_latest != 0 ? a.at_latest : a.due)});
  return reasons;
}

few<tickler::blocker, 2> blockers_of(const hard_coded::action& a) {
  few<tickler::blocker, 2> blockers;
  if ((a.blockers & a.email_bounced) != 0) blockers.push_back({tickler::blocker_kind::bounced, tickler::channel::email});
  if ((a.blockers & a.opted_out_of_phone) != 0) blockers.push_back({tickler::blocker_kind::opted_out, tickler::channel::phone});
  return blockers;
}

std::uint32_t index_of(const hand_written::decision& d, hand_written::cadence c) {
  const auto is_of = [c](const hand_written::action& a) { return a.cadence == c; };
  return static_cast<std::uint32_t>(std::find_if(d.actions.begin(), d.actions.end(), is_of) - d.actions.begin());
}

// The member of an object in which it becomes another.
std::string member_at(const std::string& json, std::size_t difference) {
  const auto begin = json.find_last_of(",{[", difference) + 1;
  return json.substr(begin, json.find_first_of(",}]", difference) - begin);
}

std::string in_words(const std::string& rival, const tickler::policy& policy, const tickler::prospect& who, tickler::instant when,
                     const tickler::decision& engine, const tickler::decision& other) {
  const auto one = to_json(policy, who, engine), another = to_json(policy, who, other);
  const auto parted = std::mismatch(one.begin(), one.end(), another.begin(), another.end());
  const auto at_one = static_cast<std::size_t>(parted.first - one.begin());
  return who.id + " (" + who.zone + ", " + who.region + ") at " + tickler::to_string(when) + ": " + member_at(one, at_one) +
         " is said to be " + member_at(another, at_one) + "\n  engine: " + one + "\n  " + rival + ": " + another;
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
  for (const auto i : by_cadence(out)) {
    const auto& from = d.actions[i];
    append(out, out.actions[i], {from.reasons.begin(), from.reasons.end()}, {from.blockers.begin(), from.blockers.end()});
  }
  return out;
}

tickler::decision as_decision(const hard_coded::results& all, std::size_t i) {
  const auto& d = all.decisions[i];
  const std::span actions(all.actions.data() + d.first, d.count);
  tickler::decision out;
  out.status = static_cast<tickler::status>(d.status);
  out.next_change = at_if_any(d.next_change);
  for (const auto& from : actions) {
    tickler::action a;
    a.cadence = from.cadence;
    a.step = from.step;
    a.start = at(from.start);
    a.channel = static_cast<tickler::channel>(from.channel);
    a.purpose = static_cast<tickler::purpose>(from.purpose);
    a.state = static_cast<tickler::action_state>(from.state);
    a.flags = from.flags;
    a.not_before = at(from.not_before), a.due = at(from.due);
    a.at_latest = at_if_any(from.at_latest);
    if (a.state == tickler::action_state::waiting) a.when = at_if_any(from.when);
    if (from.behind != from.not_behind) a.behind = from.behind;
    out.actions.push_back(a);
  }
  for (const auto k : by_cadence(out)) {
    const auto reasons = reasons_of(actions[k]);
    const auto blockers = blockers_of(actions[k]);
    append(out, out.actions[k], {reasons.begin(), reasons.end()}, {blockers.begin(), blockers.end()});
  }
  return out;
}

std::optional<std::string> first_difference(const tickler::policy& policy, const columns& c, tickler::instant when) {
  const hand_written::policy hand;
  hard_coded::results coded(c.size());
  hard_coded::policy().decide_all(c, when, coded);
  tickler::evaluator evaluator(policy);
  tickler::decision engine;
  hand_written::decision handed;
  for (std::size_t i = 0; i < c.size(); ++i) {
    const auto person = who(c, i);
    evaluator.evaluate(person, log(c, i, policy.words()), when, engine);
    for (auto& action : engine.actions)  // since when it could have been done the rivals do not work out
      if (action.state == tickler::action_state::ready) action.when.reset();
    hand.decide(by_hand(c, i), when, handed);
    for (auto [other, by] : {std::pair(as_decision(handed), "hand-written"), std::pair(as_decision(coded, i), "hard-coded")}) {
      other.policy_fingerprint = policy.fingerprint();
      if (!(other == engine)) return in_words(by, policy, person, when, engine, other);
    }
  }
  return std::nullopt;
}

}  // namespace workload
