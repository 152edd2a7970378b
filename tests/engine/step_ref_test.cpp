// How touchpoints name steps and actions, and what names none.
#include "engine/state/step_ref.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <string>

#include "base/internal_access.hpp"
#include "support/small_policy.hpp"

using namespace tickler;
namespace data = boost::unit_test::data;

namespace {

// That is written as it was read, or not read at all.
struct reference {
  const char* text;
  bool is_one;
};
std::ostream& operator<<(std::ostream& out, const reference& r) { return out << r.text; }

const reference references[] = {
    {"answer/send", true},
    {"answer/send#0@2026-03-02T09:00:00Z", true},
    {"answer/send#7@2026-03-02T09:00:00Z+1", true},
    {"answer/send#7@2026-03-02T09:00:00Z+1~order%207", true},
    {"answer/send#7@2026-03-02T09:00:00Z~a-b.c_D9", true},
    {"", false},
    {"answer", false},
    {"answer/", false},
    {"answer/call", false},
    {"ask/send", false},
    {"answer/send#", false},
    {"answer/send#7", false},
    {"answer/send#7@", false},
    {"answer/send#x@2026-03-02T09:00:00Z", false},
    {"answer/send#-1@2026-03-02T09:00:00Z", false},
    {"answer/send#4294967296@2026-03-02T09:00:00Z", false},
    {"answer/send#7@2026-03-02", false},
    {"answer/send#7@2026-03-02T09:00:00Z+", false},
    {"answer/send#7@2026-03-02T09:00:00Z+x", false},
    {"answer/send#7@2026-03-02T09:00:00Z+65536", false},
};

struct meant_key {
  const char* encoded;
  const char* key;
  bool is_it;
};
std::ostream& operator<<(std::ostream& out, const meant_key& k) { return out << k.encoded << " for " << k.key; }

const meant_key keys[] = {
    {"", "", true},      {"a", "a", true},   {"a", "", false},    {"", "a", false},
    {"a", "ab", false},  {"ab", "a", false}, {"%20", " ", true},  {"%c3%A9", "\xc3\xa9", true},
    {"%25", "%", true},  {"%", "%", false},  {"%2", "%", false},  {"%2g", "%", false},
    {"%g5", "%", false}, {"%41", "A", true}, {"%41", "a", false}, {"%z0", "z", false},
};

}  // namespace

BOOST_DATA_TEST_CASE(a_step_is_named_with_its_cadence_and_an_action_by_its_id, data::make(references), r) {
  const auto p = support::made(support::small_draft(), vocabulary());
  const auto found = find_step(impl_of(p), r.text);
  BOOST_REQUIRE(found.has_value() == r.is_one);
  if (!found) return;
  std::string key;
  for (std::string_view rest = found->encoded_key; !rest.empty(); rest.remove_prefix(1))
    if (rest.starts_with("%20")) {
      key += ' ';
      rest.remove_prefix(2);
    } else {
      key += rest.front();
    }
  BOOST_TEST(to_text(impl_of(p), *found, key) == r.text);
  BOOST_TEST(means_key(found->encoded_key, key));
}

BOOST_DATA_TEST_CASE(a_key_is_percent_encoded_in_an_id, data::make(keys), k) { BOOST_TEST(means_key(k.encoded, k.key) == k.is_it); }
