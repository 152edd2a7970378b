#include <fmt/format.h>

#include <algorithm>
#include <tickler/io/results.hpp>
#include <vector>

#include "present/phrases.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

std::string any_of(const std::vector<located_string>& names) {
  std::vector<std::string> words;
  for (const auto& name : names) words.push_back(name.value);
  return joined(words, " or ");
}

std::string missing_contact(const policy& p, std::string_view channel) {
  const auto& channels = p.draft().channels;
  const auto found = std::find_if(channels.begin(), channels.end(), [&](const auto& c) { return c.name.value == channel; });
  if (found == channels.end() || found->needs.empty()) return fmt::format("no contact for {} (collect_details)", channel);
  return fmt::format("no {} (collect_details)", any_of(found->needs));
}

std::string forbidden(const policy& p, std::size_t index, std::string_view channel) {
  const auto name = rule_name(p.draft().never, index, "never");
  const auto purposes = any_of(p.draft().never[index].purposes);
  if (purposes.empty()) return fmt::format("{} forbids {}", name, channel);
  return fmt::format("{} forbids {} by {}", name, purposes, channel);
}

std::string undeclared(std::string_view channel) {
  if (channel.empty()) return "what started it has no channel to answer on";
  return fmt::format("what started it came by {}, which the policy does not declare", channel);
}

std::string when_of(const policy& p, const prospect& who, const decision& d, const action& a, const zone& local, instant now) {
  if (a.state == action_state::blocked) return missing_text(p, d, a);
  if (a.behind != action::not_behind) return "after " + step_text(p, d, d.actions.at(a.behind));
  const auto t = a.state == action_state::ready ? a.due : a.when;
  const bool is_elsewhere = !who.zone.empty() && who.zone != *p.draft().zone;
  return t ? to_text(*t, local, now) + (is_elsewhere ? ' ' + who.zone : "") : "";
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
          .when = when_of(p, who, d, a, local, now),
          .why = why_of(p, d, a, local, now)};
}

std::string to_text(const policy& p, const blocker& b) {
  const auto channel = p.words().name(b.channel);
  switch (b.kind) {
    case blocker_kind::no_contact:
      return missing_contact(p, channel);
    case blocker_kind::opted_out:
      return fmt::format("opted out of {}", channel);
    case blocker_kind::bounced:
      return fmt::format("{} bounced", channel);
    case blocker_kind::never:
      return forbidden(p, b.index, channel);
    case blocker_kind::no_referrer:
      return "no referrer";
    case blocker_kind::undeclared_channel:
      return undeclared(channel);
    case blocker_kind::limit:
      return fmt::format("{} leaves no room ever", rule_name(p.draft().limits, b.index, "limit"));
    case blocker_kind::never_open:
      return "its calendars do not open together within two years";
    case blocker_kind::no_duration:
      return "a duration that the policy works out has no value from 0 to 10 years";
    case blocker_kind::no_business_time:
      return "the business calendar does not open enough within two years";
    case blocker_kind::beyond_2037:
      return "its time lies past 2037";
  }
  return {};
}

std::string to_text(const policy& p, const reason& r, const zone& local) {
  const auto end = to_text(r.to, local, r.from);
  switch (r.kind) {
    case reason_kind::started:
      return fmt::format("started {}", end);
    case reason_kind::hold:
      return fmt::format("held by {} until {}", rule_name(p.draft().holds, r.index, "hold"), end);
    case reason_kind::snooze:
      return fmt::format("snoozed until {}", end);
    case reason_kind::limit:
      return fmt::format("moved by {} to {}", rule_name(p.draft().limits, r.index, "limit"), end);
    case reason_kind::calendar:
      return fmt::format("closed until {}", end);
    case reason_kind::squeeze:
      return fmt::format("moved forward to {}", end);
  }
  return {};
}

std::string_view to_text(prospect_problem problem) {
  switch (problem) {
    case prospect_problem::none:
      break;
    case prospect_problem::unknown_zone:
      return "its zone is unknown";
    case prospect_problem::unknown_owner_zone:
      return "its owner's zone is unknown";
    case prospect_problem::too_many_runs:
      return "more cadences run for it than are allowed";
    case prospect_problem::wrong_fact:
      return "a fact that the policy reads is not of the type that it declares";
  }
  return "its record cannot be used";
}

}  // namespace tickler::inline TICKLER_ABI
