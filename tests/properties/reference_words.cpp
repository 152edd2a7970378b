// Patterns, opt-outs, stops, bounces, names of steps.
#include <algorithm>
#include <charconv>

#include "reference_parts.hpp"

namespace plain {

using tickler::direction;
using tickler::party;

namespace {

template <class List, class Value>
bool lists(const List& list, const Value& value) {
  return std::any_of(list.begin(), list.end(), [&](const auto& entry) { return entry.value == value; });
}

bool matches(const view& v, const tickler::pattern_draft& p, const touch& e) {
  if (is_signal(e) && !lists(p.outcomes, e.outcome)) return false;
  return (p.channels.empty() || lists(p.channels, e.channel)) && (p.directions.empty() || lists(p.directions, e.direction)) &&
         (p.purposes.empty() || lists(p.purposes, e.purpose)) && (p.outcomes.empty() || lists(p.outcomes, e.outcome)) &&
         (p.with.empty() || lists(p.with, e.with)) && if_of_pattern(v, p.condition, e);
}

bool is_opt(const touch& e, const char* outcome, party whose = party::prospect) { return e.outcome == outcome && e.with == whose; }

std::string zone_or(const std::string& zone, const view& v) { return zone.empty() ? v.policy.zone.value : zone; }

}  // namespace

view::view(const tickler::policy_draft& p, const tickler::prospect& w)
    : policy(p),
      who(w),
      time{wall_clock(w.zone.empty() ? p.zone.value : w.zone), {}},
      owner_time{wall_clock(w.owner_zone.empty() ? p.zone.value : w.owner_zone), {}},
      conditions(std::make_shared<read_conditions>(p)) {
  if (p.business->empty()) return;
  time.business = opening(*p.business, time);
  owner_time.business = opening(*p.business, owner_time);
}

const reckoner& view::clock_of(const tickler::step_draft& s) const {
  const bool is_owners = s.clock ? **s.clock == tickler::step_clock::owner : is_internal(s);
  return is_owners ? owner_time : time;
}

opening_times view::opening(const std::string& name) const { return opening(name, time); }

opening_times view::opening(const std::string& name, const reckoner& unless_it_names_a_zone) const {
  using clock = tickler::calendar_draft::clock;
  const auto c = std::find_if(policy.calendars.begin(), policy.calendars.end(), [&](const auto& x) { return *x.name == name; });
  if (c->whose == clock::named) return {&*c, who.region, wall_clock(*c->zone)};
  if (c->whose == clock::owner) return {&*c, who.region, wall_clock(zone_or(who.owner_zone, *this))};
  return {&*c, who.region, unless_it_names_a_zone.local};
}

const tickler::channel_draft* view::channel(const std::string& name) const {
  for (const auto& c : policy.channels)
    if (*c.name == name) return &c;
  return nullptr;
}

bool is_signal(const std::string& outcome) {
  for (const char* signal :
       {"delivered", "opened", "clicked", "bounced", "failed", "out_of_office", "skipped", "snoozed", "opted_out", "opted_in"})
    if (outcome == signal) return true;
  return false;
}

bool is_signal(const touch& e) { return is_signal(e.outcome); }

bool matches(const view& v, const tickler::event_ref& event, const touch& e) {
  for (const auto& any : event.any_of) {
    if (const auto* pattern = std::get_if<tickler::pattern_draft>(&any)) {
      if (matches(v, *pattern, e)) return true;
      continue;
    }
    const auto& name = std::get<tickler::located_string>(any);
    if (e.from_counts.contains(*name)) return true;
    for (const auto& named : v.policy.events)
      if (*named.name == *name)
        for (const auto& pattern : named.any_of)
          if (matches(v, pattern, e)) return true;
  }
  return false;
}

void note_counts(const tickler::policy_draft& policy, const tickler::prospect& who, std::vector<touch>& all) {
  const view v(policy, who);
  for (auto& e : all) e.from_counts.clear();
  for (const auto& named : policy.events) {
    if (!named.count) continue;
    std::vector<instant> counted;
    for (auto& e : all) {
      if (!matches(v, named.count->of, e)) continue;
      counted.push_back(e.at);
      const auto is_within = [&](instant t) {
        const auto over = v.time.add(**named.count->within, t);
        return t == e.at || !over || over.at > e.at;
      };
      if (std::count_if(counted.begin(), counted.end(), is_within) >= *named.count->at_least) e.from_counts.insert(*named.name);
    }
  }
}

namespace {

bool is_known_channel(const view& v, const std::string& channel) {
  for (const char* standard : {"phone", "sms", "email", "post", "card", "in_person", "video", "chat", "social", "web", "internal"})
    if (channel == standard) return true;
  return lists(v.policy.own_channels, channel);
}

bool closes_all(const view& v, const touch& opt_out) {
  const auto& channel = opt_out.channel;
  return channel == "internal" || channel == "web" || channel == "in_person" || !is_known_channel(v, channel);
}

// An opt-in lifts only what it names.
bool lifts_all(const touch& opt_in) { return opt_in.channel.empty() || opt_in.channel == "internal"; }
bool lifts_something(const view& v, const touch& opt_in) { return lifts_all(opt_in) || is_known_channel(v, opt_in.channel); }
bool lifts(const touch& opt_in, const std::string& channel) { return lifts_all(opt_in) || opt_in.channel == channel; }

}  // namespace

bool is_stop(const view& v, const touch& e) {
  if (is_opt(e, "opted_out") && closes_all(v, e)) return true;
  for (const auto& stop : v.policy.stops)
    if (stop.channels.empty() && matches(v, stop.on, e)) return true;
  return false;
}

bool stop_in_force(const view& v, const history& h) {
  bool opted_out_of_all = false;
  for (const auto& e : h) {
    if (is_opt(e, "opted_out") && closes_all(v, e)) opted_out_of_all = true;
    if (is_opt(e, "opted_in") && lifts_something(v, e)) opted_out_of_all = false;
  }
  if (opted_out_of_all) return true;
  for (const auto& stop : v.policy.stops) {
    bool in_force = false;
    for (const auto& e : h) {
      if (matches(v, stop.lifted_by, e)) in_force = false;
      if (stop.channels.empty() && matches(v, stop.on, e)) in_force = true;
    }
    if (in_force) return true;
  }
  return false;
}

bool is_opted_out(const view& v, const history& h, const std::string& channel, party whose) {
  bool out = false;
  for (const auto& e : h) {
    if (is_opt(e, "opted_out", whose) && (closes_all(v, e) || e.channel == channel)) out = true;
    if (is_opt(e, "opted_in", whose) && lifts(e, channel)) out = false;
  }
  if (out) return true;
  if (whose != party::prospect) return false;  // stops are of channels to the prospect
  for (const auto& stop : v.policy.stops) {
    if (!lists(stop.channels, channel)) continue;
    bool shut = false;
    for (const auto& e : h) {
      if (matches(v, stop.lifted_by, e) || (is_opt(e, "opted_in") && lifts(e, channel))) shut = false;
      if (matches(v, stop.on, e)) shut = true;
    }
    if (shut) return true;
  }
  return false;
}

namespace {

bool is_telephone(const std::string& address) {
  return !address.empty() && address.find_first_not_of("0123456789 +-()./") == std::string::npos;
}

// What two spellings of one address have in common: the digits of a telephone number, else the text in lower case.
std::string spelling(const std::string& address) {
  std::string same;
  for (const char c : address) {
    const bool is_digit = c >= '0' && c <= '9';
    if (is_telephone(address) && !is_digit) continue;
    same += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return same;
}

// Of the touchpoints on a channel: did one bounce that concerns the address, and has nothing got there since? Without an address a
// touchpoint concerns all. Empty: those alone.
bool is_shut(const history& h, const std::string& channel, const std::string& address, party whose) {
  bool shut = false;
  for (const auto& e : h) {
    if (e.channel != channel || e.with != whose) continue;
    const bool got_there = e.outcome == "delivered" || e.outcome == "opened" || e.outcome == "clicked" || e.outcome == "opted_in";
    const bool is_about_it = e.address.empty() || spelling(e.address) == spelling(address);
    // Whatever got there shows that the channel works: that takes back a bounce which names no address.
    if ((got_there || (e.direction == direction::inbound && !is_signal(e))) && (is_about_it || address.empty())) shut = false;
    if (e.outcome == "bounced" && is_about_it) shut = true;
  }
  return shut;
}

}  // namespace

bool has_bounced(const history& h, const std::string& channel, const std::string& address, party whose) {
  history named;
  for (const auto& e : h)
    if (e.outcome != "bounced" || !e.address.empty()) named.push_back(e);
  return is_shut(named, channel, address, whose);
}

bool is_bounced(const view& v, const history& h, const std::string& channel, party whose) {
  if (is_shut(h, channel, "", whose)) return true;
  bool is_any_bounced = false;
  for (const auto& e : h)
    if (e.channel == channel && e.with == whose && e.outcome == "bounced" && !e.address.empty())
      is_any_bounced = is_any_bounced || has_bounced(h, channel, e.address, whose);
  if (!is_any_bounced) return false;
  if (whose != party::prospect) return true;  // no address of the referrer is known by this history
  for (const auto& kind : v.channel(channel)->needs)
    if (const auto known = v.who.contact.find(*kind); known != v.who.contact.end() && !known->second.empty())
      if (!has_bounced(h, channel, known->second)) return false;
  return true;
}

namespace {

bool number(std::string_view& text, std::int64_t& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || value < 0) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

bool skip(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<std::string> decoded(std::string_view text) {
  std::string key;
  for (; !text.empty(); text.remove_prefix(1)) {
    if (text.front() != '%') {
      key += text.front();
      continue;
    }
    int byte = 0;
    if (text.size() < 3 || std::from_chars(text.data() + 1, text.data() + 3, byte, 16).ptr != text.data() + 3) return {};
    key += static_cast<char>(byte);
    text.remove_prefix(2);
  }
  return key;
}

// What follows "cadence/step": nothing, or "#1@2026-03-02T10:00:00Z", then "+1" and "~key" where they apply.
bool read_rest(std::string_view rest, step_name& n) {
  if (rest.empty()) return true;
  n.is_id = true;
  if (!skip(rest, '#') || !number(rest, n.repetition) || !skip(rest, '@') || rest.size() < 20) return false;
  const auto start = tickler::parse_instant(rest.substr(0, 20));
  if (!start) return false;
  n.start = *start;
  rest.remove_prefix(20);
  if (skip(rest, '+')) {
    std::int64_t ordinal = 0;
    if (!number(rest, ordinal)) return false;
    n.ordinal = static_cast<int>(ordinal);
  }
  if (skip(rest, '~')) {
    const auto key = decoded(rest);
    if (!key) return false;
    n.key = *key;
    rest = {};
  }
  return rest.empty();
}

std::optional<step_name> read_name(const view& v, std::string_view text) {
  const auto path = text.substr(0, text.find('#'));
  for (std::size_t c = 0; c < v.policy.cadences.size(); ++c)
    for (std::size_t s = 0; s < v.policy.cadences[c].steps.size(); ++s) {
      if (path != *v.policy.cadences[c].name + "/" + *v.policy.cadences[c].steps[s].name) continue;
      step_name n{.cadence = c, .step = s};
      if (read_rest(text.substr(path.size()), n)) return n;
    }
  return {};
}

}  // namespace

std::vector<step_name> known_names(const view& v, const touch& e) {
  std::vector<step_name> known;
  for (const auto& text : e.steps)
    if (const auto n = read_name(v, text)) known.push_back(*n);
  return known;
}

bool names_run(const step_name& n, const run& r) {
  return n.cadence == r.cadence && (!n.is_id || (n.start == r.start && n.ordinal == r.ordinal && n.key == r.key));
}

std::string id_of(const view& v, const run& r) {
  std::string id = *cadence_of(v, r).name + "/" + *step_of(v, r).name + "#" + std::to_string(r.repetition) + "@" +
                   date::format("%Y-%m-%dT%H:%M:%SZ", r.start);
  if (r.ordinal > 0) id += "+" + std::to_string(r.ordinal);
  if (!r.key.empty()) id += "~";
  for (const char c : r.key) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || c == '-' || c == '.' || c == '_') {
      id += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    id += {'%', "0123456789ABCDEF"[byte / 16], "0123456789ABCDEF"[byte % 16]};
  }
  return id;
}

}  // namespace plain
