#include "policy/validate/lint.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <tickler/calendar.hpp>
#include <tickler/problem_numbers.hpp>

#include "base/messages.hpp"
#include "policy/draft_fields.hpp"
#include "policy/draft_path.hpp"
#include "policy/pattern_algebra.hpp"
#include "policy/validate/checker.hpp"
#include "policy/validate/constant_condition.hpp"
#include "policy/validate/lint_omissions.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

template <class Part>
const Part* named(const std::vector<Part>& parts, std::string_view name) {
  const auto found = std::find_if(parts.begin(), parts.end(), [name](const Part& p) { return *p.name == name; });
  return found == parts.end() ? nullptr : &*found;
}

std::int64_t longest(const std::optional<located<duration>>& d) { return d ? range_of(**d).longest : 0; }

constexpr std::size_t most_comparisons = 1'000'000;  // of patterns with one another, or with steps

class linter {
 public:
  linter(const policy_draft& draft, const vocabulary& words, const compile_options& options)
      : draft_(draft), words_(words), zones_(options.zones), work_left_(options.limits.lint_work) {}

  std::vector<diagnostic> run() && {
    conditions(draft_, place{});
    gather_stops();
    for (std::size_t i = 0; i < draft_.cadences.size(); ++i)
      cadence(draft_.cadences[i], place{}.in("cadences").entry(draft_.cadences[i].name, i));
    if (weigh_limits())
      for (std::size_t i = 0; i < draft_.limits.size(); ++i) limit(i, place{}.in("limits").entry(draft_.limits[i].name, i));
    for (std::size_t i = 0; i < draft_.holds.size(); ++i) {
      const auto& h = draft_.holds[i];
      by_key(h.by_key, h.name->empty() ? "this hold" : "hold " + quoted(*h.name), place{}.in("holds").entry(h.name, i));
      hold(h);
    }
    for (std::size_t i = 0; i < draft_.stops.size(); ++i)
      stop(draft_.stops[i], place{}.in("stops").entry(draft_.stops[i].name, i).in("", draft_.stops[i].at));
    shared_needs();
    return std::move(found_);
  }

 private:
  void warning(int number, const place& p, std::string message) {
    found_.push_back({number, severity::warning, draft_.file, p.at, p.at ? "" : p.path, std::move(message)});
  }

  // Conditions.

  template <class Part>
  void conditions(const Part& part, const place& p) {
    for_each_key(part, [&](const auto& field, const auto&... values) { (look(field.takes, values, p.in(field.key)), ...); });
  }

  void look(const takes::condition& c, const expression& e, const place& p) { condition(e, c.where, p); }
  template <class Takes, with_fields Part>
  void look(const Takes&, const std::vector<Part>& list, const place& p) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      if constexpr (requires { list[i].name; })
        conditions(list[i], p.entry(list[i].name, i));
      else
        conditions(list[i], list.size() == 1 ? p : p.in(std::to_string(i + 1)));
    }
  }
  template <class Takes>
  void look(const Takes&, const event_ref& events, const place& p) {
    for (const auto& one : events.any_of)
      if (const auto* pattern = std::get_if<pattern_draft>(&one)) conditions(*pattern, p);
  }
  template <class Takes, class Other>
  void look(const Takes&, const Other&, const place&) {}

  void condition(const expression& written, condition_place where, const place& p) {
    if (!written.given()) return;
    utc_getters(written, where, p);
    const auto only = one_value(written, names(where), work_left_);
    if (!only) return;
    if (*only)
      warning(number::always_true, p.in("", written.at), "this condition always holds: leave it out");
    else
      warning(number::never_true, p.in("", written.at), "this condition never holds");
  }

  void look(const takes::window&, const expression& e, const place& p) { utc_getters(e, condition_place::window, p); }

  // What CEL reads by the clock of UTC.
  void utc_getters(const expression& written, condition_place where, const place& p) {
    if (!written.given()) return;
    const auto program = expr::compile(written.text, names(where).environment, {});
    if (!program) return;
    const bool knows_hers = where != condition_place::touch;
    for (const auto& getter : program->utc_getters())
      warning(number::utc_getter, p.in("", written.place_of(getter.offset)),
              quoted(getter.name + "()") + " goes by the clock of UTC: name a time zone, as in " +
                  (knows_hers ? getter.name + "(prospect.zone)" : getter.name + "('Europe/London')"));
  }

  // Own words count by their place here: the vocabulary may not know them yet.
  const condition_names& names(condition_place where) {
    auto& known = names_[static_cast<std::size_t>(where)];
    if (known.variables.empty()) {
      known = names_at(where, draft_, words_, zones_);
      for (auto& d : known.environment.enum_types)
        for (std::size_t i = 0; i < d.values.size(); ++i) d.values[i].id = static_cast<std::int64_t>(i);
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
      closed_too_long(s, here);
    }
  }

  void gather_stops() {
    for (const auto& s : draft_.stops) {
      if (!s.channels.empty()) continue;
      for (const auto* p : patterns_of(draft_, s.on)) stopping_.insert(p);
    }
  }

  bool never_starts(const cadence_draft& c) const {
    const auto patterns = patterns_of(draft_, c.starts);
    if (patterns.empty() || stopping_.empty() || patterns.size() * stopping_.size() > most_comparisons) return false;
    return std::all_of(patterns.begin(), patterns.end(), [this](const pattern_draft* p) {
      return std::any_of(stopping_.begin(), stopping_.end(), [p](const pattern_draft* wide) { return covers(*wide, *p); });
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

  bool asks_reachable(const expression& of_step) {
    const auto& in_scope = names(condition_place::step);
    const auto program = expr::compile(of_step.text, in_scope.environment);
    if (!program) return false;
    const auto variables = program->variables();
    return std::any_of(variables.begin(), variables.end(),
                       [&](auto v) { return in_scope.variables[v].is == asked::what::reachable; });
  }

  bool may_get_stuck(const step_draft& s) {
    if (s.expires || s.every || s.done.given() || s.to.value != party::prospect) return false;
    if (s.condition.given() && asks_reachable(s.condition)) return false;
    return std::all_of(s.channels.begin(), s.channels.end(), [this](const located_string& wanted) {
      const auto* channel = named(draft_.channels, *wanted);
      return channel && !channel->needs.empty();
    });
  }

  static bool is_by_region(const std::vector<located<opening>>& hours) {
    return std::any_of(hours.begin(), hours.end(), [](const auto& h) { return !h->region.empty(); });
  }

  // The hours of one way to do a step, if all its calendars go by the prospect's clock and have the same hours for everybody in
  // every week; made once for each set of calendars.
  const open_hours& hours_of(const channel_draft* c, const step_draft& s) {
    std::set<std::string_view> names;
    if (c)
      for (const auto& name : c->calendars) names.insert(*name);
    for (const auto& name : s.calendars) names.insert(*name);
    const auto [known, is_new] = hours_.try_emplace(names);
    if (!is_new) return known->second;
    std::vector<open_hours> each;
    for (const auto name : names) {
      const auto& draft = *named(draft_.calendars, name);
      if (draft.whose != calendar_draft::clock::prospect || !draft.special.empty() || is_by_region(draft.hours))
        return known->second;
      calendar made;
      for (const auto& h : draft.hours) made.hours.push_back(*h);
      each.emplace_back(made, "", zone{});
    }
    return known->second = open_hours::all_of(each);
  }

  // Only where no channel of the step does better.
  void never_open(const step_draft& s, const place& p) {
    bool ever = false, in_time = false;
    for (const auto& name : s.channels) {
      const auto& hours = hours_of(named(draft_.channels, *name), s);
      ever |= hours.from(time_begin).has_value();
      in_time |= !s.at || open_at(hours, **s.at);
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

  // From one week to the next, closed days aside.
  static std::int64_t longest_closed(const open_hours& hours) {
    auto open = hours.from(time_begin);
    if (!open) return 0;
    const auto enough = open->end + date::weeks{1};
    std::chrono::seconds longest{0};
    while (open->end < enough) {
      const auto next = hours.from(open->end);
      if (!next) break;
      longest = std::max(longest, next->begin - open->end);
      open = next;
    }
    return longest.count();
  }

  // Only where no channel of the step does better. What is written before a date is soon too late in any case.
  void closed_too_long(const step_draft& s, const place& p) {
    if (!s.expires || s.after_is_before || s.within_is_before || s.at_latest_is_before) return;
    const auto hours_closed = [&](const located_string& name) {
      return longest_closed(hours_of(named(draft_.channels, *name), s));
    };
    std::int64_t closed = for_ever;
    for (const auto& name : s.channels) closed = std::min(closed, hours_closed(name));
    if (longest(s.expires) < closed)
      warning(number::closed_too_long, p.in("expires", s.expires->at),
              "'expires' (" + to_string(**s.expires) +
                  ") is shorter than the time for which its calendars are closed at a stretch: " + "ready just before that, step " +
                  quoted(*s.name) + " is given up as they close");
  }

  // Limits, and holds that only delay: what `expires` does not wait for. Any touch fills a limit of one; larger ones are a matter
  // of degree.

  // How often the steps of a cadence count in a limit, and which of them it holds back.
  struct uses_of_limit {
    std::int64_t times = 0;
    std::vector<const step_draft*> held{};
  };

  // False for policies so large that it would take long; nothing is said of their limits.
  bool weigh_limits() {
    std::size_t steps = 0, patterns = 0;
    for (const auto& c : draft_.cadences) steps += c.steps.size();
    for (const auto& l : draft_.limits) patterns += patterns_of(draft_, l.count, from_counts::included).size();
    if (steps * patterns > most_comparisons) return false;
    for (const auto& l : draft_.limits) {
      std::set<std::string_view> spared;
      for (const auto& name : l.except) spared.insert(*name);
      auto& uses = uses_.emplace_back();
      for (const auto& c : draft_.cadences) uses.push_back(uses_by(c, l, spared));
    }
    return true;
  }

  uses_of_limit uses_by(const cadence_draft& c, const limit_draft& l, const std::set<std::string_view>& spared) const {
    const auto patterns = patterns_of(draft_, l.count, from_counts::included);
    uses_of_limit uses;
    for (const auto& s : c.steps) {
      if (std::none_of(patterns.begin(), patterns.end(), [&](const pattern_draft* p) { return may_be_counted(*p, s); })) continue;
      uses.times += *s.repeat == repeat_forever ? *l.at_most : *s.repeat;
      if (!spared.contains(*c.name + '/' + *s.name)) uses.held.push_back(&s);
    }
    if (*c.per != run_per::prospect && uses.times > 0) uses.times = *l.at_most;
    return uses;
  }

  void limit(std::size_t number_of_limit, const place& p) {
    const auto& l = draft_.limits[number_of_limit];
    by_key(l.by_key, "limit " + quoted(*l.name), p);
    const auto& uses = uses_[number_of_limit];
    bool any = false;
    for (std::size_t c = 0; c < uses.size(); ++c) {
      for (const auto* s : uses[c].held) {
        any = true;
        never_on_time(l, draft_.cadences[c], *s);
        if (l.per && *l.at_most == 1) outlasts("limit " + quoted(*l.name), **l.per, draft_.cadences[c], *s);
        crowded_out(l, uses, draft_.cadences[c], *s);
      }
    }
    if (!counts_outbound(draft_, l.count))
      warning(number::idle_limit, p, "limit " + quoted(*l.name) + " counts nothing outbound, so it never holds a step back");
    else if (!any && !draft_.cadences.empty())  // without any it is there to be asked: may
      warning(number::idle_limit, p, "limit " + quoted(*l.name) + " holds no step back");
  }

  // R140: what has no key is held back by every one.
  void by_key(const located<bool>& is_by_key, const std::string& rule, const place& p) {
    const auto& all = draft_.cadences;
    const auto runs_by_key = [](const cadence_draft& c) { return *c.per == run_per::key; };
    if (!*is_by_key || all.empty() || std::any_of(all.begin(), all.end(), runs_by_key)) return;
    warning(number::no_key_runs, p.in("by", is_by_key.at),
            rule + " is by key, but no cadence is 'per: key': each action waits for every key");
  }

  void hold(const hold_draft& h) {
    if (!h.lasts || !(*h.deadlines_run || h.condition.given())) return;
    const auto may_hold = [&h](const located_string& channel) {
      return *channel != "internal" && (h.channels.empty() || *channel == "start" || contains(h.channels, *channel));
    };
    for (const auto& c : draft_.cadences)
      for (const auto& s : c.steps)
        if (*s.to == party::prospect && !contains(h.except, *c.name + '/' + *s.name) &&
            std::any_of(s.channels.begin(), s.channels.end(), may_hold))
          outlasts(h.name->empty() ? "a hold that only delays" : "hold " + quoted(*h.name), **h.lasts, c, s);
  }

  // Once for each step.
  void outlasts(const std::string& rule, const duration& length, const cadence_draft& c, const step_draft& s) {
    if (!s.expires || range_of(length).shortest <= longest(s.expires) || !outlasted_.insert(&s).second) return;
    warning(number::outlasts_expires, place{}.in("cadences").in(*c.name).in("steps").in(*s.name).in("expires", s.expires->at),
            rule + " (" + to_string(length) + ") can outlast 'expires' (" + to_string(**s.expires) + ") of step " +
                quoted(*s.name) + ": it is given up without having been possible");
  }

  // More repetitions than the limit takes, whose deadlines together are shorter than its time.
  void never_on_time(const limit_draft& l, const cadence_draft& c, const step_draft& s) {
    if (!s.at_latest || !l.per || s.from.value != anchor::previous) return;
    const bool often = *s.repeat == repeat_forever || *s.repeat > *l.at_most;
    const auto room = range_of(**l.per).shortest, deadline = longest(s.at_latest);
    if (!often || deadline == for_ever || deadline * *l.at_most >= room) return;
    warning(number::never_kept, place{}.in("cadences").in(*c.name).in("steps").in(*s.name, s.at_latest->at),
            "'at_latest' of step " + quoted(*s.name) + " is always missed in the end: limit " + quoted(*l.name) +
                " lets it repeat only " + std::to_string(*l.at_most) + (*l.at_most == 1 ? " time in " : " times in ") +
                to_string(**l.per));
  }

  // A deadline, and above it a cadence that can use up the limit that both keep.
  void crowded_out(const limit_draft& l, const std::vector<uses_of_limit>& uses, const cadence_draft& c, const step_draft& s) {
    if (!s.at_latest || (l.per && range_of(**l.per).longest <= longest(s.at_latest))) return;
    for (std::size_t i = 0; i < uses.size(); ++i) {
      const auto& above = draft_.cadences[i];
      if (!goes_before(above, c) || uses[i].times < *l.at_most) continue;
      return warning(number::crowded_out, place{}.in("cadences").in(*c.name).in("steps").in(*s.name, s.at_latest->at),
                     "step " + quoted(*s.name) + " may miss 'at_latest': cadence " + quoted(*above.name) +
                         " goes before it and can use up limit " + quoted(*l.name));
    }
  }

  bool goes_before(const cadence_draft& a, const cadence_draft& b) const {
    return *a.priority > *b.priority || (*a.priority == *b.priority && &a < &b);
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
  const zones& zones_;
  std::array<condition_names, condition_places> names_{};
  std::set<const pattern_draft*> stopping_{};  // what ends all contact
  std::map<std::set<std::string_view>, open_hours> hours_{};
  std::vector<std::vector<uses_of_limit>> uses_{};  // by limit and cadence
  std::set<const step_draft*> outlasted_{};
  std::uint64_t work_left_;  // for going through conditions
  std::vector<diagnostic> found_{};
};

}  // namespace

std::vector<diagnostic> lint(const policy_draft& draft, const vocabulary& words, const compile_options& options) {
  auto found = linter(draft, words, options).run();
  auto omitted = lint_omissions(draft, options.now);
  found.insert(found.end(), std::make_move_iterator(omitted.begin()), std::make_move_iterator(omitted.end()));
  return found;
}

}  // namespace tickler::inline TICKLER_ABI
