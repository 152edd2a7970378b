#include "present/narrate_causes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tickler/io/results.hpp>

#include "base/date_text.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

explanation_node node_of(const condition_part& c) {
  explanation_node out{.what = "condition", .name = c.written, .verdict = c.value, .at = c.at};
  out.text =
      c.item.empty() ? fmt::format("{} is {}", c.written, c.value) : fmt::format("{} is {} for {}", c.written, c.value, c.item);
  for (const auto& part : c.parts) out.parts.push_back(node_of(part));
  return out;
}

// When all else is said of it.
template <class Rule>
void cite(const Rule& rule, explanation_node& out) {
  out.cite = *rule.cite;
  if (rule.as_of) out.as_of = date_text(**rule.as_of);
  out.text += cited(rule);
}

}  // namespace

void cause_narrator::add(std::uint32_t action, explanation_node& out) const {
  const auto& a = why_.decision.actions[action];
  const auto blockers = why_.decision.blockers_of(a);
  for (std::size_t i = 0; i < blockers.size(); ++i) {
    const bool is_told = i > 0 && blockers[i - 1].kind == blocker_kind::never && blockers[i - 1].index == blockers[i].index;
    out.parts.push_back(cause_of(blockers[i], action));
    if (is_told) out.parts.back().parts.clear();
  }
  for (const auto& r : why_.decision.reasons_of(a))
    if (r.kind != reason_kind::started) out.parts.push_back(cause_of(r, action));
}

void cause_narrator::add_passed(const step_report& s, explanation_node& out) const {
  for (const auto& b : why_.passed_channels_of(s)) {
    auto cause = cause_of(b, s.action);
    cause.text = fmt::format("not by {}: {}", spaced(policy_.words().name(b.channel)), cause.text);
    out.parts.push_back(std::move(cause));
  }
}

explanation_node cause_narrator::cause_of(const reason& r, std::uint32_t action) const {
  const auto& a = why_.decision.actions[action];
  explanation_node out{.what = "cause", .verdict = std::string(to_string(r.kind))};
  out.text = to_text(policy_, r, say_.local());
  out.times = {{"from", r.from}, {"to", r.to}};
  const auto& draft = policy_.draft();
  switch (r.kind) {
    case reason_kind::hold:
      out.name = rule_name(draft.holds, r.index, "hold");
      out.at = draft.holds[r.index].at;
      add_touch(tickler::cause_of(why_, a, r), out);
      cite(draft.holds[r.index], out);
      if (draft.holds[r.index].condition.given())
        out.parts.push_back(condition(draft.holds[r.index].condition, nullptr, "it holds while"));
      break;
    case reason_kind::snooze:
      add_touch(tickler::cause_of(why_, a, r), out);
      break;
    case reason_kind::no_room:
      out.name = rule_name(draft.limits, r.index, "limit");
      out.at = draft.limits[r.index].name.at;
      out.text = fmt::format("{} leaves no room from {} to {}, whatever is done now", out.name, say_.time(r.from), say_.time(r.to));
      cite(draft.limits[r.index], out);
      break;
    case reason_kind::held:
      out.text = fmt::format("was due {} first; its clock stood still for {}", say_.deadline(r.from), spelled(r.to - r.from));
      break;
    case reason_kind::given_up:
      out.text =
          fmt::format("is given up {} if nothing happens; it could not be done before {}", say_.time(r.from), say_.time(r.to));
      break;
    case reason_kind::condition:
      out.text = fmt::format("a condition keeps it back until {}, when time changes that", say_.time(r.to));
      break;
    case reason_kind::limit:
      out.name = rule_name(draft.limits, r.index, "limit");
      out.at = draft.limits[r.index].name.at;
      add_limit(r.index, r.from, action, out);
      break;
    case reason_kind::calendar:
      out.name = calendars_of(a);
      out.text = fmt::format("{} {} until {}", out.name,
                             out.name.find(' ') == std::string::npos ? "is closed" : "are not open together", say_.time(r.to));
      cite_calendars(a, out);
      break;
    case reason_kind::squeeze:
      out.text = fmt::format("brought forward to {}, as {} does not open from {} to {}", say_.time(r.to), calendars_of(a),
                             say_.time(*a.not_before), say_.ending(*a.at_latest));
      cite_calendars(a, out);
      break;
    default:
      break;
  }
  return out;
}

// Of its channel and step.
std::vector<std::string> cause_narrator::calendar_names_of(const action& a) const {
  const auto& draft = policy_.draft();
  std::vector<std::string> names;
  const auto add_all = [&](const std::vector<located_string>& calendars) {
    for (const auto& each : calendars)
      if (std::find(names.begin(), names.end(), *each) == names.end()) names.push_back(*each);
  };
  for (const auto& c : draft.channels)
    if (*c.name == policy_.words().name(a.channel)) add_all(c.calendars);
  add_all(draft.cadences[a.cadence].steps[a.step].calendars);
  return names;
}

// "office", "office and evenings"
std::string cause_narrator::calendars_of(const action& a) const { return joined(calendar_names_of(a), " and "); }

// One says itself what it goes back to; of several each does, as a part.
void cause_narrator::cite_calendars(const action& a, explanation_node& out) const {
  const auto names = calendar_names_of(a);
  for (const auto& c : policy_.draft().calendars) {
    if (c.cite->empty() || std::find(names.begin(), names.end(), *c.name) == names.end()) continue;
    if (names.size() == 1) return cite(c, out);
    explanation_node part{.what = "cause", .name = *c.name, .verdict = "calendar", .text = *c.name, .at = c.name.at};
    cite(c, part);
    out.parts.push_back(std::move(part));
  }
}

void cause_narrator::add_limit(std::size_t limit, instant t, std::uint32_t action, explanation_node& out) const {
  const auto& written = policy_.draft().limits[limit];
  out.text += fmt::format(": at most {} {}{}", *written.at_most, written.per ? "per " + to_string(**written.per) : "for ever",
                          *written.by_key ? ", for each key" : "");
  const auto counted = limit_usage_at(policy_, who_, why_, limit, t, why_.decision.key(why_.decision.actions[action]));
  const auto most = static_cast<std::size_t>(*written.at_most);
  for (std::size_t i = counted.size() > most ? counted.size() - most : 0; i < counted.size(); ++i)
    out.parts.push_back({.what = "cause",
                         .verdict = "counted",
                         .text = "it counts " + say_.touch(counted[i]),
                         .times = {{"at", log_[counted[i]].at}}});
  if (counted.size() < most)
    for (const auto before : limit_usage_by_actions(policy_, why_, limit, action))
      out.parts.push_back(
          {.what = "cause",
           .verdict = "counted_action",
           .text = fmt::format("it counts {}, which goes first", say_.step(why_.decision, why_.decision.actions[before]))});
  cite(written, out);
  if (written.condition.given()) out.parts.push_back(condition(written.condition, nullptr, "it counts while"));
}

explanation_node cause_narrator::cause_of(const blocker& b, std::uint32_t action) const {
  explanation_node out{.what = "cause", .verdict = std::string(to_string(b.kind))};
  out.text = to_text(policy_, b);
  switch (b.kind) {
    case blocker_kind::opted_out:
    case blocker_kind::bounced:
      if (const auto* said = tickler::cause_of(policy_, why_, b)) {
        add_touch(said, out);
        if (said->kind == trace_kind::stopped) cite(policy_.draft().stops[said->index], out);
      } else if (b.to == party::referrer)
        out.text += ", as the referrer's own history says";
      break;
    case blocker_kind::never:
      add_never(b, out);
      break;
    case blocker_kind::limit:
      out.name = rule_name(policy_.draft().limits, b.index, "limit");
      out.at = policy_.draft().limits[b.index].name.at;
      add_limit(b.index, why_.now, action, out);
      break;
    case blocker_kind::never_open:
      cite_calendars(why_.decision.actions[action], out);
      break;
    default:
      break;
  }
  return out;
}

void cause_narrator::add_never(const blocker& b, explanation_node& out) const {
  const auto& written = policy_.draft().never[b.index];
  out.name = rule_name(policy_.draft().never, b.index, "never");
  out.at = written.at;
  cite(written, out);
  if (written.condition.given()) out.parts.push_back(condition(written.condition, nullptr, "it does so while"));
}

void cause_narrator::add_touch(const trace_event* t, explanation_node& out) const {
  if (!t) return;
  out.text += fmt::format(", since {}", say_.touch(t->touchpoint));
  out.times.emplace_back("since", t->at);
}

std::string cause_narrator::newest(trace_kind kind) const {
  const auto found = std::find_if(why_.trace.rbegin(), why_.trace.rend(), [&](const trace_event& t) { return t.kind == kind; });
  return found == why_.trace.rend() ? std::string() : say_.touch(found->touchpoint);
}

void cause_narrator::add_stop(explanation_node& out) const {
  const auto& t = *cause_of_stop(why_);
  const auto since = say_.touch(t.touchpoint);
  out.text += fmt::format("stopped. No contact of any kind since {}: ", since);
  if (t.kind == trace_kind::opted_out) {
    out.text += "only an opt-in can change that.";
    return;
  }
  const auto& stop = policy_.draft().stops[t.index];
  const auto lifted =
      stop.lifted_by.given() ? fmt::format("only {} lifts it", say_.event(stop.lifted_by)) : std::string("nothing lifts it");
  out.text += fmt::format("the policy stops on {}, and {}.", event_names(stop.on), lifted);
  cite(stop, out);
}

explanation_node cause_narrator::condition(const expression& written, const run_report* run, std::string_view label) const {
  auto out = node_of(explain_condition(policy_, who_, why_, written, run, full_));
  out.text = fmt::format("{}: {}", label, out.text);
  return out;
}

}  // namespace tickler::inline TICKLER_ABI
