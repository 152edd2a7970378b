#include <algorithm>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <sstream>
#include <string_view>
#include <tickler/io/snapshot.hpp>
#include <tickler/version.hpp>
#include <tickler/zones.hpp>

#include "support/desk.hpp"
#include "support/office_policy.hpp"

namespace {

using tickler::zones;

const std::string policy = support::office_policy;

const std::string prospects =
    R"({"id":"ada","contact":{"email":"a@example.org","phone":"+1 212 555 0100"}}
{"id":"bo","zone":"Europe/London","contact":{"email":"b@example.org"}}
{"id":"zoë","contact":{"email":"z@example.org","mobile":"+1 212 555 0101"},"facts":{"vip":true}}
{"id":"lost"}
{"id":"done"}
)";

const std::string touchpoints =
    R"({"prospect":"zoë","at":"2026-03-01T20:00:00Z","channel":"web","direction":"inbound","outcome":"inquired"}
{"prospect":"bo","at":"2026-02-27T10:00:00Z","channel":"fax","direction":"inbound","outcome":"inquired"}
{"prospect":"ada","at":"2026-02-27T15:00:00Z","channel":"web","direction":"inbound","outcome":"inquired"}
{"prospect":"done","at":"2026-02-27T15:00:00Z","channel":"email","direction":"inbound","outcome":"declined"}
)";

const std::string files = "--policy p.yaml --prospects p.jsonl --touchpoints t.jsonl ";
const std::string names = files + "--at 2026-03-02T13:00:00Z ";

struct small_desk : desk::folder {
  small_desk() : folder({{"p.yaml", policy}, {"p.jsonl", prospects}, {"t.jsonl", touchpoints}}) {}
};

}  // namespace

// Now is 8:00 on a Monday in New York. bo cannot be called, and that was due as Sunday ended in London. zoë asked on Sunday at
// 15:00, so her answer is due today. ada asked on Friday at 10:00, so hers was due on Saturday and at the latest on Sunday, 22
// hours ago; bo's the same but for five hours, so he comes before her. The call to ada can be done on Monday at 9:00, as the office
// opens.
BOOST_FIXTURE_TEST_CASE(the_worklist_shows_first_what_needs_a_person_and_then_what_is_due_today, small_desk) {
  const auto result = run("next " + names);
  BOOST_TEST(result.err == "");
  BOOST_TEST(
      result.out ==
      "Needs a person first (1)\n"
      "who  what            what is missing                       late              why\n"
      "bo   phone check in  no mobile or phone (collect_details)  13 hours overdue  call/ring: asked Fri 27 Feb 10:00\n"
      "\n"
      "Ready now (3)\n"
      "who  what          to             due                             late                why                                  "
      "note\n"
      "zoë  email inform  z@example.org  Mon 2 Mar 15:00                                     answer/send: asked Sun 1 Mar 15:00   "
      "The catalogue.\n"
      "bo   email inform  b@example.org  Sat 28 Feb 10:00 Europe/London  1 day 3 hours late  answer/send: asked Fri 27 Feb 10:00  "
      "The catalogue.\n"
      "ada  email inform  a@example.org  Sat 28 Feb 10:00                22 hours late       answer/send: asked Fri 27 Feb 10:00  "
      "The catalogue.\n"
      "\n"
      "Waiting (2)\n"
      "who  what            to               when             why\n"
      "ada  phone check in  +1 212 555 0100  Mon 2 Mar 09:00  call/ring: asked Fri 27 Feb 10:00; closed until Mon 2 Mar 09:00\n"
      "zoë  phone check in  +1 212 555 0101  Tue 3 Mar 15:00  call/ring: asked Sun 1 Mar 15:00\n"
      "\n"
      "unattended: lost\n"
      "words that no policy knows: channel fax\n"
      "facts that the policy does not declare: vip\n"
      "5 prospects: 3 active, 1 closed, 1 unattended; 1 unknown word; 1 undeclared fact\n");
  BOOST_TEST(result.code == 0);
}

BOOST_FIXTURE_TEST_CASE(json_lines_come_in_the_order_of_the_prospects_and_the_counts_on_the_other_stream, small_desk) {
  const auto result = run("next " + names + "--format jsonl");
  const std::string first =
      R"({"prospect":"ada","owner":null,"status":"active","problem":null,"next_change":"2026-03-02T14:00:00Z","actions":[{"id":"answer/send#0@2026-02-27T15:00:00Z",)"
      R"("cadence":"answer","step":"send","repetition":0,"key":"","channel":"email","contact":{"kind":"email","value":"a@example.org"},"to":"prospect","purpose":"inform",)"
      R"("template":null,"note":"The catalogue.","variant":null,"not_before":"2026-02-27T15:00:00Z","due":"2026-02-28T15:00:00Z",)"
      R"("at_latest":"2026-03-01T15:00:00Z","when":"2026-02-27T15:00:00Z","behind":null,"state":"ready","flags":["overdue","late"],)"
      R"("missing":[],"reasons":[{"kind":"started","at":"2026-02-27T15:00:00Z"}]},{"id":"call/ring#0@2026-02-27T15:00:00Z",)";
  BOOST_TEST(result.out.substr(0, first.size()) == first);
  std::string order;
  for (std::size_t i = 0; (i = result.out.find("{\"prospect\":", i)) != result.out.npos; ++i)
    order += result.out.substr(i + 13, 3) + (i == 0 || result.out[i - 1] == '\n' ? " " : "?");
  BOOST_TEST(order == "ada bo\" zo\xC3 los don ");
  BOOST_TEST(result.out.ends_with(
      "{\"prospect\":\"done\",\"owner\":null,\"status\":\"closed\",\"problem\":null,\"next_change\":null,\"actions\":[]}\n"));
  BOOST_TEST(result.err ==
             "unattended: lost\n"
             "words that no policy knows: channel fax\n"
             "facts that the policy does not declare: vip\n"
             "5 prospects: 3 active, 1 closed, 1 unattended; 1 unknown word; 1 undeclared fact\n");
  BOOST_TEST(result.code == 0);
}

// Zoë's answer has been sent twice, once without a direction and once for another purpose; a call to ada has no direction either.
BOOST_FIXTURE_TEST_CASE(touchpoints_that_are_one_field_short_are_counted_at_the_end, small_desk) {
  write("t.jsonl",
        touchpoints + R"({"prospect":"zoë","at":"2026-03-02T09:00:00Z","channel":"email","purpose":"inform","outcome":"sent"}
{"prospect":"zoë","at":"2026-03-02T09:00:01Z","channel":"email","direction":"outbound","purpose":"promote","outcome":"sent"}
{"prospect":"ada","at":"2026-03-02T12:00:00Z","channel":"phone","purpose":"check_in","outcome":"no_answer"}
)");
  const auto all = run("next " + names);
  BOOST_TEST(
      all.out.find("unattended: lost\n"
                   "touchpoints that carried out nothing, one field short (2 without a direction, 1 of another purpose): ada, zoë\n"
                   "words that no policy knows: channel fax\n") != std::string::npos,
      all.out);
  BOOST_TEST(all.out.find("Sat 28 Feb") != std::string::npos);  // nothing has been done
  BOOST_TEST(run("next --only lost " + names).out.find("one field short") == std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(one_prospect_alone, small_desk) {
  const auto one = run("next " + names + "--only lost");
  BOOST_TEST(one.out ==
             "unattended: lost\n"
             "words that no policy knows: channel fax\n"
             "facts that the policy does not declare: vip\n"
             "1 prospect: 1 unattended; 1 unknown word; 1 undeclared fact\n");
  BOOST_TEST(one.code == 0);
  const auto nobody = run("next " + names + "--only nobody");
  BOOST_TEST(nobody.out == "");
  BOOST_TEST(nobody.err == "tickler: there is no prospect 'nobody'\n");
  BOOST_TEST(nobody.code == 2);
}

// bo's opt-in is by pigeon, which no policy knows; zoë opts out after the instant that is asked about; lost asks for nothing yet.
BOOST_FIXTURE_TEST_CASE(the_closing_lines_count_what_decides_less_than_it_seems_to_say, small_desk) {
  write("t.jsonl", R"({"prospect":"zoë","at":"2026-03-01T20:00:00Z","channel":"Web","direction":"Inbound","outcome":"inquired"}
{"prospect":"bo","at":"2026-02-27T10:00:00Z","channel":"email","direction":"inbound","outcome":"opted_out"}
{"prospect":"bo","at":"2026-02-28T10:00:00Z","channel":"pigeon","direction":"inbound","outcome":"opted_in"}
{"prospect":"zoë","at":"2026-03-02T14:00:00Z","channel":"email","direction":"inbound","outcome":"opted_out"}
{"prospect":"lost","at":"2026-03-02T13:00:01Z","channel":"email","direction":"inbound","outcome":"inquired"}
)");
  const auto result = run("next --format jsonl " + names);
  BOOST_TEST(result.err ==
             "unattended: ada, bo, lost, done\n"
             "words that no policy knows: channel pigeon\n"
             "facts that the policy does not declare: vip\n"
             "2 words read in spite of capital letters\n"
             "1 opt-in on a channel that no policy knows lifted nothing\n"
             "2 touchpoints after 2026-03-02T13:00:00Z decided nothing\n"
             "opted out after that: zoë\n"
             "5 prospects: 1 active, 4 unattended; 1 unknown word; 1 undeclared fact\n");
}

BOOST_FIXTURE_TEST_CASE(each_input_may_come_from_the_standard_input, small_desk) {
  const auto from_files = run("next " + names);
  const auto rest = " --at 2026-03-02T13:00:00Z";
  BOOST_TEST(run(std::string("next --policy - --prospects p.jsonl --touchpoints t.jsonl") + rest, "cat p.yaml |").out ==
             from_files.out);
  BOOST_TEST(run(std::string("next --policy p.yaml --prospects - --touchpoints t.jsonl") + rest, "cat p.jsonl |").out ==
             from_files.out);
  BOOST_TEST(run(std::string("next --policy p.yaml --prospects p.jsonl --touchpoints -") + rest, "cat t.jsonl |").out ==
             from_files.out);
}

BOOST_FIXTURE_TEST_CASE(touchpoints_may_come_in_any_order, small_desk) {
  const auto sorted = run("next " + names);
  write("sorted.jsonl", R"({"prospect":"ada","at":"2026-02-27T15:00:00Z","direction":"inbound","outcome":"inquired"}
{"prospect":"ada","at":"2026-02-27T16:00:00Z","channel":"email","direction":"outbound","purpose":"inform","outcome":"sent"}
{"prospect":"ada","at":"2026-02-28T16:00:00Z","direction":"inbound","outcome":"inquired"}
)");
  write("reversed.jsonl", R"({"prospect":"ada","at":"2026-02-28T16:00:00Z","direction":"inbound","outcome":"inquired"}
{"prospect":"ada","at":"2026-02-27T16:00:00Z","channel":"email","direction":"outbound","purpose":"inform","outcome":"sent"}
{"prospect":"ada","at":"2026-02-27T15:00:00Z","direction":"inbound","outcome":"inquired"}
)");
  const std::string rest = "--policy p.yaml --prospects p.jsonl --at 2026-03-02T13:00:00Z --touchpoints ";
  const auto forward = run("next " + rest + "sorted.jsonl");
  BOOST_TEST(forward.out.find("answer/send: asked Sat 28 Feb 11:00") != std::string::npos);
  BOOST_TEST(run("next " + rest + "reversed.jsonl").out == forward.out);
}

BOOST_FIXTURE_TEST_CASE(bad_records_are_reported_and_counted_and_the_rest_goes_on, small_desk) {
  write("p.jsonl", prospects + R"({"id":"ada"}
{"id":"cy","zone":"Europe/Lundon"}
)");
  write("t.jsonl", touchpoints + R"({"prospect":"nobody","at":"2026-02-27T15:00:00Z"}
{"prospect":"ada","at":"2026-02-27"}
)");
  const auto result = run("next " + names + "--only done");
  BOOST_TEST(result.err ==
             "p.jsonl:6:1: error: the prospect 'ada' is already on line 1 [T630]\n"
             "p.jsonl:7:19: error: unknown time zone 'Europe/Lundon', did you mean 'Europe/London'? [T610]\n"
             "t.jsonl:5:1: error: there is no prospect 'nobody' [T631]\n"
             "t.jsonl:6:24: error: 'at' must be an instant such as 2026-03-02T10:00:00Z; '2026-02-27' is a date without a time and "
             "an offset [T607]\n");
  BOOST_TEST(result.out.ends_with("1 prospect: 1 closed; 1 unknown word; 1 undeclared fact; 4 bad records\n"));
  BOOST_TEST(result.code == 1);
}

BOOST_FIXTURE_TEST_CASE(a_prospect_that_cannot_be_decided_for_is_a_bad_record, small_desk) {
  write("many.yaml",
        "policy: many\nzone: UTC\nchannels: {email: {}}\nevents: {asked: {outcome: inquired}}\n"
        "cadences:\n  answer: {starts: asked, per: start, steps: [{id: send, do: {channel: email, purpose: inform}}]}\n");
  std::string log;
  for (int i = 0; i < 257; ++i)
    log += R"({"prospect":"ada","at":"2026-02-27T15:00:00Z","outcome":"inquired"})"
           "\n";
  write("t.jsonl", log);
  const auto result =
      run("next --policy many.yaml --prospects p.jsonl --touchpoints t.jsonl --at 2026-03-02T13:00:00Z --only ada --format jsonl");
  BOOST_TEST(result.out ==
             "{\"prospect\":\"ada\",\"owner\":null,\"status\":\"invalid\",\"problem\":\"more cadences run for it than are "
             "allowed\",\"next_change\":null,\"actions\":[]}\n");
  BOOST_TEST(result.err ==
             "p.jsonl:1:1: error: the prospect 'ada' cannot be decided for: more cadences run for it than are allowed [T633]\n"
             "facts that the policy does not declare: vip\n"
             "1 prospect: 1 invalid; 1 undeclared fact; 1 bad record\n");
  BOOST_TEST(result.code == 1);
}

BOOST_FIXTURE_TEST_CASE(a_million_touchpoints_are_enough_for_one_prospect, small_desk) {
  const auto result = run("next --policy p.yaml --prospects p.jsonl --touchpoints - --at 2026-03-02T13:00:00Z --only ada",
                          R"(yes '{"prospect":"ada","at":"2026-03-01T10:00:00Z"}' | head -n 1000001 |)");
  BOOST_TEST(result.err == "<stdin>:1000001:1: error: the prospect 'ada' has more than 1000000 touchpoints [T632]\n");
  BOOST_TEST(result.code == 1);
}

BOOST_FIXTURE_TEST_CASE(what_would_move_the_cursor_is_printed_as_an_escape, small_desk) {
  write("p.jsonl", "{\"id\":\"a\\u001b[2Jb\\u202ec\"}\n");
  write("t.jsonl", "");
  const auto result = run("next " + names);
  BOOST_TEST(result.out == "unattended: a\\x1b[2Jb\\u202ec\n1 prospect: 1 unattended\n");
}

BOOST_FIXTURE_TEST_CASE(a_bad_policy_decides_nothing, small_desk) {
  write("p.yaml", "policy: bad\n");
  const auto result = run("next " + names);
  BOOST_TEST(result.out == "");
  BOOST_TEST(result.err.starts_with("p.yaml:1:"));
  BOOST_TEST(result.code == 2);
}

BOOST_FIXTURE_TEST_CASE(what_cannot_be_written_is_said, small_desk) {
  if (!std::filesystem::exists("/dev/full")) return;
  const auto result = run("next " + names + "--format jsonl", "", "/dev/full");
  BOOST_TEST(result.err.ends_with("tickler: cannot write: No space left on device\n"));
  BOOST_TEST(result.code == 2);
}

namespace {

struct usage_case {
  const char* arguments;
  const char* error;  // the first line of it
};

std::ostream& operator<<(std::ostream& out, const usage_case& c) { return out << c.arguments; }

const usage_case wrong_uses[] = {
    {"", "tickler: a command is missing"},
    {"nxet", "tickler: there is no command 'nxet', did you mean 'next'?"},
    {"--policy p.yaml", "A subcommand is required"},
    {"next", "--policy is required"},
    {"check", "POLICY is required"},
    {"next --policy p.yaml --prospects p.jsonl --touchpoints t.jsonl --at 2026-03-02",
     "--at: '2026-03-02' is a date without a time and an offset; write one as 2026-03-02T10:00:00Z"},
    {"next --policy p.yaml --prospects p.jsonl --touchpoints t.jsonl --at 2038-01-01T00:00:00Z",
     "--at: '2038-01-01T00:00:00Z' does not lie in 1970 to 2037"},
    {"next --policy p.yaml --prospects p.jsonl --touchpoints t.jsonl --format xml",
     "--format: 'xml' is none of table, csv and jsonl"},
    {"next --policy p.yaml --prospects p.jsonl", "--touchpoints is required, or a --book"},
    {"next --policy p.yaml --touchpoints t.jsonl", "--prospects is required, or a --book"},
    {"next --policy p.yaml --book p.jsonl", "tickler: p.jsonl: this is no snapshot of a book"},
    {"next --policy p.yaml --prospects p.jsonl --touchpoints t.jsonl --threads 0", "--threads: Value 0 not in range 1 to 1024"},
    {"save --policy p.yaml --prospects p.jsonl --touchpoints t.jsonl", "--to is required"},
    {"save --policy p.yaml --prospects p.jsonl --touchpoints t.jsonl --to none/company.tickler",
     "tickler: none/company.tickler: No such file or directory"},
    {"next --policy p.yaml --prospects - --touchpoints -", "only one file can be '-', the standard input"},
    {"next --policy p.yaml --prospects none.jsonl --touchpoints t.jsonl", "tickler: none.jsonl: No such file or directory"},
    {"next --policy p.yaml --prospects p.jsonl --touchpoints .", "tickler: .: a directory, not a file"},
};

}  // namespace

BOOST_DATA_TEST_CASE_F(small_desk, a_wrong_use_is_explained_and_its_exit_code_is_2, boost::unit_test::data::make(wrong_uses), c) {
  const auto result = run(c.arguments);
  BOOST_TEST(result.err.substr(0, result.err.find('\n')) == c.error);
  BOOST_TEST(result.out == "");
  BOOST_TEST(result.code == 2);
}

BOOST_FIXTURE_TEST_CASE(a_snapshot_saved_under_other_zone_data_is_told_at_the_end, small_desk) {
  const auto save = [this](const zones& known) {
    tickler::book all{tickler::vocabulary()};
    all.add({.id = "ada"});
    std::ofstream out(path() / "all.book", std::ios::binary);
    save_snapshot(all, out, known);
  };
  const std::string next = "next --policy p.yaml --book all.book --at 2026-03-02T13:00:00Z";
  save(zones::system());
  BOOST_TEST(run(next).err == "");
  save(zones([](std::string_view) { return std::optional<std::string>(); }, "1999a"));
  BOOST_TEST(run(next).err == "all.book was saved under other time-zone data: 1999a; here: " + zones::system().version() + "\n");
}

BOOST_FIXTURE_TEST_CASE(help_and_version_are_no_errors, small_desk) {
  const auto help = run("--help");
  BOOST_TEST(help.out.find("tickler next --policy follow-up.yaml --prospects prospects.jsonl") != std::string::npos);
  BOOST_TEST(help.code == 0);
  BOOST_TEST(run("next --help").out.find("the system's clock where it is absent") != std::string::npos);
  static_assert(std::string_view(TICKLER_VERSION) == TICKLER_CMAKE_VERSION);
  BOOST_TEST(run("--version").out == "tickler " TICKLER_VERSION " (time zones: " + zones::system().version() + ")\n");
}

BOOST_FIXTURE_TEST_CASE(without_an_instant_it_is_now, small_desk) {
  write("t.jsonl", R"({"prospect":"ada","at":"1990-03-01T10:00:00Z","direction":"inbound","outcome":"inquired"}
{"prospect":"zoë","at":"2037-12-01T10:00:00Z","direction":"inbound","outcome":"inquired"})");
  const auto result = run("next --policy p.yaml --prospects p.jsonl --touchpoints t.jsonl");
  BOOST_TEST(result.out.find("ada  email inform") != std::string::npos);
  BOOST_TEST(result.out.find("zoë  email inform") == std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(any_number_of_threads_prints_the_same, small_desk) {
  const auto one = run("next " + names + "--format jsonl"), several = run("next " + names + "--format jsonl --threads 3");
  BOOST_TEST(one.out == several.out);
  BOOST_TEST(one.out.find("answer/send#0@2026-03-01T20:00:00Z") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_saved_book_gives_what_its_records_gave, small_desk) {
  const auto saved = run("save --policy p.yaml --prospects p.jsonl --touchpoints t.jsonl --to company.tickler");
  BOOST_TEST(saved.out == "5 prospects with 4 touchpoints saved in company.tickler\n");
  BOOST_TEST(saved.err == "");
  BOOST_TEST(saved.code == 0);
  const auto from_book = run("next --policy p.yaml --book company.tickler --at 2026-03-02T13:00:00Z"),
             from_records = run("next " + names);
  BOOST_TEST(from_book.out == from_records.out);
  BOOST_TEST(from_book.code == 0);
}

BOOST_FIXTURE_TEST_CASE(a_book_may_be_saved_over_the_one_that_it_was_made_from, small_desk) {
  write("one.jsonl", R"({"id":"ada"})");
  write("none.jsonl", "");
  const auto once = run("save --policy p.yaml --prospects one.jsonl --touchpoints none.jsonl --to company.tickler");
  BOOST_TEST(once.out == "1 prospect with no touchpoints saved in company.tickler\n");
  write("two.jsonl", R"({"id":"bo"})");
  const auto again = run("save --policy p.yaml --book company.tickler --prospects two.jsonl --to company.tickler");
  BOOST_TEST(again.out == "2 prospects with no touchpoints saved in company.tickler\n");
  BOOST_TEST(run("next --policy p.yaml --book company.tickler", "test ! -e company.tickler.part &&").code == 0);
}

BOOST_FIXTURE_TEST_CASE(records_come_on_top_of_a_saved_book, small_desk) {
  run("save --policy p.yaml --prospects p.jsonl --touchpoints t.jsonl --to company.tickler");
  write("new.jsonl", R"({"id":"cy","contact":{"email":"c@example.org"}}
{"id":"ada"})");
  write("today.jsonl", R"({"prospect":"cy","at":"2026-03-02T12:00:00Z","channel":"web","direction":"inbound","outcome":"inquired"}
{"prospect":"bo","at":"2026-02-27T11:00:00Z","channel":"email","direction":"outbound","purpose":"inform","outcome":"sent"})");
  const auto result =
      run("next --policy p.yaml --book company.tickler --prospects new.jsonl --touchpoints today.jsonl --at 2026-03-02T13:00:00Z "
          "--format jsonl");
  BOOST_TEST(result.out.find("{\"prospect\":\"cy\",\"owner\":null,\"status\":\"active\"") != std::string::npos);
  BOOST_TEST(result.out.find("answer/send#0@2026-02-27T10:00:00Z") == std::string::npos);  // bo has been answered
  BOOST_TEST(result.err.starts_with("new.jsonl:2:1: error: "));
  BOOST_TEST(result.code == 1);
}

BOOST_FIXTURE_TEST_CASE(a_damaged_book_is_refused, small_desk) {
  run("save --policy p.yaml --prospects p.jsonl --touchpoints t.jsonl --to company.tickler");
  const auto result = run("next --policy p.yaml --book cut.tickler", "head -c 200 company.tickler > cut.tickler;");
  BOOST_TEST(result.err.starts_with("tickler: cut.tickler: "));
  BOOST_TEST(result.out == "");
  BOOST_TEST(result.code == 2);
}

// Semantics R116 and R117.
BOOST_FIXTURE_TEST_CASE(who_cannot_be_decided_for_comes_first_and_what_a_correction_took_away_is_told, small_desk) {
  write("t.jsonl", touchpoints + R"({"prospect":"ada","at":"yesterday","id":"m1","outcome":"opted_out"}
{"prospect":"bo","at":"2026-02-28T10:00:00Z","id":"m2","channel":"email","outcome":"opted_out"}
{"prospect":"zoë","at":"2026-03-01T21:00:00Z","id":"m3","channel":"email","outcome":"bounced"}
{"prospect":"zoë","at":"2026-03-01T21:00:00Z","id":"m3","channel":"email","outcome":"bounced","until":"2026-03-05T10:00:00Z"}
{"prospect":"bo","at":"2026-02-28T10:00:00Z","id":"m2","channel":"email","outcome":"delivered"}
)");
  const auto result = run("next " + names);
  BOOST_TEST(
      result.out.starts_with("Needs a person first (3)\n"  // and two who cannot be reached: bo has no phone, zoë's e-mail bounced
                             "who  what            what is missing"),
      result.out);
  BOOST_TEST(result.out.find("\nada  not decided     a touchpoint of its history could not be read: t.jsonl:5:24: error: ") !=
             std::string::npos);
  BOOST_TEST(result.out.find("\ncorrected, and no longer protected: bo (opt-out)\n") != std::string::npos);
  BOOST_TEST(result.code == 1);
  write("good.jsonl", R"({"prospect":"ada","at":"2026-03-01T21:00:00Z","id":"m1","channel":"email","outcome":"opted_out"})");
  BOOST_TEST(run("save --to b.tickler --skip-bad " + files).code == 1);
  BOOST_TEST(run("next --policy p.yaml --book b.tickler --at 2026-03-02T13:00:00Z").out.find("not decided") != std::string::npos);
  const auto healed = run("next --policy p.yaml --book b.tickler --touchpoints good.jsonl --at 2026-03-02T13:00:00Z");
  BOOST_TEST(healed.out.find("not decided") == std::string::npos);
  BOOST_TEST(healed.code == 0);
}

BOOST_FIXTURE_TEST_CASE(nothing_is_saved_or_decided_as_though_bad_records_had_not_been, small_desk) {
  write("t.jsonl", touchpoints + "{}\n");
  BOOST_TEST(run("save --to b.tickler " + files).code == 2);
  BOOST_TEST(run("next --policy p.yaml --book b.tickler").code == 2);  // there is no such file
  const auto result = run("next " + names);
  BOOST_TEST(result.out.ends_with("1 touchpoint of nobody knows whom: whoever it was is decided for without; 1 bad record\n"));
  write("t.jsonl", "{}\n");
  const auto nothing = run("next " + names);
  BOOST_TEST(nothing.out == "");
  BOOST_TEST(nothing.code == 2);
  write("t.jsonl", touchpoints + R"({"prospect":"ada","at":"yesterday"})");
  BOOST_TEST(run("next --despite T607 " + names).out.find("not decided") == std::string::npos);
  BOOST_TEST(run("next --despite bad-times " + names).code == 2);
}

// bo's owner is kim, ada's is lee, and so are the others' nobody.
const std::string owned_prospects =
    R"({"id":"ada","name":"Ada Moss","owner":"lee","contact":{"email":"a@example.org","phone":"+1 212 555 0100"}}
{"id":"bo","owner":"kim","zone":"Europe/London","contact":{"email":"b@example.org"}}
{"id":"zoë","contact":{"email":"z@example.org","mobile":"+1 212 555 0101"},"facts":{"vip":true}}
{"id":"lost"}
{"id":"done"}
)";

BOOST_FIXTURE_TEST_CASE(a_list_for_a_team_goes_owner_by_owner_and_one_for_an_owner_has_hers_alone, small_desk) {
  write("p.jsonl", owned_prospects);
  const auto all = run("next " + names);
  BOOST_TEST(all.out.starts_with("For kim\n\nNeeds a person first (1)\nwho  what"), all.out);
  BOOST_TEST(all.out.find("\nFor lee\n\n"
                          "Ready now (1)\n"
                          "who             what          to             due               late           why") != std::string::npos,
             all.out);
  BOOST_TEST(all.out.find("\nada (Ada Moss)  email inform  a@example.org  Sat 28 Feb 10:00  22 hours late") != std::string::npos,
             all.out);
  BOOST_TEST(all.out.find("\nWithout an owner\n\nReady now (1)\nwho  what") != std::string::npos, all.out);
  const auto kims = run("next --owner kim " + names);
  BOOST_TEST(kims.out.starts_with("Needs a person first (1)\n"), kims.out);
  BOOST_TEST(kims.out.find("kim") == std::string::npos, kims.out);
  BOOST_TEST(kims.out.find("ada") == std::string::npos, kims.out);
  BOOST_TEST(kims.out.find("bo   email inform") != std::string::npos, kims.out);
  BOOST_TEST(kims.out.find("\n1 prospect: 1 active;") != std::string::npos, kims.out);
  const auto both = run("next --owner kim --owner lee --format jsonl " + names);
  BOOST_TEST(std::count(both.out.begin(), both.out.end(), '\n') == 2);
  BOOST_TEST(run("next --owner nobody " + names).err.find("nobody's owner is 'nobody'") != std::string::npos);
}

// zoë's answer has no direction, and lost asks after the instant that is asked about.
BOOST_FIXTURE_TEST_CASE(the_closing_lines_of_an_owners_list_are_about_hers, small_desk) {
  write("p.jsonl", owned_prospects);
  write("t.jsonl",
        touchpoints + R"({"prospect":"zoë","at":"2026-03-02T09:00:00Z","channel":"email","purpose":"inform","outcome":"sent"}
{"prospect":"lost","at":"2026-03-02T13:00:01Z","channel":"email","direction":"inbound","outcome":"inquired"}
)");
  const std::string short_one = "one field short", later = "decided nothing";
  const auto all = run("next " + names).out, kims = run("next --owner kim " + names).out;
  BOOST_TEST(all.find(short_one) != std::string::npos, all);
  BOOST_TEST(all.find(later) != std::string::npos, all);
  BOOST_TEST(kims.find(short_one) == std::string::npos, kims);
  BOOST_TEST(kims.find(later) == std::string::npos, kims);
}

BOOST_FIXTURE_TEST_CASE(who_wants_no_contact_is_counted_and_listed_only_when_asked_for, small_desk) {
  write("t.jsonl",
        touchpoints +
            R"({"prospect":"zoë","at":"2026-03-01T21:00:00Z","channel":"email","direction":"inbound","outcome":"opted_out"}
{"prospect":"done","at":"2026-03-01T21:00:00Z","direction":"inbound","outcome":"opted_out"}
)");
  const auto usual = run("next " + names), all = run("next --all " + names);
  const std::string counts =
      "not shown: 1 prospect opted out of all or stopped, 1 action by a channel that was opted out of (--all shows them)\n";
  BOOST_TEST(usual.out.find(counts) != std::string::npos, usual.out);
  BOOST_TEST(usual.out.find("Not wanted") == std::string::npos, usual.out);
  BOOST_TEST(all.out.find("not shown") == std::string::npos, all.out);
  BOOST_TEST(all.out.find("\nNot wanted (2)\nwho   what          by what") != std::string::npos, all.out);
  BOOST_TEST(all.out.find("\nzoë   email inform  opted out of email") != std::string::npos, all.out);
  BOOST_TEST(all.out.find("\ndone  no contact    opted out of all, or stopped by the policy\n") != std::string::npos, all.out);
  const auto sheet = run("next --format csv " + names);
  BOOST_TEST(sheet.out.find("zoë,,blocked,email inform") == std::string::npos, sheet.out);
  BOOST_TEST(sheet.err.starts_with(counts), sheet.err);
}

namespace {

struct ready_case {
  const char* asked;  // by ada, on Monday 2 March 2026 or before
  const char* now;    // of that day, in New York
  const char* due;
  const char* late;
};
std::ostream& operator<<(std::ostream& out, const ready_case& c) { return out << c.asked << " at " << c.now; }

// The answer is due after 24 hours, at the latest after 48. New York is five hours behind UTC.
const ready_case ready_cases[] = {
    {"2026-03-02T05:00:00Z", "2026-03-02T15:00:00Z", "end of Mon 2 Mar", ""},  // asked at 0:00
    {"2026-03-01T05:00:00Z", "2026-03-02T15:00:00Z", "end of Sun 1 Mar", "10 hours overdue"},
    {"2026-02-28T17:30:00Z", "2026-03-02T15:29:00Z", "Sun 1 Mar 12:30", "21 hours 59 minutes overdue"},
    {"2026-02-28T17:30:00Z", "2026-03-02T15:30:00Z", "Sun 1 Mar 12:30", "2 hours left"},
    {"2026-02-28T15:00:30Z", "2026-03-02T15:01:00Z", "Sun 1 Mar 10:00:30", "less than a minute late"},
    {"2026-02-26T10:00:00Z", "2026-03-02T15:00:00Z", "Fri 27 Feb 05:00", "2 days 5 hours late"},
};

}  // namespace

BOOST_DATA_TEST_CASE_F(small_desk, how_late_an_action_is_is_said_in_words, boost::unit_test::data::make(ready_cases), c) {
  write("t.jsonl", std::string(R"({"prospect":"ada","direction":"inbound","outcome":"inquired","at":")") + c.asked + "\"}\n");
  const auto result = run(std::string("next --policy p.yaml --prospects p.jsonl --touchpoints t.jsonl --only ada --at ") + c.now);
  auto words = result.out;
  words.erase(std::unique(words.begin(), words.end(), [](char a, char b) { return a == ' ' && b == ' '; }), words.end());
  const auto late = std::string_view(c.late).empty() ? std::string() : std::string(c.late) + ' ';
  BOOST_TEST(words.find(std::string("a@example.org ") + c.due + ' ' + late + "answer/send") != std::string::npos, result.out);
}

// ada asked so that her last moment is at 12:30, bo so that his was at 9:00 today, lost on Sunday evening; zoë's was yesterday. Two
// steps of one day go by priority.
BOOST_FIXTURE_TEST_CASE(what_is_ready_comes_by_its_last_moment_then_by_day_and_priority, small_desk) {
  write("p.yaml", R"(policy: order
zone: America/New_York
channels: {email: {needs: email}}
events: {asked: {outcome: inquired}, complained: {outcome: complained}}
cadences:
  answer: {starts: asked, steps: [{id: send, do: {channel: email, purpose: inform}, within: 24 hours, at_latest: 48 hours}]}
  calm: {starts: complained, priority: 90, steps: [{id: say, do: {channel: email, purpose: check_in}, within: 24 hours, at_latest: 96 hours}]}
)");
  const auto person = [](const std::string& id) {
    return R"({"id":")" + id + R"(","contact":{"email":")" + id + "@example.org\"}}\n";
  };
  write("p.jsonl", person("noon") + person("nine") + person("old") + person("today") + person("angry") + person("fresh"));
  const auto touch = [](const std::string& who, const std::string& when, const std::string& what) {
    return R"({"prospect":")" + who + R"(","at":")" + when + R"(","direction":"inbound","outcome":")" + what + "\"}\n";
  };
  write("t.jsonl", touch("fresh", "2026-03-02T15:00:00Z", "inquired") + touch("today", "2026-03-01T20:00:00Z", "inquired") +
                       touch("old", "2026-02-27T10:00:00Z", "inquired") + touch("angry", "2026-03-01T22:00:00Z", "complained") +
                       touch("noon", "2026-02-28T17:30:00Z", "inquired") + touch("nine", "2026-02-28T14:00:00Z", "inquired"));
  const auto result = run("next --policy p.yaml --prospects p.jsonl --touchpoints t.jsonl --at 2026-03-02T15:30:00Z");
  std::string order;
  std::istringstream lines(result.out);
  for (std::string line; std::getline(lines, line) && !line.empty();) order += line.substr(0, line.find(' ')) + ' ';
  BOOST_TEST(order == "Ready who nine noon angry today old fresh ", result.out);
}

// The reminder is due at 16:00 of the day before the meeting.
BOOST_FIXTURE_TEST_CASE(a_reminder_says_what_it_is_for, small_desk) {
  write("p.yaml", R"(policy: dates
zone: America/New_York
channels: {email: {needs: email}}
events: {booked: {outcome: scheduled}}
cadences:
  remind:
    starts: booked
    steps: [{id: mail, do: {channel: email, purpose: check_in}, from: until, after: 1 day before, at: "16:00", if: has(start.until)}]
)");
  write("t.jsonl", R"({"prospect":"ada","at":"2026-02-20T15:00:00Z","outcome":"scheduled","until":"2026-03-03T14:30:00Z"}
)");
  const auto result = run("next --policy p.yaml --prospects p.jsonl --touchpoints t.jsonl --only ada --at 2026-03-02T13:00:00Z");
  BOOST_TEST(result.out.find("when             for              why") != std::string::npos, result.out + result.err);
  BOOST_TEST(result.out.find("Mon 2 Mar 16:00  Tue 3 Mar 09:30  remind/mail") != std::string::npos, result.out);
}

BOOST_FIXTURE_TEST_CASE(a_sheet_opens_in_a_spreadsheet_and_runs_nothing, small_desk) {
  write("p.jsonl", owned_prospects + R"({"id":"=1+1","name":"a \"b\", c","contact":{"email":"e@example.org"}})");
  write("t.jsonl",
        touchpoints +
            R"({"prospect":"=1+1","at":"2026-02-27T15:00:00Z","channel":"web","direction":"inbound","outcome":"inquired"})");
  const auto sheet = run("next --format csv " + names);
  BOOST_TEST(
      sheet.out.starts_with("owner,prospect,name,state,what,channel,contact,when,due,at latest,flags,late,for date,step,variant,"
                            "why,note,time zone\r\nkim,bo,,blocked,phone check in,phone,,"),
      sheet.out);
  BOOST_TEST(
      sheet.out.find("\r\nlee,ada,Ada Moss,waiting,phone check in,phone,'+1 212 555 0100,2026-03-02 09:00,") != std::string::npos,
      sheet.out);
  BOOST_TEST(sheet.out.find("\r\n,'=1+1,\"a \"\"b\"\", c\",ready,") != std::string::npos, sheet.out);
  BOOST_TEST(sheet.err.find("6 prospects: ") != std::string::npos, sheet.err);  // the counts are no rows
  BOOST_TEST(run("explain --format csv " + names).code == 2);
}
