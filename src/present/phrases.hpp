// How people are told things: what we call a touchpoint, an event, a step, a time and several of them. Said here and nowhere else;
// what the command and other programs need of it is public (tickler/io/results.hpp).
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tickler/decision.hpp>
#include <tickler/history.hpp>
#include <tickler/io/results.hpp>
#include <tickler/joint_history.hpp>
#include <tickler/policy.hpp>
#include <tickler/prospect.hpp>
#include <tickler/zone.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

std::string joined(const std::vector<std::string>& parts, std::string_view between);

std::string spaced(std::string_view word);  // "check_in" as "check in"

// A deadline within a sentence: "the end of Wed 4 Mar".
std::string told_deadline(instant t, const zone& local, std::optional<instant> seen_from);

std::string spelled(std::chrono::seconds length);  // "3 days 4 hours": its two largest units

std::string step_name(const policy& p, std::size_t cadence, std::size_t step);  // "keep-trying/weekly"
std::string of_key(std::string_view key);                                       // " of order-7"; "" where there is none
std::string repetition_text(const step_draft& step, std::uint32_t repetition);  // " (2 of 3)", " (no. 4)"; "" for one alone
std::string step_text(const policy& p, const decision& d, const action& a);     // "keep-trying/weekly of order-7 (2 of 3)"
std::string channel_text(const policy& p, const action& a);                     // "phone", "phone or email"
std::string what_to_do(const policy& p, const prospect& who, const action& a);  // "phone check in to the referrer cy"

std::string missing_text(const policy& p, const decision& d, const action& a);  // "no mobile or phone; opted out of email"

// A rule's own name, or "hold 2".
template <class Rule>
std::string rule_name(const std::vector<Rule>& rules, std::size_t index, const char* kind) {
  const auto& name = rules.at(index).name.value;
  return name.empty() ? fmt::format("{} {}", kind, index + 1) : name;
}

// What a rule goes back to, to be said behind it: " [12 CFR 1006.14(b)(2), as of 2026-11-28]"; "" where it does not say.
template <class Rule>
std::string cited(const Rule& rule) {
  const auto text = to_text(citation_of(rule));
  return text.empty() ? text : fmt::format(" [{}]", text);
}

// What a touchpoint must be: "inbound, inquired or requested information", or as it is read in a sentence: "inbound phone
// touchpoint".
std::string pattern_list(const pattern_draft& wanted);
std::string pattern_phrase(const pattern_draft& wanted);

// Events by name, "asked or bought", and patterns that have none.
std::string event_names(const event_ref& wanted);   // as lists
std::string event_phrase(const event_ref& wanted);  // names in quotes, as phrases

// Of one prospect at one time.
class phrases {
 public:
  phrases(const policy& p, const prospect& who, const history& log, instant now, std::span<const shared_touchpoint> of_others);

  std::string_view zone_name() const noexcept { return local_.name(); }
  const zone& local() const noexcept { return local_; }

  std::string time(instant t) const;               // "Thu 5 Mar 10:00"; with the year if it is another one than now's
  std::string ending(instant t) const;             // the same; "the end of Wed 4 Mar" for a deadline at midnight
  std::string deadline(instant t) const;           // the same; "by the end of Wed 4 Mar"
  std::string change(instant t) const;             // the same; "just after Thu 5 Mar 10:00" a second later
  std::string touch(std::uint32_t index) const;    // "no answer (our phone check in) Thu 5 Mar 10:00"; and of whom
  instant at(std::uint32_t index) const;           // of a touchpoint
  std::string purpose(std::uint32_t index) const;  // of a touchpoint: "check in"
  std::string step(const decision& d, const action& a) const { return step_text(policy_, d, a); }
  std::string event(const event_ref& wanted) const;  // "asked (inbound, inquired or requested information)"

 private:
  std::string owner(std::uint32_t index) const;

  const policy& policy_;
  const history& log_;
  std::span<const shared_touchpoint> of_others_;
  zone local_;
  instant now_;
};

}  // namespace tickler::inline TICKLER_ABI
