#include <algorithm>

#include "base/messages.hpp"
#include "policy/diagnostic_numbers.hpp"
#include "policy/validate/checker.hpp"

namespace tickler {
void checker::limits() {
  const auto here = place{}.in("limits");
  at_most(draft_.limits.size(), limits_.limits, here.in("", draft_.limits.empty() ? mark{} : draft_.limits.back().name.at),
          "limits");
  unique(names_in(draft_.limits), here);
  for (std::size_t i = 0; i < draft_.limits.size(); ++i) {
    const auto& l = draft_.limits[i];
    const auto p = here.entry(l.name, i);
    name(l.name, p, "a limit");
    events_needed(l.count, p, "a limit", "count");
    in_range(l.at_most.value, 1, limits_.at_most, p.in("at_most", l.at_most.at), "at_most");
    constant(l.per, p, "per");
    step_names(l.except, p.in("except"));
    condition(l.condition, condition_place::rule, p, "while");
  }
}

void checker::holds() {
  const auto here = place{}.in("holds");
  at_most(draft_.holds.size(), limits_.holds, here.in("", draft_.holds.empty() ? mark{} : draft_.holds.back().at), "holds");
  unique(names_in(draft_.holds), here);
  for (std::size_t i = 0; i < draft_.holds.size(); ++i) {
    const auto& h = draft_.holds[i];
    const auto p = here.entry(h.name, i).in("", h.at);
    if (!h.name.value.empty()) name(h.name, p.in("", h.name.at), "a hold");
    events_needed(h.on, p, "a hold", "on");
    constant(h.lasts, p, "for");
    constant(h.otherwise, p, "else");
    if (h.lasts && h.otherwise)
      error(number::else_without_until, p.in("else", h.otherwise->at),
            "'else' goes with 'for: until' only: a duration always has an end");
    channel_words(h.channels, p.in("channels"));
    events_wanted(h.lifted_by, p.in("lifted_by"));
    step_names(h.except, p.in("except"));
    condition(h.condition, condition_place::rule, p, "while");
  }
}

void checker::never() {
  const auto here = place{}.in("never");
  at_most(draft_.never.size(), limits_.never, here.in("", draft_.never.empty() ? mark{} : draft_.never.back().at), "'never' rules");
  unique(names_in(draft_.never), here);
  for (std::size_t i = 0; i < draft_.never.size(); ++i) {
    const auto& n = draft_.never[i];
    const auto p = here.entry(n.name, i).in("", n.at);
    if (!n.name.value.empty()) name(n.name, p.in("", n.name.at), "a 'never' rule");
    if (n.channels.empty() && n.purposes.empty()) error(number::missing_key, p, "a 'never' rule needs a channel or a purpose");
    channel_words(n.channels, p.in("channel"));
    purpose_words(n.purposes, p.in("purpose"));
    condition(n.condition, condition_place::rule, p, "while");
  }
}

void checker::stops() {
  const auto here = place{}.in("stops");
  at_most(draft_.stops.size(), limits_.stops, here.in("", draft_.stops.empty() ? mark{} : draft_.stops.back().at), "stops");
  unique(names_in(draft_.stops), here);
  for (std::size_t i = 0; i < draft_.stops.size(); ++i) {
    const auto& s = draft_.stops[i];
    const auto p = here.entry(s.name, i).in("", s.at);
    if (!s.name.value.empty()) name(s.name, p.in("", s.name.at), "a stop");
    events_needed(s.on, p, "a stop", "on");
    channel_words(s.channels, p.in("channels"));
    events_wanted(s.lifted_by, p.in("lifted_by"));
  }
}

void checker::promises() {
  const auto here = place{}.in("promises");
  constexpr std::size_t most_marks = 64;  // of promise_marks
  at_most(draft_.promises.size(), std::min(limits_.promises, most_marks),
          here.in("", draft_.promises.empty() ? mark{} : draft_.promises.back().at), "promises");
  unique(names_in(draft_.promises), here);
  for (std::size_t i = 0; i < draft_.promises.size(); ++i) {
    const auto& p = draft_.promises[i];
    const auto at = here.entry(p.name, i).in("", p.at);
    name(p.name, at.in("", p.name.at), "a promise");
    promise(p, at);
  }
}

void checker::promise(const promise_draft& promised, const place& p) {
  const auto within = [&] {
    if (promised.within) any_duration(*promised.within, p.in("within", promised.within->at));
  };
  switch (promised.what) {
    case promise_draft::kind::expect:
      events_needed(promised.after, p, "a promise", "after");
      events_needed(promised.expect, p, "a promise", "expect");
      events_wanted(promised.unless, p.in("unless"));
      if (!promised.within) missing(p, "a promise", "within");
      return within();
    case promise_draft::kind::never:
      events_needed(promised.after, p, "a promise", "after");
      events_needed(promised.never, p, "a promise", "never");
      if (promised.lasts) any_duration(*promised.lasts, p.in("for", promised.lasts->at));
      return;
    case promise_draft::kind::at_most:
      events_needed(promised.of, p, "a promise", "of");
      in_range(promised.at_most.value, 1, limits_.at_most, p.in("at_most", promised.at_most.at), "at_most");
      if (promised.per) any_duration(*promised.per, p.in("per", promised.per->at));
      return;
    case promise_draft::kind::next_action:
      events_wanted(promised.unless, p.in("unless"));
      return within();
    case promise_draft::kind::respected:
      if (promised.within)
        error(number::not_together, p.in("within", promised.within->at), "'within' goes with 'next_action', not with 'respected'");
      if (promised.unless.given())
        error(number::not_together, p.in("unless", promised.unless.at), "'unless' goes with 'next_action', not with 'respected'");
      return;
  }
}

}  // namespace tickler
