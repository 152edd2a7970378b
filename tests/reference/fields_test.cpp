// The keys that a policy is read by are those by which it is checked, compared and told apart.
#include <boost/test/unit_test.hpp>
#include <set>
#include <string_view>

#include "policy/draft_fields.hpp"
#include "policy/parse/key_docs.hpp"

namespace tickler {
namespace {

using names = std::multiset<std::string_view>;

names keys_of(const table_doc& table) {
  names found;
  for (const auto& key : table.keys) found.insert(key.name);
  return found;
}

template <class Part>
void check_fields(const table_doc& table, const names& read) {
  const Part part{};
  names listed;
  for_each_field(part, [&listed](const auto& field, const auto&...) {
    if (!field.key.empty()) listed.insert(field.key);
  });
  BOOST_TEST_CONTEXT(table.whose) {
    BOOST_TEST(listed == read, boost::test_tools::per_element());
    BOOST_TEST(fields_of<Part>.whose == table.whose);
  }
}

template <class Part>
void check_fields(const table_doc& table) {
  check_fields<Part>(table, keys_of(table));
}

// A step without `do` around what it does.
names keys_of_steps() {
  auto keys = keys_of(step_doc);
  keys.erase("do");
  keys.merge(keys_of(do_doc));
  return keys;
}

names keys_of_policies() {
  auto keys = keys_of(policy_doc);
  keys.erase("tests");  // no part of the policy
  return keys;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_fields_of_a_draft_are_the_keys_of_the_language) {
  check_fields<calendar_draft>(calendar_doc);
  check_fields<channel_draft>(channel_doc);
  check_fields<pattern_draft>(pattern_doc);
  check_fields<stage_draft>(stage_doc);
  check_fields<cadence_draft>(cadence_doc);
  check_fields<step_draft>(step_doc, keys_of_steps());
  check_fields<when_late_draft>(when_late_doc);
  check_fields<variant_draft>(variant_doc);
  check_fields<limit_draft>(limit_doc);
  check_fields<hold_draft>(hold_doc);
  check_fields<never_draft>(never_doc);
  check_fields<stop_draft>(stop_doc);
  check_fields<promise_draft>(promise_doc);
  check_fields<policy_draft>(policy_doc, keys_of_policies());
}

}  // namespace tickler
