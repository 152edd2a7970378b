// What becomes of entries from one calendar file to the next.
#include <boost/test/unit_test.hpp>

#include "icalendar/office.hpp"

using namespace icalendar_tests;

namespace {

const std::string kim = "--owner kim ", again = "--owner kim --previous k.ics --to k.ics ";

// Kim's calendar as of Monday at 8:00 is there.
struct office_with_calendar : office {
  office_with_calendar() { calendar(monday + kim + "--to k.ics"); }
  std::string calendar_file() const { return read("k.ics"); }
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(where_nothing_has_changed_the_file_is_the_same, office_with_calendar) {
  const auto before = calendar_file();
  BOOST_TEST(entries_of(before).size() == 3u);
  const auto result = calendar("--at 2026-03-02T13:04:59Z " + again);
  BOOST_TEST(result.out == "");
  BOOST_TEST(result.err == "3 entries: 3 as before\nnot in it, but in `tickler next`: 1 blocked action\n");
  BOOST_TEST(calendar_file() == before);
}

// Five seconds later the time of Cy's answer is over, and it stands on all of Monday; nothing else is touched.
BOOST_FIXTURE_TEST_CASE(what_has_changed_has_the_next_sequence, office_with_calendar) {
  const auto before = calendar_file();
  BOOST_TEST(calendar("--at 2026-03-02T13:05:00Z " + again).err.starts_with("3 entries: 1 changed, 2 as before\n"));
  const auto cy_now = entry_called(calendar_file(), cy_send);
  BOOST_TEST(cy_now.begin == "20260302");
  BOOST_TEST(cy_now.sequence == "1");
  BOOST_TEST(unfolded(calendar_file()).find("SEQUENCE:1\nDTSTAMP:20260302T130500Z\nLAST-MODIFIED:20260302T130500Z\n") !=
             std::string::npos);
  BOOST_TEST(entry_called(calendar_file(), ada_send) == entry_called(before, ada_send));
  calendar("--at 2026-03-03T15:00:00Z " + again);
  BOOST_TEST(entry_called(calendar_file(), cy_send).begin == "20260303");
  BOOST_TEST(entry_called(calendar_file(), cy_send).summary == "cy: email inform (overdue)");
  BOOST_TEST(entry_called(calendar_file(), cy_send).sequence == "2");
}

// Ada's answer goes out at 9:05. That the office was closed until 9:00 is no reason any more, and Cy's time is over. The answer is
// struck out for thirty days and then is there no more; taken back meanwhile, it is there again.
BOOST_FIXTURE_TEST_CASE(what_is_done_is_cancelled_once_and_left_out_after_thirty_days, office_with_calendar) {
  write("t.jsonl", asked + answered);
  const auto result = calendar("--at 2026-03-02T14:06:00Z " + again);
  BOOST_TEST(result.err.starts_with("3 entries: 2 changed, 1 cancelled\n"), result.err);
  const auto cancelled = entry_called(calendar_file(), ada_send);
  BOOST_TEST(cancelled.status == "CANCELLED");
  BOOST_TEST(cancelled.sequence == "1");
  BOOST_TEST(cancelled.begin == "20260302");
  BOOST_TEST(cancelled.summary == "Ada Lovelace: email inform (late)");
  BOOST_TEST(cancelled.description == "");
  BOOST_TEST(unfolded(calendar_file()).find("DESCRIPTION:Ada Lovelace: email inform (late)") == std::string::npos);  // no alarm
  calendar("--at 2026-04-01T14:05:59Z " + again);
  BOOST_TEST(entry_called(calendar_file(), ada_send) == cancelled);
  const auto later = calendar("--at 2026-04-01T14:06:00Z --owner kim --previous k.ics");
  BOOST_TEST(entry_called(later.out, ada_send).uid == "");
  write("t.jsonl", asked);
  calendar("--at 2026-04-01T14:06:00Z " + again);
  BOOST_TEST(entry_called(calendar_file(), ada_send).status == "CONFIRMED");
  BOOST_TEST(entry_called(calendar_file(), ada_send).sequence == "2");
}

// Who has opted out is stopped, and who cannot be called any more is blocked: both are decided.
BOOST_FIXTURE_TEST_CASE(what_is_stopped_or_blocked_is_cancelled, office_with_calendar) {
  write("t.jsonl",
        asked + R"({"prospect":"cy","at":"2026-03-02T13:01:00Z","channel":"web","direction":"inbound","outcome":"opted_out"}
)");
  write("p.jsonl", replaced(ada, R"(,"phone":"+1 212 555 0100")", "") + bo + cy);
  calendar("--at 2026-03-02T13:02:00Z " + again);
  BOOST_TEST(entry_called(calendar_file(), cy_send).status == "CANCELLED");
  BOOST_TEST(entry_called(calendar_file(), ada_ring).status == "CANCELLED");
  BOOST_TEST(entry_called(calendar_file(), ada_send).status == "CONFIRMED");
}

// Ada's zone cannot be used: what she was to be called for may be so still. A day later Cy's answer is overdue.
BOOST_FIXTURE_TEST_CASE(what_cannot_be_decided_stays_as_it_was, office_with_calendar) {
  const auto before = calendar_file();
  write("p.jsonl", replaced(ada, R"("owner")", R"("zone":"Europe/Lodon","owner")") + bo + cy);
  const auto result = calendar("--at 2026-03-03T15:00:00Z " + again);
  BOOST_TEST(result.code == 1);
  BOOST_TEST(result.err.find("unknown time zone 'Europe/Lodon'") != std::string::npos, result.err);
  BOOST_TEST(result.err.find("3 entries: 1 changed, 2 kept as before, since nothing can be decided\n"
                             "not in it, but in `tickler next`: 1 blocked action\n") != std::string::npos,
             result.err);
  BOOST_TEST(entry_called(calendar_file(), ada_send) == entry_called(before, ada_send));
  BOOST_TEST(entry_called(calendar_file(), ada_ring) == entry_called(before, ada_ring));
}

// A touchpoint of hers could not be read: it may be the answer, or an opt-out.
BOOST_FIXTURE_TEST_CASE(an_incomplete_history_cancels_nothing, office_with_calendar) {
  const auto before = calendar_file();
  write("t.jsonl", asked + R"({"prospect":"ada","at":"yesterday","channel":"email","direction":"outbound","purpose":"inform"}
)");
  const auto result = calendar("--at 2026-03-02T13:01:00Z " + again);
  BOOST_TEST(result.code == 1);
  BOOST_TEST(result.err.find("3 entries: 1 as before, 2 kept as before, since nothing can be decided\n"
                             "not in it, but in `tickler next`: 1 blocked action, 1 prospect for whom nothing can be decided\n") !=
                 std::string::npos,
             result.err);
  BOOST_TEST(calendar_file() == before);
}

// It may be hers, and she would be back as soon as it is mended. Where all was read, she is gone, and so is her name.
BOOST_FIXTURE_TEST_CASE(who_is_not_there_is_gone_only_if_every_record_was_read, office_with_calendar) {
  const auto before = calendar_file();
  write("t.jsonl", R"({"prospect":"cy","at":"2026-03-02T12:50:00Z","channel":"web","direction":"inbound","outcome":"inquired"}
)");
  write("p.jsonl", replaced(ada, "kim", "kim\"\"") + bo + cy);
  const auto result = calendar("--at 2026-03-02T13:01:00Z " + again);
  BOOST_TEST(result.code == 1);
  BOOST_TEST(calendar_file() == before);
  write("p.jsonl", bo + cy);
  BOOST_TEST(calendar("--at 2026-03-02T13:01:00Z " + again).code == 0);
  BOOST_TEST(entry_called(calendar_file(), ada_send).status == "CANCELLED");
  BOOST_TEST(entry_called(calendar_file(), ada_send).summary == "withdrawn");
  BOOST_TEST(calendar_file().find("Ada") == std::string::npos);
  BOOST_TEST(calendar_file().find("a@example.org") == std::string::npos);
}

// From Kim to Lee: the same uid in both calendars, gone in the one and new in the other.
BOOST_FIXTURE_TEST_CASE(who_has_another_owner_goes_over_to_that_ones_calendar, office_with_calendar) {
  const auto uid = entry_called(calendar_file(), ada_send).uid;
  write("p.jsonl", replaced(ada, "kim", "lee") + bo + cy);
  calendar(monday + again);
  BOOST_TEST(entry_called(calendar_file(), ada_send).status == "CANCELLED");
  const auto lee = entry_called(calendar(monday + "--owner lee").out, ada_send);
  BOOST_TEST(lee.uid == uid);
  BOOST_TEST(lee.sequence == "0");
}

// What goes on from another file would cancel all that is in it.
BOOST_FIXTURE_TEST_CASE(it_goes_on_only_from_a_file_of_its_own, office_with_calendar) {
  const auto because = [&](const std::string& arguments) {
    const auto result = calendar(arguments + " --previous k.ics");
    BOOST_TEST(result.code == 2);
    BOOST_TEST(result.out == "");
    return result.err;
  };
  const std::string begin = "tickler: k.ics is not what this goes on from: ";
  BOOST_TEST(because(monday) == begin + "it is 'Follow-ups of kim', not 'Follow-ups'\n");
  BOOST_TEST(because(monday + "--owner lee") == begin + "it is 'Follow-ups of kim', not 'Follow-ups of lee'\n");
  BOOST_TEST(because(monday + kim + "--as tasks") == begin + "it has events: go on with --as events\n");
  BOOST_TEST(because("--at 2026-03-02T12:59:59Z " + kim) ==
             begin + "it is of 2026-03-02T13:00:00Z, later than 2026-03-02T12:59:59Z\n");
  write("p.yaml", replaced(support::office_policy, "policy: small", "policy: other"));
  BOOST_TEST(because(monday + kim) == begin + "it is of the policy 'small', not of 'other'\n");
}

// What goes out is whole or not there: a command that fails leaves the file as it was.
BOOST_FIXTURE_TEST_CASE(a_file_that_is_refused_is_left_as_it_was, office_with_calendar) {
  write("k.ics", calendar_file() + "more\n");
  const auto before = calendar_file();
  BOOST_TEST(calendar(monday + again).code == 2);
  BOOST_TEST(calendar_file() == before);
  BOOST_TEST(!std::filesystem::exists(path() / "k.ics.part"));
}
