// Every sentence of the seeds that a decision can show has a scenario under the shipped policy, named by its id.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <regex>
#include <string>
#include <vector>

#include "support/desk.hpp"
#include "support/files.hpp"

namespace {

const std::string mission = TICKLER_SOURCE_DIR "/../shared/mission.md";

// The ids in the first column of its table.
std::vector<std::string> rows_of_mission() {
  static const std::regex row(R"(\| ([A-Z]\d+) \|.*)");
  std::ifstream in(mission);
  std::vector<std::string> ids;
  std::smatch found;
  for (std::string line; std::getline(in, line);)
    if (std::regex_match(line, found, row)) ids.push_back(found[1]);
  return ids;
}

// Shown through the command, below.
bool is_of_the_command(const std::string& id) { return id == "R2" || id == "L10"; }

}  // namespace

BOOST_AUTO_TEST_CASE(every_row_of_the_mission_has_a_scenario_under_the_shipped_policy) {
  if (!std::filesystem::exists(mission)) {
    BOOST_TEST_MESSAGE("skipped: there is no " << mission);
    return;
  }
  const auto rows = rows_of_mission();
  BOOST_TEST(rows.size() >= 30u);
  for (const auto& id : rows) {
    if (is_of_the_command(id)) continue;
    const auto scenario = support::content_of(TICKLER_SOURCE_DIR "/tests/scenarios/data/" + id + "-shipped-policy.scenario");
    BOOST_TEST((scenario.find("policies/art-of-follow-up.yaml\n") != std::string::npos), id << " has none");
  }
}

// L10, start no contact that you cannot follow up. Kim can do three touches a day, and Ada is to be called tomorrow: so two more
// may come today, and with a third there would be too much tomorrow.
BOOST_AUTO_TEST_CASE(so_many_new_prospects_fit_as_there_is_time_to_follow_up) {
  const desk::folder desk{
      {"policy.yaml",
       "policy: calls\nzone: America/New_York\nchannels: {phone: {}}\ncadences:\n"
       "  chase: {starts: {outcome: inquired}, steps: [{id: call, do: {channel: phone, purpose: "
       "check_in}, after: 1 day, repeat: 2}]}\ncloses: {outcome: purchased}\n"},
      {"p.jsonl", R"({"id":"ada","owner":"kim"})"
                  "\n"},
      {"t.jsonl", R"({"prospect":"ada","at":"2026-03-02T09:00:00-05:00","channel":"phone","direction":"inbound",)"
                  R"("outcome":"inquired"})"
                  "\n"}};
  const auto room = [&](const std::string& capacity) {
    const auto result = desk.run(
        "workload --policy policy.yaml --prospects p.jsonl --touchpoints t.jsonl --owner kim --weeks 1 "
        "--runs 20 --at 2026-03-02T10:00:00-05:00 --starts chase --capacity " +
        capacity);
    BOOST_TEST(result.code == 0, result.err);
    const auto last = result.out.rfind('\n', result.out.size() - 2);
    return result.out.substr(last + 1);
  };
  BOOST_TEST(room("3") ==
             "2 more may begin chase today with kim; with 3, more than one future of ten has more than 3 touches on Tue 03 Mar\n");
  BOOST_TEST(room("1") ==
             "no more may begin chase today with kim; with one, more than one future of ten has more than 1 touch on Tue 03 Mar\n");
}

// R2, people forget: make it an appointment. A call was promised for Thursday 10:00 in New York: it is in the calendar then, with
// an alarm. It is not made: on Friday at 9:30 it stands on top of the day. Then it is made, and is struck out.
BOOST_AUTO_TEST_CASE(people_forget_so_it_is_an_appointment) {
  const std::string promised =
      R"({"prospect":"ada","at":"2026-03-02T15:00:00-05:00","channel":"phone","direction":"outbound","outcome":"promised",)"
      R"("until":"2026-03-05T10:00:00-05:00"})"
      "\n";
  const std::string called =
      R"({"prospect":"ada","at":"2026-03-06T09:45:00-05:00","channel":"phone","direction":"outbound","purpose":"apologise"})"
      "\n";
  const desk::folder desk{{"p.jsonl", R"({"id":"ada","name":"Ada","owner":"kim","contact":{"phone":"+1 212 555 0100"}})"
                                      "\n"},
                          {"t.jsonl", promised}};
  const auto calendar = [&](const std::string& at) {
    const auto previous = std::filesystem::exists(desk.path() / "kim.ics") ? "--previous kim.ics " : "";
    const auto result =
        desk.run("calendar --policy '" TICKLER_SOURCE_DIR
                 "/examples/policies/art-of-follow-up.yaml' --prospects p.jsonl --touchpoints t.jsonl --owner kim --at " +
                 at + " --to kim.ics " + previous);
    BOOST_TEST(result.code == 0, result.err);
    const auto file = desk.read("kim.ics");
    const auto begin = file.find("UID:keep-word/as-agreed#0@2026-03-02T20:00:");
    return begin == file.npos ? "" : file.substr(begin, file.find("END:VEVENT", begin) - begin);
  };
  const auto has = [](const std::string& entry, const std::string& line) { return entry.find(line + "\r\n") != entry.npos; };

  const auto monday = calendar("2026-03-02T15:30:00-05:00");
  BOOST_TEST(has(monday, "DTSTART:20260305T150000Z"), monday);
  BOOST_TEST(has(monday, "SUMMARY:Ada: phone check in"), monday);
  BOOST_TEST(has(monday, "TRIGGER:PT0S"), monday);
  const auto friday = calendar("2026-03-06T09:30:00-05:00");
  BOOST_TEST(has(friday, "DTSTART;VALUE=DATE:20260306"), friday);
  BOOST_TEST(has(friday, "SUMMARY:Ada: phone apologise (late)"), friday);
  BOOST_TEST(has(friday, "SEQUENCE:1"), friday);
  desk.write("t.jsonl", promised + called);
  const auto done = calendar("2026-03-06T09:50:00-05:00");
  BOOST_TEST(has(done, "STATUS:CANCELLED"), done);
  BOOST_TEST(has(done, "SEQUENCE:2"), done);
}
