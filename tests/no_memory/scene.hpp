// A small company that has something of everything, made anew for each call that runs out of memory.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>
#include <vector>

namespace no_memory {

inline constexpr std::string_view scene_policy = R"(policy: scarce
zone: America/New_York
business: office
vocabulary: {purposes: [free_assessment], outcomes: [ceased]}
facts: {local: bool, transit: duration, tags: list}
calendars:
  office: {open: {mon-fri: 09:00-18:00}, closed: {all: [12-25], US: ["thu[4] nov"]}}
channels:
  phone: {needs: [mobile, phone], calendar: office}
  email: {needs: email}
  post: {needs: address, calendar: office}
events:
  asked: {direction: inbound, outcome: inquired}
  called: {channel: phone, direction: outbound}
  unanswered: {channel: phone, direction: outbound, outcome: [no_answer, left_message]}
  three-calls: {count: called, at_least: 3, within: 30 days}
  put_off: {outcome: postponed, if: has(touch.until)}
  bought: {outcome: purchased}
  heard: {direction: inbound, with: anyone}
  wrote: {direction: inbound, with: colleague}
stages:
  - {name: known, from: asked}
  - {name: customer, from: bought}
cadences:
  answer:
    starts: asked
    ends: bought
    if: count("three-calls") < 2
    steps:
      - {id: send, do: {channel: email, purpose: inform, note: Hello}, variants: {short: 2, long: 1}, within: 1 business day, at_latest: 2 business days}
      - {id: ring, do: {channel: [phone, post], purpose: check_in}, after: 2 days, repeat: 3, expires: 21 days}
      - {id: thank, do: {channel: email, purpose: thank, to: referrer}, after: 1 day}
  order:
    starts: bought
    per: key
    restart: true
    steps:
      - {id: happy, do: {channel: phone, purpose: confirm_satisfaction}, after: 14 days, within: 21 days, expires: 30 days}
  later:
    starts: put_off
    per: start
    steps:
      - {id: again, do: {channel: [phone, email], purpose: free_assessment}, from: until, within: 1 day, if: "!has(prospect.local) || has(prospect.tags) && 'vip' in prospect.tags"}
limits:
  weekly: {count: {channel: phone, direction: outbound}, at_most: 1, per: 7 days}
  each-order: {count: {direction: outbound, channel: email}, at_most: 2, per: 7 calendar days, by: key}
holds:
  - {name: heard-of, on: wrote, for: 3 days, channels: phone}
never:
  - {do: {channel: post}, while: "count('called', duration('168h')) < 1"}
stops:
  - {on: {outcome: ceased}}
  - {on: {outcome: complained}, channels: phone, lifted_by: asked}
closes: [{outcome: declined}]
promises:
  - {name: answered, after: asked, expect: {channel: email, direction: outbound}, within: 4 days}
  - {name: few, at_most: 3, of: called, per: 7 days}
  - {name: nobody, always: next_action}
)";

// The fourth is refused.
inline constexpr std::string_view scene_prospects =
    R"({"id":"ada","name":"Ada Byron","zone":"Europe/London","contact":{"email":"a@example.org","phone":"+1 212 555 0100"},"owner":"eve","account":"acme","referrer":"b\u00f8","facts":{"local":true,"transit":"48 hours","tags":["vip","a tag that is longer than a short string"]}}
{"id":"b\u00f8","region":"US-NY","contact":{"email":"a@example.org","address":"Main Street 1, a town with a long name"},"owner":"kim","account":"acme"}
{"id":"somebody with an id too long for a short string","contact":{"mobile":"+1 212 555 0102"},"x_other":1}
{"id":"nobody","zone":"Mars/Olympus"}
)";

// The last is refused: nothing is decided for the third.
inline constexpr std::string_view scene_touchpoints =
    R"({"prospect":"ada","at":"2026-02-18T15:00:00Z","channel":"web","outcome":"purchased","key":["order-1","order-2 of a rather long name"]}
{"prospect":"ada","at":"2026-02-20T09:00:00Z","channel":"email","direction":"inbound","outcome":"inquired"}
{"prospect":"ada","at":"2026-02-23T15:00:00Z","channel":"phone","direction":"outbound","outcome":"no_answer","id":"a call of the second floor","step":"answer/ring"}
{"prospect":"ada","at":"2026-02-24T15:00:00Z","channel":"phone","direction":"outbound","outcome":"left_message"}
{"prospect":"b\u00f8","at":"2026-02-26T10:00:00Z","channel":"email","direction":"inbound","outcome":"postponed","until":"2026-03-03T10:00:00Z"}
{"prospect":"b\u00f8","at":"2026-02-26T11:00:00Z","channel":"pigeon","direction":"inbound"}
{"prospect":"somebody with an id too long for a short string","at":"2026-02-27T10:00:00Z","channel":"email","direction":"inbound","outcome":"inquired"}
{"prospect":"somebody with an id too long for a short string","at":"yesterday","channel":"email","direction":"inbound"}
)";

inline constexpr tickler::instant a_monday{std::chrono::seconds{1'772'463'600}};  // 2026-03-02T15:00:00Z
inline constexpr auto hour = std::chrono::hours{1}, week = std::chrono::hours{168};

inline void ignore(const tickler::diagnostic&) {}

struct scene {
  tickler::vocabulary words{};
  tickler::policy p = tickler::load_policy(scene_policy, "p.yaml", words).value();
  tickler::book all{words};
  tickler::agenda due{};
  tickler::prospect ada{};
  tickler::history log{words};  // hers

  scene() {
    tickler::read_prospects(scene_prospects, {.file = "p.jsonl", .facts = &p}, all, ignore);
    tickler::read_touchpoints(scene_touchpoints, {.file = "t.jsonl"}, all, ignore);
    ada = all.prospect(0);
    all.history(0, log);
    tickler::evaluate_all(p, all, a_monday, [&](auto number, const auto& d) { due.set(number, d.next_change); });
  }
};

// All that it tells.
struct scene_content {
  struct person {
    tickler::prospect who{};
    bool is_erased = false;
    std::optional<tickler::prospect_number> found{};
    std::vector<tickler::touchpoint> log{};
    std::vector<tickler::refused_record> refused{};
    friend bool operator==(const person&, const person&) = default;
  };
  std::vector<person> people{};
  std::size_t touchpoints = 0, incomplete = 0, erased = 0;
  std::vector<tickler::touchpoint> log{};
  std::vector<tickler::prospect_number> due{};
  std::optional<tickler::instant> next{};
  friend bool operator==(const scene_content&, const scene_content&) = default;

  explicit scene_content(const scene& s)
      : touchpoints(s.all.touchpoints()),
        incomplete(s.all.incomplete()),
        erased(s.all.erased()),
        log(touchpoints_of(s.log)),
        due(s.due.due(tickler::time_end)),
        next(s.due.next()) {
    tickler::history hers(s.words);
    for (tickler::prospect_number n = 0; n < s.all.size(); ++n) {
      s.all.history(n, hers);
      const auto refused = s.all.refused(n);
      people.push_back(
          {s.all.prospect(n), s.all.is_erased(n), s.all.find(s.all.id(n)), touchpoints_of(hers), {refused.begin(), refused.end()}});
    }
  }

 private:
  static std::vector<tickler::touchpoint> touchpoints_of(const tickler::history& log) {
    std::vector<tickler::touchpoint> all;
    for (std::size_t i = 0; i < log.size(); ++i) all.push_back(log[i]);
    return all;
  }
};

}  // namespace no_memory
