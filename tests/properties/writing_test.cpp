// Load, change, write and load: the same policy.
#include <boost/test/unit_test.hpp>
#include <set>
#include <string>
#include <tickler/diff.hpp>
#include <tickler/io/write_policy.hpp>

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

// Random calendars are open on Tuesdays and Thursdays too, for which files have no one name.
BOOST_AUTO_TEST_CASE(what_is_written_is_read_as_what_it_was) {
  std::size_t in_another_form = 0;
  BOOST_TEST(holds("written and read", 1'000, [&](const scene& s) {
    const auto yaml = tickler::to_yaml(s.policy);
    const auto again = read(yaml);
    const auto expected = tickler::as_files_say_it(s.policy);
    RC_ASSERT(fingerprint_of(again) == fingerprint_of(expected));
    RC_ASSERT(tickler::diff(again, expected).empty());
    RC_ASSERT(same(again, expected));
    RC_ASSERT(tickler::to_yaml(again) == yaml);
    in_another_form += !same(s.policy, expected);
  }));
  BOOST_TEST(in_another_form > 0u);
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
