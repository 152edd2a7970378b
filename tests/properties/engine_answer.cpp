#include "engine_answer.hpp"

#include <algorithm>
#include <set>

#include "base/internal_access.hpp"
#include "engine/decide/workspace.hpp"

namespace plain {

using tickler::action_flag;
using tickler::blocker_kind;

ready_scene::ready_scene(const scene& s) : ready_scene(s.policy, s.history) {}

ready_scene::ready_scene(const tickler::policy_draft& draft, const std::vector<touch>& history)
    : policy(tickler::compile(draft, words).value()), log(to_history(history, words)) {}

namespace {

std::string name_of(const tickler::policy_draft& p, const tickler::blocker& b) {
  if (b.kind == blocker_kind::limit) return *p.limits.at(b.index).name;
  if (b.kind == blocker_kind::never) return std::to_string(b.index);
  return {};
}

bool is_about_a_channel(blocker_kind kind) { return kind <= blocker_kind::never; }

action in_words(const tickler::policy& policy, const tickler::decision& d, const tickler::action& a) {
  const auto& draft = policy.draft();
  const auto& words = policy.words();
  const auto& cadence = draft.cadences.at(a.cadence);
  action x{.id = tickler::id_of(policy, d, a), .cadence = *cadence.name, .step = *cadence.steps.at(a.step).name};
  x.key = d.key(a);
  x.repetition = a.repetition;
  x.start = a.start;
  x.ordinal = a.ordinal;
  x.channel = words.name(a.channel);
  if (a.contact != tickler::action::no_contact)
    for (const auto& c : draft.channels)
      if (*c.name == x.channel) x.contact = *c.needs.at(a.contact);
  x.purpose = words.name(a.purpose);
  x.to = a.to;
  x.state = a.state;
  x.overdue = a.has(action_flag::overdue);
  x.late = a.has(action_flag::late);
  x.squeezed = a.has(action_flag::squeezed);
  x.late_unavoidable = a.has(action_flag::late_unavoidable);
  x.supposed = a.has(action_flag::supposed);
  x.replaced = a.replaced;
  x.not_before = a.not_before;
  x.due = a.due;
  x.at_latest = a.at_latest;
  x.when = a.when;
  for (const auto& r : d.reasons_of(a)) {
    if (r.kind == tickler::reason_kind::held) x.first_due = r.from, x.held_for = r.to - r.from;
    if (r.kind == tickler::reason_kind::given_up) x.given_up = r.from, x.possible = r.to;
    if (r.kind == tickler::reason_kind::no_room) x.no_room.push_back(*draft.limits.at(r.index).name);
  }
  if (a.behind != tickler::action::not_behind) x.behind = tickler::id_of(policy, d, d.actions.at(a.behind));
  for (const auto& b : d.blockers_of(a))
    x.blockers.push_back({b.kind, is_about_a_channel(b.kind) ? std::string(words.name(b.channel)) : "", name_of(draft, b)});
  return x;
}

std::set<std::string> channels_in(const std::vector<blocker>& list) {
  std::set<std::string> channels;
  for (const auto& b : list)
    if (is_about_a_channel(b.kind)) channels.insert(b.channel);
  return channels;
}

std::string blocker_difference(const action& engine, const action& reference) {
  if (engine.blockers.empty() != reference.blockers.empty()) return "only one of them is blocked";
  for (const auto& b : engine.blockers)
    if (std::find(reference.blockers.begin(), reference.blockers.end(), b) == reference.blockers.end())
      return "not true: " + std::string(tickler::blocker_kind_names[static_cast<std::size_t>(b.kind)]) + ' ' + b.channel + ' ' +
             b.name;
  const bool for_want_of_a_channel = std::all_of(reference.blockers.begin(), reference.blockers.end(),
                                                 [](const blocker& b) { return is_about_a_channel(b.kind); });
  if (for_want_of_a_channel && channels_in(engine.blockers) != channels_in(reference.blockers)) return "a channel without a word";
  return {};
}

void compare(const action& engine, action reference, std::vector<std::string>& found) {
  const auto blockers = blocker_difference(engine, reference);
  if (!blockers.empty()) found.push_back(engine.id + ": " + blockers);
  reference.blockers = engine.blockers;
  const auto ours = to_text(engine), theirs = to_text(reference);
  if (ours != theirs) found.push_back("engine:    " + ours + "\nreference: " + theirs);
}

}  // namespace

tickler::decision by_each_path(const tickler::policy& policy, const tickler::prospect& who, const tickler::history& log,
                               instant now) {
  tickler::evaluator engine(policy);
  tickler::decision bulk, scalar;
  engine.evaluate(who, log, now, bulk);
  tickler::impl_of(engine).path = tickler::fold_path::scalar;
  engine.evaluate(who, log, now, scalar);
  RC_ASSERT(bulk == scalar);
  return bulk;
}

decision in_words(const tickler::policy& policy, const tickler::decision& d) {
  decision x{.status = d.status};
  for (const auto& a : d.actions) x.actions.push_back(in_words(policy, d, a));
  return x;
}

decision by_reference(const tickler::policy_draft& policy, const tickler::prospect& who, const std::vector<touch>& history,
                      instant now, const decision& engine, const referrer* known) {
  std::set<std::string> supposed;
  for (const auto& a : engine.actions)
    if (a.supposed) supposed.insert(a.id);
  return decide(policy, who, history, now, known, supposed);
}

std::vector<std::string> differences(const decision& engine, const decision& reference) {
  std::vector<std::string> found;
  if (engine.status != reference.status || engine.actions.size() != reference.actions.size())
    found.push_back("engine:    " + to_text(engine) + "reference: " + to_text(reference));
  else
    for (std::size_t i = 0; i < engine.actions.size(); ++i) compare(engine.actions[i], reference.actions[i], found);
  return found;
}

std::vector<touch> up_to(const std::vector<touch>& history, instant now) {
  std::vector<touch> known;
  for (const auto& e : history)
    if (e.at <= now) known.push_back(e);
  return known;
}

}  // namespace plain
