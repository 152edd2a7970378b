// One field short, on random scenes, as anybody would find it out: change the one field of the one touchpoint, and look what that
// would have done.
#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>
#include <optional>
#include <tickler/explain.hpp>
#include <tickler/near_misses.hpp>
#include <utility>
#include <vector>

#include "engine_answer.hpp"
#include "property.hpp"

namespace plain {
namespace {

using tickler::missing_field;
using tickler::touch_words;

// Every way in which a field could be as a step would have it.
std::vector<std::pair<missing_field, touch_words>> with_another_field(const tickler::policy& p, const touch_words& said) {
  std::vector<std::pair<missing_field, touch_words>> ways;
  auto words = said;
  if (said.direction == tickler::direction::none) {
    words.direction = said.channel == tickler::channel::internal ? tickler::direction::internal : tickler::direction::outbound;
    ways.emplace_back(missing_field::direction, words);
  }
  words = said;
  if (said.channel == tickler::channel::none) {
    for (const auto& c : p.draft().channels) {
      words.channel = *p.words().find<tickler::channel>(*c.name);
      ways.emplace_back(missing_field::channel, words);
    }
    words.channel = tickler::channel::internal;
    ways.emplace_back(missing_field::channel, words);
  }
  words = said;
  if (said.purpose != tickler::purpose::none) {
    words.purpose = tickler::purpose::none;
    ways.emplace_back(missing_field::purpose, words);
  }
  return ways;
}

bool has_consequences(const tickler::explanation& why, std::uint32_t touchpoint) {
  return std::any_of(why.trace.begin(), why.trace.end(), [&](const tickler::trace_event& t) {
    return t.touchpoint == touchpoint && t.kind != tickler::trace_kind::counted && t.kind != tickler::trace_kind::start_refused;
  });
}

bool carries_out(const tickler::explanation& why, std::uint32_t touchpoint) {
  return std::any_of(why.trace.begin(), why.trace.end(), [&](const tickler::trace_event& t) {
    return t.touchpoint == touchpoint && (t.kind == tickler::trace_kind::done || t.kind == tickler::trace_kind::skipped);
  });
}

bool ends_run_of(const tickler::explanation& why, const tickler::trace_event& other) {
  return std::any_of(why.trace.begin(), why.trace.end(), [&](const tickler::trace_event& t) {
    return t.touchpoint == other.touchpoint &&
           (t.kind == tickler::trace_kind::ended || t.kind == tickler::trace_kind::terminated) && t.index == other.index &&
           t.run == other.run && t.nth == other.nth;
  });
}

// In a run that the touchpoint as it is has not ended.
std::optional<tickler::trace_event> first_done_by(std::uint32_t touchpoint, const tickler::explanation& changed,
                                                  const tickler::explanation& as_it_is) {
  for (const auto& t : changed.trace)
    if (t.touchpoint == touchpoint && t.kind == tickler::trace_kind::done && !ends_run_of(as_it_is, t)) return t;
  return std::nullopt;
}

// Histories as people log them: now and then the direction or the channel is left out.
scene with_fields_left_out(scene s) {
  for (auto& e : s.history) {
    const auto which = *rc::gen::inRange(0, 10);
    if (which == 0) e.direction = tickler::direction::none;
    if (which == 1) e.channel.clear();
  }
  return s;
}

BOOST_AUTO_TEST_CASE(one_field_short_is_what_carries_out_a_step_with_that_field) {
  std::size_t cases = 0, found = 0;
  std::array<std::size_t, 3> by_field{};
  BOOST_TEST(holds("one field short", 2'000, [&](const scene& whole) {
    ++cases;
    const auto s = with_fields_left_out(whole);
    const ready_scene made(s);
    const auto now = s.nows.back();
    const auto why = explain(made.policy, s.who, made.log, now);
    if (why.decision.status == tickler::status::invalid) return;
    std::vector<tickler::near_miss> expected;
    for (std::uint32_t i = 0; i < made.log.size() && made.log[i].at <= now; ++i) {
      if (tickler::is_signal(made.log[i].words.outcome) || carries_out(why, i)) continue;
      for (const auto& [field, words] : with_another_field(made.policy, made.log[i].words)) {
        if (field == missing_field::direction && has_consequences(why, i)) continue;
        tickler::history other(made.policy.words());
        for (std::uint32_t j = 0; j <= i; ++j) {
          auto t = made.log[j];
          if (j == i) t.words = words;
          other.add(t);
        }
        const auto done = first_done_by(i, explain(made.policy, s.who, other, made.log[i].at), why);
        if (!done) continue;
        expected.push_back({i, field, done->index, done->step, done->repetition, done->run, done->nth});
        ++by_field[static_cast<std::size_t>(field)];
        break;
      }
    }
    RC_ASSERT(why.near_misses == expected);
    found += expected.size();

    tickler::book all(made.policy.words());
    const auto number = all.add(s.who);
    for (std::uint32_t i = 0; i < made.log.size(); ++i) all.add(number, made.log[i]);
    const auto counted = find_near_misses(made.policy, all, now);
    RC_ASSERT(counted.total() == expected.size());
    RC_ASSERT(counted.first.size() == (expected.empty() ? 0u : 1u));
    if (!expected.empty()) RC_ASSERT(counted.first.front().what == expected.front());
  }));
  BOOST_TEST(found > cases / 40);
  for (const auto n : by_field) BOOST_TEST(n >= cases / 400);  // so many that a few cases need none
  BOOST_TEST_MESSAGE(by_field[0] << ' ' << by_field[1] << ' ' << by_field[2] << " of " << cases);
}

}  // namespace
}  // namespace plain
