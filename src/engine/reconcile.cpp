#include <algorithm>
#include <map>
#include <string_view>
#include <tickler/error.hpp>
#include <tickler/explain.hpp>
#include <tickler/problem_numbers.hpp>
#include <tickler/reconcile.hpp>
#include <utility>

namespace tickler::inline TICKLER_ABI {

namespace {

// Which touchpoint has carried out the action of an id.
class carried_out {
 public:
  carried_out(const policy& p, const prospect& who, const history& log, instant now) {
    // By its id. What it was of may have left the policy since, so that only the touchpoint still knows.
    for (std::size_t i = 0; i < log.size(); ++i) {
      const auto t = log[i];
      if (t.at > now) break;
      for (const auto& name : t.steps) by_[name] = i;
    }
    // By what it is.
    const auto why = explain(p, who, log, now);
    for (const auto& e : why.trace)
      if (e.kind == trace_kind::done || e.kind == trace_kind::skipped) add(p, why, e);
  }

  std::size_t by(const std::string& id) const {
    const auto found = by_.find(id);
    return found == by_.end() ? task_update::nothing : found->second;
  }

 private:
  void add(const policy& p, const explanation& why, const trace_event& e) {
    const auto run = std::find_if(why.runs.begin(), why.runs.end(), [&](const run_report& r) { return r.is_of(e); });
    if (run == why.runs.end()) return;
    decision spelt{.policy_fingerprint = why.decision.policy_fingerprint, .keys = std::string(why.key(*run))};
    const action a{.cadence = e.index,
                   .step = e.step,
                   .repetition = e.repetition,
                   .start = run->start,
                   .ordinal = run->ordinal,
                   .key_size = static_cast<std::uint32_t>(spelt.keys.size())};
    by_[id_of(p, spelt, a)] = e.touchpoint;
  }

  std::map<std::string, std::size_t, std::less<>> by_{};
};

std::map<std::string_view, const task*> by_id(std::span<const task> known) {
  std::map<std::string_view, const task*> all;
  for (const auto& t : known)
    if (!all.emplace(t.id, &t).second) throw misuse(misuse_number::there_already, "two known tasks have the id " + t.id);
  return all;
}

}  // namespace

task task_of(const policy& p, const prospect& who, const decision& d, const action& a) {
  const auto contact = contact_of(p, who, a);
  return {.id = id_of(p, d, a),
          .state = a.state,
          .flags = a.flags,
          .channel = std::string(p.words().name(a.channel)),
          .purpose = std::string(p.words().name(a.purpose)),
          .to = a.to,
          .owner = who.owner,
          .contact_kind = std::string(contact.kind),
          .contact = std::string(contact.value),
          .template_name = std::string(template_of(p, a)),
          .note = std::string(note_of(p, a)),
          .variant = std::string(variant_of(p, a)),
          .not_before = a.not_before,
          .due = a.due,
          .at_latest = a.at_latest,
          .when = a.when};
}

std::vector<task_update> reconcile(const policy& p, const prospect& who, const history& log, instant now, const decision& d,
                                   std::span<const task> known, const reconcile_options& options) {
  if (d.policy_fingerprint != p.fingerprint()) throw misuse(misuse_number::other_policy, "a decision of another policy");
  auto gone = by_id(known);
  std::vector<task_update> updates;
  for (const auto& a : d.actions) {
    auto decided = task_of(p, who, d, a);
    const auto found = gone.find(decided.id);
    const auto change = found == gone.end()                        ? task_change::added
                        : options.is_same(*found->second, decided) ? task_change::unchanged
                                                                   : task_change::changed;
    if (found != gone.end()) gone.erase(found);
    updates.push_back({.change = change, .what = std::move(decided)});
  }
  if (gone.empty()) return updates;

  if (d.status == status::invalid) {
    for (const auto& t : known) updates.push_back({.change = task_change::unchanged, .what = t});
    return updates;
  }
  const carried_out done(p, who, log, now);
  for (const auto& t : known) {
    if (!gone.contains(t.id)) continue;
    const auto by = done.by(t.id);
    updates.push_back({.change = by == task_update::nothing ? task_change::withdrawn : task_change::done, .what = t, .by = by});
  }
  return updates;
}

}  // namespace tickler::inline TICKLER_ABI
