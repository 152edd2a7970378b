#include "reference_may.hpp"

#include <algorithm>

#include "reference_limits.hpp"

namespace plain {

using tickler::party;

namespace {

struct asking {
  view v;
  const history& h;
  instant now;
  const proposal& asked;
  action as{};  // it, done as an action
  std::vector<step_name> names{};
  std::vector<run> named{};  // runs that have the step on offer or ahead, at it

  asking(const tickler::policy_draft& policy, const tickler::prospect& who, const history& all, instant t, const proposal& p)
      : v(policy, who), h(all), now(t), asked(p) {
    as.channel = p.channel, as.purpose = p.purpose, as.to = p.to;
    if (p.step.empty()) return;
    names = known_names(v, {.at = t, .steps = {p.step}});
    as.cadence = *policy.cadences[names.front().cadence].name;
    as.step = *policy.cadences[names.front().cadence].steps[names.front().step].name;
    auto s = fold(v, h);
    expire(v, s, h, now);
    for (auto r : s.runs)
      if (come_to(r, names.front())) named.push_back(r);
  }

  bool is_internal() const { return asked.channel == "internal"; }
  bool is_held() const { return !is_internal() && asked.to == party::prospect; }

  // An id is of the repetition that the run has come to, or of a later step's first; of a schedule also of a later occurrence.
  bool come_to(run& r, const step_name& n) const {
    if (r.cadence != n.cadence || n.step < r.step || !names_run(n, r)) return false;
    const auto first = n.step == r.step ? r.repetition : 0;
    const auto& step = v.policy.cadences[n.cadence].steps[n.step];
    if (n.is_id && n.repetition != first) {
      if (!step.every || n.repetition < first) return false;
      if (*step.repeat != tickler::repeat_forever && n.repetition >= *step.repeat) return false;
    }
    r.step = n.step;
    r.repetition = n.is_id ? n.repetition : first;
    return true;
  }

  template <class Rule>
  bool in_force(const Rule& rule) const {
    return while_of_rule(v, rule.condition, h, now);
  }
  bool is_excepted(const std::vector<tickler::located_string>& except) const { return !named.empty() && excepts(except, as); }

  bool is_closed() const {
    if (stop_in_force(v, h)) return true;
    return !is_internal() && (is_opted_out(v, h, asked.channel, asked.to) || is_bounced(v, h, asked.channel, asked.to));
  }

  bool has_contact() const {
    if (is_internal()) return true;
    if (asked.to == party::referrer) return !v.who.referrer.empty();
    const auto& needs = v.channel(asked.channel)->needs;
    return needs.empty() || std::any_of(needs.begin(), needs.end(), [&](const tickler::located_string& kind) {
             const auto contact = v.who.contact.find(*kind);
             return contact != v.who.contact.end() && !contact->second.empty();
           });
  }

  bool is_forbidden() const {
    return std::any_of(v.policy.never.begin(), v.policy.never.end(), [&](const tickler::never_draft& n) {
      return in_force(n) && (n.channels.empty() || lists(n.channels, asked.channel)) &&
             (n.purposes.empty() || lists(n.purposes, asked.purpose));
    });
  }

  bool is_past(const time_result& end) const { return end && end.at <= now; }

  bool is_paused() const {
    for (const auto& r : named)
      for (const instant until : snoozed_until(v, r, h, false))
        if (until > now) return true;
    if (!is_held()) return false;
    std::optional<instant> all;
    for (const auto& e : h)
      if (e.outcome == "snoozed" && e.until && known_names(v, e).empty()) all = *e.until;
    if (all && *all > now) return true;
    for (const auto& hold : v.policy.holds) {
      const bool concerns = (hold.channels.empty() || lists(hold.channels, asked.channel)) && !is_excepted(hold.except);
      const auto end = end_of_hold(v, hold, h, asked.key);
      if (concerns && end && !is_past(*end) && in_force(hold)) return true;
    }
    return false;
  }

  bool has_room() const {
    return std::all_of(v.policy.limits.begin(), v.policy.limits.end(), [&](const tickler::limit_draft& l) {
      if (!is_counted(v, l, as) || is_excepted(l.except) || !in_force(l)) return true;
      const auto keys = keys_for(*l.by_key, asked.key, h);
      return std::all_of(keys.begin(), keys.end(), [&](const for_key& key) {
        auto instants = counted_in(v, l, history_for(h, key));
        instants.push_back(now);
        return holds_around(v, l, instants, now);
      });
    });
  }

  bool is_within_hours() const {
    const std::optional<std::string> channel = is_internal() ? std::nullopt : std::optional(asked.channel);
    const tickler::step_draft none{.channels = {{asked.channel}}};
    const auto& step = names.empty() ? none : v.policy.cadences[names.front().cadence].steps[names.front().step];
    return is_open(hours_of(v, step, channel), now);
  }
};

}  // namespace

bool is_allowed(const tickler::policy_draft& policy, const tickler::prospect& who, const std::vector<touch>& all, instant now,
                const proposal& asked) {
  auto noted = all;
  note_counts(policy, who, noted);
  const asking a(policy, who, noted, now, asked);
  return !a.is_closed() && a.has_contact() && !a.is_forbidden() && !a.is_paused() && a.has_room() && a.is_within_hours();
}

}  // namespace plain
