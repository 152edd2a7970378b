#include "policy/validate/lint_omissions.hpp"

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tickler/problem_numbers.hpp>
#include <utility>
#include <variant>
#include <vector>

#include "base/messages.hpp"
#include "policy/calendar_regions.hpp"
#include "policy/draft_path.hpp"
#include "policy/pattern_algebra.hpp"
#include "policy/validate/checker.hpp"
#include "policy/value_text.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

using patterns = std::vector<const pattern_draft*>;

// Whoever asks for it, in whatever way, has thought of its absence: conditions do not load that use it unasked.
bool asks_for(const expression& condition, std::string_view call) {
  std::string text = condition.text;
  std::erase_if(text, [](unsigned char c) { return std::isspace(c); });
  return text.find(call) != text.npos;
}

bool all_have_until(const patterns& list) {
  return !list.empty() &&
         std::all_of(list.begin(), list.end(), [](const auto* p) { return asks_for(p->condition, "has(touch.until)"); });
}

bool has_any(const std::vector<located_string>& list, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&list](std::string_view word) { return contains(list, word); });
}

bool is_of_prospect(const pattern_draft& p) {
  return std::any_of(p.with.begin(), p.with.end(), [](const auto& w) { return *w == party::prospect; });
}

// ISO 3166: a country, or a part of one.
bool is_region_code(std::string_view region) {
  const auto letters = [](std::string_view t) {
    return std::all_of(t.begin(), t.end(), [](unsigned char c) { return std::isalpha(c); });
  };
  const auto letters_and_digits = [](std::string_view t) {
    return std::all_of(t.begin(), t.end(), [](unsigned char c) { return std::isalnum(c); });
  };
  if (region.size() < 2 || !letters(region.substr(0, 2))) return false;
  return region.size() == 2 ||
         (region[2] == '-' && region.size() >= 4 && region.size() <= 6 && letters_and_digits(region.substr(3)));
}

class omissions {
 public:
  omissions(const policy_draft& draft, std::optional<instant> now)
      : draft_(draft), now_(now), closing_(patterns_of(draft, draft.closes)) {
    for (const auto& s : draft.stops)
      if (!s.channels.empty())
        for (const auto* on : patterns_of(draft, s.on)) channel_stops_.emplace_back(on, &s);
  }

  std::vector<diagnostic> run() && {
    each(draft_.calendars, "calendars", [this](const auto& c, const place& p) { calendar(c, p); });
    each(draft_.cadences, "cadences", [this](const auto& c, const place& p) { cadence(c, p); });
    each(draft_.limits, "limits", [this](const auto& l, const place& p) { limit(l, p); });
    each(draft_.holds, "holds", [this](const auto& h, const place& p) { hold(h, p); });
    nothing_closes();
    return std::move(found_);
  }

 private:
  template <class Part, class Look>
  static void each(const std::vector<Part>& list, std::string_view section, Look look) {
    for (std::size_t i = 0; i < list.size(); ++i)
      look(list[i], place{}.in(section).entry(list[i].name, i).in("", position_of(list[i])));
  }

  void warning(int number, const place& p, std::string message) {
    found_.push_back({number, severity::warning, draft_.file, p.at, p.at ? "" : p.path, std::move(message)});
  }

  void calendar(const calendar_draft& c, const place& p) {
    for (const auto& h : c.hours) long_night(*h, p.in("open", h.at));
    for (const auto& d : c.special)
      for (const auto& h : d->hours) long_night(h, p.in("special", d.at));
    past_days("closed", c.closed, c, p);
    past_days("special", c.special, c, p);
    left_open(c, p);
    std::set<std::string_view> seen;
    for_each_regional(c, [&](std::string_view key, const auto& value) {
      if (seen.insert(value->region).second && !is_region_code(value->region))
        warning(number::odd_region, p.in(key, value.at),
                "region " + quoted(value->region) + " is no code such as DE or US-NY: nobody whose record has the code is in it");
    });
  }

  // A day that moves leaves its own date, where that is open on weekends and nothing else closes it.
  void left_open(const calendar_draft& c, const place& p) {
    const auto opens_at_weekends = [](const auto& h) { return (h->days & (saturday | sunday)) != 0; };
    if (std::none_of(c.hours.begin(), c.hours.end(), opens_at_weekends)) return;
    std::set<std::pair<std::string_view, date::month_day>> closed;  // by region
    for (const auto& d : c.closed)
      if (const auto* day = std::get_if<date::month_day>(&d->day)) closed.emplace(d->region, *day);
    for (const auto& d : c.closed) {
      const auto* moving = std::get_if<moving_day>(&d->day);
      if (!moving || closed.contains({"", moving->day}) || closed.contains({d->region, moving->day})) continue;
      warning(number::moves_away, p.in("closed", d.at),
              quoted(to_string(d->day)) + " moves from a weekend to a weekday: calendar " + quoted(*c.name) +
                  " is open then on the day itself, close " + quoted(to_string(closed_day{moving->day})) +
                  " too if it is not to be");
    }
  }

  static const date::year_month_day* last_date(const closed_day& day) {
    const auto* range = std::get_if<date_range>(&day);
    return range ? &range->last : std::get_if<date::year_month_day>(&day);
  }

  // Of each list the last of its dates, once that is over wherever on earth it is read.
  template <class Day>
  void past_days(std::string_view key, const std::vector<located<Day>>& days, const calendar_draft& c, const place& p) {
    if (!now_) return;
    std::map<std::string_view, std::pair<date::sys_days, source_position>> last;  // by region
    for (const auto& d : days) {
      const auto* dated = last_date(d->day);
      if (!dated) continue;
      const std::pair day{date::sys_days{*dated}, d.at};
      const auto [known, is_new] = last.emplace(d->region, day);
      if (!is_new && known->second.first < day.first) known->second = day;
    }
    constexpr auto over = date::days{1} + std::chrono::hours{12};  // in the zone furthest behind UTC
    for (const auto& [region, day] : last)
      if (day.first + over <= *now_)
        warning(number::past_days, p.in(key, day.second),
                "the dated days of calendar " + quoted(*c.name) + (region.empty() ? "" : " for " + quoted(region)) +
                    " are all past, the last is " + tickler::to_string(closed_day{date::year_month_day{day.first}}) +
                    ": those to come are missing");
  }

  template <class Hours>
  void long_night(const Hours& o, const place& p) {
    using std::chrono::hours;
    const auto open = hours{24} - o.from + o.to;
    if (o.to >= o.from || open <= hours{12}) return;
    const auto text = [&o](std::chrono::minutes to) { return quoted(text_of(o.from) + '-' + text_of(to)); };
    const auto afternoon = o.to + hours{12};
    warning(number::long_night, p,
            text(o.to) + " goes on past midnight, for " + text_of(open) + " hours" +
                (o.from < hours{12} && afternoon > o.from && o.to > hours{0} ? ", did you mean " + text(afternoon) + '?' : ""));
  }

  void cadence(const cadence_draft& c, const place& p) {
    const auto starts = patterns_of(draft_, c.starts);
    missing_date(c, starts, p);
    sells_on(c, starts, p);
    closed_by_start(c, starts, p);
  }

  void missing_date(const cadence_draft& c, const patterns& starts, const place& p) {
    if (asks_for(c.condition, "has(start.until)") || all_have_until(starts)) return;
    for (std::size_t i = 0; i < c.steps.size(); ++i) {
      const auto& s = c.steps[i];
      if (*s.from != anchor::until || asks_for(s.condition, "has(start.until)")) continue;
      return warning(number::missing_date, p.in("steps").entry(s.name, i).in("from", s.from.at),
                     "step " + quoted(*s.name) + " counts from 'until': a run whose start has no until is blocked there");
    }
  }

  void sells_on(const cadence_draft& c, const patterns& starts, const place& p) {
    if (closing_.empty() || c.condition.given()) return;
    const auto sells = [](const step_draft& s) {
      return !s.condition.given() && (*s.purpose == "ask_for_sale" || *s.purpose == "promote");
    };
    if (std::none_of(c.steps.begin(), c.steps.end(), sells)) return;
    const auto ends = patterns_of(draft_, c.ends);
    if (!may_compare(closing_.size() * (starts.size() + ends.size()))) return;
    const auto any_meets_closing = [this](const patterns& list) {
      return std::any_of(list.begin(), list.end(), [this](const pattern_draft* some) {
        return std::any_of(closing_.begin(), closing_.end(),
                           [some](const auto* closes) { return covers(*closes, *some) || covers(*some, *closes); });
      });
    };
    if (!any_meets_closing(starts) && !any_meets_closing(ends))
      warning(number::sells_on, p,
              "cadence " + quoted(*c.name) + " sells on after the answer is certain: what 'closes' is not among its 'ends'");
  }

  // The channels that surely are closed to the prospect once such a touchpoint has come; `start`: its own, whichever it is.
  std::set<std::string_view> closed_by(const pattern_draft& p) const {
    std::set<std::string_view> closed;
    if (std::any_of(p.with.begin(), p.with.end(), [](const auto& w) { return *w != party::prospect; })) return closed;
    const auto closes_own = [](const auto& outcome) { return *outcome == "opted_out" || *outcome == "bounced"; };
    if (!p.outcomes.empty() && std::all_of(p.outcomes.begin(), p.outcomes.end(), closes_own)) {
      closed.insert("start");
      if (p.channels.size() == 1) closed.insert(*p.channels.front());
    }
    for (const auto& [on, stop] : channel_stops_)
      if (covers(*on, p))
        for (const auto& channel : stop->channels) closed.insert(*channel);
    return closed;
  }

  void closed_by_start(const cadence_draft& c, const patterns& starts, const place& p) {
    if (starts.empty() || !may_compare(starts.size() * (1 + channel_stops_.size()))) return;
    std::vector<std::set<std::string_view>> closed;
    for (const auto* start : starts) closed.push_back(closed_by(*start));
    for (std::size_t i = 0; i < c.steps.size(); ++i) {
      const auto& s = c.steps[i];
      const auto never_open = [&s](const std::set<std::string_view>& shut) {
        return std::all_of(s.channels.begin(), s.channels.end(), [&shut](const auto& channel) { return shut.contains(*channel); });
      };
      if (*s.to == party::prospect && std::all_of(closed.begin(), closed.end(), never_open))
        warning(number::closed_by_start, p.in("steps").entry(s.name, i),
                "step " + quoted(*s.name) + " can never be done: what starts cadence " + quoted(*c.name) + " closes its channel");
    }
  }

  void limit(const limit_draft& l, const place& p) {
    for (const auto* counted : patterns_of(draft_, l.count)) {
      const bool says_whose = !counted->directions.empty() || !counted->purposes.empty() || !counted->outcomes.empty() ||
                              asks_for(counted->condition, "touch.direction");
      if (!says_whose)
        return warning(number::counts_both_ways, p,
                       "limit " + quoted(*l.name) + " counts what comes from her too: what it counts has no 'direction'");
    }
  }

  void hold(const hold_draft& h, const place& p) {
    if (h.lasts || h.otherwise || all_have_until(patterns_of(draft_, h.on))) return;
    warning(
        number::holds_nothing, p,
        (h.name->empty() ? "this hold" : "hold " + quoted(*h.name)) + " has no 'else': a touchpoint without until holds nothing");
  }

  void nothing_closes() {
    if (draft_.closes.given() || draft_.cadences.empty()) return;
    const auto is_answer = [](const pattern_draft& p) {
      return is_of_prospect(p) && !p.condition.given() && has_any(p.outcomes, {"purchased", "declined"});
    };
    for (const auto& e : draft_.events)
      if (std::any_of(e.any_of.begin(), e.any_of.end(), is_answer))
        return warning(
            number::nothing_closes, place{}.in("events").in(*e.name, e.name.at),
            "event " + quoted(*e.name) + " closes nothing: without 'closes' whoever has bought or declined is unattended");
  }

  // Nothing is said of policies so large that it would take long.
  bool may_compare(std::size_t pairs) {
    if (pairs > comparisons_left_) return false;
    comparisons_left_ -= pairs;
    return true;
  }

  const policy_draft& draft_;
  const std::optional<instant> now_;
  const patterns closing_;
  std::vector<std::pair<const pattern_draft*, const stop_draft*>> channel_stops_{};
  std::size_t comparisons_left_ = 1'000'000;  // of patterns with one another
  std::vector<diagnostic> found_{};
};

}  // namespace

std::vector<diagnostic> lint_omissions(const policy_draft& draft, std::optional<instant> now) {
  return omissions(draft, now).run();
}

}  // namespace tickler::inline TICKLER_ABI
