// Somebody to whom something has happened, out of bytes: mostly what a policy is about, hours and days apart, and now and then
// what no CRM has.
#pragma once

#include <algorithm>
#include <string>
#include <tickler/error.hpp>
#include <tickler/history.hpp>
#include <tickler/policy.hpp>
#include <tickler/problem_numbers.hpp>
#include <tickler/prospect.hpp>
#include <vector>

#include "fuzz/bytes.hpp"

namespace fuzz {

struct happening {
  tickler::prospect who{};
  std::vector<tickler::touchpoint> touchpoints{};
  tickler::instant now{};
};

inline constexpr const char* known_keys[] = {"a", "b", "7/\xc3\xbc", "order 7"};

inline tickler::instant some_instant(dice& d, tickler::instant from) {
  constexpr std::chrono::seconds units[] = {std::chrono::seconds{1}, std::chrono::minutes{7}, std::chrono::hours{1}, date::days{1}};
  const auto kind = d.byte();
  const auto t =
      kind >= 250 ? tickler::time_begin + std::chrono::seconds{d.number<std::uint32_t>()} : from + units[kind % 4] * d.byte();
  return std::min(t, tickler::time_end - std::chrono::seconds{1});
}

inline tickler::prospect somebody(dice& d, const tickler::policy& p) {
  tickler::prospect who{.id = "ada"};
  const auto known = d.byte(), said = d.byte();
  constexpr const char* kinds[] = {"email", "phone", "mobile", "address"};
  for (int i = 0; i < 4; ++i)
    if ((known >> i & 1) == 0) who.contact[kinds[i]] = "+1 212 555 0100";
  constexpr const char* zones[] = {"", "America/New_York", "Asia/Kathmandu", "Nowhere"};
  who.zone = zones[known >> 4 & 3];
  who.owner_zone = zones[known >> 6 & 1];
  if (known & 0x80) who.region = "US-NY";
  if (said & 1) who.referrer = "cy";
  if (said & 2) who.owner = "kim";
  const tickler::fact values[] = {(said & 4) != 0,      std::int64_t{d.number<std::int8_t>()}, 0.5, "gold", tickler::time_begin,
                                  date::days{said & 7}, std::vector<std::string>{"gold"}};
  for (std::size_t i = 0; i < p.draft().facts.size(); ++i)
    if (const auto& f = p.draft().facts[i]; said >> (3 + i % 5) & 1) who.facts[*f.name] = values[static_cast<std::size_t>(*f.type)];
  return who;
}

inline tickler::touchpoint some_touchpoint(dice& d, const tickler::policy& p, const std::vector<tickler::touchpoint>& before,
                                           tickler::instant from) {
  tickler::touchpoint t{.at = some_instant(d, before.empty() ? from : before.back().at)};
  const auto flags = d.byte();
  t.words = {.channel = static_cast<tickler::channel>(d.below(p.words().size<tickler::channel>())),
             .direction = static_cast<tickler::direction>(flags & 3),
             .purpose = static_cast<tickler::purpose>(d.below(p.words().size<tickler::purpose>())),
             .outcome = static_cast<tickler::outcome>(d.below(p.words().size<tickler::outcome>())),
             .with = static_cast<tickler::party>((flags >> 2 & 3) % 3)};
  if (flags & 0x10) t.until = some_instant(d, t.at);
  if (flags & 0x20) t.keys.emplace_back(d.one_of(known_keys));
  if (flags & 0x40) {
    const auto& cadence = d.one_of(p.draft().cadences);
    auto& step = t.steps.emplace_back(*cadence.name + '/' + *d.one_of(cadence.steps).name);
    if (!before.empty() && d.byte() & 1) step += "#0@" + tickler::to_string(d.one_of(before).at);
  }
  if (flags & 0x80) t.id = std::string("m") + static_cast<char>('0' + d.below(4));
  return t;
}

inline happening some_happening(dice& d, const tickler::policy& p, std::size_t most = 12) {
  const auto monday = tickler::time_begin + std::chrono::seconds{1'772'445'600};  // 10:00 in London
  happening all{.who = somebody(d, p)};
  const auto wait = d.byte();
  const auto later = d.byte();
  while (!d.empty() && all.touchpoints.size() < most) all.touchpoints.push_back(some_touchpoint(d, p, all.touchpoints, monday));
  const auto last = all.touchpoints.empty() ? monday : all.touchpoints.back().at;
  const auto now = last + std::chrono::hours{wait} + date::days{later >= 200 ? -later : 0} + std::chrono::seconds{later};
  all.now = std::clamp(now, tickler::time_begin, tickler::time_end - std::chrono::seconds{1});
  return all;
}

// In one process a vocabulary sees more combinations of words than it keeps: then those that are new are left out.
inline tickler::history log_of(const tickler::policy& p, const std::vector<tickler::touchpoint>& all) {
  tickler::history log(p.words());
  for (const auto& t : all) try {
      log.add(t);
    } catch (const tickler::misuse& e) {
      if (e.number() != tickler::misuse_number::too_many) throw;
    }
  return log;
}

}  // namespace fuzz
