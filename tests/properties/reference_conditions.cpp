#include "reference_conditions.hpp"

#include <algorithm>
#include <deque>

#include "expr/checker.hpp"
#include "expr/walk.hpp"
#include "reference_parts.hpp"

namespace plain {

namespace expr = tickler::expr;
using expr::type_kind;
using expr::value;

namespace {

expr::type type_of(tickler::fact_type t) {
  switch (t) {
    case tickler::fact_type::boolean:
      return {type_kind::boolean};
    case tickler::fact_type::integer:
      return {type_kind::integer};
    case tickler::fact_type::real:
      return {type_kind::real};
    case tickler::fact_type::text:
      return {type_kind::text};
    case tickler::fact_type::timestamp:
      return {type_kind::timestamp};
    case tickler::fact_type::duration:
      return {type_kind::duration};
    default:
      return expr::list_of({type_kind::text});
  }
}

struct namer {
  const tickler::policy_draft& policy;
  expr::environment names{};

  template <class Words>
  void word(const std::string& name, const std::string& domain, const Words& words,
            const std::vector<tickler::located_string>& own = {}) {
    expr::enum_type d{domain, {}};
    for (const auto& w : words) d.values.push_back({std::string(w), static_cast<std::int64_t>(d.values.size())});
    for (const auto& w : own) d.values.push_back({*w, static_cast<std::int64_t>(d.values.size())});
    names.variables.push_back({name, {type_kind::text}, false, names.enum_types.size()});
    names.enum_types.push_back(d);
  }

  void touchpoint(const std::string& whose) {
    word(whose + ".channel", "channel", tickler::channel_names, policy.own_channels);
    word(whose + ".direction", "direction", tickler::direction_names);
    word(whose + ".purpose", "purpose", tickler::purpose_names, policy.own_purposes);
    word(whose + ".outcome", "outcome", tickler::outcome_names, policy.own_outcomes);
    word(whose + ".with", "with", tickler::party_names);
    names.variables.push_back({whose + ".key", {type_kind::text}});
    names.variables.push_back({whose + ".at", {type_kind::timestamp}});
    names.variables.push_back({whose + ".until", {type_kind::timestamp}, true});
  }

  void keys_of_touch() { names.variables.push_back({"touch.keys", expr::list_of({type_kind::text})}); }

  void prospect() {
    names.variables.push_back({"prospect.id", {type_kind::text}});
    for (const char* name : {"owner", "account", "referrer"})
      names.variables.push_back({std::string("prospect.") + name, {type_kind::text}, true});
    names.variables.push_back({"prospect.zone", {type_kind::text}});
    names.variables.back().is_local_zone = true;
    names.variables.push_back({"prospect.region", {type_kind::text}, true});
    names.variables.back().is_in_capitals = true;
    for (const auto& f : policy.facts) names.variables.push_back({"prospect." + *f.name, type_of(*f.type), true});
  }

  void history() {
    std::vector<std::string> stages;
    for (const auto& s : policy.stages) stages.push_back(*s.name);
    word("stage", "stage", stages);
    for (const auto& e : policy.events) names.events.push_back(*e.name);
    names.allows_now = names.allows_history = true;
  }
};

// Who answers a condition: all of it is looked up in what happened, each time.
class answers : public expr::activation {
 public:
  const view& v;
  const expr::environment& names;
  const history* h = nullptr;
  instant at{};
  const touch* about = nullptr;  // `touch` or `start`
  std::size_t run_begun_with = 0;
  bool reachable = false;
  tickler::zone here;
  std::string region{};  // in capitals

  answers(const view& of, condition_kind k) : v(of), names(of.conditions->names(k)), here(zone_of(of)) {
    for (const char c : v.who.region) region += static_cast<char>('a' <= c && c <= 'z' ? c - 'a' + 'A' : c);
  }

  static tickler::zone zone_of(const view& of) {
    return tickler::zone::find(of.who.zone.empty() ? *of.policy.zone : of.who.zone).value();
  }

  instant now() const override { return at; }

  bool has(std::size_t variable) const override {
    const auto& name = names.variables[variable].name;
    if (name == "prospect.id" || name == "stage" || name == "prospect.zone" || name == "reachable") return true;
    if (name == "prospect.region") return !v.who.region.empty();
    if (name == "prospect.owner") return !v.who.owner.empty();
    if (name == "prospect.account") return !v.who.account.empty();
    if (name == "prospect.referrer") return !v.who.referrer.empty();
    if (is_of(name, "prospect.")) return v.who.facts.count(rest(name)) != 0;
    return rest(name) != "until" || about->until;
  }

  value get(std::size_t variable) const override {
    const auto& asked = names.variables[variable];
    if (asked.name == "stage") return value::of_int(stage());
    if (asked.name == "reachable") return value::of_bool(reachable);
    if (is_of(asked.name, "prospect.")) return of_prospect(asked.name);
    const auto field = rest(asked.name);
    if (field == "keys") return of_fact(about->keys);
    if (field == "key") return value::of_text(about->key());
    if (field == "at") return value::of_timestamp(about->at);
    if (field == "until") return about->until ? value::of_timestamp(*about->until) : value{};
    return value::of_int(number_of(names.enum_types[asked.enum_type], word(field)));
  }

  bool happened(const expr::event_query& q) const override { return !times(q, 0).empty(); }
  bool seen(const expr::event_query& q) const override { return !times(q, run_begun_with + 1).empty(); }
  std::optional<instant> last(const expr::event_query& q) const override {
    const auto all = times(q, 0);
    return all.empty() ? std::nullopt : std::optional(all.back());
  }
  int count(const expr::event_query& q) const override {
    int all = 0;
    for (const instant t : times(q, 0)) all += !q.window || t > at - *q.window;
    return all;
  }
  int times(const expr::event_query& q) const override { return static_cast<int>(times(q, run_begun_with + 1).size()); }
  std::optional<instant> leaves(const expr::event_query&, int) const override { return {}; }  // no walk asks it
  const tickler::zone& local() const override { return here; }
  std::optional<instant> before(const tickler::duration& d, instant t) const override {
    const auto found = v.time.subtract(d, t);
    return found ? std::optional(found.at) : std::nullopt;
  }

 private:
  static bool is_of(const std::string& name, const char* whose) { return name.rfind(whose, 0) == 0; }
  static std::string rest(const std::string& name) { return name.substr(name.find('.') + 1); }

  std::vector<instant> times(const expr::event_query& q, std::size_t from) const {
    std::vector<instant> all;
    const tickler::event_ref event(names.events[q.event].c_str());
    for (std::size_t i = from; i < h->size(); ++i)
      if (matches(v, event, (*h)[i])) all.push_back((*h)[i].at);
    return all;
  }

  std::int64_t stage() const {
    for (std::size_t i = v.policy.stages.size(); i-- > 0;)
      for (const auto& e : *h)
        if (matches(v, v.policy.stages[i].from, e)) return static_cast<std::int64_t>(i);
    return -1;
  }

  std::string word(const std::string& field) const {
    if (field == "channel") return about->channel;
    if (field == "purpose") return about->purpose;
    if (field == "outcome") return about->outcome;
    if (field == "with") return std::string(tickler::party_names[static_cast<std::size_t>(about->with)]);
    return std::string(tickler::direction_names[static_cast<std::size_t>(about->direction)]);
  }

  static std::int64_t number_of(const expr::enum_type& d, const std::string& text) {
    for (const auto& w : d.values)
      if (w.text == text) return w.id;
    return -1;
  }

  value of_prospect(const std::string& name) const {
    if (name == "prospect.id") return value::of_text(v.who.id);
    if (name == "prospect.owner") return value::of_text(v.who.owner);
    if (name == "prospect.account") return value::of_text(v.who.account);
    if (name == "prospect.referrer") return value::of_text(v.who.referrer);
    if (name == "prospect.zone") return value::of_text(here.name());
    if (name == "prospect.region") return value::of_text(region);
    return std::visit([this](const auto& f) { return this->of_fact(f); }, v.who.facts.at(rest(name)));
  }
  value of_fact(bool b) const { return value::of_bool(b); }
  value of_fact(std::int64_t i) const { return value::of_int(i); }
  value of_fact(double d) const { return value::of_double(d); }
  value of_fact(const std::string& text) const { return value::of_text(text); }
  value of_fact(instant t) const { return value::of_timestamp(t); }
  value of_fact(std::chrono::seconds d) const { return value::of_duration(d); }
  value of_fact(const std::vector<std::string>& list) const {
    lists_.emplace_back();
    for (const auto& text : list) lists_.back().push_back(value::of_text(text));
    return value::of_list(lists_.back());
  }

  mutable std::deque<std::vector<value>> lists_{};
};

bool is_true(const answers& a, condition_kind k, const tickler::expression& e) {
  const auto found = walking::walk(a.v.conditions->tree(k, e.text), a);
  return found && found->integer != 0;
}

}  // namespace

const expr::environment& read_conditions::names(condition_kind k) {
  const auto known = names_.find(k);
  if (known != names_.end()) return known->second;
  namer all{*policy_};
  if (k == condition_kind::of_touch) all.touchpoint("touch"), all.keys_of_touch();
  if (k != condition_kind::of_touch) all.prospect();
  const bool is_of_run = k == condition_kind::of_run || k == condition_kind::of_step;
  if (k == condition_kind::of_rule || is_of_run) all.history();
  if (is_of_run || k == condition_kind::of_window) all.touchpoint("start");
  all.names.allows_run = is_of_run;
  if (k == condition_kind::of_step) all.names.variables.push_back({"reachable", {type_kind::boolean}});
  return names_.emplace(k, std::move(all.names)).first->second;
}

const expr::ast& read_conditions::tree(condition_kind k, const std::string& text) {
  const auto [place, is_new] = trees_.try_emplace({k, text});
  if (is_new) {
    place->second = expr::parse(place->first.second);
    expr::check(place->second, names(k));
  }
  return place->second;
}

bool if_of_pattern(const view& v, const tickler::expression& e, const touch& t) {
  if (!e.given()) return true;
  answers a(v, condition_kind::of_touch);
  a.about = &t;
  return is_true(a, condition_kind::of_touch, e);
}

bool while_of_rule(const view& v, const tickler::expression& e, const history& h, instant now) {
  if (!e.given()) return true;
  answers a(v, condition_kind::of_rule);
  a.h = &h;
  a.at = now;
  return is_true(a, condition_kind::of_rule, e);
}

bool if_of_run(const view& v, const tickler::expression& e, const history& h, instant now, const run& r) {
  if (!e.given()) return true;
  answers a(v, condition_kind::of_run);
  a.h = &h;
  a.at = now;
  a.about = &r.started;
  a.run_begun_with = r.started_as;
  return is_true(a, condition_kind::of_run, e);
}

namespace {

// One of its channels leads to somebody, by what happened up to now alone.
bool is_reachable(const view& v, const run& r, const history& h) {
  const auto& s = step_of(v, r);
  if (is_internal(s)) return true;
  if (*s.to == party::referrer && v.who.referrer.empty()) return false;
  for (const auto& channel : channels_of(v, r, s)) {
    if (is_opted_out(v, h, channel, *s.to) || is_bounced(v, h, channel, *s.to)) continue;
    if (*s.to == party::referrer) return true;
    const auto& needs = v.channel(channel)->needs;
    if (needs.empty()) return true;
    for (const auto& kind : needs)
      if (const auto contact = v.who.contact.find(*kind); contact != v.who.contact.end() && !contact->second.empty()) return true;
  }
  return false;
}

}  // namespace

bool if_of_step(const view& v, const run& at_step, const history& h, instant now) {
  const auto& e = step_of(v, at_step).condition;
  if (!e.given()) return true;
  answers a(v, condition_kind::of_step);
  a.h = &h;
  a.at = now;
  a.about = &at_step.started;
  a.run_begun_with = at_step.started_as;
  a.reachable = is_reachable(v, at_step, h);
  return is_true(a, condition_kind::of_step, e);
}

std::optional<std::chrono::seconds> length_of(const view& v, const tickler::expression& e, const run& r) {
  constexpr std::int64_t second = 1'000'000'000, most_years = std::int64_t{36525} * 86'400 * second;
  answers a(v, condition_kind::of_window);
  a.about = &r.started;
  const auto found = walking::walk(v.conditions->tree(condition_kind::of_window, e.text), a);
  if (!found || found->integer < 0 || found->integer > most_years) return {};
  return std::chrono::seconds{found->integer / second};
}

}  // namespace plain
