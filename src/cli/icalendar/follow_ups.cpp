#include "cli/icalendar/follow_ups.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <tickler/diagnostic.hpp>

namespace tickler::cli::icalendar {

namespace {

constexpr std::chrono::days kept_cancelled{30};  // for those who take in a file now and then

// As it goes on, or nothing.
component later(const component& before, instant now, person_state whose, fates& count) {
  const bool was_cancelled = is_cancelled(before);
  if (was_cancelled && changed_at(before) + kept_cancelled <= now) return {};
  auto c = copy_of(before);
  if (was_cancelled)
    ++count.cancelled_before;
  else
    ++(whose == person_state::undecided ? count.kept : count.cancelled);
  if (whose == person_state::undecided) return c;
  if (!was_cancelled) cancel(c, now);
  if (whose == person_state::unknown) forget_whose(c);
  return c;
}

}  // namespace

void follow_ups::add(const entry& e, instant now) { entries.emplace(e.uid, written(kind, e, now)); }

fates follow_ups::go_on_from(const follow_ups& before, instant now,
                             const std::function<person_state(std::string_view)>& how_stands) {
  fates count;
  for (auto& [uid, c] : entries) {
    const auto was = before.entries.find(uid);
    if (was == before.entries.end()) {
      ++count.fresh;
    } else if (content_of(was->second) == content_of(c)) {
      ++count.as_before;
      c = copy_of(was->second);
    } else {
      ++count.changed;
      icalcomponent_set_sequence(c.get(), icalcomponent_get_sequence(was->second.get()) + 1);
    }
  }
  for (const auto& [uid, c] : before.entries) {
    if (entries.contains(uid)) continue;
    if (auto still = later(c, now, how_stands(person_in(uid)), count)) entries.emplace(uid, std::move(still));
  }
  return count;
}

std::string follow_ups::text() const {
  component all(icalcomponent_new(ICAL_VCALENDAR_COMPONENT));  // without METHOD: nobody is sent or asked anything
  put(*all, icalproperty_new_version("2.0"));
  put(*all, icalproperty_new_prodid(product));
  put(*all, icalproperty_new_name(title.c_str()));
  put_own(*all, "X-WR-CALNAME", title);  // the same, for those who do not know RFC 7986
  put_own(*all, policy_property, policy);
  for (const auto& [uid, c] : entries) icalcomponent_add_component(all.get(), copy_of(c).release());
  return text_of(all);
}

std::string title_for(std::vector<std::string> owners) {
  if (owners.empty()) return "Follow-ups";
  std::ranges::sort(owners);
  owners.erase(std::unique(owners.begin(), owners.end()), owners.end());
  if (owners.front().empty()) owners.front() = "nobody";
  return printable(fmt::format("Follow-ups of {}", fmt::join(owners, ", ")));
}

std::string why_not_from(const follow_ups& before, const follow_ups& wanted, instant now) {
  if (before.policy != wanted.policy)
    return fmt::format("it is of the policy {}, not of {}", tickler::quoted(before.policy), tickler::quoted(wanted.policy));
  if (before.title != wanted.title)
    return fmt::format("it is {}, not {}", tickler::quoted(before.title), tickler::quoted(wanted.title));
  if (before.kind != wanted.kind && !before.entries.empty())
    return before.kind == entry_kind::task ? "it has tasks: go on with --as tasks" : "it has events: go on with --as events";
  for (const auto& [uid, c] : before.entries)
    if (changed_at(c) > now) return fmt::format("it is of {}, later than {}", to_string(changed_at(c)), to_string(now));
  return "";
}

}  // namespace tickler::cli::icalendar
