#include "analysis/diff/policy_parts.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "analysis/diff/value_text.hpp"

namespace tickler {

namespace {

using form = policy_part::form;

constexpr std::array<std::string_view, 7> fact_type_names{"bool", "int", "double", "string", "timestamp", "duration", "list"};
constexpr std::array<std::string_view, 3> starting_points{"previous", "start", "until"};
constexpr std::array<std::string_view, 3> run_kinds{"one run", "key", "start"};

template <std::size_t N, class Choice>
std::string word_of(const std::array<std::string_view, N>& words, Choice choice) {
  return std::string(words[static_cast<std::size_t>(choice)]);
}

// Adds parts to one.
class keys_of {
 public:
  explicit keys_of(policy_part& whole) : whole_(whole) { whole.what = form::keys; }

  keys_of& value(std::string_view key, std::string text) {
    if (!text.empty()) add(key).text = std::move(text);
    return *this;
  }
  keys_of& value(std::string_view key, const expression& e) { return value(key, e.text); }
  keys_of& value(std::string_view key, const std::optional<written<duration>>& d) {
    return value(key, d ? to_string(d->value) : "");
  }

  // One that is there whether it is written or not.
  keys_of& value(std::string_view key, std::string text, std::string_view otherwise) {
    auto& part = add(key);
    part.is_default = text == otherwise;
    part.text = std::move(text);
    return *this;
  }

  template <class List, class Text>
  keys_of& words(std::string_view key, const List& list, Text text) {
    auto& part = add(key);
    part.what = form::words;
    for (const auto& each : list) add_named(part, text(each));
    return *this;
  }

  template <class Part, class Name, class Describe>
  keys_of& items(std::string_view key, const std::vector<Part>& list, Name name, Describe describe) {
    auto& part = add(key);
    part.what = form::items;
    for (const auto& each : list) describe(each, add_named(part, name(each)));
    return *this;
  }

 private:
  policy_part& add(std::string_view name) {
    auto& part = whole_.parts.emplace_back();
    part.name = name;
    return part;
  }

  // What has no name of its own may be there twice.
  static policy_part& add_named(policy_part& list, const std::string& name) {
    auto distinct = name;
    const auto is_there = [&](const policy_part& p) { return p.name == distinct; };
    for (int n = 2; std::any_of(list.parts.begin(), list.parts.end(), is_there); ++n)
      distinct = name + " (" + std::to_string(n) + ')';
    auto& part = list.parts.emplace_back();
    part.name = std::move(distinct);
    return part;
  }

  policy_part& whole_;
};

std::string text_itself(const text& t) { return t.value; }

constexpr auto own_name = [](const auto& part) { return part.name.value; };

std::string number(std::int64_t n) { return std::to_string(n); }

std::string flag(bool b) { return b ? "true" : "false"; }

std::string zone_of(const calendar_draft& c) {
  using clock = calendar_draft::clock;
  return c.whose == clock::prospect ? "prospect" : c.whose == clock::owner ? "owner" : c.zone.value;
}

std::string repeat_of(const step_draft& s) { return s.repeat.value == repeat_forever ? "forever" : number(s.repeat.value); }

void describe_calendar(const calendar_draft& c, policy_part& out) {
  keys_of(out)
      .value("open", text_of(c.hours))
      .words("closed", c.closed, [](const auto& day) { return text_of(*day); })
      .value("zone", zone_of(c), "prospect");
}

void describe_channel(const channel_draft& c, policy_part& out) {
  keys_of(out).value("needs", text_of(c.needs)).value("calendar", text_of(c.calendars));
}

void describe_step(const step_draft& s, policy_part& out) {
  keys_of(out)
      .value("channel", text_of(s.channels))
      .value("purpose", s.purpose.value)
      .value("to", word_of(party_names, s.to.value), "prospect")
      .value("template", s.template_name.value)
      .value("note", s.note.value)
      .value("from", word_of(starting_points, s.from.value), "previous")
      .value("after", window_text(s.after, s.after_is_before, s.computed_after))
      .value("within", window_text(s.within, s.within_is_before, s.computed_within))
      .value("at_latest", window_text(s.at_latest, s.at_latest_is_before, s.computed_at_latest))
      .value("at", s.at ? time_of_day(s.at->value) : "")
      .value("calendar", text_of(s.calendars))
      .value("repeat", repeat_of(s), "1")
      .value("if", s.condition)
      .value("done", text_of(s.done))
      .value("expires", s.expires)
      .value("when_late", s.when_late ? text_of(*s.when_late) : "")
      .value("variants", text_of(s.variants));
}

void describe_cadence(const cadence_draft& c, policy_part& out) {
  keys_of(out)
      .value("starts", text_of(c.starts))
      .value("ends", text_of(c.ends))
      .value("restart", flag(c.restart.value), "false")
      .value("again", text_of(c.again), "yes")
      .value("per", word_of(run_kinds, c.per.value), "one run")
      .value("if", c.condition)
      .value("priority", number(c.priority.value), "50")
      .items("steps", c.steps, own_name, describe_step);
}

void describe_limit(const limit_draft& l, policy_part& out) {
  keys_of(out)
      .value("count", text_of(l.count))
      .value("at_most", number(l.at_most.value))
      .value("per", l.per ? to_string(l.per->value) : "forever")
      .value("except", text_of(l.except))
      .value("while", l.condition);
}

void describe_hold(const hold_draft& h, policy_part& out) {
  keys_of(out)
      .value("on", h.name.value.empty() ? "" : text_of(h.on))
      .value("for", h.lasts ? to_string(h.lasts->value) : "until")
      .value("else", h.otherwise)
      .value("channels", text_of(h.channels))
      .value("lifted_by", text_of(h.lifted_by))
      .value("except", text_of(h.except))
      .value("while", h.condition);
}

std::string forbidden_by(const never_draft& n) {
  std::vector<std::pair<std::string, std::string>> keys;
  if (!n.channels.empty()) keys.emplace_back("channel", text_of(n.channels));
  if (!n.purposes.empty()) keys.emplace_back("purpose", text_of(n.purposes));
  return inline_mapping(keys);
}

void describe_never(const never_draft& n, policy_part& out) {
  keys_of(out).value("do", n.name.value.empty() ? "" : forbidden_by(n)).value("while", n.condition);
}

void describe_stop(const stop_draft& s, policy_part& out) {
  keys_of(out)
      .value("on", s.name.value.empty() ? "" : text_of(s.on))
      .value("channels", text_of(s.channels))
      .value("lifted_by", text_of(s.lifted_by));
}

void describe_promise(const promise_draft& p, policy_part& out) {
  using kind = promise_draft::kind;
  keys_of keys(out);
  keys.value("after", text_of(p.after)).value("expect", text_of(p.expect)).value("never", text_of(p.never));
  keys.value("unless", text_of(p.unless)).value("within", p.within).value("for", p.lasts);
  if (p.what == kind::at_most)
    keys.value("at_most", number(p.at_most.value))
        .value("of", text_of(p.of))
        .value("per", p.per ? to_string(p.per->value) : "forever");
  if (p.what == kind::next_action) keys.value("always", std::string("next_action"));
  if (p.what == kind::respected) keys.value("always", std::string("respected"));
}

void describe_fact(const fact_draft& f, policy_part& out) { out.text = word_of(fact_type_names, f.type.value); }
void describe_event(const event_draft& e, policy_part& out) { out.text = text_of(e.any_of); }
void describe_stage(const stage_draft& s, policy_part& out) { out.text = text_of(s.from); }

// Rules go by what they are about where they have no name.
std::string name_of(const hold_draft& h) { return h.name.value.empty() ? text_of(h.on) : h.name.value; }
std::string name_of(const never_draft& n) { return n.name.value.empty() ? forbidden_by(n) : n.name.value; }
std::string name_of(const stop_draft& s) { return s.name.value.empty() ? text_of(s.on) : s.name.value; }
constexpr auto rule_name = [](const auto& rule) { return name_of(rule); };

policy_part vocabulary_of(const policy_draft& d) {
  policy_part out{.name = "vocabulary"};
  keys_of(out)
      .words("channels", d.own_channels, text_itself)
      .words("purposes", d.own_purposes, text_itself)
      .words("outcomes", d.own_outcomes, text_itself);
  return out;
}

std::string word_list(const policy_part& words) {
  std::string out;
  for (const auto& word : words.parts) out += (out.empty() ? "[" : ", ") + word.name;
  return out.empty() ? out : out + ']';
}

}  // namespace

policy_part parts_of(const policy_draft& d) {
  policy_part out;
  keys_of top(out);
  top.value("policy", d.name.value).value("revision", number(d.revision.value), "1");
  top.value("zone", d.zone.value).value("business", d.business.value);
  out.parts.push_back(vocabulary_of(d));
  top.items("facts", d.facts, own_name, describe_fact)
      .items("calendars", d.calendars, own_name, describe_calendar)
      .items("channels", d.channels, own_name, describe_channel)
      .items("events", d.events, own_name, describe_event)
      .items("stages", d.stages, own_name, describe_stage)
      .items("cadences", d.cadences, own_name, describe_cadence)
      .items("limits", d.limits, own_name, describe_limit)
      .items("holds", d.holds, rule_name, describe_hold)
      .items("never", d.never, rule_name, describe_never)
      .items("stops", d.stops, rule_name, describe_stop)
      .value("closes", text_of(d.closes))
      .items("promises", d.promises, own_name, describe_promise);
  return out;
}

std::string summary_of(const policy_part& part) {
  if (part.what == form::value) return part.text;
  if (part.what == form::words) return word_list(part);
  if (part.what == form::items) return {};
  std::string out;
  for (const auto& key : part.parts) {
    const auto value = key.is_default ? std::string() : summary_of(key);
    if (!value.empty()) out += (out.empty() ? "" : ", ") + key.name + ": " + value;
  }
  return out;
}

}  // namespace tickler
