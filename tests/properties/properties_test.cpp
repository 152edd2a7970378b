// What must always hold, on random policies, prospects, histories and instants.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <map>
#include <set>
#include <sstream>

#include "census.hpp"
#include "counted_new.hpp"
#include "engine_answer.hpp"
#include "property.hpp"
#include "reference_parts.hpp"

namespace plain {
namespace {

using tickler::action_state;

struct reused {  // buffers
  tickler::evaluator engine;
  tickler::decision out{};
};

std::string id_of(const tickler::policy& p, const tickler::decision& d, std::size_t i) {
  return tickler::id_of(p, d, d.actions[i]);
}

instant random_between(instant from, instant to) {  // both included
  const auto span = (to - from).count();
  return from + std::chrono::seconds{*rc::gen::inRange<std::int64_t>(0, span + 1)};
}

BOOST_AUTO_TEST_CASE(the_engine_agrees_with_the_plain_reference) {
  BOOST_TEST(holds("agreement", 25'000, [](const scene& s) {
    const ready_scene made(s);
    count_features(s);
    for (const instant now : s.nows) {
      const auto engine = in_words(made.policy, by_each_path(made.policy, s.who, made.log, now));
      const auto reference = by_reference(s.policy, s.who, s.history, now, engine);
      count_decision(reference);
      for (const auto& difference : differences(engine, reference)) RC_FAIL("at " + tickler::to_string(now) + '\n' + difference);
    }
  }));
}

BOOST_AUTO_TEST_CASE(the_same_input_gives_the_same_bytes) {
  BOOST_TEST(holds("same bytes", 5'000, [](const scene& s) {
    const ready_scene made(s), again(s);
    reused buffers{.engine = tickler::evaluator(made.policy)};
    for (const instant now : s.nows) {
      const auto first = by_each_path(made.policy, s.who, made.log, now);
      buffers.engine.evaluate(s.who, made.log, now, buffers.out);
      RC_ASSERT(first == buffers.out);
      RC_ASSERT(first == by_each_path(again.policy, s.who, again.log, now));
      for (std::size_t i = 0; i < first.actions.size(); ++i)
        RC_ASSERT(id_of(made.policy, first, i) == id_of(made.policy, buffers.out, i));
    }
  }));
}

BOOST_AUTO_TEST_CASE(warm_buffers_allocate_nothing) {
  BOOST_TEST(holds("no allocation", 8'000, [](const scene& s) {
    const ready_scene made(s);
    reused buffers{.engine = tickler::evaluator(made.policy)};
    const auto ask_all = [&] {
      for (const instant now : s.nows) buffers.engine.evaluate(s.who, made.log, now, buffers.out);
    };
    ask_all();
    ask_all();
    const auto before = allocations();
    ask_all();
    const auto made_anew = allocations() - before;  // the check itself allocates
    RC_ASSERT(made_anew == 0U);
  }));
}

BOOST_AUTO_TEST_CASE(a_stopped_prospect_gets_nothing_and_a_closed_channel_neither) {
  BOOST_TEST(holds("opt-outs", 8'000, [](const scene& s) {
    const ready_scene made(s);
    const view v(s.policy, s.who);
    for (const instant now : s.nows) {
      const auto h = up_to(s.history, now);
      const auto d = in_words(made.policy, by_each_path(made.policy, s.who, made.log, now));
      if (stop_in_force(v, h)) RC_ASSERT(d.status == tickler::status::stopped && d.actions.empty());
      for (const auto& a : d.actions) {
        if (a.state == action_state::blocked || a.channel == "internal") continue;
        RC_ASSERT(!is_opted_out(v, h, a.channel, a.to));
        RC_ASSERT(!is_bounced(v, h, a.channel, a.to));
      }
    }
  }));
}

BOOST_AUTO_TEST_CASE(doing_every_ready_action_now_breaks_no_limit) {
  BOOST_TEST(holds("limits", 12'000, [](const scene& s) {
    const ready_scene made(s);
    for (const instant now : s.nows) {
      auto ready = in_words(made.policy, by_each_path(made.policy, s.who, made.log, now)).actions;
      ready.erase(std::remove_if(ready.begin(), ready.end(), [](const action& a) { return a.state != action_state::ready; }),
                  ready.end());
      RC_ASSERT(broken_limits(s.policy, s.who, s.history, ready, now) == std::vector<std::string>{});
    }
  }));
}

// The one that goes last in placement.
std::size_t lowest_cadence(const tickler::policy_draft& p) {
  std::size_t lowest = 0;
  for (std::size_t i = 1; i < p.cadences.size(); ++i)
    if (*p.cadences[i].priority <= *p.cadences[lowest].priority) lowest = i;
  return lowest;
}

BOOST_AUTO_TEST_CASE(removing_the_lowest_cadence_changes_nothing_above) {
  BOOST_TEST(holds("priority", 12'000, [](scene s) {
    if (s.policy.cadences.size() < 2) return;
    const auto index = lowest_cadence(s.policy);
    const std::string lowest = *s.policy.cadences[index].name;
    for (auto& e : s.history)
      e.steps.erase(std::remove_if(e.steps.begin(), e.steps.end(), [&](const auto& n) { return n.rfind(lowest + '/', 0) == 0; }),
                    e.steps.end());
    const ready_scene whole(s), less(without_cadence(s.policy, index), s.history);
    for (const instant now : s.nows) {
      auto above = in_words(whole.policy, by_each_path(whole.policy, s.who, whole.log, now));
      auto alone = in_words(less.policy, by_each_path(less.policy, s.who, less.log, now));
      auto& actions = above.actions;
      actions.erase(std::remove_if(actions.begin(), actions.end(), [&](const action& a) { return a.cadence == lowest; }),
                    actions.end());
      above.status = alone.status;
      const auto with = to_text(above), without = to_text(alone);
      RC_ASSERT(with == without);
    }
  }));
}

BOOST_AUTO_TEST_CASE(nothing_changes_before_next_change) {
  BOOST_TEST(holds("next_change", 20'000, [](const scene& s) {
    for (const instant now : s.nows) {
      const ready_scene made(s.policy, up_to(s.history, now));
      const auto d = by_each_path(made.policy, s.who, made.log, now);
      RC_ASSERT((!d.next_change || *d.next_change > now));  // in brackets, or RapidCheck evaluates both sides
      const instant last = std::min(d.next_change ? *d.next_change - std::chrono::seconds{1} : now + std::chrono::hours{24 * 400},
                                    tickler::time_end - std::chrono::seconds{1});
      for (const instant t : {random_between(now, last), random_between(now, std::min(last, now + std::chrono::hours{48})), last}) {
        auto later = by_each_path(made.policy, s.who, made.log, t);
        RC_LOG() << "now " << tickler::to_string(now) << " next_change "
                 << (d.next_change ? tickler::to_string(*d.next_change) : "never") << " t " << tickler::to_string(t) << '\n';
        RC_ASSERT((!later.next_change || (d.next_change && *later.next_change >= *d.next_change)));
        later.next_change = d.next_change;
        RC_ASSERT(later == d);
        for (const auto& a : later.actions)
          if (a.state == action_state::ready) RC_ASSERT(*a.when <= t);
      }
    }
  }));
}

BOOST_AUTO_TEST_CASE(what_is_planned_lies_in_open_hours) {
  BOOST_TEST(holds("open hours", 8'000, [](const scene& s) {
    const ready_scene made(s);
    const view v(s.policy, s.who);
    for (const instant now : s.nows)
      for (const auto& a : in_words(made.policy, by_each_path(made.policy, s.who, made.log, now)).actions) {
        if (!a.when) continue;
        for (const auto& c : s.policy.cadences)
          for (const auto& step : c.steps)
            if (*c.name == a.cadence && *step.name == a.step) RC_ASSERT(is_open(hours_of(v, step, a.channel), *a.when));
      }
  }));
}

BOOST_AUTO_TEST_CASE(touchpoints_after_now_change_nothing) {
  BOOST_TEST(holds("the future", 5'000, [](const scene& s) {
    const ready_scene made(s);
    for (const instant now : s.nows) {
      tickler::history known(made.words);
      for (const auto& e : up_to(s.history, now)) known.add(to_touchpoint(e, made.words));
      RC_ASSERT(by_each_path(made.policy, s.who, made.log, now) == by_each_path(made.policy, s.who, known, now));
    }
  }));
}

BOOST_AUTO_TEST_CASE(a_kept_state_advanced_touch_by_touch_decides_the_same) {
  BOOST_TEST(holds("splits", 10'000, [](const scene& s) {
    const ready_scene made(s);
    for (const instant now : s.nows) {
      const auto known = up_to(s.history, now);
      const auto split = static_cast<std::size_t>(*rc::gen::inRange<int>(0, static_cast<int>(known.size()) + 1));
      tickler::history first(made.words);
      for (std::size_t i = 0; i < split; ++i) first.add(to_touchpoint(known[i], made.words));
      auto state = tickler::fold(made.policy, s.who, first, split > 0 ? known[split - 1].at : tickler::time_begin);
      for (std::size_t i = split; i + 1 < known.size(); ++i)
        advance(made.policy, s.who, state, to_touchpoint(known[i], made.words));
      if (split < known.size()) {
        tickler::decision at_once;
        tickler::evaluator(made.policy).advance(s.who, state, to_touchpoint(known.back(), made.words), now, at_once);
        RC_ASSERT(at_once == by_each_path(made.policy, s.who, made.log, now));
      }
      const auto copy = state;
      RC_ASSERT(decide(made.policy, s.who, state, now) == by_each_path(made.policy, s.who, made.log, now));
      RC_ASSERT(decide(made.policy, s.who, copy, now) == decide(made.policy, s.who, state, now));
    }
  }));
}

// The same cadences and limits again under other names, what happened again and again before, without what ends all contact, and
// then hundreds of reports of delivery: more than a fold tells of at once.
scene many_times(scene s) {
  const auto again = [](auto& rules, int copies) {
    const auto once = rules;
    for (int n = 0; n < copies; ++n)
      for (auto rule : once) {
        rule.name.value += "-" + std::to_string(n);
        rules.push_back(rule);
      }
  };
  again(s.policy.cadences, 6);
  again(s.policy.limits, 3);
  s.policy.stops.clear();
  std::erase_if(s.history, [](const touch& e) { return e.outcome == "opted_out"; });
  const auto at_once = [](const touch& a, const touch& b) { return a.at == b.at; };
  s.history.erase(std::unique(s.history.begin(), s.history.end(), at_once), s.history.end());
  const auto once = s.history;
  while (!once.empty() && s.history.size() < 300) {
    auto before = once;
    for (auto& e : before) e.at = s.history.front().at - std::chrono::hours{24 * 40} + (e.at - once.front().at);
    s.history.insert(s.history.begin(), before.begin(), before.end());
    if (s.history.front().at < tickler::time_begin + std::chrono::hours{24 * 400}) break;
  }
  for (int i = 0; !once.empty() && i < 270; ++i) {
    touch report{.channel = "email", .outcome = "delivered", .direction = tickler::direction::outbound};
    report.at = s.history.back().at + std::chrono::seconds{1};
    s.history.push_back(report);
  }
  return s;
}

BOOST_AUTO_TEST_CASE(a_long_history_under_many_rules_comes_to_the_same_at_once_and_touch_by_touch) {
  BOOST_TEST(holds("long histories", 1'000, [](const scene& once) {
    const auto s = many_times(once);
    const ready_scene made(s);
    const auto all = s.history.size();
    const instant now = all == 0 ? s.nows.front() : s.history.back().at + std::chrono::hours{1};
    const auto split = static_cast<std::size_t>(*rc::gen::inRange<int>(0, static_cast<int>(all) + 1));
    tickler::history first(made.words);
    for (std::size_t i = 0; i < split; ++i) first.add(to_touchpoint(s.history[i], made.words));
    auto state = tickler::fold(made.policy, s.who, first, split > 0 ? s.history[split - 1].at : tickler::time_begin);
    for (std::size_t i = split; i < all; ++i) advance(made.policy, s.who, state, to_touchpoint(s.history[i], made.words));
    RC_ASSERT(decide(made.policy, s.who, state, now) == by_each_path(made.policy, s.who, made.log, now));
  }));
}

using first_times = std::map<std::string, instant>;

void note_ready(const tickler::policy& p, const tickler::decision& d, instant t, first_times& first) {
  for (std::size_t i = 0; i < d.actions.size(); ++i)
    if (d.actions[i].state == action_state::ready) first.emplace(id_of(p, d, i), t);
}

BOOST_AUTO_TEST_CASE(stepping_by_next_change_misses_no_action_that_becomes_ready) {
  BOOST_TEST(holds("stepping", 8'000, [](const scene& s) {
    constexpr int most_steps = 60, ticks = 40;
    const instant start = s.nows.front();
    const ready_scene made(s.policy, up_to(s.history, start));
    first_times by_step, by_tick;
    std::set<instant> all{start};
    instant end = start;
    for (int i = 0; i < most_steps; ++i) {
      const auto d = by_each_path(made.policy, s.who, made.log, end);
      note_ready(made.policy, d, end, by_step);
      if (!d.next_change || *d.next_change >= tickler::time_end) break;
      end = *d.next_change;
      all.insert(end);
    }
    note_ready(made.policy, by_each_path(made.policy, s.who, made.log, end), end, by_step);
    for (int i = 0; i < ticks; ++i) all.insert(random_between(start, end));
    for (const instant t : all) note_ready(made.policy, by_each_path(made.policy, s.who, made.log, t), t, by_tick);
    RC_ASSERT(by_step == by_tick);
  }));
}

}  // namespace
}  // namespace plain
