// What `tickler check` says, and its exit codes.
#include <boost/test/unit_test.hpp>
#include <string>

#include "support/desk.hpp"
#include "support/office_policy.hpp"

namespace {

const std::string policy = support::office_policy;

struct one_policy : desk::folder {
  one_policy() : folder({{"p.yaml", policy}}) {}
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(check_counts_what_is_wrong, one_policy) {
  const auto good = run("check p.yaml");
  BOOST_TEST(good.out == "1 policy, no errors\n");
  BOOST_TEST(good.err == "");
  BOOST_TEST(good.code == 0);
  BOOST_TEST(run("check -", "cat p.yaml |").out == "1 policy, no errors\n");
  const auto endless = run("check -", "yes '# a line' | head -c 50000000 |");
  BOOST_TEST(endless.code == 1);
  BOOST_TEST(endless.err == "<stdin>:1:1: error: the text is longer than 1048576 bytes [T120]\n");

  write("bad.yaml", policy + "nonsense: 1\n");
  const auto bad = run("check p.yaml bad.yaml");
  BOOST_TEST(bad.out == "2 policies, 1 error\n");
  BOOST_TEST(bad.err.starts_with("bad.yaml:21:1: error: unknown key 'nonsense'"));
  BOOST_TEST(bad.code == 1);
}

BOOST_FIXTURE_TEST_CASE(check_warns_of_what_is_past_by_then, one_policy) {
  auto dated = policy;
  dated.insert(dated.find("office: {open:") + std::string("office: {").size(), "closed: 2026-12-24, ");
  write("dated.yaml", dated);
  BOOST_TEST(run("check --at 2026-12-24T12:00:00Z dated.yaml").err == "");
  BOOST_TEST(run("check --at 2026-12-26T00:00:00Z dated.yaml").err.find("[T427]") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_warning_is_no_error_unless_the_author_says_so, one_policy) {
  write("warned.yaml", policy + "facts: {vip: bool}\n");
  const auto warned = run("check warned.yaml");
  BOOST_TEST(warned.out == "1 policy, no errors, 1 warning\n");
  BOOST_TEST(warned.err == "warned.yaml:21:9: warning: fact 'vip' is never used [T212]\n");
  BOOST_TEST(warned.code == 0);
  BOOST_TEST(run("check --werror warned.yaml").code == 1);
  BOOST_TEST(run("check --werror p.yaml").code == 0);

  write("allowed.yaml", policy + "facts: {vip: bool}   # allow T212: the shop's own\n");
  BOOST_TEST(run("check --werror allowed.yaml").out == "1 policy, no errors\n");
  BOOST_TEST(run("check --werror allowed.yaml").code == 0);
}
