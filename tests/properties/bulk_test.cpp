// A book against each of its prospects alone, on random policies and histories.
#include <boost/test/unit_test.hpp>
#include <tickler/agenda.hpp>
#include <tickler/evaluate_all.hpp>

#include "engine_answer.hpp"
#include "property.hpp"

namespace plain {
namespace {

int below(std::size_t n) { return *rc::gen::inRange<int>(0, static_cast<int>(n)); }

struct member {
  tickler::prospect who;
  std::vector<touch> history;  // in order of time
};

// The scene's prospect and others like it, with less behind them, and some with less known of them.
std::vector<member> company_of(const scene& s, std::size_t count) {
  std::vector<member> all;
  for (std::size_t i = 0; i < count; ++i) {
    member m{s.who, {}};
    m.who.id = s.who.id + std::to_string(i);
    if (i != 0) m.who.account += std::to_string(i);  // nobody's colleague
    if (i % 3 == 1) m.who.zone.clear();
    if (i % 4 == 3) m.who.contact.clear();
    if (i % 5 == 4) m.who.facts.clear();
    for (const auto& e : s.history)
      if (i == 0 || below(4) != 0) m.history.push_back(e);
    all.push_back(std::move(m));
  }
  return all;
}

// Touchpoints come prospect by prospect or mixed, the older ones of some after the newer ones; those of one instant keep their
// order.
tickler::book book_of(const std::vector<member>& company, const tickler::vocabulary& words) {
  tickler::book all(words);
  struct arrival {
    tickler::prospect_number number;
    const touch* e;
  };
  std::vector<arrival> arrivals;
  for (const auto& m : company) {
    const auto number = all.add(m.who);
    for (const auto& e : m.history) arrivals.push_back({number, &e});
  }
  const auto chaos = below(3);
  if (chaos == 1)
    std::stable_sort(arrivals.begin(), arrivals.end(), [](const auto& a, const auto& b) { return a.e->at < b.e->at; });
  if (chaos == 2)
    std::stable_sort(arrivals.begin(), arrivals.end(), [](const auto& a, const auto& b) { return a.e->at > b.e->at; });
  for (const auto& a : arrivals) all.add(a.number, to_touchpoint(*a.e, words));
  if (below(2) == 0) all.shrink_to_fit();
  all.separate_records();  // each is alone, although all have one address
  return all;
}

tickler::decision alone(const tickler::policy& p, const member& m, const tickler::vocabulary& words, instant now) {
  return by_each_path(p, m.who, to_history(m.history, words), now);
}

BOOST_AUTO_TEST_CASE(a_book_is_decided_for_as_each_prospect_alone_and_as_the_plain_reference) {
  BOOST_TEST(holds("bulk", 6'000, [](const scene& s) {
    const ready_scene made(s);
    const auto company = company_of(s, 6);
    const auto all = book_of(company, made.words);
    tickler::decisions packed;
    tickler::decision unpacked;
    for (const instant now : s.nows) {
      evaluate_all(made.policy, all, now, packed);
      RC_ASSERT(packed.size() == company.size());
      std::size_t count = 0;
      evaluate_all(made.policy, all, now, [&](tickler::prospect_number number, const tickler::decision& d) {
        RC_ASSERT(number == count++);
        RC_ASSERT(d == alone(made.policy, company[number], made.words, now));
        packed.get(number, unpacked);
        RC_ASSERT(unpacked == d);
        RC_ASSERT(packed.status_of(number) == d.status);
        RC_ASSERT(packed.next_change_of(number) == d.next_change);
      });
      RC_ASSERT(count == company.size());
      packed.get(0, unpacked);
      const auto engine = in_words(made.policy, unpacked);
      const auto reference = by_reference(s.policy, company[0].who, company[0].history, now, engine);
      for (const auto& difference : differences(engine, reference)) RC_FAIL("at " + tickler::to_string(now) + '\n' + difference);
    }
  }));
}

// As CRMs have them: most touchpoints have an id, each its own; most prospects have a name.
tickler::touchpoint labelled(tickler::touchpoint t, std::size_t number) {
  if (below(3) != 0) t.id = "call-" + std::to_string(number);
  return t;
}

BOOST_AUTO_TEST_CASE(names_and_ids_decide_nothing) {
  BOOST_TEST(holds("labels", 6'000, [](const scene& s) {
    const ready_scene made(s);
    const auto company = company_of(s, 3);
    tickler::book bare(made.words), full(made.words);
    bare.separate_records(), full.separate_records();
    std::vector<tickler::history> logs;
    for (const auto& m : company) {
      auto who = m.who;
      const auto number = bare.add(who);
      who.name = below(4) == 0 ? "" : "Ada Byron";
      full.add(who);
      logs.emplace_back(made.words);
      for (const auto& e : m.history) {
        const auto t = to_touchpoint(e, made.words);
        const auto same = labelled(t, logs.back().size());
        bare.add(number, t);
        full.add(number, same);
        logs.back().add(same);
      }
    }
    tickler::decisions of_bare, of_full;
    tickler::evaluator engine(made.policy);
    tickler::state kept;
    tickler::decision advanced;
    for (const instant now : s.nows) {
      evaluate_all(made.policy, bare, now, of_bare);
      evaluate_all(made.policy, full, now, of_full);
      RC_ASSERT(of_bare == of_full);
      for (tickler::prospect_number i = 0; i < company.size(); ++i) {
        const auto who = full.prospect(i);
        const auto expected = alone(made.policy, company[i], made.words, now);
        RC_ASSERT(by_each_path(made.policy, who, logs[i], now) == expected);
        engine.fold(who, tickler::history(made.words), now, kept);
        for (std::size_t k = 0; k < logs[i].size() && logs[i][k].at <= now; ++k) engine.advance(company[i].who, kept, logs[i][k]);
        engine.decide(who, kept, now, advanced);
        RC_ASSERT(advanced == expected);
      }
    }
  }));
}

BOOST_AUTO_TEST_CASE(any_number_of_threads_decides_the_same) {
  BOOST_TEST(holds("threads", 40, [](const scene& s) {
    const ready_scene made(s);
    const auto company = company_of(s, 7);
    tickler::book all(made.words);
    for (std::size_t i = 0; i < 3'000; ++i) {  // more than one thread takes at a time
      auto who = company[i % company.size()].who;
      who.id = who.account = std::to_string(i);  // nobody's colleague
      const auto number = all.add(who);
      for (const auto& e : company[i % company.size()].history) all.add(number, to_touchpoint(e, made.words));
    }
    tickler::decisions one, several;
    evaluate_all(made.policy, all, s.nows.front(), one);
    for (const unsigned threads : {0u, 2u, 3u, 7u}) {
      evaluate_all(made.policy, all, s.nows.front(), several, {.threads = threads});
      RC_ASSERT(one == several);
    }
    tickler::decision d;
    const auto last = static_cast<tickler::prospect_number>(all.size() - 1);
    several.get(last, d);
    RC_ASSERT(d == by_each_path(made.policy, all.prospect(last), to_history(company[last % company.size()].history, made.words),
                                s.nows.front()));
  }));
}

BOOST_AUTO_TEST_CASE(what_ticks_have_shown_is_what_is_so_at_any_time) {
  BOOST_TEST(holds("agenda", 3'000, [](const scene& s) {
    const ready_scene made(s);
    const auto company = company_of(s, 4);
    const auto all = book_of(company, made.words);
    tickler::agenda agenda;
    std::vector<tickler::decision> shown(company.size());
    const auto show = [&](tickler::prospect_number number, const tickler::decision& d) {
      shown[number] = d;
      shown[number].next_change = {};  // it may have come later since
    };
    auto now = s.nows.front();
    evaluate_all(made.policy, all, now, [&](tickler::prospect_number number, const tickler::decision& d) {
      agenda.set(number, d.next_change);
      show(number, d);
    });
    for (int step = 0; step < 12; ++step) {
      now += std::chrono::seconds{*rc::gen::inRange<std::int64_t>(1, 20 * 86'400)};
      if (!tickler::in_range(now)) break;
      // New touchpoints are told of; those that lie in the future when they are put down come into being later.
      const auto waiting = agenda.next();
      if (waiting && *waiting > now) RC_ASSERT(agenda.take_due(now).empty());
      for (tickler::prospect_number i = 0; i < company.size(); ++i)
        for (const auto& e : company[i].history)
          if (e.at > now - std::chrono::hours{24 * 20} && e.at <= now) agenda.invalidate(i);
      process_due(made.policy, all, agenda, now, show);
      for (tickler::prospect_number i = 0; i < company.size(); ++i) {
        auto asked = alone(made.policy, company[i], made.words, now);
        asked.next_change = {};
        RC_ASSERT(shown[i] == asked);
      }
    }
  }));
}

}  // namespace
}  // namespace plain
