#include <algorithm>
#include <chrono>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <tickler/explain.hpp>
#include <utility>

#include "analysis/preview/play.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

constexpr std::size_t most_looks = 100'000, most_limits_looked_at = 1'000'000;
constexpr std::chrono::seconds one_second{1};

outcome outcome_of(channel on, outcome unanswered) noexcept {
  switch (on) {
    case channel::internal:
      return outcome::none;
    case channel::phone:
    case channel::video:
    case channel::in_person:
      return unanswered;
    default:
      return outcome::sent;
  }
}

timeline_end end_of(status s) noexcept {
  switch (s) {
    case status::closed:
      return timeline_end::closed;
    case status::stopped:
      return timeline_end::stopped;
    case status::unattended:
      return timeline_end::unattended;
    case status::blocked:
      return timeline_end::blocked;
    case status::invalid:
      return timeline_end::invalid;
    case status::active:
    case status::waiting:
      break;
  }
  return timeline_end::awaiting;
}

class simulation {
 public:
  simulation(evaluator& engine, const policy& p, const prospect& who, const history& so_far, instant now,
             std::vector<touchpoint> script, const preview_options& options)
      : policy_(p), who_(who), options_(options), engine_(engine), now_(now) {
    engine_.fold(who, so_far, now, state_);
    horizon_ = std::clamp(options.until.value_or(now + date::days{365}), now, time_end - one_second);
    for (std::size_t i = 0; i < so_far.size(); ++i)
      if (auto t = so_far[i]; t.at > now) coming_.push_back(std::move(t));
    std::move(script.begin(), script.end(), std::back_inserter(coming_));
    for (auto& t : coming_) t.at = std::max(t.at, now);
    std::stable_sort(coming_.begin(), coming_.end(), [](const touchpoint& a, const touchpoint& b) { return a.at < b.at; });
  }

  timeline run() && {
    decide_now();
    for (std::size_t looks = 0; !is_full() && looks < most_looks && limits_looked_at_ < most_limits_looked_at; ++looks) {
      if (happens() || do_one()) continue;
      const auto next = next_instant();
      if (!next) {
        now_ = found_.entries.back().at;  // what has been looked at since is not told, and may be otherwise
        decision then;
        engine_.decide(who_, state_, now_, then, besides_);
        return end(end_of(found_.last.status), then.status);
      }
      if (*next > horizon_) {
        now_ = horizon_;
        decide_now();
        return end(has_more_to_do() ? timeline_end::going_on : timeline_end::awaiting, found_.last.status);
      }
      now_ = *next;
      decide_now();
    }
    return end(timeline_end::too_long, found_.last.status);
  }

 private:
  bool is_full() const noexcept { return found_.entries.size() + 3 > options_.most_entries; }  // one more, a status, the end

  timeline end(timeline_end why, status now) {
    found_.why = why;
    found_.entries.push_back({.kind = timeline_kind::end, .at = now_, .status = now});
    return std::move(found_);
  }

  void decide_now() {
    engine_.decide(who_, state_, now_, found_.last, besides_);
    limits_looked_at_ += found_.last.actions.size() * (1 + policy_.draft().limits.size());
    for (const auto& a : found_.last.actions)
      if (a.state == action_state::waiting) remember(a);
    if (told_ && (found_.last.status == *told_ || only_opens_and_closes())) return;
    told_ = found_.last.status;
    found_.entries.push_back({.kind = timeline_kind::status, .at = now_, .status = *told_});
  }

  // For what has been done, and waits for an event.
  bool only_opens_and_closes() const {
    const auto is_open = [](status s) { return s == status::active || s == status::waiting; };
    return is_open(found_.last.status) && is_open(*told_) && !has_actions_to_do();
  }

  void remember(const action& a) {
    const auto reasons = found_.last.reasons_of(a);
    waited_for_[id_of(policy_, found_.last, a)].assign(reasons.begin(), reasons.end());
  }

  // A decision that has this one action, and why it had to wait.
  decision alone(const action& a, const std::string& id) const {
    const auto now = found_.last.reasons_of(a);
    const auto waited = waited_for_.find(id);
    decision one{.status = found_.last.status,
                 .next_change = found_.last.next_change,
                 .actions = {a},
                 .policy_fingerprint = found_.last.policy_fingerprint};
    one.keys = found_.last.key(a);
    one.reasons = waited != waited_for_.end() ? waited->second : std::vector<reason>(now.begin(), now.end());
    auto& only = one.actions.front();
    only.key_begin = only.reason_begin = 0;
    only.reason_count = static_cast<std::uint32_t>(one.reasons.size());
    return one;
  }

  void take(timeline_entry entry) {
    engine_.advance(who_, state_, entry.what);
    found_.entries.push_back(std::move(entry));
    decide_now();
  }

  // The next of the script, if it is time.
  bool happens() {
    if (come_ == coming_.size() || coming_[come_].at > now_) return false;
    take({.kind = timeline_kind::touchpoint, .at = now_, .status = found_.last.status, .what = coming_[come_++]});
    return true;
  }

  bool do_one() {
    for (const auto& a : found_.last.actions) {
      if (a.state != action_state::ready || (options_.lazy && !is_last_moment(a))) continue;
      const auto id = id_of(policy_, found_.last, a);
      if (!done_.insert(id).second) continue;
      take({.kind = timeline_kind::done,
            .at = now_,
            .status = found_.last.status,
            .what = touchpoint_of(a, id),
            .decided = alone(a, id)});
      return true;
    }
    return false;
  }

  touchpoint touchpoint_of(const action& a, const std::string& id) const {
    const std::string key(found_.last.key(a));
    const bool is_internal = a.channel == channel::internal;
    return {.at = now_,
            .words = {.channel = a.channel,
                      .direction = is_internal ? direction::internal : direction::outbound,
                      .purpose = a.purpose,
                      .outcome = outcome_of(a.channel, options_.unanswered),
                      .with = a.to},
            .steps = {id},
            .keys = key.empty() ? std::vector<std::string>{} : std::vector{key}};
  }

  bool has_actions_to_do() const {
    const auto& actions = found_.last.actions;
    return std::any_of(actions.begin(), actions.end(),
                       [&](const action& a) { return done_.count(id_of(policy_, found_.last, a)) == 0; });
  }

  bool has_more_to_do() const { return come_ != coming_.size() || found_.last.actions.empty() || has_actions_to_do(); }

  std::optional<instant> next_instant() {
    auto next = found_.last.next_change;
    const auto not_after = [&next](instant t) { next = next ? std::min(*next, t) : t; };
    if (come_ != coming_.size()) not_after(coming_[come_].at);
    if (!options_.lazy) return next;
    for (const auto& a : found_.last.actions)
      if (a.state == action_state::ready && done_.count(id_of(policy_, found_.last, a)) == 0)
        if (const auto t = last_moment(a)) not_after(*t);
    return next;
  }

  static instant deadline_of(const action& a) { return a.at_latest ? *a.at_latest : *a.due; }

  bool is_last_moment(const action& a) {
    const auto t = last_moment(a);
    return t && *t <= now_;
  }

  // When a ready action is put off no longer; none: not before the decision may differ, and then it is asked again.
  std::optional<instant> last_moment(const action& a) {
    const auto deadline = std::max(deadline_of(a), now_);
    const auto change = found_.last.next_change;
    if (!change || *change > deadline) return deadline;
    engine_.decide(who_, state_, *change, later_, besides_);
    const auto id = id_of(policy_, found_.last, a);
    for (const auto& b : later_.actions)
      if ((b.state == action_state::ready || (b.when && *b.when <= deadline)) && id_of(policy_, later_, b) == id)
        return std::nullopt;
    return std::max(*change - one_second, now_);
  }

  const policy& policy_;
  const prospect& who_;
  const preview_options& options_;
  decision_options besides_{.referrer = options_.referrer};
  evaluator& engine_;
  instant now_, horizon_;
  state state_;
  std::vector<touchpoint> coming_;  // in order of time
  std::size_t come_ = 0;            // of these
  std::set<std::string> done_;      // ids of actions
  std::map<std::string, std::vector<reason>> waited_for_;
  decision later_;                    // used again and again
  std::size_t limits_looked_at_ = 0;  // by the actions of all decisions
  std::optional<status> told_;        // by the last entry of this kind
  timeline found_;
};

// An action of that run and step, to be spelled.
std::string id_of(const policy& p, const explanation& why, const run_report& r, const trace_event& t) {
  decision d{.policy_fingerprint = p.fingerprint()};
  d.keys = why.key(r);
  action a{.cadence = r.cadence, .step = t.step, .repetition = t.repetition, .start = r.start, .ordinal = r.ordinal};
  a.key_size = static_cast<std::uint32_t>(d.keys.size());
  return tickler::id_of(p, d, a);
}

// What has come to nothing since: an explanation of all that has happened tells it.
std::vector<given_up_step> given_up_since(instant since, const policy& p, const prospect& who, const history& so_far,
                                          const timeline& found) {
  history log(p.words());
  for (std::size_t i = 0; i < so_far.size(); ++i)
    if (const auto t = so_far[i]; t.at <= since) log.add(t);
  for (const auto& e : found.entries)
    if (e.kind == timeline_kind::done || e.kind == timeline_kind::touchpoint) log.add(e.what);
  const auto why = explain(p, who, log, found.entries.back().at);
  std::vector<given_up_step> all;
  for (const auto& t : why.trace) {
    if (t.kind != trace_kind::expired || t.at < since) continue;
    const auto is_its = [&](const run_report& r) { return r.is_of(t); };
    const auto r = std::find_if(why.runs.begin(), why.runs.end(), is_its);
    all.push_back({t.at, id_of(p, why, *r, t), r->cadence, t.step, t.repetition, std::string(why.key(*r))});
  }
  std::stable_sort(all.begin(), all.end(), [](const given_up_step& a, const given_up_step& b) { return a.at < b.at; });
  return all;
}

}  // namespace

timeline play(evaluator& engine, const policy& p, const prospect& who, const history& so_far, instant now,
              std::vector<touchpoint> script, const preview_options& options) {
  return simulation(engine, p, who, so_far, now, std::move(script), options).run();
}

timeline preview(const policy& p, const prospect& who, const history& so_far, instant now, std::vector<touchpoint> script,
                 const preview_options& options) {
  evaluator engine(p);
  auto found = play(engine, p, who, so_far, now, std::move(script), options);
  found.given_up = given_up_since(now, p, who, so_far, found);
  return found;
}

}  // namespace tickler::inline TICKLER_ABI
