// No key of a policy escapes the comparison of two: giving it, where it was not, is said.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <tickler/diff.hpp>

#include "placements.hpp"
#include "support/loading.hpp"

namespace {

struct given_key {
  placements::placement with;
};

std::ostream& operator<<(std::ostream& out, const given_key& k) { return out << k.with.path << ":\n" << k.with.policy; }

// Those that may be left out. Tests are no part of what a policy says.
std::vector<given_key> given_keys() {
  std::vector<given_key> found;
  for (auto& p : placements::all())
    if (!p.without.empty() && !p.path.starts_with("tests") && loading::load(p.without)) found.push_back({std::move(p)});
  return found;
}

}  // namespace

BOOST_AUTO_TEST_CASE(most_keys_can_be_left_out) { BOOST_TEST(given_keys().size() > 50u); }

BOOST_DATA_TEST_CASE(a_key_that_is_given_is_said, boost::unit_test::data::make(given_keys()), k) {
  const auto before = loading::load(k.with.without), after = loading::load(k.with.policy);
  BOOST_TEST_REQUIRE(!loading::has_error(after.diagnostics()), loading::lines_of(after.diagnostics()));
  BOOST_TEST(!tickler::diff(before.value().draft(), after.value().draft()).empty());
}
