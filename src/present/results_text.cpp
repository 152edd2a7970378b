#include <fmt/format.h>

#include <algorithm>
#include <tickler/check.hpp>
#include <tickler/io/results.hpp>
#include <vector>

#include "base/date_text.hpp"
#include "present/phrases.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

std::string any_of(const std::vector<std::string_view>& words) { return joined({words.begin(), words.end()}, " or "); }

// Its own name, or "hold 2".
template <class Arguments>
std::string rule_of(const Arguments& said, std::string_view kind) {
  return said.rule.empty() ? fmt::format("{} {}", kind, said.number) : std::string(said.rule);
}

std::string_view of_whom(const blocker_arguments& b) { return b.to == party::referrer ? " of the referrer" : ""; }

std::string missing_contact(const blocker_arguments& b) {
  const auto whose = of_whom(b);
  if (b.contact.empty()) return fmt::format("no contact for {}{} (collect_details)", b.channel, whose);
  return fmt::format("no {}{} (collect_details)", any_of(b.contact), whose);
}

std::string forbidden(const blocker_arguments& b) {
  const auto name = rule_of(b, "never");
  if (b.purposes.empty()) return fmt::format("{} forbids {}", name, b.channel);
  return fmt::format("{} forbids {} by {}", name, any_of(b.purposes), b.channel);
}

std::string undeclared(std::string_view channel) {
  if (channel.empty()) return "what started it has no channel to answer on";
  return fmt::format("what started it came by {}, which the policy does not declare", channel);
}

std::string when_of(const policy& p, const prospect& who, const decision& d, const action& a, const zone& local, instant now) {
  if (a.state == action_state::blocked) return missing_text(p, d, a);
  if (a.behind != action::not_behind) return "after " + step_text(p, d, d.actions.at(a.behind));
  const bool is_ready = a.state == action_state::ready;
  const auto& t = is_ready ? a.due : a.when;
  if (!t) return "";
  const bool is_elsewhere = !who.zone.empty() && who.zone != *p.draft().zone;
  return (is_ready ? deadline_text(*t, local, now) : to_text(*t, local, now)) + (is_elsewhere ? ' ' + who.zone : "");
}

// How late it is, or that it soon will be.
std::string lateness(const action& a, const zone& local, instant now) {
  constexpr std::chrono::hours soon{2};
  const auto for_long = [&](instant since) {
    return now - since < std::chrono::minutes{1} ? "less than a minute" : spelled(now - since);
  };
  if (a.has(action_flag::late) && a.at_latest)
    return now < *a.at_latest ? "will be late: at the latest " + deadline_text(*a.at_latest, local, now)
                              : for_long(*a.at_latest) + " late";
  if (a.has(action_flag::late_unavoidable)) return "cannot be in time";
  if (a.at_latest && a.state == action_state::ready && *a.at_latest - now <= soon) return spelled(*a.at_latest - now) + " left";
  return a.has(action_flag::overdue) && a.due && *a.due <= now ? for_long(*a.due) + " overdue" : "";
}

std::string why_of(const policy& p, const decision& d, const action& a, const zone& local, instant now) {
  const auto& starts = p.draft().cadences.at(a.cadence).starts;
  std::vector<std::string> parts{fmt::format("{}: {} {}", step_text(p, d, a), event_names(starts), to_text(a.start, local, now))};
  for (const auto& r : d.reasons_of(a))
    if (r.kind != reason_kind::started) parts.push_back(to_text(p, r, local));
  return joined(parts, "; ");
}

}  // namespace

action_text to_text(const policy& p, const prospect& who, const decision& d, const action& a, const zone& local, instant now) {
  return {.step = step_text(p, d, a),
          .what = what_to_do(p, who, a),
          .channel = channel_text(p, a),
          .when = when_of(p, who, d, a, local, now),
          .late = lateness(a, local, now),
          .why = why_of(p, d, a, local, now)};
}

std::string to_text(const policy& p, const blocker& b) {
  const auto said = arguments_of(p, b);
  switch (said.kind) {
    case blocker_kind::no_contact:
      return missing_contact(said);
    case blocker_kind::opted_out:
      return fmt::format("{}opted out of {}", said.to == party::referrer ? "the referrer has " : "", said.channel);
    case blocker_kind::bounced:
      return fmt::format("{}{} bounced", said.channel, of_whom(said));
    case blocker_kind::never:
      return forbidden(said);
    case blocker_kind::no_referrer:
      return "no referrer";
    case blocker_kind::undeclared_channel:
      return undeclared(said.channel);
    case blocker_kind::limit:
      return fmt::format("{} leaves no room ever", rule_of(said, "limit"));
    case blocker_kind::never_open:
      return "its calendars do not open together within two years";
    case blocker_kind::no_duration:
      return "a duration that the policy works out has no value from 0 to 100 years";
    case blocker_kind::no_business_time:
      return "the business calendar does not open enough within two years";
    case blocker_kind::no_date:
      return "no time given (until)";
    case blocker_kind::too_late:
      return "by the time it could be done it is no longer on offer";
    case blocker_kind::unknown_region:
      return "region unknown: a calendar has hours by region, and none for this one";
    case blocker_kind::beyond_2037:
      return "its time lies outside 1970 to 2037";
  }
  return {};
}

std::string to_text(const policy& p, const reason& r, const zone& local) {
  const auto said = arguments_of(p, r);
  const auto end = to_text(said.to, local, said.from);
  switch (said.kind) {
    case reason_kind::started:
      return fmt::format("started {}", end);
    case reason_kind::hold:
      return fmt::format("held by {} until {}", rule_of(said, "hold"), end);
    case reason_kind::snooze:
      return fmt::format("snoozed until {}", end);
    case reason_kind::limit:
      return fmt::format("moved by {} to {}", rule_of(said, "limit"), end);
    case reason_kind::calendar:
      return fmt::format("closed until {}", end);
    case reason_kind::squeeze:
      return fmt::format("moved forward to {}", end);
    case reason_kind::no_room:
      return fmt::format("{} leaves no room in time", rule_of(said, "limit"));
    case reason_kind::held:
      return fmt::format("held for {}, first due {}", spelled(said.to - said.from), deadline_text(said.from, local, said.to));
    case reason_kind::condition:
      return fmt::format("kept back by a condition until {}", end);
    case reason_kind::given_up:
      return fmt::format("given up {}, not possible before {}", to_text(said.from, local, said.to), end);
  }
  return {};
}

std::string to_text(const citation& c) { return std::string(c.text) + (c.as_of ? ", as of " + date_text(*c.as_of) : ""); }

std::string_view to_text(prospect_problem problem) {
  switch (problem) {
    case prospect_problem::none:
      return {};
    case prospect_problem::unknown_zone:
      return "its zone is unknown";
    case prospect_problem::unknown_owner_zone:
      return "its owner's zone is unknown";
    case prospect_problem::too_many_runs:
      return "more cadences run for it than are allowed";
    case prospect_problem::too_many_keys:
      return "limits and holds by key have more keys of it to remember than are allowed";
    case prospect_problem::too_costly:
      return "what the policy asks of its record is more work than is allowed";
    case prospect_problem::wrong_fact:
      return "a fact that the policy reads is not of the type that it declares";
    case prospect_problem::erased:
      return "it was erased";
    case prospect_problem::incomplete_history:
      return "one of its records could not be read";
  }
  return {};
}

std::string to_text(const policy& p, const prospect& who, prospect_problem problem) {
  if (problem == prospect_problem::unknown_zone || problem == prospect_problem::unknown_owner_zone ||
      problem == prospect_problem::wrong_fact)
    for (auto& found : check(p, who))
      if (found.severity == severity::error) return std::move(found.message);
  return std::string(to_text(problem));
}

}  // namespace tickler::inline TICKLER_ABI
