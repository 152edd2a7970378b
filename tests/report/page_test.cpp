// What `tickler report` writes, without a browser.
#include "report/page.hpp"

#include <simdjson.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <sstream>
#include <vector>

#include "support/property.hpp"

using namespace report_tests;

namespace {

std::string_view between(std::string_view text, std::string_view from, std::string_view to) {
  const auto begin = text.find(from) + from.size();
  return text.substr(begin, text.find(to, begin) - begin);
}

// Of each line of the worklist: whose it is, who, what, and where it goes.
std::vector<std::string> worklist_of(const std::string& lists) {
  simdjson::dom::parser parser;
  std::vector<std::string> lines;
  for (const auto row : parser.parse(lists)["lists"]["worklist"]["rows"].get_array()) {
    std::string line;
    for (const auto cell : {1, 2, 4, 5})
      line += std::string(row.at(static_cast<std::size_t>(cell)).get_string().value()) + (cell == 5 ? "" : " | ");
    lines.push_back(line);
  }
  return lines;
}

// The same of `tickler next --format csv`, of which these cells have no comma.
std::vector<std::string> worklist_of_sheet(const std::string& sheet) {
  std::vector<std::string> lines;
  std::istringstream all(sheet);
  std::string line;
  std::getline(all, line);
  while (std::getline(all, line)) {
    std::vector<std::string> cells(1);
    for (const char c : line) c == ',' ? static_cast<void>(cells.emplace_back()) : cells.back().push_back(c);
    lines.push_back(cells[0] + " | " + cells[1] + " (" + cells[2] + ") | " + cells[4] + " | " + cells[6]);
  }
  return lines;
}

// On Monday at 9:00 in New York: Ada asked on Friday at 10:00, and her answer was due on Saturday, so it is late and its promise
// broken; Bo's of Sunday afternoon is due this afternoon; Cy's was sent an hour after he had asked, and there nothing comes after
// it.
const made_up_book three{
    R"({"id":"ada","name":"Ada Lovelace","owner":"kim","contact":{"email":"a@example.org"}}
{"id":"bo","owner":"lee","zone":"Europe/London","contact":{"email":"b@example.org"}}
{"id":"cy","owner":"kim","contact":{"email":"c@example.org"}}
)",
    R"({"prospect":"ada","at":"2026-02-27T15:00:00Z","channel":"web","direction":"inbound","outcome":"inquired"}
{"prospect":"bo","at":"2026-03-01T20:00:00Z","channel":"web","direction":"inbound","outcome":"inquired"}
{"prospect":"cy","at":"2026-02-24T15:00:00Z","channel":"web","direction":"inbound","outcome":"inquired"}
{"prospect":"cy","at":"2026-02-24T16:00:00Z","channel":"email","direction":"outbound","purpose":"inform"}
)"};

constexpr auto answer_policy = R"(policy: answers
zone: America/New_York
channels: {email: {needs: email}}
events:
  asked: {direction: inbound, outcome: inquired}
  sent: {direction: outbound, purpose: inform}
cadences:
  answer:
    starts: asked
    steps: [{id: send, do: {channel: email, purpose: inform, note: The catalogue.}, within: 24 hours, at_latest: 48 hours}]
promises: {answered: {expect: sent, after: asked, within: 24 hours}}
)";

}  // namespace

BOOST_AUTO_TEST_CASE(a_page_says_what_is_to_be_done_what_was_broken_and_who_was_dropped) {
  auto four = three;
  four.prospects += "{\"id\":\"di\"}\n";
  four.touchpoints += "{\"prospect\":\"di\",\"at\":\"2026-03-01T20:00:00Z\",\"outcome\":\"opted_out\",\"until\":\"soon\"}\n";
  const shop folder(four, answer_policy);
  const auto result = folder.report();
  BOOST_TEST(result.code == 1);  // a touchpoint of Di's cannot be read
  BOOST_TEST(result.out == "");
  BOOST_TEST(result.err.find("\n4 prospects: 2 active, 1 unattended, 1 invalid; 1 bad record\n") != std::string::npos, result.err);
  const auto html = folder.read("page.html");
  BOOST_TEST(between(html, "<ul class=\"figures\">", "</ul>") ==
             "<li><strong>2</strong>ready now</li><li><strong>1</strong>of them late or overdue</li>"
             "<li><strong>1</strong>need a person first</li><li><strong>0</strong>waiting</li><li><strong>0</strong>blocked</li>"
             "<li><strong>1</strong>unattended prospects</li><li><strong>50 %</strong>of promises kept</li>");
  const auto lists = folder.unpacked(html, "lists");
  const std::vector<std::string> expected{"kim | ada (Ada Lovelace) | email inform | a@example.org",
                                          "lee | bo | email inform | b@example.org", " | di | nothing can be decided | "};
  BOOST_TEST(worklist_of(lists) == expected, boost::test_tools::per_element());
  BOOST_TEST(between(lists, "\"broken\":{", "}")
                 .find(R"json("rows":[[0,"kim","ada (Ada Lovelace)","answered",["Fri 27 Feb 10:00",)json") != std::string::npos);
  BOOST_TEST(between(lists, "\"unattended\":{", "}").find(R"("rows":[[2,"kim","cy",["Tue 24 Feb 11:00",)") != std::string::npos);
  BOOST_TEST(html.find("less than four weeks lie in it") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_page_for_an_owner_has_her_prospects_alone) {
  const shop folder(three, answer_policy);
  const auto html = folder.page("--owner lee");
  const std::vector<std::string> expected{"lee | bo | email inform | b@example.org"};
  BOOST_TEST(worklist_of(folder.unpacked(html, "lists")) == expected, boost::test_tools::per_element());
  BOOST_TEST(html.find("Policy answers: 1 prospect, for lee.") != std::string::npos);
  BOOST_TEST(folder.whole(html).find("Ada") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(promises_count_from_the_instant_that_is_given) {
  const shop folder(three, answer_policy);
  const auto html = folder.page("--owner kim --from 2026-02-25T00:00:00Z");
  BOOST_TEST(html.find("<strong>0 %</strong>of promises kept") != std::string::npos);  // Cy's was called for the day before
}

BOOST_AUTO_TEST_CASE(the_worklist_is_that_of_next_in_its_order) {
  const shop folder(make_up(300));
  const auto lists = folder.unpacked(folder.page(), "lists");
  const auto sheet = folder.run("next" + std::string(shop::records) + "--format csv --at " + monday).out;
  const auto found = worklist_of(lists);
  BOOST_TEST(found.size() > 100U);
  BOOST_TEST(found == worklist_of_sheet(sheet), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_weeks_ahead_are_there_where_the_book_says_enough) {
  const shop folder(make_up(60));
  const auto html = folder.page();
  BOOST_TEST(html.find("it was played forward 50 times") != std::string::npos);
  BOOST_TEST(html.find("<th scope=\"col\" class=\"n\">From Mon 2 Mar</th>") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_same_input_gives_the_same_bytes) {
  const shop folder(make_up(60));
  BOOST_TEST((folder.page() == folder.page()));
}

BOOST_AUTO_TEST_CASE(wrong_use_is_refused_and_says_why) {
  const shop folder(three, answer_policy);
  const auto why = [&](const std::string& arguments) { return folder.run("report" + std::string(shop::records) + arguments).err; };
  BOOST_TEST(why("").find("--to is required") != std::string::npos);
  BOOST_TEST(why("--to x.html --at " + monday + " --from 2026-03-03T00:00:00Z").find("--from is after --at") != std::string::npos);
  BOOST_TEST(why("--to x.html --owner kym").find("nobody's owner is 'kym', did you mean 'kim'?") != std::string::npos);
  BOOST_TEST(why("--to nowhere/x.html").find("nowhere/x.html: No such file or directory") != std::string::npos);
  BOOST_TEST(!std::filesystem::exists(folder.path() / "x.html"));
}

// Every text of a record begins with the mark, whatever book it is; some go to referrers, and two have an address in common, so
// that an opt-out of one counts for the other.
BOOST_AUTO_TEST_CASE(an_anonymous_page_has_no_text_of_anybodys_record) {
  const std::string mark = "zqx";
  const auto random = rc::gen::inRange(1U, 80U);
  BOOST_TEST(support::holds("an anonymous page", 20, random, [&](unsigned prospects) {
    auto all = make_up(prospects, mark);
    all.touchpoints += R"({"prospect":"zqxp0","at":"2026-02-20T10:00:00Z","channel":"zqxfax","direction":"inbound",)"
                       R"("outcome":"zqxfound","purpose":"zqxwhy","address":"zqx@example.org"}
{"prospect":"zqxp0","at":"2026-02-20T11:00:00Z","channel":"zqxfax","direction":"outbound"}
{"prospect":"zqxp1","at":"2026-02-21T10:00:00Z","channel":"email","direction":"inbound","until":"zqx"}
)";
    if (prospects > 1) all.prospects += "{\"id\":\"zqxlost\",\"zone\":\"zqxzone\"}\n";
    std::string policy = shop_policy;
    const std::string thanks = "steps: [{id: thanks,";
    policy.replace(policy.find(thanks), thanks.size(),
                   "steps: [{id: friend, do: {channel: email, purpose: thank, to: referrer}, after: 1 day}, {id: thanks,");
    const shop folder(all, policy);
    folder.report("--anonymous");
    const auto page = folder.whole(folder.read("page.html"));
    RC_ASSERT(page.find("prospect 1\"") != std::string::npos);
    RC_ASSERT(page.find(mark) == std::string::npos);
    RC_ASSERT(page.find("price list") == std::string::npos);
  }));
}

BOOST_AUTO_TEST_CASE(an_anonymous_page_counts_the_same) {
  const shop folder(make_up(200));
  const auto named = folder.page(), anonymous = folder.page("--anonymous");
  const auto figures = [](const std::string& html) { return between(html, "<ul class=\"figures\">", "</ul>"); };
  BOOST_TEST(figures(named) == figures(anonymous));
  BOOST_TEST(worklist_of(folder.unpacked(named, "lists")).size() == worklist_of(folder.unpacked(anonymous, "lists")).size());
}

// Ada is prospect 1 and Kim owner 1 as long as nobody comes before them.
BOOST_AUTO_TEST_CASE(pseudonyms_stay_when_the_book_grows) {
  const auto mentions = [](unsigned prospects) {
    const shop folder(make_up(prospects));
    const auto lists = folder.unpacked(folder.page("--anonymous"), "lists");
    const auto all = std::string(between(lists, "{\"prospects\":", "\"owners\":"));
    return all.substr(0, all.find("[\"prospect 41\""));
  };
  BOOST_TEST(mentions(50) == mentions(90));
}
