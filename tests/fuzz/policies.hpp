// A few small policies that between them say most of what the language can, of one vocabulary.
#pragma once

#include <array>
#include <tickler/io/load_policy.hpp>

namespace fuzz {

inline constexpr auto desk_policy = R"yaml(policy: desk
zone: America/New_York
business: office
facts: {local: bool, seats: int, transit: duration, joined: timestamp, tags: list, rate: double, tier: string}
calendars:
  office: {open: {mon-fri: 09:00-18:00, sat: 10:00-13:00}, closed: {all: [12-25, 01-01], US: ["thu[4] nov"], GB: [12-26]}}
  decent: {open: {daily: 08:00-21:00}, cite: 12 CFR 1006.6}
channels:
  phone: {needs: [mobile, phone], calendar: [office, decent]}
  email: {needs: email}
  post: {needs: address, calendar: office}
events:
  asked: {direction: inbound, outcome: [inquired, requested_information]}
  answered: [{direction: inbound}, {outcome: [reached, interested]}]
  often: {count: {outcome: no_answer}, at_least: 2, within: 9 days}
  dated: {outcome: scheduled, if: has(touch.until)}
cadences:
  answer:
    starts: asked
    ends: {outcome: declined}
    if: "!has(prospect.local) || prospect.local || (has(prospect.seats) && prospect.seats > 3)"
    steps:
      - id: send
        do: {channel: [email, post], purpose: inform, template: catalogue, note: The catalogue.}
        within: 24 hours
        at_latest: 72 hours
        when_late: {purpose: apologise, note: Begin with an apology.}
        variants: {short: 2, long: 1}
      - {id: call, do: {channel: phone, purpose: check_in}, after: 2 business days, at: "09:30", apart: 1 day, expires: 9 days,
         repeat: 2}
      - id: again
        do: {channel: phone}
        after: "= has(prospect.transit) ? prospect.transit : duration('72h')"
        if: count('answered', duration('168h')) < 3
  remind:
    starts: dated
    per: start
    steps:
      - {id: before, do: {channel: [phone, email], purpose: remind}, from: until, after: 2 days before, within: 3 hours before,
         expires: 1 day}
      - {id: ask, do: {channel: start, purpose: check_in}, from: until, after: 1 hour, within: 1 day}
  quiet:
    starts: often
    restart: true
    again: 20 days
    steps: [{id: letter, do: {channel: [post, email], purpose: add_value}, after: 3 days, calendar: decent}]
limits:
  weekly: {count: {channel: phone, direction: outbound}, at_most: 1, per: 7 days, except: [remind/before]}
  daily: {count: {direction: outbound}, at_most: 2, per: 1 calendar day, while: "!has(prospect.tier) || prospect.tier != 'gold'"}
holds:
  - {name: away, on: {outcome: out_of_office}, for: until, else: 7 days, except: [answer/send]}
  - {on: {outcome: postponed}, for: 3 days, channels: phone, lifted_by: answered, deadlines: run}
never: [{do: {channel: phone, purpose: promote}}, {do: {purpose: add_value}, while: since('answered') >= duration('216h')}]
closes: [{outcome: [purchased, declined]}]
promises:
  - {name: soon, after: asked, expect: {direction: outbound}, within: 2 business days, unless: {outcome: declined}}
  - {name: calm, at_most: 2, of: {channel: phone, direction: outbound}, per: 7 calendar days}
  - {name: nobody-dropped, always: next_action, within: 2 weeks}
)yaml";

inline constexpr auto orders_policy = R"yaml(policy: orders
zone: Europe/London
channels: {email: {needs: email}, card: {needs: address}, sms: {needs: mobile}}
events:
  bought: {outcome: purchased}
  sent: {outcome: fulfilled}
  back: {outcome: [returned, cancelled]}
  cross: {outcome: complained}
cadences:
  deliver:
    starts: bought
    ends: back
    per: key
    priority: 70
    steps:
      - {id: thanks, do: {channel: [card, email], purpose: thank}, within: 1 day, expires: 9 days}
      - {id: pack, do: {channel: internal, purpose: collect_details}, within: 2 days, done: sent, clock: owner}
      - {id: happy, do: {channel: [email, sms], purpose: confirm_satisfaction}, after: 2 weeks, within: 3 weeks}
  renew:
    starts: bought
    restart: true
    per: key
    if: start.key != 'b'
    steps: [{id: each-month, do: {channel: email, purpose: add_value}, from: start, every: 1 month, repeat: 9}]
  mend: {starts: cross, again: never, steps: [{id: sorry, do: {channel: start, purpose: apologise}, at: next 10:00}]}
limits:
  by-order: {count: {direction: outbound}, at_most: 1, per: 2 days, by: key}
  in-all: {count: {channel: [email, sms], direction: outbound}, at_most: 4, per: 1 month}
holds:
  - {name: disputed, on: cross, for: 30 days, by: key, lifted_by: {outcome: interested}, except: [mend/sorry]}
stops: [{name: enough, on: {outcome: failed}, channels: sms, lifted_by: {direction: inbound}}]
promises:
  - {name: wishes, always: respected}
  - {name: thanked, after: bought, expect: {purpose: thank}, within: 3 days, unless: back}
  - {name: not-while-cross, after: cross, never: {purpose: [promote, add_value]}, for: 30 days}
  - {name: once-only, at_most: 1, of: {purpose: apologise}}
)yaml";

inline constexpr auto pursuit_policy = R"yaml(policy: pursuit
zone: Asia/Tokyo
vocabulary: {channels: [fax], purposes: [free_assessment], outcomes: [no_calls]}
channels: {phone: {needs: phone}, email: {needs: email}, fax: {}}
events:
  met: {outcome: met}
  unanswered: {channel: phone, direction: outbound, outcome: [no_answer, busy, left_message]}
  heard: [{direction: inbound}, {outcome: reached}]
stages: [{name: known, from: met}, {name: trusted, from: heard}, {name: customer, from: {outcome: purchased}}]
cadences:
  keep-trying:
    starts: unanswered
    if: start.purpose != 'confirm_satisfaction'
    ends: heard
    steps:
      - {id: message, do: {channel: phone, purpose: check_in}, after: 3 days, repeat: 3, expires: 14 days}
      - {id: letter, do: {channel: fax, purpose: free_assessment}, after: 9 days}
  report:
    starts: {direction: outbound}
    again: never
    if: has(prospect.referrer)
    steps: [{id: tell, do: {channel: email, purpose: report, to: referrer}, within: 24 hours}]
  care:
    starts: met
    restart: true
    priority: 20
    steps: [{id: further, do: {channel: [email, fax], purpose: add_value}, after: 2 weeks, repeat: forever}]
limits: {once-a-day: {count: {direction: outbound, with: anyone}, at_most: 1, per: 24 hours}}
holds: [{name: colleague, on: {with: colleague, direction: inbound}, for: 3 days, channels: phone}]
never: [{name: too-early, do: {purpose: [add_value, ask_for_sale]}, while: stage == 'known'}]
stops: [{on: {outcome: no_calls}, channels: phone}, {on: {outcome: complained}, cite: the manager}]
closes: [{outcome: declined}]
promises:
  - {name: opt-outs, always: respected}
  - {name: nobody-dropped, always: next_action, unless: {outcome: no_calls}}
  - {name: no-selling-after-no, after: {outcome: declined}, never: {direction: outbound}}
)yaml";

inline const auto& policies() {
  static const std::array all = [] {
    const tickler::vocabulary words;
    const auto made = [&](const char* yaml) { return tickler::load_policy(yaml, "policy.yaml", words).value(); };
    return std::array{made(desk_policy), made(orders_policy), made(pursuit_policy)};
  }();
  return all;
}

}  // namespace fuzz
