// The futures that a forecast plays, on random policies, prospects and histories.
#include <boost/test/unit_test.hpp>
#include <iostream>
#include <tickler/workload.hpp>

#include "engine_answer.hpp"
#include "property.hpp"

namespace plain {
namespace {

using tickler::action_state;

struct heard_touch {
  std::size_t run;
  tickler::touchpoint what;
};

}  // namespace

// Whatever was learnt: what is done as an action was ready then, on all that had happened in that future.
BOOST_AUTO_TEST_CASE(what_is_played_is_what_the_policy_asks_for) {
  std::size_t done = 0, other = 0;
  constexpr std::size_t most_checked = 40;  // of one prospect: each is decided for from its whole history
  BOOST_TEST(holds("forecast", 1'000, [&](const scene& s) {
    const ready_scene made(s);
    const auto now = s.nows.front();
    tickler::book all(made.policy.words());
    const auto number = all.add(s.who);
    all.set_log(number, made.log);
    std::vector<heard_touch> heard;
    const auto model = tickler::learn_responses(made.policy, all, now);
    const auto ahead =
        tickler::forecast(made.policy, all, now, model,
                          {.weeks = 4, .runs = 2, .arrivals = false, .heard = [&](std::size_t run, const auto&, const auto& t) {
                             heard.push_back({run, t});
                           }});
    tickler::history log(made.policy.words());
    for (std::size_t i = 0, of_run = 0; i < heard.size(); ++i) {
      of_run = i != 0 && heard[i].run == heard[i - 1].run ? of_run + 1 : 0;
      if (of_run >= most_checked) continue;
      if (i == 0 || heard[i].run != heard[i - 1].run) {
        log = tickler::history(made.policy.words());
        for (std::size_t j = 0; j < made.log.size(); ++j)
          if (const auto t = made.log[j]; t.at <= now) log.add(t);
      }
      const auto& t = heard[i].what;
      RC_ASSERT(now <= t.at);
      RC_ASSERT(t.at < ahead.days.back());
      if (!t.steps.empty()) {
        ++done;
        const auto plan = evaluate(made.policy, s.who, log, t.at);
        const auto is_it = [&](const tickler::action& a) {
          return a.state == action_state::ready && id_of(made.policy, plan, a) == t.steps.front() && a.channel == t.words.channel &&
                 a.purpose == t.words.purpose && a.to == t.words.with;
        };
        if (std::none_of(plan.actions.begin(), plan.actions.end(), is_it))
          RC_FAIL(t.steps.front() + " is not ready at " + tickler::to_string(t.at));
      } else {
        ++other;
      }
      log.add(t);
    }
  }));
  std::cout << "forecast: " << done << " actions done, " << other << " other touchpoints\n";
  BOOST_TEST(done > 0u);
}

}  // namespace plain
