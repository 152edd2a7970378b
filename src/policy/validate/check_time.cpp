#include <algorithm>
#include <array>
#include <map>
#include <tickler/problem_numbers.hpp>

#include "base/messages.hpp"
#include "policy/calendar_regions.hpp"
#include "policy/validate/checker.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

using bound = checker::bound;

constexpr std::chrono::minutes whole_day{24 * 60};

std::vector<bound> bounds_of(const step_draft& s) {
  std::vector<bound> given;
  if (s.after) given.push_back({"after", *s.after, s.after_is_before});
  if (s.within) given.push_back({"within", *s.within, s.within_is_before});
  if (s.at_latest) given.push_back({"at_latest", *s.at_latest, s.at_latest_is_before});
  return given;
}

// In seconds from the time that the window counts from.
struct span_of_time {
  std::int64_t earliest = 0, latest = 0;
};

span_of_time span_of(const bound& b) {
  const auto range = range_of(*b.length);
  return b.before ? span_of_time{-range.longest, -range.shortest} : span_of_time{range.shortest, range.longest};
}

std::string to_string(const bound& b) {
  return quoted(b.key) + " (" + tickler::to_string(*b.length) + (b.before ? " before)" : ")");
}

bool possible(const closed_day& day) {
  return std::visit([](const auto& d) { return d.ok(); }, day);
}

template <class Hours>
bool possible_times(const Hours& o) {
  using std::chrono::minutes;
  return o.from >= minutes{0} && o.from < whole_day && o.to >= minutes{0} && o.to <= whole_day && o.from != o.to;
}

bool possible(const opening& o) { return o.days != 0 && o.days <= daily && possible_times(o); }

bool has_substitute(const closed_day& day) {
  const auto* moving = std::get_if<moving_day>(&day);
  return moving && moving->moves == moving_day::to::substitute;
}

calendar as_calendar(const calendar_draft& c) {
  calendar made;
  for (const auto& h : c.hours) made.hours.push_back(*h);
  for (const auto& d : c.closed) made.closed.push_back(*d);
  for (const auto& d : c.special) made.special.push_back(*d);
  return made;
}

// As if on all days that are closed for somebody, or special, it were closed for everybody: mostly it opens even so, and no region
// need be asked about.
calendar closed_for_all(const calendar_draft& c) {
  calendar made;
  for (const auto& h : c.hours) made.hours.push_back(*h);
  for (const auto& d : c.closed) made.closed.push_back({"", d->day});
  for (const auto& d : c.special) made.closed.push_back({"", d->day});
  return made;
}

// From 1970 to 2037; or the region has no hours that could.
bool ever_open(const calendar& c, std::string_view region) {
  constexpr date::days two_years{731};
  const open_hours hours(c, region, zone{});
  if (!hours.knows_region()) return true;
  for (auto t = time_begin; t < time_end; t += two_years)
    if (hours.from(t)) return true;
  return false;
}

// A single day closes at most two dates of a year (01-01 observed), and every weekday comes at least 52 times: only ranges, and
// calendars with more days than that, need a look.
bool surely_opens(const calendar_draft& c) {
  constexpr std::size_t harmless = 25;
  const auto is_range = [](const auto& d) {
    return std::holds_alternative<date_range>(d->day) || std::holds_alternative<yearly_range>(d->day);
  };
  return c.closed.size() + c.special.size() <= harmless && std::none_of(c.closed.begin(), c.closed.end(), is_range) &&
         std::none_of(c.special.begin(), c.special.end(), is_range);
}

}  // namespace

void checker::rules(const calendar_draft& c, const place& p) {
  const bool has_hours = hours(c, p), has_closed_days = closed_days(c, p), has_special_days = special_days(c, p);
  if (has_hours && has_closed_days && has_special_days) opens_at_all(c, p);
}

void checker::region(const std::string& name, const place& p) {
  if (name.size() > limits_.name_bytes)
    error(number::bad_name, p, "region " + quoted(name) + " is longer than " + std::to_string(limits_.name_bytes) + " bytes");
}

bool checker::hours(const calendar_draft& c, const place& p) {
  std::map<std::string_view, std::array<std::size_t, 7>> a_day;  // by region
  bool all_possible = true;
  for (const auto& h : c.hours) {
    if (!possible(*h)) {
      all_possible = false;
      error(number::bad_hours, p.in("open", h.at),
            "opening hours are of some weekdays, from and to different times of 00:00 to 24:00");
    }
    region(h->region, p.in("open", h.at));
    auto& of_region = a_day[h->region];
    for (std::size_t day = 0; day < of_region.size(); ++day) of_region[day] += (h->days >> day) & 1u;
  }
  std::size_t most = 0;
  for (const auto& [where, each] : a_day) most = std::max(most, *std::max_element(each.begin(), each.end()));
  at_most(most, limits_.intervals_a_day, p.in("open"), "intervals a day");
  return all_possible;
}

bool checker::closed_days(const calendar_draft& c, const place& p) {
  at_most(c.closed.size(), limits_.closed_days, p.in("closed"), "closed days");
  bool all_possible = true;
  for (const auto& d : c.closed) {
    if (!possible(d->day)) {
      all_possible = false;
      error(number::bad_closed_day, p.in("closed", d.at), "no such day");
    }
    region(d->region, p.in("closed", d.at));
  }
  return all_possible;
}

bool checker::special_days(const calendar_draft& c, const place& p) {
  at_most(c.special.size(), limits_.closed_days, p.in("special"), "special days");
  bool all_possible = true;
  const auto wrong = [&](int number, const located<special_day>& d, const std::string& message) {
    all_possible = false;
    error(number, p.in("special", d.at), message);
  };
  for (const auto& d : c.special) {
    if (!possible(d->day))
      wrong(number::bad_closed_day, d, "no such day");
    else if (has_substitute(d->day))
      wrong(number::bad_closed_day, d, "only a closed day has a substitute: name the day that has these hours");
    if (d->hours.empty() || !std::all_of(d->hours.begin(), d->hours.end(), [](const auto& o) { return possible_times(o); }))
      wrong(number::bad_hours, d, "the hours of a special day are from and to different times of 00:00 to 24:00");
    at_most(d->hours.size(), limits_.intervals_a_day, p.in("special", d.at), "intervals a day");
    region(d->region, p.in("special", d.at));
  }
  return all_possible;
}

void checker::opens_at_all(const calendar_draft& c, const place& p) {
  if (c.hours.empty()) return error(number::never_opens, p, "calendar " + quoted(c.name.value) + " never opens");
  if (surely_opens(c)) return;
  std::set<std::string_view> regions{""};
  for (const auto& h : c.hours) regions.insert(h->region);
  const auto strictest = closed_for_all(c);
  if (std::all_of(regions.begin(), regions.end(), [&](auto region) { return ever_open(strictest, region); })) return;
  for_each_regional(c, [&](std::string_view, const auto& value) { regions.insert(value->region); });
  const auto made = as_calendar(c);
  const auto closed = std::find_if(regions.begin(), regions.end(), [&](auto region) { return !ever_open(made, region); });
  if (closed == regions.end()) return;
  const auto where = closed->empty() ? "" : " for region " + quoted(*closed);
  error(number::never_opens, p, "calendar " + quoted(c.name.value) + " does not open in two years" + where);
}

void checker::key(const takes::zone&, const key_at& k, const located_string& name) {
  if (failed(name)) return;
  if (name->empty()) return missing(k.in(), k.whose, k.key);
  const auto found = zones_.find(*name);
  if (!found) error(number::unknown_zone, k.in(name.at), found.error().message);
}

void checker::key(const takes::whole_dates&, const key_at& k, const std::optional<located<duration>>& d) {
  if (!d) return;
  const auto wrong = check_duration(**d);
  if (wrong) return error(wrong->number, k.in(d->at), wrong->message);
  const bool whole = std::all_of((*d)->parts.begin(), (*d)->parts.end(), [](const duration_part& part) {
    return time_unit::day <= part.unit && part.unit <= time_unit::year;
  });
  if (!whole || (*d)->is_zero())
    error(number::bad_schedule, k.in(d->at),
          quoted(k.key) + " takes whole days, weeks, months or years, such as '1 month', not " + quoted(to_string(**d)));
}

void checker::any_duration(const located<duration>& d, const place& p) {
  const auto wrong = check_duration(*d);
  if (wrong) return error(wrong->number, p, wrong->message);
  if (d->uses_business_time() && draft_.business.value.empty() && !failed(draft_.business))
    error(number::business_missing, p, quoted(to_string(*d)) + " needs 'business:', the calendar that it counts in");
}

void checker::constant(const duration& d, const place& p, std::string_view key) {
  const auto wrong = check_duration(d);
  if (wrong) return error(wrong->number, p, wrong->message);
  if (d.uses_business_time()) error(number::business_forbidden, p, quoted(key) + " takes no business days, hours or minutes");
}

void checker::windows(const step_draft& s, const place& p) {
  std::vector<bound> bounds = bounds_of(s);
  for (const auto& b : bounds)
    if (b.before) before(s, p.in(b.key, b.length.at));
  if (!std::all_of(bounds.begin(), bounds.end(), [](const bound& b) { return !check_duration(*b.length); })) return;
  if (!s.after && !s.computed_after.given()) bounds.insert(bounds.begin(), bound{"after", {}, false});
  for (std::size_t i = 1; i < bounds.size(); ++i)
    if (span_of(bounds[i - 1]).earliest > span_of(bounds[i]).latest)
      error(number::window_order, p.in(bounds[i].key, bounds[i].length.at),
            to_string(bounds[i]) + " comes before " + to_string(bounds[i - 1]));
}

// Months are of several lengths: what cannot be told before the dates are known is taken.
void checker::schedule(const step_draft& s, const place& p) {
  if (!s.every) return;
  if (s.from.value == anchor::previous)
    error(number::bad_schedule, p.in("every", s.every->at),
          "'every' needs 'from: start' or 'from: until', the date that the schedule counts from");
  const duration& apart = **s.every;
  if (check_duration(apart)) return;
  for (const auto& b : bounds_of(s)) {
    if (b.key == "after" || b.before || check_duration(*b.length)) continue;
    if (*b.length == apart || range_of(*b.length).shortest >= range_of(apart).longest)
      error(number::bad_schedule, p.in(b.key, b.length.at),
            to_string(b) + " must be shorter than 'every' (" + tickler::to_string(apart) + "): then the next one comes");
  }
}

void checker::before(const step_draft& s, const place& p) {
  if (s.from.value != anchor::until)
    error(number::bad_before, p, "'before' needs 'from: until', the time that it counts back from");
}

}  // namespace tickler::inline TICKLER_ABI
