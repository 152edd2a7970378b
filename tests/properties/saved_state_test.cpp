// A state that is saved and loaded goes on as if nothing had been, whatever the policy and the history.
#include <boost/test/unit_test.hpp>
#include <tickler/saved_state.hpp>

#include "base/internal_access.hpp"
#include "engine/decide/workspace.hpp"
#include "engine_answer.hpp"
#include "property.hpp"

namespace plain {
namespace {

tickler::state restarted(const tickler::policy& p, const tickler::state& s) {
  const auto bytes = tickler::save_state(p, s);
  auto loaded = tickler::load_state(p, bytes).value();
  RC_ASSERT(tickler::save_state(p, loaded) == bytes);
  return loaded;
}

BOOST_AUTO_TEST_CASE(a_saved_state_decides_and_advances_alike) {
  BOOST_TEST(holds("saved states", 8'000, [](const scene& s) {
    const ready_scene made(s);
    for (const auto path : {tickler::fold_path::bulk, tickler::fold_path::scalar}) {
      tickler::evaluator engine(made.policy);
      tickler::impl_of(engine).path = path;
      for (const instant now : s.nows) {
        const auto known = up_to(s.history, now);
        const auto split = static_cast<std::size_t>(*rc::gen::inRange<int>(0, static_cast<int>(known.size()) + 1));
        tickler::history first(made.words);
        for (std::size_t i = 0; i < split; ++i) first.add(to_touchpoint(known[i], made.words));
        tickler::state kept;
        tickler::decision expected, decided;
        engine.fold(s.who, first, split > 0 ? known[split - 1].at : tickler::time_begin, kept);
        auto loaded = restarted(made.policy, kept);
        engine.decide(s.who, kept, now, expected);
        engine.decide(s.who, loaded, now, decided);
        RC_ASSERT(decided == expected);
        for (std::size_t i = split; i < known.size(); ++i) {
          engine.advance(s.who, loaded, to_touchpoint(known[i], made.words));
          if (i % 3 == 0) loaded = restarted(made.policy, loaded);
        }
        engine.decide(s.who, loaded, now, decided);
        RC_ASSERT(decided == by_each_path(made.policy, s.who, made.log, now));
      }
    }
  }));
}

BOOST_AUTO_TEST_CASE(a_state_is_loaded_by_a_process_that_has_met_other_words_and_places_first) {
  BOOST_TEST(holds("restarts", 5'000, [](const scene& s) {
    const ready_scene made(s);
    tickler::vocabulary words;
    for (const auto& e : s.history) words.classify(to_touchpoint(e, words).words);  // before the policy's own
    words.intern<tickler::channel>("zebra");
    const auto policy = tickler::compile(s.policy, words).value();
    evaluate(policy, {.id = "bo", .zone = "Asia/Tokyo", .owner_zone = "America/Lima"}, tickler::history(words), s.nows.front());
    for (const instant now : s.nows) {
      const auto bytes = tickler::save_state(made.policy, tickler::fold(made.policy, s.who, made.log, now));
      const auto loaded = tickler::load_state(policy, bytes).value();
      RC_ASSERT(tickler::serves(policy, s.who, loaded));
      RC_ASSERT(tickler::save_state(policy, loaded) == bytes);
      const auto here = by_each_path(made.policy, s.who, made.log, now), there = decide(policy, s.who, loaded, now);
      RC_ASSERT(to_text(in_words(policy, there)) == to_text(in_words(made.policy, here)));
      RC_ASSERT(there.next_change == here.next_change);
      RC_ASSERT(tickler::decide(policy, s.who, tickler::fold(policy, s.who, to_history(s.history, words), now), now) == there);
    }
  }));
}

// Which is more than that they decide alike: whatever is folded later comes out alike, too.
BOOST_AUTO_TEST_CASE(both_ways_through_a_history_come_to_the_same_bytes) {
  BOOST_TEST(holds("same state", 8'000, [](const scene& s) {
    const ready_scene made(s);
    tickler::evaluator engine(made.policy);
    tickler::state bulk, scalar;
    for (const instant now : s.nows) {
      tickler::impl_of(engine).path = tickler::fold_path::bulk;
      engine.fold(s.who, made.log, now, bulk);
      tickler::impl_of(engine).path = tickler::fold_path::scalar;
      engine.fold(s.who, made.log, now, scalar);
      RC_ASSERT(tickler::save_state(made.policy, bulk) == tickler::save_state(made.policy, scalar));
    }
  }));
}

}  // namespace
}  // namespace plain
