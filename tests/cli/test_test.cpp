// The command `test`, run as its users run it.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>

#include "support/desk.hpp"

namespace {

const std::string policy =
    "policy: small\nzone: America/New_York\nchannels: {email: {needs: email}}\nevents: {asked: {outcome: inquired}}\n"
    "cadences: {answer: {starts: asked, steps: [{id: send, do: {channel: email}}]}}\n";
const std::string asked = "touchpoints: [{at: 2026-03-02 10:00, outcome: inquired}], now: 2026-03-02 10:00";
const std::string passing = "- {name: asked, " + asked + ", expect: {status: active}}\n";
const std::string failing = "- {name: silent, " + asked + ", expect: {status: waiting}}\n";
const std::string broken = "- {name: wrong, " + asked + ", expect: {status: wating}}\n";

// Whose files are: a.yaml without tests in it, b.yaml with a passing and a failing one, c.yaml and a file of tests beside it.
struct office : desk::folder {
  office() {
    write("a.yaml", policy);
    write("b.yaml", policy + "tests:\n" + passing + failing);
    write("c.yaml", policy + "tests:\n" + passing);
    write("c.tests.yaml", "tests:\n" + broken + "- {name: beside, now: 2026-03-02 10:00, expect: {actions: []}}\n");
    write("no.yaml", "policy: no\n");
    write("d.yaml", policy);
    write("d.tests.yaml", "tests: [\n");
  }
};

struct case_of_test {
  const char* arguments;
  int code;
  const char* out;
  const char* err;
};
std::ostream& operator<<(std::ostream& out, const case_of_test& c) { return out << "test " << c.arguments; }

const case_of_test cases[] = {
    {"a.yaml", 0, "a.yaml: no tests\n", ""},
    {"b.yaml --only asked", 0, "b.yaml: 1 passed\n", ""},
    {"b.yaml", 1,
     "b.yaml:8:116: failed: silent: status: expected waiting, got active\n"
     "  decided for Mon 2 Mar 2026 10:00, America/New_York: active, ask again Tue 3 Mar 2026 00:00:01\n"
     "    ready    answer/send, email, due end of Mon 2 Mar 2026 (started Mon 2 Mar 10:00)\n"
     "b.yaml: 1 passed, 1 failed\n",
     ""},
    {"c.yaml c.tests.yaml a.yaml", 1,
     "c.tests.yaml:2:115: error: expected stopped, active, waiting, blocked, closed, unattended or invalid, found 'wating', did "
     "you "
     "mean 'waiting'? [T105]\n"
     "c.yaml: 2 passed, 1 broken\n"
     "a.yaml: no tests\n",
     ""},
    {"no.yaml b.yaml --only asked", 2, "no.yaml: cannot be used\nb.yaml: 1 passed\n",
     "no.yaml:1:1: error: a policy needs 'zone' [T104]\n"},
    {"missing.yaml", 2, "missing.yaml: cannot be used\n", "missing.yaml: error: the file cannot be read [T119]\n"},
    {"b.yaml --only nobody", 2, "b.yaml: no tests\n", "tickler: no test is called 'nobody'\n"},
    {"d.yaml", 1, "d.yaml: its tests cannot be read\n",
     "d.tests.yaml:1:8: error: the '[' is never closed: its ']' is missing [T112]\n"},
};

}  // namespace

BOOST_DATA_TEST_CASE(test_tries_the_tests_of_policies, boost::unit_test::data::make(cases), c) {
  const auto result = office{}.run("test " + std::string(c.arguments));
  BOOST_TEST(result.out == c.out);
  BOOST_TEST(result.err == c.err);
  BOOST_TEST(result.code == c.code);
}

BOOST_AUTO_TEST_CASE(a_policy_on_the_standard_input_has_its_tests_with_it) {
  const auto result = office{}.run("test -", "cat b.yaml |");
  BOOST_TEST(result.out.substr(0, 35) == "<stdin>:8:116: failed: silent: stat");
  BOOST_TEST(result.code == 1);
}

BOOST_AUTO_TEST_CASE(results_are_written_for_ci_servers_too) {
  const office files;
  BOOST_TEST(files.run("test b.yaml a.yaml --junit out.xml").code == 1);
  const auto xml = files.read("out.xml");
  BOOST_TEST(xml.substr(0, 86) ==
             "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"2\" failures=\"1\" errors=\"0\">\n");
  const auto refused = files.run("test b.yaml --junit nowhere/out.xml");
  BOOST_TEST(refused.code == 2);
  BOOST_TEST(refused.err == "tickler: nowhere/out.xml: No such file or directory\n");
}

BOOST_AUTO_TEST_CASE(check_reports_what_is_wrong_with_tests_too) {
  const auto result = office{}.run("check c.yaml c.tests.yaml b.yaml");
  BOOST_TEST(
      result.err ==
      "c.tests.yaml:2:115: error: expected stopped, active, waiting, blocked, closed, unattended or invalid, found 'wating', "
      "did you mean 'waiting'? [T105]\n");
  BOOST_TEST(result.out == "2 policies, 1 error\n");
  BOOST_TEST(result.code == 1);
}
