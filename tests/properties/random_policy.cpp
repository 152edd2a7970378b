#include <algorithm>

#include "random_conditions.hpp"

namespace plain {

using namespace std::chrono_literals;
using namespace tickler::units;
using tickler::anchor;
using tickler::direction;
using tickler::duration;
using tickler::located_string;
using tickler::party;
using tickler::run_per;
using tickler::time_unit;

namespace {

std::vector<located_string> texts(const std::vector<std::string>& words) { return {words.begin(), words.end()}; }

duration plus(duration a, const duration& b) {
  a.parts.insert(a.parts.end(), b.parts.begin(), b.parts.end());
  return a;
}

duration elapsed_or_days(dice& d) {
  switch (d.from(0, 7)) {
    case 0:
      return d.from(1, 6) * 15 * tickler::units::minutes;
    case 1:
    case 2:
      return d.from(1, 72) * tickler::units::hours;
    case 3:
    case 4:
      return d.from(1, 7) * tickler::units::days;
    case 5:
      return d.from(1, 5) * calendar_days;
    case 6:
      return d.percent(50) ? d.from(1, 3) * tickler::units::calendar_weeks : d.from(1, 2) * tickler::units::calendar_months;
    default:
      return d.percent(70) ? 1 * weeks : 1 * tickler::units::months;
  }
}

}  // namespace

duration random_duration(dice& d, bool business) {
  const auto one = [&]() -> duration {
    if (!business || d.percent(60)) return elapsed_or_days(d);
    switch (d.from(0, 2)) {
      case 0:
        return d.from(1, 4) * business_days;
      case 1:
        return d.from(1, 20) * business_hours;
      default:
        return d.from(1, 200) * business_minutes;
    }
  };
  return d.percent(85) ? one() : plus(one(), one());
}

namespace {

tickler::opening hours(tickler::weekday_set days, std::chrono::minutes from, std::chrono::minutes to) { return {days, from, to}; }

std::vector<tickler::located<tickler::opening>> random_hours(dice& d) {
  using namespace tickler;
  switch (d.from(0, 7)) {
    case 0:
      return {hours(daily, 8h, 20h)};
    case 1:
      return {hours(daily, 22h, 6h)};
    case 2:
      return {hours(tuesday | thursday, 10h, 12h), hours(tuesday | thursday | sunday, 14h, 16h + 30min)};
    case 3:
      return {hours(saturday | sunday, 10h, 14h), hours(monday, 17h, 24h)};
    case 4:
      return {hours(daily, 0h, 24h)};
    case 5:
      return {hours(mon_fri | sunday, 1h + 30min, 2h + 45min), hours(mon_fri, 12h, 15h)};
    default:
      return {hours(mon_fri, 9h, 18h)};
  }
}

std::string random_region(dice& d) { return d.percent(50) ? "" : d.word({"US", "US-NY", "GB"}); }

// Days that are counted from Easter: from the nearer one, so that they are near, too.
tickler::easter_day random_easter_day(dice& d, date::sys_days day) {
  const bool orthodox = d.percent(50);
  const auto year = date::year_month_day{day}.year();
  const auto sunday = date::sys_days{orthodox ? tickler::orthodox_easter(year) : tickler::easter(year)};
  return {orthodox, std::clamp(static_cast<int>((day - sunday).count()), -99, 99)};
}

// Dates that follow one another are closed, or move, together.
tickler::closed_day random_day(dice& d, instant middle) {
  using moves = tickler::moving_day::to;
  const auto at = date::floor<date::days>(middle) + date::days{d.from(-16, 30)};
  const date::year_month_day day{at}, later{at + date::days{d.from(0, 9)}};
  const auto nth = day.month() / date::weekday{day}[(static_cast<unsigned>(day.day()) - 1) / 7 + 1];
  switch (d.from(0, 9)) {
    case 0:
      return day;
    case 1:
      return day.month() / day.day();
    case 2:
      return nth;
    case 3:
      return day.month() / date::weekday{day}[date::last];
    case 4:
      return tickler::days_from<date::month_weekday>{nth, d.percent(50) ? d.from(1, 5) : d.from(-5, -1)};
    case 5:
      return tickler::date_range{day, later};
    case 6:
      return tickler::yearly_range{day.month() / day.day(), later.month() / later.day()};
    case 7:
      return random_easter_day(d, at);
    case 8:
      return tickler::moving_day{day.month() / day.day(), moves::nearest};
    default:
      return tickler::moving_day{day.month() / day.day(), moves::substitute};
  }
}

tickler::closure random_closure(dice& d, instant middle) { return {random_region(d), random_day(d, middle)}; }

// Files can say a day of one region only once.
void add_special_day(dice& d, instant middle, tickler::calendar_draft& c) {
  tickler::special_day made{random_region(d), random_day(d, middle), {}};
  if (auto* moving = std::get_if<tickler::moving_day>(&made.day)) moving->moves = tickler::moving_day::to::nearest;
  for (const auto& other : c.special)
    if (other->region == made.region && other->day == made.day) return;
  for (const auto& o : random_hours(d)) made.hours.push_back({o->from, o->to});
  c.special.push_back(std::move(made));
}

// For some regions only, or for everybody else too.
void add_hours_by_region(dice& d, tickler::calendar_draft& c) {
  if (d.percent(15)) c.hours.clear();
  for (const char* region : {"US", "US-NY", "GB"}) {
    if (!d.percent(50) && !c.hours.empty()) continue;
    for (auto o : random_hours(d)) {
      o.value.region = region;
      c.hours.push_back(o);
    }
  }
}

}  // namespace

tickler::calendar_draft random_calendar(dice& d, int number, instant middle) {
  tickler::calendar_draft c{.name = "c" + std::to_string(number), .hours = random_hours(d)};
  if (d.percent(20)) add_hours_by_region(d, c);
  for (int n = d.percent(60) ? d.from(1, 4) : 0; n > 0; --n) c.closed.push_back(random_closure(d, middle));
  for (int n = d.percent(30) ? d.from(1, 3) : 0; n > 0; --n) add_special_day(d, middle, c);
  using clock = tickler::calendar_draft::clock;
  c.whose = d.percent(70) ? clock::prospect : d.percent(50) ? clock::owner : clock::named;
  if (c.whose == clock::named) c.zone = d.word({"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"});
  return c;
}

namespace {

struct policy_maker {
  dice& d;
  const stage_setting& set;
  tickler::policy_draft p{};
  random_conditions conditions{d, set, p};

  // A third of what can have a condition has one.
  tickler::expression perhaps(std::string (random_conditions::*made)()) {
    if (!d.percent(33)) return {};
    return (conditions.*made)();
  }

  tickler::pattern_draft pattern() {
    tickler::pattern_draft made;
    if (d.percent(60)) made.outcomes = texts(d.some_of(set.outcomes, 1, 3));
    if (d.percent(12)) made.outcomes.push_back(d.word({"opened", "bounced", "out_of_office", "skipped", "snoozed", "opted_in"}));
    if (d.percent(45)) made.directions = {d.percent(50) ? direction::inbound : direction::outbound};
    if (d.percent(5)) made.directions = {direction::internal, direction::outbound};
    if (d.percent(25)) made.channels = texts(d.some_of(set.channels, 1, 2));
    if (d.percent(20)) made.purposes = texts(d.some_of(set.purposes, 1, 2));
    if (d.percent(10)) made.with = {party::colleague};
    if (d.percent(10)) made.with = {party::prospect, party::referrer, party::colleague};
    if (d.percent(20)) made.condition = conditions.over_touch();
    return made;
  }

  tickler::event_ref event() {
    std::vector<std::variant<located_string, tickler::pattern_draft>> any;
    for (const auto& e : d.some_of(p.events, d.from(0, 1), d.percent(85) ? 1 : 2)) any.emplace_back(e.name);
    if (any.empty() || d.percent(10)) any.emplace_back(pattern());
    return {any};
  }

  // Counts do not count each other.
  tickler::event_ref some_event() {
    auto of = event();
    const auto is_count = [&](const auto& each) {
      const auto* name = std::get_if<located_string>(&each);
      return name && std::any_of(p.events.begin(), p.events.end(), [&](const auto& e) { return e.count && *e.name == **name; });
    };
    std::erase_if(of.any_of, is_count);
    if (of.any_of.empty()) of.any_of.emplace_back(pattern());
    return of;
  }

  tickler::duration span_of_count() {
    if (d.percent(40)) return d.from(1, 30) * tickler::units::days;
    return d.percent(50) ? d.from(1, 200) * tickler::units::hours : d.from(1, 5) * calendar_days;
  }

  // One that happens often.
  tickler::event_ref start() {
    if (d.percent(40)) return event();
    tickler::pattern_draft made{.outcomes = texts(d.some_of(set.outcomes, 1, 3))};
    if (d.percent(15)) made.directions = {direction::outbound};
    return made;
  }

  std::vector<located_string> calendar_names(int chance) {
    if (!d.percent(chance)) return {};
    const int last = static_cast<int>(p.calendars.size()) - 1;
    std::vector<located_string> names{*d.one_of(p.calendars).name};
    if (d.percent(20) && *p.calendars[static_cast<std::size_t>(last)].name != *names.front())
      names.push_back(p.calendars[static_cast<std::size_t>(last)].name);
    return names;
  }

  std::string purpose() { return d.percent(12) ? "" : d.one_of(set.purposes); }

  void words() {
    p.name = "random";
    p.zone = d.word({"America/New_York", "Europe/Berlin", "UTC"});
    p.own_channels = {"fax"};
    p.own_purposes = {"free_trial"};
    for (int n = 0, all = d.from(2, 4); n < all; ++n) p.calendars.push_back(random_calendar(d, n, set.middle));
    if (d.percent(80)) p.business = d.one_of(p.calendars).name;
    for (const auto& name : set.channels) {
      tickler::channel_draft c{.name = name, .calendars = calendar_names(70)};
      if (name == "phone" && d.percent(60)) c.needs = {"mobile", "phone"};
      if (name == "email" && d.percent(60)) c.needs = {"email"};
      if (name == "card" && d.percent(60)) c.needs = {"address"};
      p.channels.push_back(c);
    }
    p.facts = declared_facts();
    for (int n = 0; n < 5; ++n) {
      tickler::event_draft e{.name = "e" + std::to_string(n), .any_of = {pattern()}};
      if (d.percent(30)) e.any_of.push_back(pattern());
      if (n > 2 && d.percent(20)) {
        e.any_of.clear();
        e.count = {.of = some_event(), .at_least = d.from(1, 4), .within = span_of_count()};
      }
      p.events.push_back(e);
    }
    for (int n = 0, all = d.from(0, 3); n < all; ++n) p.stages.push_back({.name = "v" + std::to_string(n), .from = event()});
  }

  void backward_window(tickler::step_draft& s) {
    s.after = d.from(24, 120) * tickler::units::hours;
    if (d.percent(40)) s.after = d.from(2, 6) * (d.percent(50) ? tickler::units::days : calendar_days);
    if (!p.business->empty() && d.percent(25))
      s.after = d.percent(50) ? d.from(1, 3) * business_days : d.from(1, 30) * business_hours;
    s.after_is_before = true;
    if (d.percent(60)) {
      s.within = d.from(1, 23) * tickler::units::hours;
      s.within_is_before = d.percent(70);
    }
    if (d.percent(50)) s.at_latest = d.from(1, 5) * tickler::units::days;
  }

  // Tight enough for a weekend to squeeze.
  void welcome_window(tickler::step_draft& s) {
    s.after = d.from(1, 30) * tickler::units::hours;
    s.at_latest = d.from(31, 72) * tickler::units::hours;
  }

  void forward_window(tickler::step_draft& s) {
    if (d.percent(25)) return welcome_window(s);
    const bool business = !p.business->empty();
    duration length;
    if (d.percent(75)) s.after = length = random_duration(d, business);
    if (d.percent(50)) s.within = length = plus(length, random_duration(d, business));
    if (d.percent(50))
      s.at_latest = plus(length, d.percent(50) ? random_duration(d, business) : d.from(1, 30) * tickler::units::hours);
  }

  void work_out_window(tickler::step_draft& s) {
    const auto work_out = [this](std::optional<tickler::located<duration>>& constant, bool is_before,
                                 tickler::expression& computed) {
      if (is_before || !d.percent(20)) return;
      constant.reset();
      computed = conditions.length();
    };
    work_out(s.after, s.after_is_before, s.computed_after);
    work_out(s.within, s.within_is_before, s.computed_within);
    work_out(s.at_latest, s.at_latest_is_before, s.computed_at_latest);
  }

  void channel(tickler::step_draft& s) {
    if (d.percent(10))
      s.channels = {"internal"};
    else if (d.percent(12))
      s.channels = {"start"};
    else
      s.channels = texts(d.some_of(set.channels, 1, 2));
    if (s.channels.front().value != "internal" && d.percent(12)) s.to = party::referrer;
  }

  tickler::step_draft step(int number, bool is_last) {
    tickler::step_draft s{.name = "s" + std::to_string(number), .purpose = purpose()};
    channel(s);
    s.from = d.percent(50) ? anchor::previous : d.percent(50) ? anchor::start : anchor::until;
    if (*s.from == anchor::until && d.percent(40))
      backward_window(s);
    else
      forward_window(s);
    const std::chrono::minutes times[] = {9h, 2h + 30min, 0min, 18h, 12h + 15min, 1h + 45min};
    if (d.percent(20)) {
      s.at = d.one_of(times);
      s.at_next = d.percent(30);
    }
    if (d.percent(20)) s.apart = d.percent(20) ? duration{} : random_duration(d, !p.business->empty());
    if (d.percent(10)) s.clock = d.percent(50) ? tickler::step_clock::owner : tickler::step_clock::prospect;
    s.calendars = calendar_names(20);
    if (s.after && d.percent(25)) s.repeat = d.from(2, 4);
    if (is_last && d.percent(15)) {
      s.after = d.from(2, 5) * tickler::units::days;
      s.after_is_before = s.within_is_before = s.at_latest_is_before = false;
      s.within.reset();
      s.at_latest.reset();
      s.repeat = tickler::repeat_forever;
    } else {
      work_out_window(s);
    }
    if (d.percent(12)) s.done = event();
    s.condition = perhaps(&random_conditions::of_step);
    const bool may_expire = !s.condition.given() || s.condition.text == "reachable";
    if (may_expire && d.percent(25)) {
      s.expires = d.percent(50) ? d.from(1, 72) * tickler::units::hours : d.from(1, 6) * tickler::units::days;
      if (!p.business->empty() && d.percent(25))
        s.expires = d.percent(50) ? d.from(1, 20) * tickler::units::business_hours : d.from(1, 4) * tickler::units::business_days;
    }
    if (d.percent(15)) make_a_schedule(s, is_last);
    if ((s.at_latest || s.computed_at_latest.given()) && d.percent(50))
      s.when_late = tickler::when_late_draft{.purpose = purpose(), .note = "late"};
    if (d.percent(10)) s.variants = {{.name = "a"}, {.name = "b", .weight = 3}};
    return s;
  }

  // A step that comes back at fixed dates, more often than not forever.
  void make_a_schedule(tickler::step_draft& s, bool is_last) {
    if (*s.from == anchor::previous) s.from = anchor::start;
    s.every = d.percent(50)   ? d.from(2, 9) * tickler::units::days
              : d.percent(50) ? d.from(1, 2) * tickler::units::weeks
                              : d.from(1, 2) * tickler::units::months;
    s.after.reset(), s.within.reset(), s.at_latest.reset();
    s.after_is_before = s.within_is_before = s.at_latest_is_before = false;
    s.computed_after = s.computed_within = s.computed_at_latest = {};
    if (d.percent(50)) s.after = d.from(1, 30) * tickler::units::hours;
    if (s.after && *s.from == anchor::until) s.after_is_before = d.percent(50);
    if (d.percent(40) && !s.after_is_before) s.within = d.from(31, 40) * tickler::units::hours;
    if (d.percent(30) && !s.after_is_before) s.at_latest = d.from(41, 47) * tickler::units::hours;
    s.repeat = is_last && d.percent(60) ? tickler::repeat_forever : d.from(1, 4);
  }

  void cadence(int number) {
    tickler::cadence_draft c{.name = "k" + std::to_string(number), .starts = start()};
    if (d.percent(35)) c.ends = event();
    c.restart = d.percent(30);
    c.per = d.percent(60) ? run_per::prospect : d.percent(50) ? run_per::key : run_per::start;
    if (*c.per == run_per::prospect && d.percent(25)) {
      c.again.when = d.percent(40) ? tickler::again_draft::kind::never : tickler::again_draft::kind::after;
      if (c.again.when == tickler::again_draft::kind::after) c.again.wait = elapsed_or_days(d);
    }
    c.condition = perhaps(&random_conditions::of_run);
    if (d.percent(30)) c.priority = d.from(4, 7) * 10;
    const int steps = d.from(1, 4);
    for (int n = 0; n < steps; ++n) c.steps.push_back(step(n, n + 1 == steps));
    p.cadences.push_back(c);
  }

  std::vector<located_string> some_steps(int chance) {
    std::vector<std::string> all;
    for (const auto& c : p.cadences)
      for (const auto& s : c.steps) all.push_back(*c.name + "/" + *s.name);
    return d.percent(chance) ? texts(d.some_of(all, 1, 3)) : std::vector<located_string>{};
  }

  void limit(int number) {
    tickler::pattern_draft counted;
    if (d.percent(70)) counted.directions = {direction::outbound};
    if (d.percent(50)) counted.channels = texts(d.some_of(set.channels, 1, 2));
    if (d.percent(20)) counted.purposes = texts(d.some_of(set.purposes, 1, 2));
    if (d.percent(15)) counted.outcomes = texts(d.some_of(set.outcomes, 2, 4));
    if (d.percent(25)) counted.with = {party::prospect, party::referrer, party::colleague};
    tickler::limit_draft l{
        .name = "l" + std::to_string(number), .count = counted, .at_most = d.from(1, 3), .except = some_steps(30)};
    if (d.percent(25)) l.count = event();
    if (!d.percent(8)) l.per = elapsed_or_days(d);
    l.condition = perhaps(&random_conditions::of_rule);
    l.by_key = d.percent(30);
    p.limits.push_back(l);
  }

  void hold() {
    tickler::hold_draft h{.on = event(), .except = some_steps(25)};
    if (d.percent(30)) h.on = tickler::pattern_draft{.outcomes = {"out_of_office"}};
    if (d.percent(45))
      h.lasts = elapsed_or_days(d);
    else if (d.percent(60))
      h.otherwise = elapsed_or_days(d);
    if (d.percent(30)) h.channels = texts(d.some_of(set.channels, 1, 2));
    if (d.percent(30)) h.lifted_by = event();
    h.condition = perhaps(&random_conditions::of_rule);
    h.deadlines_run = d.percent(20);
    h.by_key = d.percent(30);
    p.holds.push_back(h);
  }

  void stop() {
    tickler::stop_draft s{.on = event()};
    if (d.percent(60)) s.on = tickler::pattern_draft{.outcomes = {"complained"}};
    if (d.percent(60)) s.channels = texts(d.some_of(set.channels, 1, 2));
    if (d.percent(45)) s.lifted_by = event();
    p.stops.push_back(s);
  }

  void never() {
    tickler::never_draft n;
    if (d.percent(60)) n.channels = texts(d.some_of(set.channels, 1, 1));
    if (n.channels.empty() || d.percent(60)) n.purposes = texts(d.some_of(set.purposes, 1, 1));
    n.condition = perhaps(&random_conditions::of_rule);
    p.never.push_back(n);
  }

  tickler::policy_draft make() {
    words();
    for (int n = 0, all = d.from(1, 5); n < all; ++n) cadence(n);
    for (int n = 0, all = d.from(0, 3); n < all; ++n) limit(n);
    for (int n = 0, all = d.from(0, 2); n < all; ++n) hold();
    if (d.percent(40)) stop();
    if (d.percent(20)) never();
    if (d.percent(60)) p.closes = event();
    return p;
  }
};

}  // namespace

stage_setting random_setting(dice& d) {
  using namespace date;
  const sys_days days[] = {2026_y / March / 8,     2026_y / March / 29,   2026_y / April / 5,     2026_y / October / 4,
                           2026_y / October / 25,  2026_y / November / 1, 2026_y / November / 26, 2024_y / February / 29,
                           2025_y / December / 24, 2026_y / June / 15};
  stage_setting set{.middle = d.one_of(days)};
  if (d.percent(2)) set.middle = sys_days{2037_y / December / 5};
  set.channels = d.some_of<std::string>({"phone", "email", "card", "post", "fax"}, 2, 4);
  set.purposes = d.some_of<std::string>({"check_in", "inform", "promote", "thank", "free_trial"}, 2, 3);
  set.outcomes = d.some_of<std::string>(
      {"replied", "inquired", "no_answer", "reached", "purchased", "promised", "declined", "sent", "met"}, 4, 6);
  return set;
}

tickler::policy_draft random_policy(dice& d, const stage_setting& set) { return policy_maker{d, set}.make(); }

}  // namespace plain
