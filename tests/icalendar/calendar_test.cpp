// What a calendar file says, worked out by hand.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>

#include "icalendar/office.hpp"

using namespace icalendar_tests;

namespace {

std::string stamped(const char* uid) {
  return "UID:" + std::string(uid) + "@...\nSEQUENCE:0\nDTSTAMP:20260302T130000Z\nLAST-MODIFIED:20260302T130000Z\n";
}

const std::string head =
    "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Tickler//tickler calendar//EN\nNAME:Follow-ups of kim\n"
    "X-WR-CALNAME:Follow-ups of kim\nX-TICKLER-POLICY:small\n";

std::string alarm(const char* after, const char* summary) {
  return std::string("BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:") + after + "\nDESCRIPTION:" + summary + "\nEND:VALARM\n";
}

}  // namespace

// The answer to Ada is late: its time was on Friday, so it stands on this Monday, all day. That to Cy has just begun, and still has
// its time; Cy cannot be called. The call to Ada can be done as the office opens, at 9:00.
BOOST_FIXTURE_TEST_CASE(a_calendar_of_events_says_what_to_do_when_and_why, office) {
  const auto result = calendar(monday + "--owner kim");
  BOOST_TEST(unfolded(result.out) ==
             head + "BEGIN:VEVENT\n" + stamped("answer/send#0@2026-02-27T15:00:00Z") +
                 "STATUS:CONFIRMED\nDTSTART;VALUE=DATE:20260302\nDTEND;VALUE=DATE:20260303\n"
                 "SUMMARY:Ada Lovelace: email inform (late)\n"
                 "DESCRIPTION:to: a@example.org\\nready since: Fri 27 Feb 10:00\\; carried over until it is done\\n"
                 "due: Sat 28 Feb 10:00 (overdue)\\nat the latest: Sun 1 Mar 10:00 (late)\\n"
                 "why: answer/send: asked Fri 27 Feb 10:00\\nnote: The catalogue.\\nwho: ada (Ada Lovelace)\\nowner: kim\n"
                 "CATEGORIES:email\nPRIORITY:5\nCLASS:PRIVATE\nTRANSP:TRANSPARENT\n" +
                 alarm("PT9H", "Ada Lovelace: email inform (late)") + "END:VEVENT\nBEGIN:VEVENT\n" +
                 stamped("answer/send#0@2026-03-02T12:50:00Z") +
                 "STATUS:CONFIRMED\nDTSTART:20260302T125000Z\nDTEND:20260302T130500Z\nSUMMARY:cy: email inform\n"
                 "DESCRIPTION:to: c@example.org\\nwhen: Mon 2 Mar 07:50\\ndue: Tue 3 Mar 07:50\\n"
                 "at the latest: Wed 4 Mar 07:50\\nwhy: answer/send: asked Mon 2 Mar 07:50\\nnote: The catalogue.\\nwho: cy\\n"
                 "owner: kim\n"
                 "CATEGORIES:email\nPRIORITY:5\nCLASS:PRIVATE\nTRANSP:TRANSPARENT\n" +
                 alarm("PT0S", "cy: email inform") + "END:VEVENT\nBEGIN:VEVENT\n" + stamped("call/ring#0@2026-02-27T15:00:00Z") +
                 "STATUS:CONFIRMED\nDTSTART:20260302T140000Z\nDTEND:20260302T141500Z\n"
                 "SUMMARY:Ada Lovelace: phone check in\n"
                 "DESCRIPTION:to: +1 212 555 0100\\nwhen: Mon 2 Mar 09:00\\ndue: end of Mon 2 Mar\\n"
                 "why: call/ring: asked Fri 27 Feb 10:00\\; closed until Mon 2 Mar 09:00\\nwho: ada (Ada Lovelace)\\nowner: kim\n"
                 "CATEGORIES:phone\nPRIORITY:5\nCLASS:PRIVATE\nTRANSP:TRANSPARENT\n" +
                 alarm("PT0S", "Ada Lovelace: phone check in") + "END:VEVENT\nEND:VCALENDAR\n");
  BOOST_TEST(result.err == "3 entries: 3 new\nnot in it, but in `tickler next`: 1 blocked action\n");
  BOOST_TEST(result.code == 0);
}

// A task begins when it can be done and ends when it is due; what is due as Monday ends, in its last minute.
BOOST_FIXTURE_TEST_CASE(a_calendar_of_tasks_says_from_when_until_when, office) {
  const auto tasks = calendar(monday + "--owner kim --as tasks").out;
  BOOST_TEST(entry_called(tasks, ada_send).begin == "20260227T150000Z");
  BOOST_TEST(entry_called(tasks, ada_send).end == "20260228T150000Z");
  BOOST_TEST(entry_called(tasks, ada_ring).begin == "20260302T140000Z");
  BOOST_TEST(entry_called(tasks, ada_ring).end == "20260303T045900Z");
  BOOST_TEST(entry_called(tasks, ada_ring).status == "NEEDS-ACTION");
  BOOST_TEST(entry_called(tasks, ada_ring).kind == "VTODO");
  BOOST_TEST(unfolded(tasks).find("TRANSP") == std::string::npos);
}

// Bo asked on Sunday at 20:00 in London, in whose office hours he can be called on Wednesday: at 9:00 there, while it is night in
// New York. The days are those of whose calendar it is: in Sydney it is Tuesday already.
BOOST_FIXTURE_TEST_CASE(instants_are_written_in_utc_and_days_are_the_owners, office) {
  const auto lee = calendar(monday + "--owner lee").out;
  BOOST_TEST(entry_called(lee, bo_send).begin == "20260302");
  BOOST_TEST(entry_called(lee, bo_ring).begin == "20260304T090000Z");
  BOOST_TEST(entry_called(lee, bo_ring).description ==
             "to: +44 20 5550 0110\nwhen: Wed 4 Mar 09:00\ndue: end of Wed 4 Mar\n"
             "why: call/ring: asked Sun 1 Mar 20:00; closed until Wed 4 Mar 09:00\nwho: bo\nowner: lee\n"
             "times by the clock of: Europe/London");
  write("p.jsonl", replaced(bo, R"("zone")", R"("owner_zone":"Australia/Sydney","zone")") + ada + cy);
  BOOST_TEST(entry_called(calendar(monday + "--owner lee").out, bo_send).begin == "20260303");
}

// Two calendar days from Friday on it is Sunday. Nobody is woken at midnight, and the alarm of that day is at 9:00.
BOOST_FIXTURE_TEST_CASE(what_a_day_begins_is_of_all_day, office) {
  write("p.yaml", replaced(support::office_policy, "{id: ring, do: {channel: phone, purpose: check_in}, after: 2 days}",
                           "{id: ring, do: {channel: email, purpose: check_in}, after: 2 calendar days}"));
  const auto events = calendar("--at 2026-02-28T13:00:00Z --owner kim").out;
  BOOST_TEST(entry_called(events, ada_ring).begin == "20260301");
  BOOST_TEST(entry_called(events, ada_ring).end == "20260302");
  BOOST_TEST(unfolded(events).find("TRIGGER:PT9H\nDESCRIPTION:Ada Lovelace: email check in\n") != std::string::npos);
  const auto tasks = calendar("--at 2026-02-28T13:00:00Z --owner kim --as tasks").out;
  BOOST_TEST(entry_called(tasks, ada_ring).begin == "20260301T050000Z");
  BOOST_TEST(unfolded(tasks).find("TRIGGER:PT9H\nDESCRIPTION:Ada Lovelace: email check in\n") != std::string::npos);
}

// A call at 14:00 in Tokyo is at midnight for whoever makes it in New York, and is no matter of all day. She asked as Saturday
// began there, and two calendar days later Monday begins; by the owner's clock it was Friday, and Sunday begins.
BOOST_FIXTURE_TEST_CASE(midnight_is_that_of_the_steps_clock, office) {
  const std::string policy = support::office_policy, ring = "{channel: phone, purpose: check_in}, after: 2 days}";
  const auto begin_with = [&](const std::string& step) {
    write("p.yaml", replaced(policy, ring, step));
    return entry_called(calendar("--at 2026-02-28T13:00:00Z").out, ada_ring).begin;
  };
  write("p.jsonl", replaced(ada, R"("owner")", R"("zone":"Asia/Tokyo","owner")"));
  write("t.jsonl", asked.substr(0, asked.find('\n') + 1));
  BOOST_TEST(begin_with("{channel: phone, purpose: check_in}, after: 2 days, at: \"14:00\"}") == "20260302T050000Z");
  BOOST_TEST(begin_with("{channel: email, purpose: check_in}, after: 2 calendar days}") == "20260302");
  BOOST_TEST(begin_with("{channel: email, purpose: check_in}, after: 2 calendar days, clock: owner}") == "20260301");
}

// An event does not go on behind what it is due by.
BOOST_FIXTURE_TEST_CASE(an_event_ends_when_it_is_due, office) {
  write("p.yaml", replaced(support::office_policy, "within: 24 hours", "within: 12 minutes"));
  BOOST_TEST(entry_called(calendar(monday).out, cy_send).end == "20260302T130200Z");
}

namespace {

struct priority_case {
  const char* cadence;
  const char* written;
};
std::ostream& operator<<(std::ostream& out, const priority_case& c) { return out << c.cadence; }
const priority_case priorities[] = {{"51", "1"}, {"50", "5"}, {"49", "9"}, {"1000", "1"}, {"0", "9"}};

}  // namespace

BOOST_DATA_TEST_CASE(priority_is_high_normal_or_low, boost::unit_test::data::make(priorities), c) {
  office desk;
  desk.write("p.yaml",
             replaced(support::office_policy, "  answer:\n", "  answer:\n    priority: " + std::string(c.cadence) + '\n'));
  BOOST_TEST(unfolded(desk.calendar(monday).out).find("CATEGORIES:email\nPRIORITY:" + std::string(c.written) + '\n') !=
             std::string::npos);
}

// Everybody's, where no owner is named: whoever works alone has none.
BOOST_FIXTURE_TEST_CASE(without_an_owner_it_is_everybodys_calendar, office) {
  const auto all = calendar(monday);
  BOOST_TEST(unfolded(all.out).find("NAME:Follow-ups\n") != std::string::npos);
  BOOST_TEST(entries_of(all.out).size() == 5u);
  const auto both = calendar(monday + "--owner lee --owner kim");
  BOOST_TEST(unfolded(both.out).find("NAME:Follow-ups of kim\\, lee\n") != std::string::npos);
  BOOST_TEST(entries_of(both.out) == entries_of(all.out));
}

BOOST_FIXTURE_TEST_CASE(what_cannot_be_meant_is_said, office) {
  const auto owner = calendar(monday + "--owner kym");
  BOOST_TEST(owner.err == "tickler: nobody's owner is 'kym', did you mean 'kim'?\n");
  BOOST_TEST(owner.code == 2);
  const auto as = calendar(monday + "--as todo");
  BOOST_TEST(as.err.starts_with("--as: 'todo' is neither events nor tasks\n"));
  BOOST_TEST(as.code == 2);
  const auto twice = calendar(monday + "--touchpoints - --previous -");
  BOOST_TEST(twice.err.starts_with("only one file can be '-', the standard input\n"));
  const auto nowhere = calendar(monday + "--to no/such/folder.ics");
  BOOST_TEST(nowhere.err == "tickler: no/such/folder.ics: No such file or directory\n");
  BOOST_TEST(nowhere.code == 2);
}

// Nobody has anything to do: a calendar all the same, so that who subscribes to it sees that.
BOOST_FIXTURE_TEST_CASE(an_empty_calendar_is_one, office) {
  write("t.jsonl", "");
  const auto empty = calendar(monday);
  BOOST_TEST(unfolded(empty.out).starts_with("BEGIN:VCALENDAR\n"));
  BOOST_TEST(unfolded(empty.out).ends_with("\nEND:VCALENDAR\n"));
  BOOST_TEST(empty.err == "no entries\n");
}
