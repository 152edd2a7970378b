#include "census.hpp"

#include <iostream>
#include <map>

namespace plain {

namespace {

struct census {
  std::map<std::string, std::size_t> counts{};

  ~census() {
    std::string line;
    for (const auto& [what, n] : counts) {
      const auto entry = what + ' ' + std::to_string(n);
      if (line.size() + entry.size() > 120) {
        std::cout << line << '\n';
        line.clear();
      }
      line += (line.empty() ? "" : "  ") + entry;
    }
    std::cout << line << std::endl;
  }
};

census& all() {
  static census one;
  return one;
}

void count_if(bool is_so, const char* what) {
  if (is_so) count(what);
}

void count_step(const tickler::step_draft& s) {
  const auto is = [&](const char* channel) { return *s.channels.front() == channel; };
  count_if(*s.from == tickler::anchor::start, "step:from-start");
  count_if(*s.from == tickler::anchor::until, "step:from-until");
  count_if(s.after_is_before, "step:before");
  count_if(s.at_latest.has_value(), "step:at_latest");
  count_if(s.at.has_value(), "step:at");
  count_if(s.condition.given(), "step:if");
  count_if(s.computed_after.given(), "step:after-worked-out");
  count_if(s.computed_within.given(), "step:within-worked-out");
  count_if(s.computed_at_latest.given(), "step:at_latest-worked-out");
  count_if(*s.repeat > 1, "step:repeat");
  count_if(*s.repeat == tickler::repeat_forever, "step:forever");
  count_if(s.expires.has_value(), "step:expires");
  count_if(s.done.given(), "step:done");
  count_if(s.when_late.has_value(), "step:when_late");
  count_if(*s.to == tickler::party::referrer, "step:referrer");
  count_if(is("internal"), "step:internal");
  count_if(is("start"), "step:start-channel");
}

}  // namespace

void count(const std::string& what) { ++all().counts[what]; }

void count_features(const scene& s) {
  count("scenes");
  for (const auto& c : s.policy.cadences) {
    count_if(*c.restart, "cadence:restart");
    count_if(c.again.when != tickler::again_draft::kind::yes, "cadence:again");
    count_if(*c.per == tickler::run_per::key, "cadence:per-key");
    count_if(*c.per == tickler::run_per::start, "cadence:per-start");
    count_if(c.condition.given(), "cadence:if");
    for (const auto& step : c.steps) count_step(step);
  }
  for (const auto& l : s.policy.limits) {
    count(l.per ? "limit:per" : "limit:forever");
    count_if(l.condition.given(), "limit:while");
    count_if(*l.by_key, "limit:by-key");
  }
  for (const auto& h : s.policy.holds) count_if(h.condition.given(), "hold:while"), count_if(*h.by_key, "hold:by-key");
  for (const auto& n : s.policy.never) count_if(n.condition.given(), "never:while");
  count_if(!s.policy.holds.empty(), "holds");
  count_if(!s.policy.stops.empty(), "stops");
  count_if(!s.policy.never.empty(), "never");
  for (const auto& e : s.history) {
    count("touchpoints");
    count_if(!e.steps.empty(), "touchpoint:named");
    count_if(e.outcome == "opted_out" || e.outcome == "opted_in" || e.outcome == "bounced" || e.outcome == "skipped" ||
                 e.outcome == "snoozed",
             ("touchpoint:" + e.outcome).c_str());
  }
}

void count_decision(const decision& d) {
  count("decisions");
  count("status:" + std::string(tickler::status_names[static_cast<std::size_t>(d.status)]));
  for (const auto& a : d.actions) {
    count("action:" + std::string(tickler::action_state_names[static_cast<std::size_t>(a.state)]));
    count_if(!a.behind.empty(), "action:behind");
    count_if(a.repetition > 0, "action:repeated");
    count_if(!a.key.empty(), "action:keyed");
    count_if(a.ordinal > 0, "action:ordinal");
    count_if(a.overdue, "flag:overdue");
    count_if(a.late, "flag:late");
    count_if(a.squeezed, "flag:squeezed");
    count_if(a.late_unavoidable, "flag:late_unavoidable");
    count_if(a.supposed, "flag:supposed");
    count_if(a.replaced, "replaced");
    for (const auto& b : a.blockers) count("blocker:" + std::string(tickler::blocker_kind_names[static_cast<std::size_t>(b.kind)]));
  }
}

}  // namespace plain
