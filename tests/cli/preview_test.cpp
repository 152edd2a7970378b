#include <boost/test/unit_test.hpp>
#include <sstream>

#include "support/desk.hpp"

namespace {

// 2 March 2026 is a Monday.
const std::string policy = R"(policy: small
zone: America/New_York
channels:
  phone: {needs: phone}
  email: {needs: email}
events:
  asked: {direction: inbound, outcome: inquired}
  bought: {outcome: purchased}  # allow T423
cadences:
  answer:
    starts: asked
    ends: bought
    steps:
      - {id: send, do: {channel: email, purpose: inform, note: The catalogue.}, within: 24 hours, expires: 14 days}
      - {id: ring, do: {channel: phone, purpose: check_in}, after: 7 days, within: 9 days, repeat: 2}
  after-sale:
    starts: bought
    steps:
      - {id: thanks, do: {channel: email, purpose: thank}, within: 1 day}
)";

struct preview_desk : desk::folder {
  preview_desk() { write("p.yaml", policy); }
};

const std::string from = " --from 2026-03-02T15:00:00Z ";

}  // namespace

BOOST_FIXTURE_TEST_CASE(a_policy_alone_is_enough_for_a_preview, preview_desk) {
  const auto result = run("preview p.yaml --starts asked" + from);
  BOOST_TEST(result.code == 0);
  BOOST_TEST(result.err == "");
  BOOST_TEST(result.out == R"(anybody: asked, then nobody answers
when              day  what                       why                                          note
Mon 2 Mar 10:00   0    > inquired (by them)
Mon 2 Mar 10:00   0    email inform               answer/send: asked Mon 2 Mar 10:00           The catalogue.
Mon 9 Mar 10:00   7    phone check in, no answer  answer/ring (1 of 2): asked Mon 2 Mar 10:00
Mon 16 Mar 10:00  14   phone check in, no answer  answer/ring (2 of 2): asked Mon 2 Mar 10:00
Mon 16 Mar 10:00  14   end                        unattended: nothing will ever follow
)");
}

BOOST_FIXTURE_TEST_CASE(a_script_and_deadlines_are_kept_to, preview_desk) {
  const auto result = run("preview p.yaml --starts asked --lazy --script 'buys on day 10'" + from);
  BOOST_TEST(result.code == 0);
  BOOST_TEST(result.out == R"(anybody: asked, then buys on day 10, each step at its deadline
when              day  what                   why                                         note
Mon 2 Mar 10:00   0    > inquired (by them)
Tue 3 Mar 10:00   1    email inform           answer/send: asked Mon 2 Mar 10:00          The catalogue.
Thu 12 Mar 10:00  10   > purchased (by them)
Fri 13 Mar 10:00  11   email thank            after-sale/thanks: bought Thu 12 Mar 10:00
Fri 13 Mar 10:00  11   end                    unattended: nothing will ever follow
)");
}

BOOST_FIXTURE_TEST_CASE(without_a_start_each_that_starts_a_cadence_is_shown, preview_desk) {
  const auto result = run("preview p.yaml" + from);
  BOOST_TEST(result.code == 0);
  BOOST_TEST(result.out.find("anybody: asked, then nobody answers\n") == 0u);
  BOOST_TEST(result.out.find("\n\nanybody: bought, then nobody answers\n") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_prospect_of_the_records_goes_on_from_its_history, preview_desk) {
  write("people.jsonl", "{\"id\":\"ada\",\"contact\":{\"email\":\"a\"}}\n{\"id\":\"bo\"}\n");
  write("log.jsonl", R"({"prospect":"ada","at":"2026-02-27T15:00:00Z","direction":"inbound","outcome":"inquired"}
{"prospect":"ada","at":"2026-02-27T16:00:00Z","channel":"email","direction":"outbound","purpose":"inform","outcome":"sent"}
)");
  const auto records = "--prospects people.jsonl --touchpoints log.jsonl" + from;
  const auto result = run("preview p.yaml --prospect ada " + records);
  BOOST_TEST(result.code == 0);
  BOOST_TEST(result.out == R"(ada: nobody answers
when             day  what  why
Mon 2 Mar 10:00  0    end   blocked: what should be done cannot; answer/ring (1 of 2): no phone (collect_details)
)");
  BOOST_TEST(run("preview p.yaml --prospect nobody " + records).err.find("there is no prospect 'nobody'") != std::string::npos);
  BOOST_TEST(run("preview p.yaml " + records).code == 2);
  BOOST_TEST(run("preview p.yaml --prospect ada").code == 2);
}

BOOST_FIXTURE_TEST_CASE(a_file_can_be_the_script, preview_desk) {
  write("script.jsonl", R"({"prospect":"anybody","at":"2026-03-03T15:00:00Z","outcome":"purchased"}
{"prospect":"somebody","at":"2026-03-04T15:00:00Z","outcome":"purchased"}
)");
  const auto result = run("preview p.yaml --starts asked --script script.jsonl --format jsonl" + from);
  BOOST_TEST(result.code == 0);
  const std::string happens = R"({"at":"2026-03-03T15:00:00Z","kind":"touchpoint","status":"waiting","touchpoint":)"
                              R"({"channel":null,"direction":null,"purpose":null,"outcome":"purchased")";
  BOOST_TEST(result.out.find(happens) != std::string::npos, result.out);
  BOOST_TEST(result.out.find(R"({"at":"2026-03-04)") == std::string::npos);
  BOOST_TEST(result.out.find(R"("why":"unattended")") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(the_script_is_read_by_a_mapping_as_other_files_are, preview_desk) {
  write("calls.yaml",
        "mapping: calls\nof: touchpoints\ncolumns: {Who: prospect, When: {to: at, format: DD.MM.YYYY hh:mm}, "
        "Result: {to: outcome, values: {Bought: purchased, Wrote: inquired}}}\n");
  write("mails.yaml",
        "mapping: mails\nof: touchpoints\ncolumns: {To: prospect, At: at}\nconstants: {direction: inbound, outcome: inquired}\n");
  write("ada.jsonl", R"({"id":"ada","contact":{"email":"ada@example.org"}})");
  write("mails.csv", "To,At\nada,2026-03-02T14:00:00Z\n");
  write("script.csv", "Who;When;Result\nanybody;03.03.2026 10:00;Bought\nada;04.03.2026 10:00;Bought\n");
  const std::string local = " --local-times America/New_York";

  const auto anybody = run("preview p.yaml --starts asked --script script.csv --map calls.yaml" + local + from);
  BOOST_TEST(anybody.code == 0);
  BOOST_TEST(anybody.out.find("Tue 3 Mar 10:00  1    > purchased") != std::string::npos, anybody.out);
  BOOST_TEST(anybody.out.find("Wed 4 Mar") == std::string::npos, anybody.out);

  const std::string records = "preview p.yaml --prospect ada --prospects ada.jsonl --touchpoints mails.csv --script script.csv";
  const auto ada = run(records + " --map mails.yaml --map calls.yaml" + local + from);
  BOOST_TEST(ada.code == 0);
  BOOST_TEST(ada.out.find("Wed 4 Mar 10:00") != std::string::npos, ada.out);
  BOOST_TEST(ada.out.find("> purchased") != std::string::npos, ada.out);

  BOOST_TEST(run("preview p.yaml --starts asked --map calls.yaml" + from).err ==
             "tickler: --map: 1 mapping of touchpoints for no files of them in CSV\n");
  const auto unread = run("preview p.yaml --starts asked --script script.csv --map calls.yaml" + from);
  BOOST_TEST(unread.code == 2);
  BOOST_TEST(unread.err.find("which has no offset: say where its clock is") != std::string::npos, unread.err);
  BOOST_TEST(unread.err.find("tickler: script.csv: nothing of it could be used, so nothing is decided\n") != std::string::npos,
             unread.err);
}

BOOST_FIXTURE_TEST_CASE(what_is_given_up_is_a_row_of_its_own, preview_desk) {
  const auto result = run("preview p.yaml --starts asked --without email" + from);
  BOOST_TEST(result.code == 0);
  BOOST_TEST(result.out.find("Mon 16 Mar 10:00  14   x given up answer/send") != std::string::npos, result.out);
  BOOST_TEST(result.out.find("Mon 23 Mar 10:00  21   phone check in, no answer") != std::string::npos, result.out);
  const auto json = run("preview p.yaml --starts asked --without email --format jsonl" + from);
  BOOST_TEST(
      json.out.find(R"("given_up":[{"at":"2026-03-16T14:00:00Z","id":"answer/send#0@2026-03-02T15:00:00Z"}])") != std::string::npos,
      json.out);
}

BOOST_FIXTURE_TEST_CASE(anybody_is_who_the_options_say, preview_desk) {
  write("facts.yaml", R"(policy: facts
zone: America/New_York
facts: {local: bool, visits: int}
channels: {phone: {needs: [mobile, phone]}, email: {needs: email}, card: {}}
events: {asked: {direction: inbound, outcome: inquired}}
cadences:
  answer:
    starts: asked
    steps:
      # allow T405: it can be reached
      - {id: call, if: has(prospect.local) && prospect.local, do: {channel: [phone, email], purpose: inform}, within: 1 day}
      - {id: visit, if: has(prospect.visits) && prospect.visits > 2, do: {channel: card, purpose: thank}, within: 1 day}
)");
  const auto steps = [&](const std::string& options) {
    const auto result = run("preview facts.yaml --starts asked" + options + from);
    BOOST_TEST(result.err == "");
    return std::pair(result.out.find(" phone inform") != std::string::npos, result.out.find(" email inform") != std::string::npos);
  };
  BOOST_CHECK(steps("") == std::pair(false, false));
  BOOST_CHECK(steps(" --fact local=true") == std::pair(true, false));
  BOOST_CHECK(steps(" --fact local=true --without phone") == std::pair(false, true));
  BOOST_CHECK(run("preview facts.yaml --starts asked --fact local=yes --fact visits=3" + from).out.find("card thank") !=
              std::string::npos);
  const auto no_value = run("preview facts.yaml --fact local" + from);
  BOOST_TEST(no_value.code == 2);
  BOOST_TEST(no_value.err == "tickler: --fact 'local': write NAME=VALUE, as in 'local=true'\n");
  BOOST_TEST(run("preview facts.yaml --fact visits=many" + from).code == 2);
  const auto no_channel = run("preview facts.yaml --without phne" + from);
  BOOST_TEST(no_channel.code == 2);
  BOOST_TEST(no_channel.err == "tickler: the policy has no channel 'phne', did you mean 'phone'?\n");
  BOOST_TEST(run("preview facts.yaml --without card" + from).err ==
             "tickler: --without card: it needs no contact data, so anybody can be reached there\n");
}

BOOST_FIXTURE_TEST_CASE(what_is_not_known_is_said, preview_desk) {
  const auto start = run("preview p.yaml --starts askd" + from);
  BOOST_TEST(start.code == 2);
  BOOST_TEST(start.err == "tickler: there is no event or cadence 'askd', did you mean 'asked'?\n");
  const auto script = run("preview p.yaml --starts asked --script 'answers on day 1, sings'" + from);
  BOOST_TEST(script.code == 2);
  BOOST_TEST(script.err == "tickler: the script, at column 19: 'sings' is no '... on day 10'; or write 'nobody answers'\n");
}

BOOST_FIXTURE_TEST_CASE(the_readme_shows_what_the_command_prints, preview_desk) {
  const auto readme = support::content_of(support::source_dir() / "README.md");
  const auto result = run("preview '" TICKLER_SOURCE_DIR "/examples/policies/art-of-follow-up.yaml' --starts unanswered" + from);
  BOOST_TEST(result.code == 0);
  std::istringstream lines(result.out);
  std::string shown, line;
  for (int i = 0; i < 5 && std::getline(lines, line); ++i) shown += "    " + line + '\n';
  BOOST_TEST(readme.find("--starts unanswered" + from.substr(0, from.size() - 1) + "\n\n" + shown) != std::string::npos, shown);
}
