// What is decided by structs is what is decided by JSON.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <memory>
#include <tickler/decision.hpp>
#include <tickler/io/load_policy.hpp>

#include "doors/conformance.hpp"
#include "doors/office.hpp"
#include "doors/struct_case.hpp"

namespace {

using doors::office;

tickler_time time_of(const std::optional<tickler::instant>& t) { return t ? t->time_since_epoch().count() : TICKLER_NONE; }

// An action, all of it, as one line.
std::string line_of(const tickler::policy& p, const tickler::decision& d, const tickler::action& a) {
  std::string line = id_of(p, d, a) + ' ' + std::string(to_string(a.state)) + ' ' + std::string(p.words().name(a.channel)) + ' ' +
                     std::string(p.words().name(a.purpose)) + ' ' + std::string(template_of(p, a)) + '/' +
                     std::string(note_of(p, a)) + '/' + std::string(variant_of(p, a)) + ' ' + std::to_string(a.flags) + ' ' +
                     std::to_string(a.behind) + ' ' + std::to_string(static_cast<int>(a.to)) + ' ' + std::to_string(a.contact);
  for (const auto& t : {a.not_before, a.due, a.at_latest, a.when}) line += ' ' + std::to_string(time_of(t));
  for (const auto& r : d.reasons_of(a))
    line += " because " + std::string(to_string(r.kind)) + ' ' + std::to_string(r.index) + ' ' + std::to_string(time_of(r.from)) +
            ' ' + std::to_string(time_of(r.to));
  for (const auto& b : d.blockers_of(a)) line += " but " + std::string(to_string(b.kind)) + ' ' + std::to_string(b.index);
  return line;
}

std::string line_of(tickler_worker* w, const tickler_decisions& all, const tickler_action& a) {
  tickler_action_texts texts;
  BOOST_REQUIRE(tickler_action_texts_of(w, &a, &texts) == TICKLER_OK);
  const auto name = [](tickler_text t) { return std::string(doors::view_of(t)); };
  std::string line = name(texts.id) + ' ' + tickler_name_of(TICKLER_ACTION_STATE, a.state) + ' ' + name(texts.channel) + ' ' +
                     name(texts.purpose) + ' ' + name(texts.template_name) + '/' + name(texts.note) + '/' + name(texts.variant) +
                     ' ' + std::to_string(a.flags) + ' ' + std::to_string(a.behind) + ' ' + std::to_string(a.to) + ' ' +
                     std::to_string(a.contact);
  for (const auto t : {a.not_before, a.due, a.at_latest, a.when}) line += ' ' + std::to_string(t);
  for (std::size_t i = 0; i < a.reason_count; ++i) {
    const auto& r = all.reasons[a.first_reason + i];
    line += " because " + std::string(tickler_name_of(TICKLER_REASON, r.kind)) + ' ' + std::to_string(r.index) + ' ' +
            std::to_string(r.from) + ' ' + std::to_string(r.to);
  }
  for (std::size_t i = 0; i < a.blocker_count; ++i) {
    const auto& b = all.blockers[a.first_blocker + i];
    line += " but " + std::string(tickler_name_of(TICKLER_BLOCKER, b.kind)) + ' ' + std::to_string(b.index);
  }
  return line;
}

// The same case by C++, and by structs twice in one call.
class comparison {
 public:
  explicit comparison(const doors::policy_text& p)
      : policy_(tickler::load_policy(p.yaml, p.name, words_).value()), c_(p.yaml, p.name) {
    words_.seal();
  }

  void compare(const doors::question& q) {
    const auto one = cases_.read(q.one_case);
    tickler::decision expected;
    evaluate(engine_, one, tickler::instant{std::chrono::seconds{q.now}}, expected);
    const doors::struct_case of(one);
    const tickler_case both[] = {of.get(), of.get()};
    tickler_decisions all;
    BOOST_REQUIRE(tickler_decide(c_.worker(), both, 2, q.now, &all) == TICKLER_OK);
    BOOST_REQUIRE(all.decision_count == 2u);
    for (const auto& d : {all.decisions[0], all.decisions[1]}) {
      BOOST_TEST(tickler_name_of(TICKLER_STATUS, d.status) == to_string(expected.status));
      BOOST_TEST(tickler_name_of(TICKLER_PROSPECT_PROBLEM, d.problem) == to_string(expected.problem));
      BOOST_TEST(d.next_change == time_of(expected.next_change));
      BOOST_REQUIRE(d.action_count == expected.actions.size());
      for (std::size_t i = 0; i < d.action_count; ++i)
        BOOST_TEST(line_of(c_.worker(), all, all.actions[d.first_action + i]) == line_of(policy_, expected, expected.actions[i]));
    }
  }

 private:
  tickler::vocabulary words_{};
  tickler::policy policy_;
  tickler::case_reader cases_{policy_};
  tickler::evaluator engine_{policy_};
  office c_;
};

}  // namespace

BOOST_AUTO_TEST_CASE(structs_are_decided_for_as_json_is) {
  const auto& all = doors::collected();
  const auto answers = answers_of_cpp(all);
  std::unique_ptr<comparison> by;
  std::size_t of = all.policies.size(), compared = 0;
  for (std::size_t i = 0; i < all.questions.size(); ++i) {
    const auto& q = all.questions[i];
    if (q.what != doors::asking::decide || !answers[i].problems.empty()) continue;
    if (of != q.policy) by = std::make_unique<comparison>(all.policies[of = q.policy]);
    by->compare(q);
    ++compared;
  }
  BOOST_TEST(compared >= 1'000u);
}
