// The page in Chromium (Debian's), driven by playwright-core; axe-core looks for what keeps people from using it.
#include <boost/test/unit_test.hpp>
#include <cstdlib>

#include "report/page.hpp"
#include "support/node.hpp"

using namespace report_tests;

namespace {

const std::filesystem::path packages = TICKLER_BINARY_DIR "/node-browser";

std::string why_no_browser() {
  if (!support::succeeds("test -x /usr/bin/chromium")) return "Debian's chromium is not there";
  return support::why_missing(packages, {{"playwright-core", "1"}, {"axe-core", "4"}});
}

// Says that it is skipped, where it is.
bool is_there() {
  static const auto why_not = why_no_browser();
  if (!why_not.empty()) BOOST_TEST_MESSAGE("skipped: " << why_not);
  return why_not.empty();
}

std::string seen(const shop& folder, const std::string& what) {
  const auto in = [&](const char* name) { return " '" + (folder.path() / name).string() + "'"; };
  const auto out =
      support::output_of(support::in_folder(packages, "timeout 120 node '" TICKLER_SOURCE_DIR "/tests/report/browser.mjs' " + what +
                                                          in("page.html") + in("texts.json") + " 2>" + in("browser.log")));
  BOOST_TEST_MESSAGE(folder.read("browser.log"));
  return out + (out.find("complaints:") == std::string::npos ? folder.read("browser.log") : "");
}

// As JSON has it.
constexpr auto nasty =
    R"(</script><script>alert(1)</script><img src=x onerror=alert(2)>\"><svg onload='alert(3)'><b>{{script}}<!--]]>&lt;${alert(4)})";

std::string with_nasty(std::string text) {
  for (std::size_t at = 0; (at = text.find("NASTY", at)) != text.npos;) text.replace(at, 5, nasty);
  return text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(script_in_every_field_comes_out_as_text) {
  if (!is_there()) return;
  // In YAML between single quotes, where a quote is written twice.
  const auto policy = R"(policy: shop
zone: America/New_York
channels: {email: {needs: email}, phone: {needs: phone}}
events:
  asked: {direction: inbound, outcome: inquired}
  sent: {direction: outbound, purpose: inform}
cadences:
  answer:
    starts: asked
    per: key
    steps: [{id: send, do: {channel: email, purpose: inform, note: "note NASTY", template: "template NASTY"}, within: 24 hours}]
holds:
  - {name: held, on: asked, for: 20 days, cite: "hold NASTY", channels: [phone]}
promises: {answered: {expect: sent, after: asked, within: 24 hours, cite: "cite NASTY"}}
)";
  const made_up_book all{
      R"({"id":"id NASTY","name":"name NASTY","owner":"owner NASTY","account":"account NASTY","referrer":"referrer NASTY",)"
      R"("contact":{"email":"email NASTY","kind NASTY":"value NASTY"},"facts":{"fact NASTY":"NASTY"},"x_field":"NASTY"}
{"id":"two NASTY","region":"region NASTY"}
{"id":"three NASTY"}
)",
      R"({"prospect":"id NASTY","at":"2026-02-20T10:00:00Z","channel":"channel","direction":"inbound","outcome":"inquired",)"
      R"("key":"key NASTY","id":"touch","address":"address"}
{"prospect":"id NASTY","at":"2026-02-21T10:00:00Z","channel":"fax NASTY","direction":"inbound","outcome":"outcome NASTY",)"
      R"("purpose":"purpose NASTY"}
)"};
  const shop folder({with_nasty(all.prospects), with_nasty(all.touchpoints)}, with_nasty(policy));
  folder.report();
  std::string texts;
  for (const auto* field : {"name", "owner", "email", "id", "key", "note", "cite", "two", "three"})
    texts += (texts.empty() ? "[\"" : ",\"") + with_nasty(field + std::string(" NASTY")) + '"';
  for (const auto* word : {"fax", "outcome", "purpose"})  // they are said with blanks for hyphens
    texts += ",\"" + std::string(word) + " </script><script>alert(1)</script><img src=x onerror=alert(2)>\"";
  folder.write("texts.json", texts + "]");
  BOOST_TEST(seen(folder, "hostile") ==
             "elements of others: 0\n"
             "scripts: 3\n"
             "title after a script that was put in: ours\n"
             "without script: true\n"
             "complaints: none\n");
}

// Of 120 prospects, p0 to p119: 50 are shown at once.
BOOST_AUTO_TEST_CASE(lists_are_searched_sorted_and_gone_through_by_keys_and_anybody_can_use_them) {
  if (!is_there()) return;
  const shop folder(make_up(120));
  folder.page();
  BOOST_TEST(seen(folder, "used") ==
             "in all 120 in all shown 50\n"
             "slash goes to worklist\n"
             "found p12\n"
             "up p0 p1 p2\n"
             "down p119 p118\n"
             "sorted descending\n"
             "owners kim\n"
             "opened p1\n"
             "right p2\n"
             "left p0 first true\n"
             "closed true\n"
             "more 100\n"
             "axe, light: nothing\n"
             "axe, a picture: nothing\n"
             "axe, dark: nothing\n"
             "axe, telephone: nothing\n"
             "complaints: none\n");
}

// Sanitizers make writing it some twenty times as slow: there it is of 500.
BOOST_AUTO_TEST_CASE(five_thousand_prospects_open_and_are_searched) {
  if (!is_there()) return;
  const char* share = std::getenv("TICKLER_CASES");
  const bool is_quick = share == nullptr || std::atof(share) > 0.1;
  const shop folder(make_up(is_quick ? 5000 : 500));
  const auto html = folder.page();
  BOOST_TEST_MESSAGE(html.size() << " bytes");
  BOOST_TEST(html.size() < 6'000'000U);
  BOOST_TEST(seen(folder, "large") ==
             "found p77\n"
             "axe, light: nothing\n"
             "complaints: none\n");
}
