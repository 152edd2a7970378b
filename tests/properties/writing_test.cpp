// Load, change, write and load: the same policy.
#include <boost/test/unit_test.hpp>
#include <set>
#include <string>
#include <tickler/diff.hpp>
#include <tickler/io/write_policy.hpp>

#include "dice.hpp"
#include "draft_changes.hpp"
#include "policy/compile/fingerprint.hpp"
#include "policy/write/file_form.hpp"
#include "property.hpp"

namespace plain {
namespace {

using tickler::fingerprint_of;
using tickler::policy_draft;

policy_draft read(const std::string& yaml) {
  return tickler::load_policy(yaml, "written.yaml", tickler::vocabulary{}).value().draft();
}

// Keys of planned dates, wherever they go.
void plan(dice& d, tickler::step_draft& s, bool is_last, bool has_business) {
  const auto length = [&](int most) {
    return d.from(0, most) * (has_business && d.percent(50) ? tickler::units::business_days : tickler::units::days);
  };
  if (s.at) s.at_next = d.percent(50);
  if (d.percent(30)) s.apart = length(9);
  if (d.percent(30)) s.clock = static_cast<tickler::step_clock>(d.from(0, 1));
  if (s.expires && d.percent(50)) s.expires = length(20);
  if (*s.from == tickler::anchor::previous || d.percent(50)) return;
  s.within.reset(), s.at_latest.reset();  // they must be shorter
  s.computed_within = s.computed_at_latest = {};
  const tickler::units::unit_of units[] = {tickler::units::days, tickler::units::weeks, tickler::units::months};
  s.every = d.from(1, 20) * d.one_of(units);
  s.repeat = is_last && d.percent(50) ? tickler::repeat_forever : d.from(1, 4);
}

policy_draft planned(policy_draft p) {
  dice d(rc::Random(*rc::gen::arbitrary<std::uint64_t>()));
  for (auto& c : p.cadences)
    for (auto& s : c.steps) plan(d, s, &s == &c.steps.back(), !p.business->empty());
  for (auto& h : p.holds) h.deadlines_run = d.percent(50);
  const auto cite = [&d](auto& rules) {
    for (auto& rule : rules) {
      if (d.percent(50)) rule.cite = d.word({"12 CFR 1006.14(b)(2)", "our word: \"soon\"", "227", "§ 7 UWG"});
      if (!rule.cite->empty() && d.percent(50)) rule.as_of = date::year{2026} / 11 / d.from(1, 30);
    }
  };
  cite(p.calendars), cite(p.limits), cite(p.holds), cite(p.never), cite(p.stops);
  return p;
}

BOOST_AUTO_TEST_CASE(what_is_written_is_read_as_what_it_was) {
  std::size_t in_another_form = 0, schedules = 0;
  BOOST_TEST(holds("written and read", 1'000, [&](const scene& s) {
    const auto policy = planned(s.policy);
    const auto yaml = tickler::to_yaml(policy);
    const auto again = read(yaml);
    const auto expected = tickler::as_files_say_it(policy);
    RC_ASSERT(fingerprint_of(again) == fingerprint_of(expected));
    RC_ASSERT(tickler::diff(again, expected).empty());
    RC_ASSERT(same(again, expected));
    RC_ASSERT(tickler::to_yaml(again) == yaml);
    in_another_form += !same(policy, expected);
    schedules += yaml.find(" every: ") != std::string::npos;
  }));
  BOOST_TEST(in_another_form > 0u);
  BOOST_TEST(schedules > 0u);
}

BOOST_AUTO_TEST_CASE(what_files_say_in_another_form_decides_the_same) {
  std::size_t actions = 0;
  BOOST_TEST(holds("decided as written", 300, [&](const scene& s) {
    const tickler::vocabulary words;
    const auto made = compile(s.policy, words).value(), written = compile(read(tickler::to_yaml(s.policy)), words).value();
    const auto log = to_history(s.history, words);
    for (const auto now : s.nows) {
      auto decided = evaluate(made, s.who, log, now);
      const auto again = evaluate(written, s.who, log, now);
      decided.policy_fingerprint = again.policy_fingerprint;
      RC_ASSERT(again == decided);
      actions += again.actions.size();
    }
  }));
  BOOST_TEST(actions > 0u);
}

BOOST_AUTO_TEST_CASE(two_drafts_are_the_same_only_if_all_their_values_are) {
  BOOST_TEST(holds("the same draft", 100, [](const scene& s) {
    auto draft = s.policy;
    std::string astonishing;
    draft_changes changes([&](const std::string& path, bool) {
      const bool is_place = path.empty() || path.ends_with(", where it is written");
      if (same(draft, s.policy) != is_place) astonishing = path;
      return false;
    });
    changes.in(draft);
    RC_ASSERT(astonishing == "");
  }));
}

}  // namespace
}  // namespace plain
