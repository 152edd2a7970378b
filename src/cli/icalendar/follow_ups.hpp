// The follow-ups of some owners as one iCalendar file, and what becomes of them from one such file to the next.
//
//   follow_ups today{kind, policy.name(), title_for({"kim"})};
//   today.add(entry_of(kind, policy, ada, log, decision, action, now), now);
//   const auto counts = today.go_on_from(read_follow_ups("follow-ups.ics"), now, how_stands);
//   out << today.text();
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cli/icalendar/component.hpp"

namespace tickler::cli::icalendar {

inline constexpr auto product = "-//Tickler//tickler calendar//EN";
inline constexpr auto policy_property = "X-TICKLER-POLICY";

// How whoever an earlier entry is of stands now.
enum class person_state : std::uint8_t {
  decided,
  undecided,  // nothing can be decided for her: what is known to be gone is not
  unknown     // no prospect is hers
};

struct fates {
  std::size_t fresh = 0, changed = 0, as_before = 0, kept = 0, cancelled = 0, cancelled_before = 0;
};

struct follow_ups {
  entry_kind kind{};
  std::string policy{}, title{};
  std::map<std::string, component> entries{};  // by their uids

  void add(const entry& e, instant now);

  // An entry that says the same is what it was; one that says something else has the next sequence; one that is not there any more
  // is cancelled once, and left out some time later. What cannot be decided stays as it was.
  fates go_on_from(const follow_ups& before, instant now, const std::function<person_state(std::string_view person)>& how_stands);

  std::string text() const;
};

std::string title_for(std::vector<std::string> owners);  // those of everybody for none

// Why `wanted` cannot go on from what was before: of other owners, of another policy, of a later time; empty: it can.
std::string why_not_from(const follow_ups& before, const follow_ups& wanted, instant now);

// Throws std::runtime_error, with file and line, for what is not as `text` has written it.
follow_ups read_follow_ups(const std::string& file);

}  // namespace tickler::cli::icalendar
