// What is decided over views is what is decided over values.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <deque>
#include <tickler/saved_state.hpp>

#include "base/internal_access.hpp"
#include "counted_new.hpp"
#include "engine/decide/workspace.hpp"
#include "engine_answer.hpp"
#include "property.hpp"

namespace plain {
namespace {

// The prospect and touchpoints of a scene as an app might hold them: contacts and facts in an order of their own.
struct rows {
  const scene& source;
  std::deque<std::vector<std::string_view>> lists{};
  std::vector<tickler::contact_view> contacts{};
  std::vector<tickler::fact_view> facts{};
  std::vector<tickler::touchpoint> values{};
  std::vector<tickler::touchpoint_view> touches{};

  rows(const scene& s, const tickler::vocabulary& words) : source(s) {
    for (const auto& [kind, value] : s.who.contact) contacts.push_back({kind, value});
    for (const auto& [name, value] : s.who.facts) facts.push_back({name, viewed(value)});
    std::reverse(contacts.begin(), contacts.end());
    std::reverse(facts.begin(), facts.end());
    for (const auto& e : s.history) values.push_back(to_touchpoint(e, words));
    for (const auto& t : values)
      touches.push_back({.at = t.at,
                         .words = t.words,
                         .until = t.until,
                         .steps = listed(t.steps),
                         .keys = listed(t.keys),
                         .id = t.id,
                         .address = t.address});
  }
  rows(const rows&) = delete;
  rows& operator=(const rows&) = delete;

  tickler::prospect_view who() const {
    const auto& p = source.who;
    return {p.id, p.name, p.zone, p.region, p.owner, p.owner_zone, p.account, p.referrer, contacts, facts};
  }

 private:
  std::span<const std::string_view> listed(const std::vector<std::string>& texts) {
    return lists.emplace_back(texts.begin(), texts.end());
  }
  tickler::fact_value_view viewed(const tickler::fact& f) {
    if (const auto* text = std::get_if<std::string>(&f)) return std::string_view(*text);
    if (const auto* list = std::get_if<std::vector<std::string>>(&f)) return listed(*list);
    tickler::fact_value_view view;
    std::visit(
        [&]<class T>(const T& plain) {
          if constexpr (std::is_constructible_v<tickler::fact_value_view, T> && std::is_trivially_copyable_v<T>) view = plain;
        },
        f);
    return view;
  }
};

BOOST_AUTO_TEST_CASE(views_decide_as_values_do) {
  BOOST_TEST(holds("views", 8'000, [](const scene& s) {
    const ready_scene made(s);
    const rows r(s, made.words);
    for (const auto path : {tickler::fold_path::bulk, tickler::fold_path::scalar}) {
      tickler::evaluator engine(made.policy);
      tickler::impl_of(engine).path = path;
      tickler::decision out;
      tickler::state folded;
      for (const instant now : s.nows) {
        const auto expected = by_each_path(made.policy, s.who, made.log, now);
        engine.evaluate(r.who(), r.touches, now, out);
        RC_ASSERT(out == expected);
        engine.fold(r.who(), r.touches, now, folded);
        RC_ASSERT(save_state(made.policy, folded) == save_state(made.policy, fold(made.policy, s.who, made.log, now)));
        RC_ASSERT(engine.serves(r.who(), folded));
        engine.decide(r.who(), folded, now, out);
        RC_ASSERT(out == expected);
      }
    }
  }));
}

BOOST_AUTO_TEST_CASE(a_state_advances_by_views_as_by_values) {
  BOOST_TEST(holds("views one by one", 8'000, [](const scene& s) {
    const ready_scene made(s);
    const rows r(s, made.words);
    tickler::evaluator engine(made.policy);
    tickler::state by_views, by_values;
    tickler::decision seen, expected;
    engine.fold(r.who(), {}, tickler::time_begin, by_views);
    engine.fold(s.who, tickler::history(made.words), tickler::time_begin, by_values);
    for (std::size_t i = 0; i < r.touches.size(); ++i) {
      engine.advance(r.who(), by_views, r.touches[i], r.touches[i].at, seen);
      engine.advance(s.who, by_values, r.values[i], r.values[i].at, expected);
      RC_ASSERT(seen == expected);
    }
    RC_ASSERT(save_state(made.policy, by_views) == save_state(made.policy, by_values));
  }));
}

BOOST_AUTO_TEST_CASE(warm_buffers_allocate_nothing_for_views) {
  BOOST_TEST(holds("no allocation for views", 3'000, [](const scene& s) {
    const ready_scene made(s);
    const rows r(s, made.words);
    tickler::evaluator engine(made.policy);
    tickler::decision out;
    const auto ask_all = [&] {
      for (const instant now : s.nows) engine.evaluate(r.who(), r.touches, now, out);
    };
    ask_all();
    ask_all();
    const auto before = allocations();
    ask_all();
    const auto made_anew = allocations() - before;  // the check itself allocates
    RC_ASSERT(made_anew == 0U);
  }));
}

}  // namespace
}  // namespace plain
