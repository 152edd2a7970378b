// "May I?" on random policies, histories and touches.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <map>
#include <tickler/audit.hpp>
#include <tickler/may.hpp>

#include "counted_new.hpp"
#include "engine_answer.hpp"
#include "property.hpp"
#include "reference_may.hpp"
#include "reference_parts.hpp"
#include "support/carried_out.hpp"

namespace plain {
namespace {

using tickler::action_state;
using tickler::touch_verdict;
constexpr std::chrono::seconds second{1};

template <class List>
const auto& any_of(const List& list) {
  return list[static_cast<std::size_t>(*rc::gen::inRange<int>(0, static_cast<int>(list.size())))];
}

bool one_in(int n) { return *rc::gen::inRange(0, n) == 0; }

// What somebody might propose: mostly on a channel of the policy, some for a step of it, some for an action of the plan.
proposal random_proposal(const ready_scene& made, const tickler::decision& plan) {
  const auto& p = made.policy.draft();
  proposal asked;
  std::vector<std::string> purposes{"", "inform", "promote"};
  for (const auto& c : p.cadences)
    for (const auto& step : c.steps) purposes.push_back(*step.purpose);
  asked.purpose = any_of(purposes);
  const bool goes_to_referrer = std::any_of(p.cadences.begin(), p.cadences.end(), [](const auto& c) {
    return std::any_of(c.steps.begin(), c.steps.end(), [](const auto& step) {
      return *step.to == tickler::party::referrer && *step.channels.front() != "internal";
    });
  });
  const tickler::step_draft* step = nullptr;
  if (!plan.actions.empty() && one_in(3)) {
    const auto& a = any_of(plan.actions);
    asked.step = id_of(made.policy, plan, a);
    if (!one_in(4)) asked.key = plan.key(a);
    step = &step_of(made.policy, a);
  } else if (one_in(3)) {
    const auto& c = any_of(p.cadences);
    step = &any_of(c.steps);
    asked.step = *c.name + '/' + *step->name;
  }
  if (asked.key.empty() && one_in(3)) asked.key = any_of(std::vector<std::string>{"a", "7/b", "other"});
  const bool internal = step ? *step->channels.front() == "internal" : p.channels.empty() || one_in(8);
  asked.to = step ? *step->to : goes_to_referrer && one_in(4) ? tickler::party::referrer : tickler::party::prospect;
  asked.channel = internal ? "internal" : p.channels.empty() ? "" : *any_of(p.channels).name;
  return asked;
}

tickler::proposed_touch as_asked(const ready_scene& made, const proposal& asked) {
  const auto& words = made.policy.words();
  return {.channel = words.find<tickler::channel>(asked.channel).value(),
          .purpose = asked.purpose.empty() ? tickler::purpose::none : words.find<tickler::purpose>(asked.purpose).value(),
          .to = asked.to,
          .step = asked.step,
          .key = asked.key};
}

std::string to_text(const proposal& asked) {
  return asked.channel + " for '" + asked.purpose + "' to " + std::string(to_string(asked.to)) + " as '" + asked.step +
         "' about '" + asked.key + '\'';
}

touch recorded(const proposal& asked, instant at) {
  return {.at = at,
          .channel = asked.channel,
          .purpose = asked.purpose,
          .direction = asked.channel == "internal" ? tickler::direction::internal : tickler::direction::outbound,
          .with = asked.to,
          .steps = asked.step.empty() ? std::vector<std::string>{} : std::vector{asked.step},
          .keys = asked.key.empty() ? std::vector<std::string>{} : std::vector{asked.key}};
}

// Calls each(made, now, history up to it, proposal, answer).
template <class Each>
void ask(const scene& s, const Each& each) {
  for (const instant now : s.nows) {
    const auto history = up_to(s.history, now);
    const ready_scene made(s.policy, history);
    tickler::evaluator engine(made.policy);
    tickler::decision plan;
    engine.evaluate(s.who, made.log, now, plan);
    const auto asked = random_proposal(made, plan);
    if (asked.channel.empty()) continue;
    tickler::permission answer;
    may(engine, s.who, made.log, now, as_asked(made, asked), answer);
    each(made, now, history, asked, answer);
  }
}

tickler::permission ask_again(const scene& s, const ready_scene& made, const proposal& asked, instant t) {
  return may(made.policy, s.who, made.log, t, as_asked(made, asked));
}

BOOST_AUTO_TEST_CASE(what_may_be_done_agrees_with_the_plain_reference) {
  std::map<std::string_view, int> verdicts;
  BOOST_TEST(holds("may", 8'000, [&](const scene& s) {
    ask(s, [&](const auto& made, instant now, const auto& history, const auto& asked, const auto& answer) {
      ++verdicts[to_string(answer.verdict)];
      if (answer.plan.status == tickler::status::invalid) return;
      const bool allowed = is_allowed(made.policy.draft(), s.who, history, now, asked);
      if (allowed != (answer.verdict == touch_verdict::go))
        RC_FAIL("at " + tickler::to_string(now) + ' ' + to_text(asked) + " is " + std::string(to_string(answer.verdict)));
    });
  }));
  for (const auto& [word, n] : verdicts) std::cout << "may: " << n << ' ' << word << '\n';
}

BOOST_AUTO_TEST_CASE(the_touch_of_a_ready_action_is_go) {
  BOOST_TEST(holds("may do what is ready", 5'000, [](const scene& s) {
    const ready_scene made(s);
    tickler::evaluator engine(made.policy);
    tickler::decision plan;
    tickler::permission answer;
    std::string id;
    for (const instant now : s.nows) {
      engine.evaluate(s.who, made.log, now, plan);
      for (const auto& a : plan.actions) {
        if (a.state != action_state::ready) continue;
        may(engine, s.who, made.log, now, touch_of(made.policy, plan, a, id), answer);
        if (answer.verdict != touch_verdict::go || answer.in_vain)
          RC_FAIL("at " + tickler::to_string(now) + ' ' + id + " is " + std::string(to_string(answer.verdict)));
      }
    }
  }));
}

BOOST_AUTO_TEST_CASE(it_may_be_done_when_the_answer_says_and_not_before) {
  BOOST_TEST(holds("may when", 5'000, [](const scene& s) {
    ask(s, [&](const auto& made, instant now, const auto&, const auto& asked, const auto& answer) {
      if (answer.verdict == touch_verdict::go || answer.supposed) return;
      const auto end = answer.when.value_or(tickler::time_end);
      // By then the step that it names may have passed, and with it what it excepts and its own snooze, or its next repetition
      // have come on offer: R137.
      const auto carries_out = carried_out(made.policy, answer);
      const auto has_passed = [&](const auto& then) {
        return (then.in_vain && !answer.in_vain) || (!asked.step.empty() && carried_out(made.policy, then) != carries_out);
      };
      const auto then = answer.when ? ask_again(s, made, asked, end) : answer;
      if (answer.when && then.verdict != touch_verdict::go && !has_passed(then))
        RC_FAIL(to_text(asked) + " as of " + tickler::to_string(now) + " is not go when it says: " + tickler::to_string(end));
      std::vector<instant> between{end - second};
      for (const auto& r : answer.rulings)
        for (const auto& t : {r.when, r.frees})
          if (t) between.insert(between.end(), {*t - second, *t, *t + second});
      for (int i = 0; i < 4; ++i)
        between.push_back(now + std::chrono::seconds{*rc::gen::inRange<std::int64_t>(0, (end - now).count())});
      for (const auto t : between)
        if (t > now && t < end)
          if (const auto again = ask_again(s, made, asked, t); again.verdict == touch_verdict::go && !has_passed(again))
            RC_FAIL(to_text(asked) + " as of " + tickler::to_string(now) + " is go before it says: " + tickler::to_string(t));
    });
  }));
}

BOOST_AUTO_TEST_CASE(it_may_be_done_until_the_answer_says) {
  BOOST_TEST(holds("may until", 4'000, [](const scene& s) {
    ask(s, [&](const auto& made, instant now, const auto&, const auto& asked, const auto& answer) {
      if (answer.verdict != touch_verdict::go) return;
      RC_ASSERT(answer.when == now);
      const auto end = answer.until.value_or(tickler::time_end);
      // An action's id is of one repetition: as time passes another may be on offer.
      const bool stays_named = asked.step.empty();
      if (answer.until && stays_named && !answer.supposed && ask_again(s, made, asked, end).verdict == touch_verdict::go)
        RC_FAIL(to_text(asked) + " as of " + tickler::to_string(now) + " is go still at " + tickler::to_string(end));
      for (int i = 0; i < 4; ++i) {
        const auto t = now + std::chrono::seconds{*rc::gen::inRange<std::int64_t>(0, (end - now).count())};
        const auto again = ask_again(s, made, asked, t);
        if (again.verdict != touch_verdict::go && !(again.in_vain && !answer.in_vain))
          RC_FAIL(to_text(asked) + " as of " + tickler::to_string(now) + " is not go at " + tickler::to_string(t));
      }
    });
  }));
}

// A window that only steps in `except` complete is nobody's fault, and so is what was broken already.
action as_action(const proposal& asked, const tickler::permission& answer) {
  action a{.key = asked.key, .channel = asked.channel, .purpose = asked.purpose, .to = asked.to};
  if (asked.step.empty() || answer.in_vain) return a;
  const auto end = asked.step.find('/');
  a.cadence = asked.step.substr(0, end);
  a.step = asked.step.substr(end + 1, asked.step.find('#') - end - 1);
  return a;
}

int broken_promises(const tickler::policy& p, const tickler::prospect& who, const tickler::history& log) {
  const auto report = audit(p, who, log, tickler::time_begin, tickler::time_end - second);
  int broken = 0;
  for (const auto& f : report.findings) broken += f.verdict == tickler::verdict::broken;
  return broken;
}

// That wishes are respected; and what limits say, as promises, where they always hold and except nothing.
std::vector<tickler::promise_draft> promises_of(const tickler::policy_draft& policy) {
  std::vector<tickler::promise_draft> promises{{.what = tickler::promise_draft::kind::respected, .name = "wishes"}};
  const auto is_from_count = [&](const auto& each) {
    const auto* name = std::get_if<tickler::located_string>(&each);
    return name &&
           std::any_of(policy.events.begin(), policy.events.end(), [&](const auto& e) { return e.count && *e.name == **name; });
  };
  for (const auto& l : policy.limits)
    if (!l.condition.given() && !*l.by_key && l.except.empty() &&
        std::none_of(l.count.any_of.begin(), l.count.any_of.end(), is_from_count))
      promises.push_back({.what = tickler::promise_draft::kind::at_most,
                          .name = "as-" + *l.name,
                          .of = l.count,
                          .per = l.per,
                          .at_most = l.at_most});
  return promises;
}

BOOST_AUTO_TEST_CASE(doing_what_may_be_done_breaks_no_limit_and_no_promise) {
  BOOST_TEST(holds("may, and done", 3'000, [](scene s) {
    s.policy.promises = promises_of(s.policy);
    ask(s, [&](const auto& made, instant now, auto history, const auto& asked, const auto& answer) {
      if (answer.verdict != touch_verdict::go || asked.channel == "internal") return;  // which limits count and never hold back
      RC_ASSERT(broken_limits(made.policy.draft(), s.who, history, {as_action(asked, answer)}, now) == std::vector<std::string>{});
      const auto before = broken_promises(made.policy, s.who, made.log);
      history.push_back(recorded(asked, now));
      const ready_scene after(s.policy, history);
      RC_ASSERT(broken_promises(after.policy, s.who, after.log) == before);
    });
  }));
}

BOOST_AUTO_TEST_CASE(what_is_done_before_its_time_is_early_or_pushes_back) {
  int early = 0, pushes = 0;
  BOOST_TEST(holds("may, too early", 4'000, [&](const scene& s) {
    ask(s, [&](const auto&, instant, const auto&, const auto&, const auto& answer) {
      if (answer.verdict != touch_verdict::go) return;
      early += answer.early, pushes += !answer.pushes_back.empty();
      for (const auto i : answer.carries_out)
        if (answer.plan.actions.at(i).state != action_state::ready) RC_ASSERT(answer.early);
      for (const auto& pushed : answer.pushes_back) {
        const auto& a = answer.plan.actions.at(pushed.action);
        RC_ASSERT(std::find(answer.carries_out.begin(), answer.carries_out.end(), pushed.action) == answer.carries_out.end());
        const bool is_later = a.state == action_state::ready || !pushed.to || *a.when < *pushed.to;
        RC_ASSERT(is_later);
      }
    });
  }));
  std::cout << "may, too early: " << early << " early, " << pushes << " push back\n";
  BOOST_TEST(early > 0);
  BOOST_TEST(pushes > 0);
}

// All that could be asked of her, channel by channel, for each purpose that a rule may be about. TICKLER_CASES=100 asks ten
// million.
BOOST_AUTO_TEST_CASE(nothing_is_go_for_who_is_stopped_or_by_a_channel_that_is_closed) {
  std::size_t questions = 0;
  BOOST_TEST(holds("may never", 5'000, [&](const scene& s) {
    const ready_scene made(s);
    const view v(s.policy, s.who);
    tickler::evaluator engine(made.policy);
    tickler::permission answer;
    const auto& words = made.policy.words();
    for (const instant now : s.nows) {
      const auto state = fold(made.policy, s.who, made.log, now);
      const auto h = up_to(s.history, now);
      const bool stopped = stop_in_force(v, h);
      for (const auto& c : s.policy.channels) {
        const bool closed = stopped || is_opted_out(v, h, *c.name) || is_bounced(v, h, *c.name);
        for (const char* purpose : {"", "inform", "promote", "thank", "check_in"}) {
          const auto word = *purpose == '\0' ? tickler::purpose::none : words.find<tickler::purpose>(purpose).value();
          may(engine, s.who, state, now, {.channel = words.find<tickler::channel>(*c.name).value(), .purpose = word}, answer,
              {.pushes_back = false});
          ++questions;
          if (closed && answer.verdict == touch_verdict::go) RC_FAIL("at " + tickler::to_string(now) + ' ' + *c.name + " is go");
        }
      }
    }
  }));
  std::cout << "may never: " << questions << " questions\n";
}

BOOST_AUTO_TEST_CASE(a_kept_state_gives_the_same_answer) {
  BOOST_TEST(holds("may of a state", 1'500, [](const scene& s) {
    ask(s, [&](const auto& made, instant now, const auto&, const auto& asked, const auto& answer) {
      tickler::evaluator engine(made.policy);
      tickler::permission again;
      const auto kept = fold(made.policy, s.who, made.log, now);
      may(engine, s.who, kept, now, as_asked(made, asked), again);
      RC_ASSERT(again == answer);
    });
  }));
}

BOOST_AUTO_TEST_CASE(asking_again_allocates_nothing) {
  BOOST_TEST(holds("may, no allocation", 1'500, [](const scene& s) {
    ask(s, [&](const auto& made, instant now, const auto&, const auto& asked, auto answer) {
      tickler::evaluator engine(made.policy);
      const auto proposed = as_asked(made, asked);
      for (int i = 0; i < 2; ++i) may(engine, s.who, made.log, now, proposed, answer);
      const auto before = allocations();
      may(engine, s.who, made.log, now, proposed, answer);
      const auto made_anew = allocations() - before;
      RC_ASSERT(made_anew == 0U);
    });
  }));
}

}  // namespace
}  // namespace plain
