// A prospect to whom every word has happened, under whatever policy.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <tickler/tickler.hpp>
#include <vector>

namespace fuzz {

inline const tickler::instant first_day =
    tickler::parse_instant("2026-03-05T15:00:00Z").value();  // before a clock change in New York

inline tickler::prospect somebody(const tickler::policy_draft& draft) {
  tickler::prospect ada{.id = "ada", .zone = "America/New_York", .region = "US-NY", .referrer = "cy"};
  for (const char* kind : {"phone", "mobile", "email", "address"}) ada.contact[kind] = "known";
  const tickler::fact known[] = {
      true, std::int64_t{5}, 0.5, std::string("ada"), first_day, std::chrono::hours{72}, std::vector<std::string>{"gold", "north"}};
  for (const auto& f : draft.facts) ada.facts[*f.name] = known[static_cast<std::size_t>(*f.type)];
  return ada;
}

// Each outcome, in turn on the channels and for the purposes there are, some hours after the one before.
inline std::vector<tickler::touchpoint> eventful(const tickler::policy_draft& draft) {
  std::vector<tickler::touchpoint> all;
  auto at = first_day;
  for (std::size_t i = 2; i < tickler::outcome_names.size(); ++i, at += std::chrono::minutes{431}) {
    tickler::touchpoint t{.at = at};
    t.words = {.channel = static_cast<tickler::channel>(2 + i % (tickler::channel_names.size() - 2)),
               .direction = static_cast<tickler::direction>(1 + i % 3),
               .purpose = static_cast<tickler::purpose>(i % tickler::purpose_names.size()),
               .outcome = static_cast<tickler::outcome>(i),
               .with = i % 7 == 0 ? tickler::party::colleague : tickler::party::prospect};
    if (i % 2 == 0) t.until = at + std::chrono::hours{50};
    if (i % 3 == 0) t.keys = {"order " + std::to_string(i % 4)};
    if (i % 6 == 0) t.keys.push_back("order 7");
    if (i % 5 == 0 && !draft.cadences.empty()) t.steps = {*draft.cadences[0].name + '/' + *draft.cadences[0].steps[0].name};
    all.push_back(t);
  }
  return all;
}

inline tickler::history log_of(const tickler::policy& p, std::span<const tickler::touchpoint> all) {
  tickler::history log(p.words());
  for (const auto& t : all) log.add(t);
  return log;
}

}  // namespace fuzz
