// One table, and longer than a file should be for it: policies, and what each is warned of.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <set>
#include <sstream>
#include <tickler/problem_numbers.hpp>

#include "support/files.hpp"
#include "support/instants.hpp"
#include "support/loading.hpp"

namespace {

struct lint_case {
  std::string_view name, policy, warnings;
  friend std::ostream& operator<<(std::ostream& out, const lint_case& c) { return out << c.name; }
};

const lint_case cases[] = {
    {"a condition that never holds", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {asked: {direction: inbound}}
cadences:
  answer: {starts: asked, if: happened('asked') && !happened('asked'), steps: [{id: call, do: {channel: phone}}]}
)yaml",
     "p.yaml:6:31: warning: this condition never holds [T407]\n"},
    {"a condition that always holds, whatever the stage", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {asked: {direction: inbound}}
stages: [{name: met, from: asked}]
cadences:
  answer: {starts: asked, steps: [{id: call, do: {channel: phone}, if: stage == 'met' || stage != 'met'}]}
)yaml",
     "p.yaml:7:72: warning: this condition always holds: leave it out [T408]\n"},
    {"a pattern that asks for two channels at once", R"yaml(policy: p
zone: UTC
vocabulary: {channels: [fax, telex]}
channels: {phone: {}}
events: {asked: {direction: inbound, if: "touch.channel == 'fax' && touch.channel == 'telex'"}}
cadences: {answer: {starts: asked, steps: [{id: call, do: {channel: phone}}]}}
)yaml",
     "p.yaml:5:43: warning: this condition never holds [T407]\n"},
    {"a pattern where an event is wanted", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
cadences: {answer: {starts: {if: touch.key == '' || true}, steps: [{id: call, do: {channel: phone}}]}}
)yaml",
     "p.yaml:4:34: warning: this condition always holds: leave it out [T408]\n"},
    {"a flag is absent, false or true", R"yaml(policy: p
zone: UTC
facts: {local: bool}
channels: {phone: {}}
events: {asked: {direction: inbound}}
cadences:
  near: {starts: asked, if: has(prospect.local) && prospect.local, steps: [{id: call, do: {channel: phone}}]}
  far: {starts: asked, if: "!has(prospect.local) || !prospect.local", steps: [{id: call, do: {channel: phone}}]}
)yaml",
     ""},
    {"nothing is said of times, numbers and texts", R"yaml(policy: p
zone: UTC
facts: {score: int}
channels: {phone: {}}
events: {asked: {direction: inbound}}
cadences:
  answer:
    starts: asked
    if: has(prospect.score) && prospect.score > 3 && prospect.score < 2 && since('asked') > duration('1h')
    steps: [{id: call, do: {channel: phone}}]
)yaml",
     ""},
    {"a step after one that repeats forever", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {bought: {outcome: purchased}}
cadences:
  care:
    starts: bought
    steps:
      - {id: quarterly, do: {channel: phone}, after: 3 months, repeat: forever}
      - {id: last, do: {channel: phone}}
closes: bought
)yaml",
     "p.yaml:10:14: warning: step 'last' is never reached: 'quarterly' before it repeats forever [T409]\n"},
    {"a step after one that repeats forever only while its condition holds", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {bought: {outcome: purchased}, left: {outcome: cancelled}}
cadences:
  care:
    starts: bought
    steps:
      - {id: quarterly, do: {channel: phone}, after: 3 months, repeat: forever, if: "!happened('left')"}
      - {id: last, do: {channel: phone}}
closes: bought
)yaml",
     ""},
    {"a cadence that starts with what ends all contact", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {upset: {outcome: complained}, angry: {channel: phone, outcome: complained}}
cadences:
  soothe: {starts: angry, steps: [{id: call, do: {channel: phone}}]}
stops: [upset]
)yaml",
     "p.yaml:6:3: warning: cadence 'soothe' never starts: what starts it ends all contact [T410]\n"},
    {"a cadence that only sometimes starts with what ends all contact", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {upset: {channel: phone, outcome: complained}, angry: {outcome: complained}}
cadences:
  soothe: {starts: angry, steps: [{id: call, do: {channel: phone}}]}
stops: [upset]
)yaml",
     ""},
    {"a time of day outside the calendar", R"yaml(policy: p
zone: UTC
calendars: {office: {open: {mon-fri: 09:00-18:00}}}
channels: {phone: {calendar: office}, email: {}}
events: {asked: {direction: inbound}}
cadences:
  late: {starts: asked, steps: [{id: call, do: {channel: phone}, at: 18:00}]}
  well: {starts: asked, steps: [{id: call, do: {channel: phone}, at: 17:59}]}
  else: {starts: asked, steps: [{id: call, do: {channel: [phone, email]}, at: 20:00}]}
)yaml",
     "p.yaml:7:70: warning: 'at' is always closed: the step is moved to other hours each time [T411]\n"},
    {"calendars that are never open together", R"yaml(policy: p
zone: UTC
calendars: {office: {open: {mon-fri: 09:00-18:00}}, evenings: {open: {daily: 18:00-21:00}}}
channels: {phone: {calendar: office}}
events: {asked: {direction: inbound}}
cadences:
  answer: {starts: asked, steps: [{id: call, do: {channel: phone}, calendar: evenings}]}
)yaml",
     "p.yaml:7:40: warning: step 'call' can never be done: its calendars are never open together [T411]\n"},
    {"repetitions closer together than the limit lets them be", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {asked: {direction: inbound}}
cadences:
  press: {starts: asked, steps: [{id: call, do: {channel: phone}, after: 1 day, at_latest: 2 days, repeat: 3}]}
limits:
  weekly: {count: {channel: phone, direction: outbound}, at_most: 2, per: 7 days}
)yaml",
     "p.yaml:6:92: warning: 'at_latest' of step 'call' is always missed in the end: limit 'weekly' lets it repeat only 2 times in "
     "7 days [T411]\n"},
    {"repetitions that the limit leaves room for", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {asked: {direction: inbound}}
cadences:
  press: {starts: asked, steps: [{id: call, do: {channel: phone}, after: 1 day, at_latest: 4 days, repeat: 3}]}
limits:
  weekly: {count: {channel: phone, direction: outbound}, at_most: 2, per: 7 days}
)yaml",
     ""},
    {"a deadline below a cadence that can use up the limit", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {asked: {direction: inbound}, bought: {outcome: purchased}}
cadences:
  care: {starts: bought, steps: [{id: call, do: {channel: phone}}]}
  answer: {starts: asked, steps: [{id: send, do: {channel: phone}, at_latest: 72 hours}]}
limits:
  weekly: {count: {channel: phone, direction: outbound}, at_most: 1, per: 7 days}
closes: bought
)yaml",
     "p.yaml:7:79: warning: step 'send' may miss 'at_latest': cadence 'care' goes before it and can use up limit 'weekly' "
     "[T412]\n"},
    {"a deadline that goes before, or that the limit does not hold back", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {asked: {direction: inbound}, bought: {outcome: purchased}}
cadences:
  care: {starts: bought, steps: [{id: call, do: {channel: phone}}]}
  answer: {starts: asked, priority: 60, steps: [{id: send, do: {channel: phone}, at_latest: 72 hours}]}
  spared: {starts: asked, steps: [{id: send, do: {channel: phone}, at_latest: 72 hours}]}
limits:
  weekly: {count: {channel: phone, direction: outbound}, at_most: 1, per: 7 days, except: spared/send}
closes: bought
)yaml",
     ""},
    {"a limit that no step is held back by", R"yaml(policy: p
zone: UTC
channels: {phone: {}, email: {}}
events: {asked: {direction: inbound}}
cadences:
  answer: {starts: asked, steps: [{id: send, do: {channel: phone}}]}
limits:
  mails: {count: {channel: email, direction: outbound}, at_most: 1, per: 7 days}
  calls: {count: {channel: phone, direction: outbound}, at_most: 1, per: 7 days, except: answer/send}
)yaml",
     "p.yaml:8:3: warning: limit 'mails' holds no step back [T406]\np.yaml:9:3: warning: limit 'calls' holds no step back "
     "[T406]\n"},
    {"limits and holds by key where no cadence runs for each key", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {asked: {direction: inbound}}
cadences:
  answer: {starts: asked, steps: [{id: send, do: {channel: phone}}]}
limits:
  calls: {count: {channel: phone, direction: outbound}, at_most: 1, per: 7 days, by: key}
holds:
  - {on: {outcome: promised}, for: 7 days, by: key}
)yaml",
     "p.yaml:8:86: warning: limit 'calls' is by key, but no cadence is 'per: key': each action waits for every key [T431]\n"
     "p.yaml:10:48: warning: this hold is by key, but no cadence is 'per: key': each action waits for every key [T431]\n"},
    {"limits by key where a cadence runs for each key", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {asked: {direction: inbound}}
cadences:
  answer: {starts: asked, per: key, steps: [{id: send, do: {channel: phone}}]}
limits:
  calls: {count: {channel: phone, direction: outbound}, at_most: 1, per: 7 days, by: key}
)yaml",
     ""},
    {"a stop that an opt-out of one channel matches", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {asked: {direction: inbound}, leave: {outcome: [opted_out, complained]}}
cadences:
  answer: {starts: asked, steps: [{id: send, do: {channel: phone}}]}
stops: [leave]
)yaml",
     "p.yaml:7:9: warning: this stop matches 'opted_out': one channel's opt-out ends all contact, and opt-outs need no stop "
     "[T413]\n"},
    {"channels that share all their needs", R"yaml(policy: p
zone: UTC
channels: {phone: {needs: [mobile, phone]}, sms: {needs: mobile}, call: {needs: [phone, mobile]}}
vocabulary: {channels: [call]}
events: {asked: {direction: inbound}}
cadences:
  answer: {starts: asked, steps: [{id: send, do: {channel: [phone, sms, call]}}]}
)yaml",
     "p.yaml:3:67: warning: channels 'phone' and 'call' need the same contact data: an opt-out of one leaves the other [T414]\n"},
    {"a run that counts from a date it may not have", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {promised: {outcome: promised}, dated: {outcome: promised, if: has(touch.until)}}
cadences:
  keep: {starts: promised, steps: [{id: think, do: {channel: phone}}, {id: call, do: {channel: phone}, from: until}]}
  by-start: {starts: dated, steps: [{id: call, do: {channel: phone}, from: until}]}
  by-cadence: {starts: promised, if: has( start.until ), steps: [{id: call, do: {channel: phone}, from: until}]}
  by-step: {starts: promised, steps: [{id: call, do: {channel: phone}, from: until, if: has(start.until)}]}
  half: {starts: [dated, promised], steps: [{id: call, do: {channel: phone}, from: until}]}
)yaml",
     "p.yaml:6:110: warning: step 'call' counts from 'until': a run whose start has no until is blocked there [T417]\n"
     "p.yaml:10:84: warning: step 'call' counts from 'until': a run whose start has no until is blocked there [T417]\n"},
    {"a hold until a time that may not be named", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {asked: {direction: inbound}}
cadences: {answer: {starts: asked, steps: [{id: call, do: {channel: phone}}]}}
holds:
  - {name: away, on: {outcome: out_of_office}, for: until}
  - {on: {outcome: postponed}, for: until}
  - {on: {outcome: promised, if: has(touch.until)}, for: until}
  - {on: {outcome: busy}, for: until, else: 1 day}
)yaml",
     "p.yaml:7:5: warning: hold 'away' has no 'else': a touchpoint without until holds nothing [T418]\n"
     "p.yaml:8:5: warning: this hold has no 'else': a touchpoint without until holds nothing [T418]\n"},
    {"a limit that counts what comes from her too", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {asked: {direction: inbound}}
cadences: {answer: {starts: asked, steps: [{id: call, do: {channel: phone, purpose: promote}}]}}
limits:
  calls: {count: {channel: phone}, at_most: 1, per: 7 days}
  ours: {count: {channel: phone, direction: outbound}, at_most: 1, per: 7 days}
  both: {count: {channel: phone, direction: [outbound, inbound]}, at_most: 1, per: 7 days}
  purposes: {count: {purpose: promote}, at_most: 1, per: 7 days}
  by-condition: {count: {channel: phone, if: touch.direction != 'inbound'}, at_most: 1, per: 7 days}
)yaml",
     "p.yaml:7:3: warning: limit 'calls' counts what comes from her too: what it counts has no 'direction' [T419]\n"},
    {"hours that go on past midnight for most of a day", R"yaml(policy: p
zone: UTC
calendars:
  office: {open: {mon-fri: 09:00-05:00}}
  night: {open: {daily: 20:00-08:00}}
  watch: {open: {daily: 18:00-08:00}}
  midnight: {open: {daily: 09:00-24:00}}
channels: {phone: {calendar: [office, night]}, email: {calendar: [watch, midnight]}}
events: {asked: {direction: inbound}}
cadences: {answer: {starts: asked, steps: [{id: call, do: {channel: [phone, email]}}]}}
)yaml",
     "p.yaml:4:28: warning: '09:00-05:00' goes on past midnight, for 20:00 hours, did you mean '09:00-17:00'? [T420]\n"
     "p.yaml:6:25: warning: '18:00-08:00' goes on past midnight, for 14:00 hours [T420]\n"},
    {"a region that no record has by that name", R"yaml(policy: p
zone: UTC
calendars:
  office:
    open: {all: {mon-fri: 09:00-17:00}, Florida: {mon-fri: 09:00-15:00}}
    closed: {all: 12-25, Germany: [10-03, 05-01], DE-BY: 01-06, us: 07-04, US-: 07-04, GB-SCT: 11-30}
    special: {Bavaria: {12-24: 09:00-05:00}}
channels: {phone: {calendar: office}}
events: {asked: {direction: inbound}}
cadences: {answer: {starts: asked, steps: [{id: call, do: {channel: phone}}]}}
)yaml",
     "p.yaml:5:60: warning: region 'Florida' is no code such as DE or US-NY: nobody whose record has the code is in it [T421]\n"
     "p.yaml:6:36: warning: region 'Germany' is no code such as DE or US-NY: nobody whose record has the code is in it [T421]\n"
     "p.yaml:6:81: warning: region 'US-' is no code such as DE or US-NY: nobody whose record has the code is in it [T421]\n"
     "p.yaml:7:25: warning: '09:00-05:00' goes on past midnight, for 20:00 hours, did you mean '09:00-17:00'? [T420]\n"
     "p.yaml:7:25: warning: region 'Bavaria' is no code such as DE or US-NY: nobody whose record has the code is in it [T421]\n"},
    {"a day that moves away from a weekend on which we are open", R"yaml(policy: p
zone: UTC
calendars:
  shop: {open: {mon-sat: 09:00-17:00}, closed: [07-04 observed, 12-25, 12-25 substitute]}
  office: {open: {mon-fri: 09:00-17:00}, closed: 07-04 observed}
channels: {phone: {calendar: [shop, office]}}
events: {asked: {direction: inbound}}
cadences: {answer: {starts: asked, steps: [{id: call, do: {channel: phone}}]}}
)yaml",
     "p.yaml:4:49: warning: '07-04 observed' moves from a weekend to a weekday: calendar 'shop' is open then on the day itself, "
     "close "
     "'07-04' too if it is not to be [T428]\n"},
    {"selling on after the answer is certain", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {asked: {direction: inbound}, bought: {outcome: purchased}, declined: {outcome: declined}}
cadences:
  offers: {starts: asked, steps: [{id: call, do: {channel: phone, purpose: promote}}]}
  ends: {starts: asked, ends: declined, steps: [{id: call, do: {channel: phone, purpose: promote}}]}
  informs: {starts: asked, steps: [{id: call, do: {channel: phone, purpose: inform}}]}
  more: {starts: bought, steps: [{id: call, do: {channel: phone, purpose: promote}}]}
  asks: {starts: asked, if: "!happened('bought')", steps: [{id: call, do: {channel: phone, purpose: promote}}]}
closes: [bought, declined]
)yaml",
     "p.yaml:6:3: warning: cadence 'offers' sells on after the answer is certain: what 'closes' is not among its 'ends' [T422]\n"},
    {"an answer that closes nothing", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events:
  asked: {direction: inbound}
  colleague: {outcome: purchased, with: colleague}
  large: {outcome: purchased, if: touch.key.startsWith('big-')}
  bought: {outcome: [fulfilled, purchased]}
  declined: {outcome: declined}
cadences: {answer: {starts: asked, ends: [bought, declined, colleague, large], steps: [{id: call, do: {channel: phone}}]}}
)yaml",
     "p.yaml:8:3: warning: event 'bought' closes nothing: without 'closes' whoever has bought or declined is unattended [T423]\n"},
    {"what is done on the channel that its start has closed", R"yaml(policy: p
zone: UTC
channels: {phone: {}, email: {}}
events: {gone: {channel: email, outcome: opted_out}, back: {outcome: bounced}, angry: {channel: phone, outcome: complained}}
cadences:
  sorry: {starts: gone, steps: [{id: write, do: {channel: email}}, {id: call, do: {channel: [email, phone]}}]}
  return: {starts: back, steps: [{id: again, do: {channel: start}}, {id: write, do: {channel: email}}]}
  soothe: {starts: angry, steps: [{id: call, do: {channel: phone}}]}
  mixed: {starts: [gone, angry], steps: [{id: call, do: {channel: phone}}, {id: tell, do: {channel: internal}}]}
stops: [{on: {outcome: complained}, channels: phone}]
)yaml",
     "p.yaml:6:38: warning: step 'write' can never be done: what starts cadence 'sorry' closes its channel [T424]\n"
     "p.yaml:7:39: warning: step 'again' can never be done: what starts cadence 'return' closes its channel [T424]\n"
     "p.yaml:8:40: warning: step 'call' can never be done: what starts cadence 'soothe' closes its channel [T424]\n"},
    {"a step that a limit or a hold outlasts", R"yaml(policy: p
zone: UTC
channels: {phone: {}, email: {}}
events: {asked: {direction: inbound}}
cadences:
  answer:
    starts: asked
    steps:
      - {id: call, do: {channel: phone}, expires: 2 days}
      - {id: again, do: {channel: phone}, expires: 7 days}
      - {id: spared, do: {channel: phone}, expires: 2 days}
      - {id: write, do: {channel: email}, expires: 2 days}
      - {id: soon, do: {channel: email}, expires: 4 days}
limits:
  weekly: {count: {channel: phone, direction: outbound}, at_most: 1, per: 7 days, except: answer/spared}
  monthly: {count: {channel: email, direction: outbound}, at_most: 3, per: 30 days}
holds:
  - {on: asked, for: 3 days, channels: email, deadlines: run}
  - {on: asked, for: 30 days, channels: email}
)yaml",
     "p.yaml:9:51: warning: limit 'weekly' (7 days) can outlast 'expires' (2 days) of step 'call': it is given up without having "
     "been "
     "possible [T425]\n"
     "p.yaml:12:52: warning: a hold that only delays (3 days) can outlast 'expires' (2 days) of step 'write': it is given up "
     "without "
     "having been possible [T425]\n"},
    {"a step that a weekend outlasts", R"yaml(policy: p
zone: UTC
business: office
calendars: {office: {open: {mon-fri: 09:00-18:00}}, evenings: {open: {daily: 18:00-21:00}}}
channels: {phone: {calendar: office}, email: {calendar: evenings}, post: {}}
events: {asked: {direction: inbound}}
cadences:
  answer:
    starts: asked
    steps:
      - {id: call, do: {channel: phone}, expires: 2 days}
      - {id: write, do: {channel: [phone, email]}, expires: 1 day}
      - {id: letter, do: {channel: [phone, post]}, expires: 1 hour}
      - {id: business, do: {channel: phone}, expires: 1 business day}
      - {id: long, do: {channel: phone}, expires: 63 hours}
  reminder:
    starts: asked
    if: has(start.until)
    steps: [{id: dated, do: {channel: phone}, from: until, after: 2 days before, expires: 1 day}]
)yaml",
     "p.yaml:11:51: warning: 'expires' (2 days) is shorter than the time for which its calendars are closed at a stretch: ready "
     "just "
     "before that, step 'call' is given up as they close [T426]\n"},
    // Looked at on 2 March 2026, just before noon by UTC: somewhere 1 March is not over yet.
    {"dated days that are all past", R"yaml(policy: p
zone: UTC
calendars:
  office:
    open: {mon-fri: 09:00-18:00}
    closed:
      all: [12-25, 2025-12-31, 2025-12-24]
      US: [2026-02-27, 2026-07-03]
      DE: [2026-02-28]
      FR: [2026-03-01]
  old: {open: {daily: 09:00-18:00}, closed: 2024-05-01}
  yearly: {open: {daily: 09:00-18:00}, closed: [01-01, "thu[4] nov"]}
channels: {phone: {calendar: office}, email: {calendar: old}, post: {calendar: yearly}}
events: {asked: {direction: inbound}}
cadences:
  answer: {starts: asked, steps: [{id: send, do: {channel: [phone, email, post]}}]}
)yaml",
     "p.yaml:7:20: warning: the dated days of calendar 'office' are all past, the last is 2025-12-31: those to come are missing "
     "[T427]\n"
     "p.yaml:9:12: warning: the dated days of calendar 'office' for 'DE' are all past, the last is 2026-02-28: those to come are "
     "missing [T427]\n"
     "p.yaml:11:45: warning: the dated days of calendar 'old' are all past, the last is 2024-05-01: those to come are missing "
     "[T427]\n"},
    {"facts and stages that no condition asks for", R"yaml(policy: p
zone: UTC
facts: {local: bool}
channels: {phone: {}}
events: {asked: {direction: inbound}}
stages: [{name: met, from: asked}]
cadences:
  answer: {starts: asked, steps: [{id: send, do: {channel: phone}}]}
)yaml",
     "p.yaml:3:9: warning: fact 'local' is never used [T212]\np.yaml:6:17: warning: no condition asks for the stage [T212]\n"},
    {"what only conditions use is used", R"yaml(policy: p
zone: UTC
vocabulary: {purposes: [gift]}
facts: {local: bool}
channels: {phone: {}}
events: {asked: {direction: inbound}, thanked: {outcome: replied}}
stages: [{name: met, from: asked}]
cadences:
  answer:
    starts: asked
    if: stage == 'met' && has(prospect.local) && !happened('thanked') && start.purpose != 'gift'
    steps: [{id: send, do: {channel: phone}}]
)yaml",
     ""},
    {"steps of several cadences that may get stuck, told once", R"yaml(policy: p
zone: UTC
channels: {phone: {needs: phone}, email: {needs: email}}
events: {asked: {direction: inbound}}
cadences:
  one: {starts: asked, steps: [{id: a, do: {channel: phone}}, {id: b, do: {channel: phone}}]}
  two: {starts: asked, steps: [{id: a, do: {channel: email}}, {id: b, do: {channel: phone}}]}
  # allow T405
  three: {starts: asked, steps: [{id: a, do: {channel: phone}}, {id: b, do: {channel: phone}}]}
  four: {starts: asked, steps: [{id: a, do: {channel: phone}}, {id: b, do: {channel: phone}}]}
  date: {starts: asked, steps: [{id: a, do: {channel: phone}, from: start, every: 1 week, repeat: 3}, {id: b, do: {channel: phone}}]}
)yaml",
     "p.yaml:6:37: warning: step 'a' has no 'expires': a prospect without contact data for it never gets to the steps after it (so "
     "too at 7:37, 10:38) [T405]\n"},
    {"a warning that is allowed, on its line or before it, with a reason or without", R"yaml(policy: p
zone: UTC
facts:
  local: bool   # allow T212
  # allow T212: the desk reads it
  # and nobody else
  far: bool
channels: {phone: {}}
events: {asked: {direction: inbound}}
stages: [{name: met, from: asked}]   # allow T405, T212: to come
cadences:
  answer: {starts: asked, steps: [{id: send, do: {channel: phone}}]}
)yaml",
     "p.yaml:10:46: warning: no warning T405 to allow here [T415]\n"},
    {"a step that a prospect may be stuck in", R"yaml(policy: p
zone: UTC
channels: {phone: {needs: phone}, email: {}}
events: {asked: {direction: inbound}}
cadences:
  answer:
    starts: asked
    steps:
      - {id: call, do: {channel: phone}, within: 1 day}
      - {id: letter, do: {channel: email}, after: 3 days}
)yaml",
     "p.yaml:9:14: warning: step 'call' has no 'expires': a prospect without contact data for it never gets to the steps after it "
     "[T405]\n"},
    {"a condition in a block of its own, where no comment can stand", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {asked: {direction: inbound}}
cadences:
  answer:
    starts: asked
    if: >   # allow T407
      happened('asked') &&
      !happened('asked')
    steps: [{id: call, do: {channel: phone}}]
  ask:
    starts: asked
    # allow T407: not yet
    if: |-
      happened('asked') && !happened('asked')
    steps: [{id: call, do: {channel: phone}, if: "1 == 1 || happened('asked')"}]
)yaml",
     "p.yaml:17:51: warning: this condition always holds: leave it out [T408]\n"},
    {"a warning is allowed nowhere else", R"yaml(policy: p
zone: UTC
# allow T212

channels: {phone: {}}
facts: {local: bool}
events: {asked: {direction: inbound}}
cadences:
  answer: {starts: asked, steps: [{id: send, do: {channel: phone}}]}
)yaml",
     "p.yaml:3:9: warning: no warning T212 to allow here [T415]\np.yaml:6:9: warning: fact 'local' is never used [T212]\n"},
    {"a getter that CEL reads by the clock of UTC", R"yaml(policy: p
zone: UTC
channels: {phone: {}}
events: {asked: {direction: inbound, if: touch.at.getHours() < 12}}
cadences:
  answer:
    starts: asked
    steps:
      - {id: call, do: {channel: phone}, if: now.getHours() < 12 && now.getDate(prospect.zone) > 3 && now.getSeconds() < 30}
      - {id: last, do: {channel: phone}, after: "= duration(string(start.at.getDayOfWeek()) + 'h')"}
)yaml",
     "p.yaml:4:51: warning: 'getHours()' goes by the clock of UTC: name a time zone, as in getHours('Europe/London') [T429]\n"
     "p.yaml:9:50: warning: 'getHours()' goes by the clock of UTC: name a time zone, as in getHours(prospect.zone) [T429]\n"
     "p.yaml:10:77: warning: 'getDayOfWeek()' goes by the clock of UTC: name a time zone, as in getDayOfWeek(prospect.zone) "
     "[T429]\n"},
};

}  // namespace

namespace {

tickler::loaded_policy looked_at(std::string_view policy) {
  return tickler::load_policy(policy, "p.yaml", {}, {.now = support::at("2026-03-02T11:59:59Z")});
}

std::vector<std::string> lines_in(std::string_view text) {
  std::istringstream in{std::string(text)};
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// With a comment before each of the lines that are warned of, indented alike.
std::string with_allowances(std::string_view policy, const std::vector<tickler::diagnostic>& warnings) {
  std::string text;
  std::uint32_t number = 0;
  for (const auto& line : lines_in(policy)) {
    ++number;
    for (const auto& d : warnings)
      if (d.at.line == number)
        text += std::string(line.find_first_not_of(' '), ' ') + "# allow T" + std::to_string(d.number) + ": it is meant\n";
    text += line + '\n';
  }
  return text;
}

std::vector<tickler::diagnostic> warnings_of(std::string_view policy) {
  auto list = looked_at(policy).diagnostics();
  std::erase_if(list, [](const auto& d) { return d.number == tickler::number::idle_allowance; });
  return list;
}

std::set<int> warnings_explained() {
  std::set<int> numbers;
  for (const auto& line : lines_in(support::content_of(support::source_dir() / "examples/policies/diagnostics.md")))
    if (line.starts_with("| T") && line.find("*warning") != line.npos) numbers.insert(std::stoi(line.substr(3, 3)));
  return numbers;
}

}  // namespace

BOOST_DATA_TEST_CASE(every_warning_is_silent_where_it_is_allowed, boost::unit_test::data::make(cases), c) {
  // Some are said once for several places: then the next place is told when this one is allowed.
  std::string allowed(c.policy);
  for (int n = 0; n < 3; ++n) allowed = with_allowances(allowed, warnings_of(allowed));
  BOOST_TEST(loading::lines_of(warnings_of(allowed)) == "");
}

BOOST_AUTO_TEST_CASE(every_warning_that_is_explained_is_among_these_cases) {
  auto missing = warnings_explained();
  BOOST_TEST(missing.size() >= 13u);
  for (const auto& c : cases)
    for (const auto& d : looked_at(c.policy).diagnostics()) missing.erase(d.number);
  const std::set<int> of_the_vocabulary{tickler::number::lost_word};
  BOOST_CHECK_EQUAL_COLLECTIONS(missing.begin(), missing.end(), of_the_vocabulary.begin(), of_the_vocabulary.end());
}

BOOST_AUTO_TEST_CASE(a_word_that_may_be_lost_is_allowed_as_any_warning_is) {
  const auto said_of = [](const std::string& comment) {
    tickler::vocabulary words;
    for (int i = 0; i <= 4'096; ++i) words.intern<tickler::channel>("Channel " + std::to_string(i));
    const auto policy = "policy: p\nzone: UTC\nvocabulary: {channels: [telex]}" + comment +
                        "\nchannels: {telex: {}}\nevents: {asked: {outcome: inquired}}\ncloses: asked\n";
    return loading::lines_of(tickler::load_policy(policy, "p.yaml", words).diagnostics());
  };
  BOOST_TEST(said_of("").find("[T213]\n") != std::string::npos);
  BOOST_TEST(said_of("  # allow T213") == "");
}

BOOST_DATA_TEST_CASE(what_can_hardly_be_meant_is_warned_of, boost::unit_test::data::make(cases), c) {
  const auto loaded = looked_at(c.policy);
  BOOST_TEST(loading::lines_of(loaded.diagnostics()) == c.warnings);
  BOOST_TEST(static_cast<bool>(loaded));
}

BOOST_AUTO_TEST_CASE(without_a_clock_nothing_is_past_and_what_is_allowed_of_it_is_not_idle) {
  const std::string policy = R"yaml(policy: p
zone: UTC
calendars:
  old: {open: {daily: 09:00-18:00}, closed: 2024-05-01}
channels: {phone: {calendar: old}}
events: {asked: {direction: inbound}}
cadences:
  answer: {starts: asked, steps: [{id: send, do: {channel: phone}}]}
)yaml";
  auto allowed = policy;
  allowed.insert(allowed.find("  old"), "  # allow T427: it is history\n");
  auto idle = policy;
  idle.insert(idle.find("  answer"), "  # allow T427\n");
  BOOST_TEST(loading::lines_of(loading::load(policy).diagnostics()) == "");
  BOOST_TEST(loading::lines_of(loading::load(allowed).diagnostics()) == "");
  BOOST_TEST(loading::lines_of(loading::load(idle).diagnostics()) == "");
  BOOST_TEST(loading::lines_of(looked_at(allowed).diagnostics()) == "");
  BOOST_TEST(loading::lines_of(looked_at(idle).diagnostics()).find("no warning T427 to allow here") != std::string::npos);
}
