// A scene as a person reads it: the policy as the file that it could have been read from.
#include <ostream>
#include <sstream>

#include "scene.hpp"

namespace plain {

using tickler::located_string;

namespace {

std::string list(const std::vector<located_string>& words) {
  std::string all;
  for (const auto& w : words) all += (all.empty() ? "" : ", ") + *w;
  return "[" + all + "]";
}

class flow_map {  // {key: value, ...}
 public:
  void add(const std::string& key, const std::string& value) { all_ += (all_.empty() ? "" : ", ") + key + ": " + value; }
  void add(const std::string& key, const std::vector<located_string>& words) {
    if (!words.empty()) add(key, list(words));
  }
  void add(const std::string& key, const std::optional<tickler::located<tickler::duration>>& d, bool before = false) {
    if (d) add(key, to_string(**d) + (before ? " before" : ""));
  }
  void add_expression(const std::string& key, const tickler::expression& e, const std::string& before = "") {
    if (e.given()) add(key, before + e.text);
  }
  std::string str() const { return "{" + all_ + "}"; }

 private:
  std::string all_;
};

std::string to_text(const tickler::pattern_draft& p) {
  flow_map m;
  m.add("channel", p.channels);
  std::vector<located_string> directions, with;
  for (const auto& d : p.directions) directions.emplace_back(std::string(tickler::direction_names[static_cast<std::size_t>(*d)]));
  for (const auto& w : p.with) with.emplace_back(std::string(tickler::party_names[static_cast<std::size_t>(*w)]));
  m.add("direction", directions);
  m.add("purpose", p.purposes);
  m.add("outcome", p.outcomes);
  if (p.with.size() == 3)
    m.add("with", "anyone");
  else if (p.with.size() != 1 || *p.with.front() != tickler::party::prospect)
    m.add("with", with);
  m.add_expression("if", p.condition);
  return m.str();
}

std::string to_text(const tickler::event_ref& event) {
  std::string all;
  for (const auto& any : event.any_of) {
    const auto* name = std::get_if<located_string>(&any);
    all += (all.empty() ? "" : ", ") + (name ? name->value : to_text(std::get<tickler::pattern_draft>(any)));
  }
  return "[" + all + "]";
}

std::string time_of_day(std::chrono::minutes t) {
  std::ostringstream out;
  out << t.count() / 600 << t.count() / 60 % 10 << ':' << t.count() % 60 / 10 << t.count() % 10;
  return out.str();
}

std::string weekdays(tickler::weekday_set days) {
  const char* names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  std::string all;
  for (unsigned i = 0; i < 7; ++i)
    if (days >> i & 1) all += (all.empty() ? "" : ",") + std::string(names[i]);
  return all;
}

void print(std::ostream& out, const tickler::calendar_draft& c) {
  using clock = tickler::calendar_draft::clock;
  out << "  " << *c.name << ":  # zone: "
      << (c.whose == clock::prospect ? "prospect"
          : c.whose == clock::owner  ? "owner"
                                     : *c.zone)
      << '\n';
  for (const auto& o : c.hours)
    out << "    open " << o->region << ' ' << weekdays(o->days) << ' ' << time_of_day(o->from) << '-' << time_of_day(o->to) << '\n';
  for (const auto& d : c.closed)
    out << "    closed " << (d->region.empty() ? "all" : d->region) << ' ' << tickler::to_string(d->day) << '\n';
  for (const auto& d : c.special) {
    out << "    special " << (d->region.empty() ? "all" : d->region) << ' ' << tickler::to_string(d->day);
    for (const auto& o : d->hours) out << ' ' << time_of_day(o.from) << '-' << time_of_day(o.to);
    out << '\n';
  }
}

std::string to_text(const tickler::step_draft& s) {
  flow_map what, m;
  what.add("channel", s.channels);
  if (!s.purpose->empty()) what.add("purpose", *s.purpose);
  if (*s.to == tickler::party::referrer) what.add("to", "referrer");
  m.add("id", *s.name);
  m.add("do", what.str());
  if (*s.from != tickler::anchor::previous) m.add("from", *s.from == tickler::anchor::start ? "start" : "until");
  m.add("after", s.after, s.after_is_before);
  m.add("within", s.within, s.within_is_before);
  m.add("at_latest", s.at_latest, s.at_latest_is_before);
  m.add_expression("after", s.computed_after, "= ");
  m.add_expression("within", s.computed_within, "= ");
  m.add_expression("at_latest", s.computed_at_latest, "= ");
  m.add_expression("if", s.condition);
  if (s.at) m.add("at", (*s.at_next ? "next " : "") + time_of_day(**s.at));
  m.add("apart", s.apart);
  m.add("every", s.every);
  if (s.clock) m.add("clock", **s.clock == tickler::step_clock::owner ? "owner" : "prospect");
  m.add("calendar", s.calendars);
  if (*s.repeat != 1) m.add("repeat", *s.repeat == tickler::repeat_forever ? "forever" : std::to_string(*s.repeat));
  if (s.done.given()) m.add("done", to_text(s.done));
  m.add("expires", s.expires);
  if (s.when_late) m.add("when_late", "{purpose: " + *s.when_late->purpose + ", note: " + *s.when_late->note + "}");
  if (!s.variants.empty()) m.add("variants", "{a: 1, b: 3}");
  return m.str();
}

void print(std::ostream& out, const tickler::cadence_draft& c) {
  out << "  " << *c.name << ": {starts: " << to_text(c.starts);
  if (c.ends.given()) out << ", ends: " << to_text(c.ends);
  if (*c.restart) out << ", restart: true";
  if (c.again.when == tickler::again_draft::kind::never) out << ", again: never";
  if (c.again.when == tickler::again_draft::kind::after) out << ", again: " << c.again.wait;
  if (*c.per != tickler::run_per::prospect) out << ", per: " << (*c.per == tickler::run_per::key ? "key" : "start");
  if (*c.priority != 50) out << ", priority: " << *c.priority;
  if (c.condition.given()) out << ", if: " << c.condition.text;
  out << ", steps:\n";
  for (const auto& s : c.steps) out << "    - " << to_text(s) << '\n';
}

std::string while_text(const tickler::expression& e) { return e.given() ? ", while: " + e.text : ""; }

std::string fact_text(const tickler::fact& f) {
  std::ostringstream out;
  std::visit(
      [&out](const auto& value) {
        using type = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<type, instant>)
          out << tickler::to_string(value);
        else if constexpr (std::is_same_v<type, std::chrono::seconds>)
          out << value.count() << 's';
        else if constexpr (std::is_same_v<type, std::vector<std::string>>)
          for (const auto& item : value) out << item << ';';
        else
          out << value;
      },
      f);
  return out.str();
}

std::string local_text(const std::optional<instant>& t) { return t ? tickler::to_string(*t) : "-"; }

}  // namespace

std::string to_yaml(const tickler::policy_draft& p) {
  std::ostringstream out;
  out << "zone: " << *p.zone << "\nbusiness: " << *p.business << "\ncalendars:\n";
  for (const auto& c : p.calendars) print(out, c);
  out << "channels:\n";
  for (const auto& c : p.channels) {
    flow_map m;
    m.add("needs", c.needs);
    m.add("calendar", c.calendars);
    out << "  " << *c.name << ": " << m.str() << '\n';
  }
  out << "events:\n";
  for (const auto& e : p.events) {
    out << "  " << *e.name << ":";
    for (const auto& any : e.any_of) out << ' ' << to_text(any);
    if (e.count)
      out << " {count: " << to_text(e.count->of) << ", at_least: " << *e.count->at_least
          << ", within: " << to_string(**e.count->within) << '}';
    out << '\n';
  }
  for (const auto& s : p.stages) out << "stage " << *s.name << ": " << to_text(s.from) << '\n';
  out << "cadences:\n";
  for (const auto& c : p.cadences) print(out, c);
  for (const auto& l : p.limits)
    out << "limit " << *l.name << ": {count: " << to_text(l.count) << ", at_most: " << *l.at_most
        << ", per: " << (l.per ? to_string(**l.per) : "forever") << ", except: " << list(l.except) << while_text(l.condition)
        << (*l.by_key ? ", by: key}\n" : "}\n");
  for (const auto& h : p.holds)
    out << "hold: {on: " << to_text(h.on) << ", for: " << (h.lasts ? to_string(**h.lasts) : "until")
        << ", else: " << (h.otherwise ? to_string(**h.otherwise) : "-") << ", channels: " << list(h.channels)
        << ", lifted_by: " << to_text(h.lifted_by) << ", except: " << list(h.except) << while_text(h.condition)
        << (*h.by_key ? ", by: key}\n" : "}\n");
  for (const auto& n : p.never)
    out << "never: {channel: " << list(n.channels) << ", purpose: " << list(n.purposes) << while_text(n.condition) << "}\n";
  for (const auto& s : p.stops)
    out << "stop: {on: " << to_text(s.on) << ", channels: " << list(s.channels) << ", lifted_by: " << to_text(s.lifted_by) << "}\n";
  out << "closes: " << to_text(p.closes) << '\n';
  return out.str();
}

std::string to_text(const touch& e) {
  std::ostringstream out;
  out << tickler::to_string(e.at) << ' ' << tickler::direction_names[static_cast<std::size_t>(e.direction)]
      << " channel=" << e.channel << " purpose=" << e.purpose << " outcome=" << e.outcome;
  if (e.with != tickler::party::prospect) out << " with=" << tickler::party_names[static_cast<std::size_t>(e.with)];
  if (e.until) out << " until=" << tickler::to_string(*e.until);
  if (!e.address.empty()) out << " address=" << e.address;
  for (const auto& k : e.keys) out << " key=" << k;
  for (const auto& s : e.steps) out << " step=" << s;
  return out.str();
}

std::string to_text(const action& a) {
  std::ostringstream out;
  out << tickler::action_state_names[static_cast<std::size_t>(a.state)] << ' ' << a.id << " channel=" << a.channel
      << " contact=" << a.contact << " purpose=" << a.purpose << " to=" << tickler::party_names[static_cast<std::size_t>(a.to)]
      << " not_before=" << local_text(a.not_before) << " due=" << local_text(a.due) << " at_latest=" << local_text(a.at_latest)
      << " when=" << local_text(a.when);
  for (const auto& [flag, name] :
       {std::pair(a.overdue, "overdue"), std::pair(a.late, "late"), std::pair(a.squeezed, "squeezed"),
        std::pair(a.late_unavoidable, "late_unavoidable"), std::pair(a.supposed, "supposed"), std::pair(a.replaced, "replaced")})
    if (flag) out << ' ' << name;
  if (a.first_due) out << " first due=" << local_text(a.first_due) << " held for " << a.held_for.count() << " s";
  for (const auto& limit : a.no_room) out << " no room=" << limit;
  if (a.given_up) out << " given up=" << local_text(a.given_up) << " possible=" << local_text(a.possible);
  if (!a.behind.empty()) out << " behind=" << a.behind;
  for (const auto& b : a.blockers)
    out << " [" << tickler::blocker_kind_names[static_cast<std::size_t>(b.kind)] << ' ' << b.channel << ' ' << b.name << ']';
  return out.str();
}

std::string to_text(const decision& d) {
  std::string all{tickler::status_names[static_cast<std::size_t>(d.status)]};
  for (const auto& a : d.actions) all += "\n  " + to_text(a);
  return all + '\n';
}

void showValue(const scene& s, std::ostream& out) {
  out << '\n'
      << to_yaml(s.policy) << "prospect: zone=" << s.who.zone << " region=" << s.who.region << " owner_zone=" << s.who.owner_zone
      << " referrer=" << s.who.referrer << " contact:";
  for (const auto& [kind, value] : s.who.contact) out << ' ' << kind << (value.empty() ? "(empty)" : "");
  out << " owner=" << s.who.owner << " account=" << s.who.account << " facts:";
  for (const auto& [name, value] : s.who.facts) out << ' ' << name << '=' << fact_text(value);
  out << "\nhistory:\n";
  for (const auto& e : s.history) out << "  " << to_text(e) << '\n';
  out << "now:";
  for (const instant now : s.nows) out << ' ' << tickler::to_string(now);
  out << '\n';
}

}  // namespace plain
