#include "policy/lint.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <tickler/calendar.hpp>

#include "policy/check.hpp"
#include "policy/diagnostic_numbers.hpp"
#include "policy/messages.hpp"
#include "policy/one_value.hpp"
#include "policy/pattern_sets.hpp"
#include "policy/place.hpp"

namespace tickler {
namespace {

template <class Part>
const Part* named(const std::vector<Part>& parts, std::string_view name) {
  const auto found = std::find_if(parts.begin(), parts.end(), [name](const Part& p) { return *p.name == name; });
  return found == parts.end() ? nullptr : &*found;
}

bool contains(const std::vector<text>& list, std::string_view name) {
  return std::any_of(list.begin(), list.end(), [name](const text& t) { return *t == name; });
}

std::int64_t longest(const std::optional<written<duration>>& d) { return d ? range_of(**d).longest : 0; }

class linter {
 public:
  linter(const policy_draft& draft, const vocabulary& words) : draft_(draft), words_(words) {}

  std::vector<diagnostic> run() && {
    conditions();
    for (std::size_t i = 0; i < draft_.cadences.size(); ++i)
      cadence(draft_.cadences[i], place{}.in("cadences").entry(draft_.cadences[i].name, i));
    for (std::size_t i = 0; i < draft_.limits.size(); ++i)
      limit(draft_.limits[i], place{}.in("limits").entry(draft_.limits[i].name, i));
    for (std::size_t i = 0; i < draft_.stops.size(); ++i)
      stop(draft_.stops[i], place{}.in("stops").entry(draft_.stops[i].name, i).in("", draft_.stops[i].at));
    shared_needs();
    sort_by_place(found_);
    return std::move(found_);
  }

 private:
  void warning(int number, const place& p, std::string message) {
    found_.push_back({number, severity::warning, draft_.file, p.at, p.at ? "" : p.path, std::move(message)});
  }

  // Conditions.

  void conditions() {
    for (const auto& e : draft_.events)
      for (const auto& p : e.any_of) condition(p.condition, condition_place::touch, place{}.in("events").in(*e.name).in("if"));
    for (const auto& l : draft_.limits) condition(l.condition, condition_place::rule, place{}.in("limits").in(*l.name).in("while"));
    for (const auto& h : draft_.holds) condition(h.condition, condition_place::rule, place{}.in("holds", h.at).in("while"));
    for (const auto& n : draft_.never) condition(n.condition, condition_place::rule, place{}.in("never", n.at).in("while"));
    for (const auto& c : draft_.cadences) {
      const auto here = place{}.in("cadences").in(*c.name);
      condition(c.condition, condition_place::run, here.in("if"));
      for (const auto& s : c.steps) condition(s.condition, condition_place::run, here.in("steps").in(*s.name).in("if"));
    }
  }

  void condition(const expression& written, condition_place where, const place& p) {
    if (!written.given()) return;
    const auto only = one_value(written, names(where));
    if (!only) return;
    if (*only)
      warning(number::always_true, p.in("", written.at), "this condition always holds: leave it out");
    else
      warning(number::never_true, p.in("", written.at), "this condition never holds");
  }

  // Own words count by their place here: the vocabulary may not know them yet.
  const condition_names& names(condition_place where) {
    auto& known = names_[static_cast<std::size_t>(where)];
    if (known.variables.empty()) {
      known = names_at(where, draft_, words_);
      for (auto& d : known.environment.domains)
        for (std::size_t i = 0; i < d.words.size(); ++i) d.words[i].id = static_cast<std::int64_t>(i);
    }
    return known;
  }

  // Cadences and their steps.

  void cadence(const cadence_draft& c, const place& p) {
    if (never_starts(c))
      warning(number::never_starts, p, "cadence " + quoted(*c.name) + " never starts: what starts it ends all contact");
    stuck_step(c, p.in("steps"));
    const auto* endless = endless_step(c);
    for (std::size_t i = 0; i < c.steps.size(); ++i) {
      const auto& s = c.steps[i];
      const auto here = p.in("steps").entry(s.name, i);
      if (endless && &s > endless)
        warning(number::unreachable_step, here,
                "step " + quoted(*s.name) + " is never reached: " + quoted(*endless->name) + " before it repeats forever");
      never_open(s, here);
      crowded_out(c, s, here);
    }
  }

  bool never_starts(const cadence_draft& c) const {
    const auto patterns = patterns_of(draft_, c.starts);
    return !patterns.empty() && std::all_of(patterns.begin(), patterns.end(), [this](const pattern_draft* p) {
      return std::any_of(draft_.stops.begin(), draft_.stops.end(), [&](const stop_draft& s) {
        if (!s.channels.empty()) return false;
        const auto stopping = patterns_of(draft_, s.on);
        return std::any_of(stopping.begin(), stopping.end(), [&](const pattern_draft* wide) { return covers(*wide, *p); });
      });
    });
  }

  static const step_draft* endless_step(const cadence_draft& c) {
    const auto found = std::find_if(c.steps.begin(), c.steps.end(),
                                    [](const step_draft& s) { return *s.repeat == repeat_forever && !s.condition.given(); });
    return found == c.steps.end() ? nullptr : &*found;
  }

  // The steps after it wait for ever for whoever lacks the contact data of all its channels.
  void stuck_step(const cadence_draft& c, const place& p) {
    for (std::size_t i = 0; i + 1 < c.steps.size(); ++i) {
      const auto& s = c.steps[i];
      if (!may_get_stuck(s)) continue;
      return warning(
          number::stuck_step, p.entry(s.name, i),
          "step " + quoted(*s.name) + " has no 'expires': a prospect without contact data for it never gets to the steps after it");
    }
  }

  bool may_get_stuck(const step_draft& s) const {
    if (s.expires || s.done.given() || s.to.value != party::prospect) return false;
    return std::all_of(s.channels.begin(), s.channels.end(), [this](const text& wanted) {
      const auto* channel = named(draft_.channels, *wanted);
      return channel && !channel->needs.empty();
    });
  }

  // The calendars of one way to do a step, if all go by the prospect's clock.
  std::vector<calendar> calendars_of(const channel_draft* c, const step_draft& s) const {
    std::vector<calendar> list;
    static const std::vector<text> none;
    for (const auto* some : {c ? &c->calendars : &none, &s.calendars}) {
      for (const auto& name : *some) {
        const auto& draft = *named(draft_.calendars, *name);
        if (draft.whose != calendar_draft::clock::prospect) return {};
        calendar made;
        for (const auto& h : draft.hours) made.hours.push_back(*h);
        list.push_back(std::move(made));
      }
    }
    return list;
  }

  // Only where no channel of the step does better.
  void never_open(const step_draft& s, const place& p) {
    bool ever = false, in_time = false;
    for (const auto& name : s.channels) {
      const auto calendars = calendars_of(named(draft_.channels, *name), s);
      std::vector<open_hours> hours;
      for (const auto& c : calendars) hours.emplace_back(c, "", zone{});
      const auto all = open_hours::all_of(hours);
      ever |= all.from(time_begin).has_value();
      in_time |= !s.at || open_at(all, **s.at);
    }
    if (!ever)
      warning(number::never_kept, p, "step " + quoted(*s.name) + " can never be done: its calendars are never open together");
    else if (!in_time)
      warning(number::never_kept, p.in("at", s.at->at), "'at' is always closed: the step is moved to other hours each time");
  }

  static bool open_at(const open_hours& hours, std::chrono::minutes time) {
    for (int day = 0; day < 7; ++day)
      if (hours.is_open(time_begin + date::days{day} + time)) return true;
    return false;
  }

  // Limits.

  bool counts(const limit_draft& l, const step_draft& s) const {
    const auto patterns = patterns_of(draft_, l.count);
    return std::any_of(patterns.begin(), patterns.end(), [&](const pattern_draft* p) { return may_be_counted(*p, s); });
  }

  bool holds_back(const limit_draft& l, const cadence_draft& c, const step_draft& s) const {
    return counts(l, s) && !contains(l.except, *c.name + '/' + *s.name);
  }

  void limit(const limit_draft& l, const place& p) {
    bool any = false;
    for (const auto& c : draft_.cadences) {
      for (const auto& s : c.steps) {
        if (!holds_back(l, c, s)) continue;
        any = true;
        never_on_time(l, c, s);
      }
    }
    if (!counts_outbound(draft_, l.count))
      warning(number::idle_limit, p, "limit " + quoted(*l.name) + " counts nothing outbound, so it never holds a step back");
    else if (!any)
      warning(number::idle_limit, p, "limit " + quoted(*l.name) + " holds no step back");
  }

  // More repetitions than the limit takes, whose deadlines together are shorter than its time.
  void never_on_time(const limit_draft& l, const cadence_draft& c, const step_draft& s) {
    if (!s.at_latest || !l.per || s.from.value != counted_from::previous) return;
    const bool often = *s.repeat == repeat_forever || *s.repeat > *l.at_most;
    const auto room = range_of(**l.per).shortest, deadline = longest(s.at_latest);
    if (!often || deadline == for_ever || deadline * *l.at_most >= room) return;
    warning(number::never_kept, place{}.in("cadences").in(*c.name).in("steps").in(*s.name, s.at_latest->at),
            "'at_latest' of step " + quoted(*s.name) + " is always missed in the end: limit " + quoted(*l.name) +
                " lets it repeat only " + std::to_string(*l.at_most) + (*l.at_most == 1 ? " time in " : " times in ") +
                to_string(**l.per));
  }

  // A deadline, and above it a cadence that can use up the limit that both keep.
  void crowded_out(const cadence_draft& c, const step_draft& s, const place& p) {
    if (!s.at_latest) return;
    for (const auto& l : draft_.limits) {
      if (!holds_back(l, c, s) || (l.per && range_of(**l.per).longest <= longest(s.at_latest))) continue;
      for (const auto& above : draft_.cadences) {
        if (!goes_before(above, c) || uses(above, l) < *l.at_most) continue;
        return warning(number::crowded_out, p.in("at_latest", s.at_latest->at),
                       "step " + quoted(*s.name) + " may miss 'at_latest': cadence " + quoted(*above.name) +
                           " goes before it and can use up limit " + quoted(*l.name));
      }
    }
  }

  bool goes_before(const cadence_draft& a, const cadence_draft& b) const {
    return *a.priority > *b.priority || (*a.priority == *b.priority && &a < &b);
  }

  std::int64_t uses(const cadence_draft& c, const limit_draft& l) const {
    std::int64_t times = 0;
    for (const auto& s : c.steps)
      if (counts(l, s)) times += *s.repeat == repeat_forever ? *l.at_most : *s.repeat;
    return *c.per == run_per::prospect ? times : times > 0 ? *l.at_most : 0;
  }

  // Stops and channels.

  void stop(const stop_draft& s, const place& p) {
    if (!s.channels.empty()) return;
    for (const auto* pattern : patterns_of(draft_, s.on))
      if (contains(pattern->outcomes, "opted_out") && pattern->channels.empty())
        return warning(number::stops_on_opt_out, p,
                       "this stop matches 'opted_out': one channel's opt-out ends all contact, and opt-outs need no stop");
  }

  void shared_needs() {
    std::map<std::set<std::string_view>, const channel_draft*> first;
    for (const auto& c : draft_.channels) {
      if (c.needs.empty()) continue;
      std::set<std::string_view> needs;
      for (const auto& kind : c.needs) needs.insert(*kind);
      const auto [known, is_new] = first.emplace(std::move(needs), &c);
      if (!is_new)
        warning(number::shared_needs, place{}.in("channels").in(*c.name, c.name.at),
                "channels " + quoted(*known->second->name) + " and " + quoted(*c.name) +
                    " need the same contact data: an opt-out of one leaves the other");
    }
  }

  const policy_draft& draft_;
  const vocabulary& words_;
  std::array<condition_names, condition_places> names_{};
  std::vector<diagnostic> found_{};
};

}  // namespace

std::vector<diagnostic> lint(const policy_draft& draft, const vocabulary& words) { return linter(draft, words).run(); }

}  // namespace tickler
