// Whatever touch is proposed: it is asked or refused as check says; what may be done now may be until the answer says, and what may
// not may when it says; the touch of a ready action may be done; a kept state answers as a history does; and the plan is
// evaluate's.
#include <algorithm>
#include <string>
#include <tickler/io/touches.hpp>
#include <tickler/may.hpp>
#include <tickler/tickler.hpp>

#include "fuzz/happenings.hpp"
#include "fuzz/policies.hpp"
#include "fuzz/target.hpp"
#include "support/carried_out.hpp"

namespace {

using namespace tickler;
using fuzz::must_hold;

// What it is about may be texts of anybody's.
struct proposal {
  std::string step{}, key{};
  proposed_touch touch{};
};

proposal some_proposal(fuzz::dice& d, const policy& p) {
  proposal made;
  const auto flags = d.byte();
  made.touch.channel = static_cast<channel>(d.below(p.words().size<channel>()));
  if (flags & 1) made.touch.purpose = static_cast<purpose>(d.below(p.words().size<purpose>()));
  if (flags & 2) made.touch.to = static_cast<party>(d.below(3));
  const auto& cadence = d.one_of(p.draft().cadences);
  const auto& step = d.one_of(cadence.steps);
  if (flags & 4) made.step = *cadence.name + '/' + *step.name;
  if (flags & 8) made.step += std::string(d.take(d.below(32)));
  if (flags & 16) made.key = d.one_of(fuzz::known_keys);
  return made;
}

void check(const policy& p, const permission& answer, instant now) {
  must_hold((answer.verdict == touch_verdict::go) == (answer.when == now), "go is now");
  must_hold(!answer.when || *answer.when >= now, "and what waits is later");
  must_hold(answer.verdict != touch_verdict::wait || answer.when, "what waits waits for an instant");
  must_hold(answer.verdict != touch_verdict::stop || !answer.when, "what is stopped never becomes go");
  must_hold(!answer.until || (answer.verdict == touch_verdict::go && *answer.until > now), "until is of go");
  must_hold(answer.pushes_back.empty() || answer.verdict == touch_verdict::go, "only what is done pushes back");
  for (const auto i : answer.carries_out)
    must_hold(answer.plan.actions.at(i).state == action_state::ready || answer.verdict != touch_verdict::go || answer.early,
              "what is not ready is early");
  for (const auto& pushed : answer.pushes_back) must_hold(pushed.action < answer.plan.actions.size(), "an action of the plan");
  for (const auto& r : answer.rulings) {
    must_hold(r.verdict <= answer.verdict, "no rule says worse than the answer");
    must_hold(!r.decides || answer.verdict != touch_verdict::go, "what decides forbids");
    must_hold(name_of(p, r).size() < 100 && citation_of(p, r).text.size() < 100, "a rule's name");
  }
}

// A step may pass meanwhile, and with it what it excepts, or its next repetition come on offer: R137.
bool may_still(const permission& before, const permission& then) {
  return then.verdict == touch_verdict::go || (then.in_vain && !before.in_vain);
}
bool has_moved_on(const policy& p, const permission& before, const permission& then) {
  return then.in_vain != before.in_vain || carried_out(p, then) != carried_out(p, before);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::dice d(fuzz::text_of(data, size));
  const auto& p = d.one_of(fuzz::policies());
  auto asked = some_proposal(d, p);
  asked.touch.step = asked.step, asked.touch.key = asked.key;
  const auto [who, touchpoints, now] = fuzz::some_happening(d, p, 8);
  auto so_far = touchpoints;
  std::erase_if(so_far, [at = now](const touchpoint& t) { return t.at > at; });
  const auto log = fuzz::log_of(p, so_far);
  const auto plan = evaluate(p, who, log, now);

  evaluator engine(p);
  permission answer;
  std::string id;
  for (const auto& a : plan.actions) {
    if (a.state != action_state::ready) continue;
    may(engine, who, log, now, touch_of(p, plan, a, id), answer);
    must_hold(answer.verdict == touch_verdict::go && !answer.in_vain, "what is ready may be done");
  }

  const auto refused = check(p, asked.touch);
  if (refused) {
    must_hold(!refused->message.empty(), "what cannot be asked is told why");
    return 0;
  }
  may(engine, who, log, now, asked.touch, answer);
  must_hold(answer.plan == plan, "the plan is evaluate's");
  check(p, answer, now);
  permission then;
  may(engine, who, fold(p, who, log, now), now, asked.touch, then);
  must_hold(then == answer, "a kept state gives the same answer");
  if (answer.supposed || plan.status == status::invalid) return 0;
  if (answer.when && *answer.when > now) {
    may(engine, who, log, *answer.when, asked.touch, then);
    must_hold(may_still(answer, then), "it may be done when it says");
    may(engine, who, log, *answer.when - std::chrono::seconds{1}, asked.touch, then);
    must_hold(then.verdict != touch_verdict::go || (!asked.step.empty() && has_moved_on(p, answer, then)), "and not before");
  }
  if (answer.until) {
    may(engine, who, log, *answer.until - std::chrono::seconds{1}, asked.touch, then);
    must_hold(may_still(answer, then), "until then it may be done");
    may(engine, who, log, *answer.until, asked.touch, then);
    must_hold(then.verdict != touch_verdict::go || !asked.step.empty(), "and then not any more");
  }
  return 0;
}
