#include "reference_limits.hpp"

#include <set>

namespace plain {

using tickler::direction;

namespace {

std::string path(const action& a) { return a.cadence + "/" + a.step; }

// Would the action, once done, match one of the patterns, whatever outcome that names?
bool would_match(const view& v, const tickler::event_ref& event, const action& a) {
  const auto matches = [&](const tickler::pattern_draft& p) {
    return (p.channels.empty() || lists(p.channels, a.channel)) &&
           (p.directions.empty() || lists(p.directions, direction::outbound)) &&
           (p.purposes.empty() || lists(p.purposes, a.purpose)) && (p.with.empty() || lists(p.with, a.to));
  };
  for (const auto& any : event.any_of) {
    if (const auto* pattern = std::get_if<tickler::pattern_draft>(&any)) {
      if (matches(*pattern)) return true;
      continue;
    }
    for (const auto& named : v.policy.events) {
      if (*named.name != *std::get<tickler::located_string>(any)) continue;
      if (std::any_of(named.any_of.begin(), named.any_of.end(), matches)) return true;
      if (named.count && would_match(v, named.count->of, a)) return true;  // it may be one too many
    }
  }
  return false;
}

}  // namespace

bool excepts(const std::vector<tickler::located_string>& except, const action& a) { return lists(except, path(a)); }

bool is_counted(const view& v, const tickler::limit_draft& l, const action& a) {
  return a.channel != "internal" && would_match(v, l.count, a);
}

bool holds_around(const view& v, const tickler::limit_draft& l, std::vector<instant> touches, instant t) {
  std::sort(touches.begin(), touches.end());
  const auto size = static_cast<std::size_t>(*l.at_most) + 1;
  for (std::size_t first = 0; first + size <= touches.size(); ++first) {
    const instant begin = touches[first], end = touches[first + size - 1];
    if (t < begin || end < t) continue;
    if (!l.per) return false;
    const auto free = v.time.add(**l.per, begin);
    if (!free || end < free.at) return false;
  }
  return true;
}

std::vector<instant> counted_in(const view& v, const tickler::limit_draft& l, const history& h) {
  std::vector<instant> counted;
  for (const auto& e : h)
    if (matches(v, l.count, e)) counted.push_back(e.at);
  return counted;
}

bool counts_for(const touch& e, const for_key& key) {
  return !key || e.keys.empty() || std::find(e.keys.begin(), e.keys.end(), *key) != e.keys.end();
}

history history_for(const history& h, const for_key& key) {
  history out;
  for (const auto& e : h)
    if (counts_for(e, key)) out.push_back(e);
  return out;
}

std::vector<for_key> keys_for(bool by_key, const std::string& key, const history& h, const std::vector<std::string>& besides) {
  if (!by_key) return {std::nullopt};
  if (!key.empty()) return {key};
  std::set<std::string> all(besides.begin(), besides.end());
  for (const auto& e : h) all.insert(e.keys.begin(), e.keys.end());
  all.insert("");
  return {all.begin(), all.end()};
}

namespace {

std::optional<time_result> end_of_hold(const view& v, const tickler::hold_draft& hold, const history& h) {
  std::optional<time_result> end;
  for (const auto& e : h) {
    if (matches(v, hold.lifted_by, e)) end.reset();
    if (!matches(v, hold.on, e)) continue;
    if (hold.lasts)
      end = v.time.add(**hold.lasts, e.at);
    else if (e.until)
      end = tickler::in_range(*e.until) ? time_result{*e.until} : time_result{{}, time_problem::beyond_2037};
    else if (hold.otherwise)
      end = v.time.add(**hold.otherwise, e.at);
  }
  return end;
}

}  // namespace

std::optional<time_result> end_of_hold(const view& v, const tickler::hold_draft& hold, const history& h, const std::string& key) {
  std::optional<time_result> last;
  for (const auto& each : keys_for(*hold.by_key, key, h)) {
    const auto end = end_of_hold(v, hold, history_for(h, each));
    if (end && (!last || (*last && (!*end || last->at < end->at)))) last = end;
  }
  return last;
}

std::vector<instant> snoozed_until(const view& v, const run& r, const history& h, bool heeds_general) {
  std::map<int, instant> newest;
  history seen;
  for (const auto& e : h) {
    seen.push_back(e);
    if (e.outcome != "snoozed" || !e.until) continue;
    const auto names = known_names(v, e);
    if (names.empty() && heeds_general) newest[0] = *e.until;
    for (const auto& n : names) {
      if (!names_run(n, r) || n.step != r.step) continue;
      if (!n.is_id) newest[1] = *e.until;
      if (n.is_id && n.repetition == r.repetition && is_known_action(fold(v, seen), n)) newest[2] = *e.until;
    }
  }
  std::vector<instant> ends;
  for (const auto& kind : newest) ends.push_back(kind.second);
  return ends;
}

}  // namespace plain
