// JUnit XML, held against documents written by hand.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <tickler/io/policy_tests.hpp>

#include "base/xml_text.hpp"
#include "support/loading.hpp"

namespace {

using namespace tickler;

tested_policy try_text(const std::string& yaml, const std::string& file) {
  const auto loaded = loading::load(yaml, file);
  tested_policy tried{.file = file};
  if (!loaded) {
    tried.diagnostics = loaded.diagnostics();
    return tried;
  }
  tried.tested = loaded.value();
  auto found = load_policy_tests(yaml, file, tried.tested);
  tried.diagnostics = std::move(found.diagnostics);
  tried.tests = std::move(found.tests);
  for (const auto& t : tried.tests) tried.results.push_back(run_policy_test(tried.tested, t));
  return tried;
}

const std::string head = "policy: small\nzone: UTC\nchannels: {email: }\n";
const std::string declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

struct escape_case {
  std::string raw, in_text, in_attribute;
};
std::ostream& operator<<(std::ostream& out, const escape_case& c) { return out << c.in_attribute; }

const std::string fffd = "\xef\xbf\xbd";

const escape_case escapes[] = {
    {"plain", "plain", "plain"},
    {"a < b && b > c", "a &lt; b &amp;&amp; b &gt; c", "a &lt; b &amp;&amp; b &gt; c"},
    {"]]>", "]]&gt;", "]]&gt;"},
    {"she said \"no\", it's so", "she said &quot;no&quot;, it's so", "she said &quot;no&quot;, it's so"},
    {"one\ntwo\tthree\rfour", "one\ntwo\tthree&#13;four", "one&#10;two&#9;three&#13;four"},
    {std::string("nul\0bell\7escape\x1b", 16), "nul" + fffd + "bell" + fffd + "escape" + fffd,
     "nul" + fffd + "bell" + fffd + "escape" + fffd},
    {"delete \x7f next line \xc2\x85", "delete \x7f next line \xc2\x85", "delete \x7f next line \xc2\x85"},
    {"Zo\xc3\xab \xf0\x9f\x8e\x82", "Zo\xc3\xab \xf0\x9f\x8e\x82", "Zo\xc3\xab \xf0\x9f\x8e\x82"},
    {"\xef\xbf\xbe\xef\xbf\xbf", fffd + fffd, fffd + fffd},    // U+FFFE and U+FFFF
    {"\xed\xa0\x80", fffd + fffd + fffd, fffd + fffd + fffd},  // half a surrogate
    {"cut \xc3", "cut " + fffd, "cut " + fffd},
};

}  // namespace

BOOST_DATA_TEST_CASE(text_is_escaped_as_xml_1_0_wants_it, boost::unit_test::data::make(escapes), c) {
  BOOST_TEST(xml_text(c.raw) == c.in_text);
  BOOST_TEST(xml_attribute(c.raw) == c.in_attribute);
}

BOOST_AUTO_TEST_CASE(nothing_tried_is_an_empty_document) {
  BOOST_TEST(to_junit({}) == declaration + "<testsuites tests=\"0\" failures=\"0\" errors=\"0\">\n</testsuites>\n");
}

BOOST_AUTO_TEST_CASE(each_policy_is_a_suite_and_each_test_a_case) {
  const std::vector<tested_policy> all{
      try_text(head + "tests:\n"
                      "  - {name: \"nobody <but> \\\"her\\\" & me\", now: 2026-03-02 10:00, expect: {status: unattended}}\n"
                      "  - {name: \"bell\\a\", now: 2026-03-02 10:00, expect: {status: active}}\n"
                      "  - {name: broken, now: noon, expect: {status: active}}\n",
               "a&b.yaml"),
      try_text(head, "none.yaml"),
      try_text("policy: unusable\nzone: Mars\n", "mars.yaml"),
  };
  const std::string failure = "a&amp;b.yaml:6:62: failed: bell" + fffd + ": status: expected active, got unattended";
  const std::string noon =
      "a&amp;b.yaml:7:25: error: 'now' must be a time such as 2026-03-02 10:00, on the prospect's clock, or 2026-03-02T10:00:00Z; "
      "'noon' is neither [T607]";
  const std::string mars = "mars.yaml:2:7: error: unknown time zone 'Mars' [T302]";
  BOOST_TEST(to_junit(all) ==
             declaration +
                 "<testsuites tests=\"4\" failures=\"1\" errors=\"2\">\n"
                 "  <testsuite name=\"small\" file=\"a&amp;b.yaml\" tests=\"3\" failures=\"1\" errors=\"1\">\n"
                 "    <testcase classname=\"small\" name=\"nobody &lt;but&gt; &quot;her&quot; &amp; me\" file=\"a&amp;b.yaml\" "
                 "line=\"5\"/>\n"
                 "    <testcase classname=\"small\" name=\"bell" +
                 fffd +
                 "\" file=\"a&amp;b.yaml\" line=\"6\">\n"
                 "      <failure message=\"" +
                 failure + "\">" + failure +
                 "\n"
                 "  decided for Mon 2 Mar 2026 10:00, UTC: unattended\n"
                 "</failure>\n"
                 "    </testcase>\n"
                 "    <testcase classname=\"small\" name=\"broken\" file=\"a&amp;b.yaml\" line=\"7\">\n"
                 "      <error message=\"" +
                 noon + "\">" + noon +
                 "\n"
                 "</error>\n"
                 "    </testcase>\n"
                 "  </testsuite>\n"
                 "  <testsuite name=\"small\" file=\"none.yaml\" tests=\"0\" failures=\"0\" errors=\"0\">\n"
                 "  </testsuite>\n"
                 "  <testsuite name=\"mars.yaml\" file=\"mars.yaml\" tests=\"1\" failures=\"0\" errors=\"1\">\n"
                 "    <testcase classname=\"mars.yaml\" name=\"the policy and its tests can be read\" file=\"mars.yaml\">\n"
                 "      <error message=\"" +
                 mars + "\">" + mars +
                 "\n"
                 "</error>\n"
                 "    </testcase>\n"
                 "  </testsuite>\n"
                 "</testsuites>\n");
}
