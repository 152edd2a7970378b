// What could not be taken in makes a history incomplete, and what is told twice counts once: semantics R116 and R117.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <sstream>
#include <tickler/error.hpp>
#include <tickler/evaluate.hpp>
#include <tickler/evaluate_all.hpp>
#include <tickler/explain.hpp>
#include <tickler/io/book_records.hpp>
#include <tickler/io/snapshot.hpp>

#include "support/small_policy.hpp"

using namespace tickler;
using support::at;

namespace {

const std::string header = "prospect,at,id,channel,direction,outcome,with,until\n";
const std::string question = "ada,2026-03-02T10:00:00Z,m1,email,inbound,inquired,,\n";

struct desk {
  vocabulary words{};
  tickler::policy policy = support::made(support::small_draft(), words);
  book all = people();
  std::vector<std::string> said{};

  book people() const {
    book made(words);
    for (const auto* id : {"ada", "bo"}) {
      const auto number = made.add({.id = id});
      made.add(number, support::asked("2026-03-02T09:00:00Z"));
    }
    return made;
  }

  read_counts read(const std::string& text, record_format format = record_format::csv, std::vector<int> despite = {}) {
    return read_touchpoints(text, {.file = "log", .format = format, .despite = std::move(despite)}, all,
                            [this](const diagnostic& d) { said.push_back(to_string(d)); });
  }

  read_counts read_people(const std::string& text, record_format format = record_format::json_lines) {
    return read_prospects(text, {.file = "people", .format = format}, all,
                          [this](const diagnostic& d) { said.push_back(to_string(d)); });
  }

  std::string status_of(std::string_view id) const {
    std::string found;
    const auto number = all.find(id).value();
    const auto note = [&](prospect_number, const decision& d) {
      found = to_string(d.problem == prospect_problem::none ? d.status : status::invalid);
    };
    evaluate_some(policy, all, {&number, 1}, at("2026-03-02T12:00:00Z"), note);
    return found;
  }

  history log_of(std::string_view id) const {
    history log(words);
    all.history(all.find(id).value(), log);
    return log;
  }
};

struct bad_row {
  std::string text;
  int number;
  std::string id;  // of the touchpoint, as far as it can be read
};
std::ostream& operator<<(std::ostream& out, const bad_row& row) { return out << row.text; }

const bad_row rows_of_ada[] = {
    {"ada,2026-03-02T10:00:00.000+0000,m1,email,inbound,opted_out,,", 607, "m1"},
    {"ada,2040-03-02T10:00:00Z,m1,email,inbound,opted_out,,", 608, "m1"},
    {"ada,2026-03-02T10:00:00Z,m1,email,incoming,opted_out,,", 609, "m1"},
    {"ada,2026-03-02T10:00:00Z,m1,email,inbound,opted_out,agent,", 609, "m1"},
    {"ada,2026-03-02T10:00:00Z,m1,email,inbound,opted_out,,then", 607, "m1"},
    {"ada,2026-03-02T10:00:00Z,m1,email,inbound,opted_out,,,", 619, "m1"},
    {"ada,2026-03-02T10:00:00Z,m1,email", 619, "m1"},
    {"ada,,m1,email,inbound,opted_out,,", 603, "m1"},
    {"ada,2026-03-02T10:00:00Z,m1,email,inbound," + std::string(257, 'o') + ",,", 614, "m1"},
    {"ada,2026-03-02T10:00:00Z," + std::string(257, 'm') + ",email,inbound,opted_out,,", 614, ""},
};

}  // namespace

BOOST_DATA_TEST_CASE(nothing_is_decided_for_whom_a_touchpoint_could_not_be_read, boost::unit_test::data::make(rows_of_ada), row) {
  desk d;
  const auto counts = d.read(header + "bo,2026-03-02T10:30:00Z,m2,email,inbound,inquired,,\n" + row.text + "\n");
  BOOST_TEST(counts.records == 1u);
  BOOST_TEST(counts.incomplete == std::vector<std::string>{"ada"}, boost::test_tools::per_element());
  BOOST_TEST(d.status_of("ada") == "invalid");
  BOOST_TEST(d.status_of("bo") == "active");
  const auto refused = d.all.refused(d.all.find("ada").value());
  BOOST_REQUIRE(refused.size() == 1u);
  BOOST_TEST(refused[0].number == row.number);
  BOOST_TEST(refused[0].id == row.id);
  BOOST_TEST(refused[0].why == d.said.at(0));
  BOOST_TEST(!counts.is_refused);
}

struct shifted_row {
  std::string text;
  const char* incomplete;  // who then is
};
std::ostream& operator<<(std::ostream& out, const shifted_row& row) { return out << row.text; }

// Of one that is refused any cell may say whose it is, unless the cells are in place and it names somebody; of one that can be read
// and names nobody, any that is used for nothing.
const shifted_row shifted_rows[] = {
    {",ada,2026-03-02T10:00:00Z,m1,email,inbound,opted_out,,,", "ada"},
    {"2026-03-02T10:00:00Z,m1,email,inbound,opted_out,,,,ada", "ada"},
    {"m1,ada,2026-03-02T10:00:00Z,bo", "ada bo"},
    {"\"ada\"x,2026-03-02T10:00:00Z,m1,email,inbound,opted_out,,,", ""},
    {"m\"1\",x \"ada\",email,inbound,opted_out", ""},
    {"m\"1\", \"ada\" ,email,inbound,opted_out", "ada"},
    {"m1,2026-03-02T10:00:00Z\",\"ada\",email,inbound,opted_out,,,", "ada"},
    {"ada,yesterday,m1,email,inbound,opted_out,,,bo", "ada"},
    {"zed,yesterday,bo,email,inbound,opted_out,,,", "bo"},
    {"zed,2026-03-02T10:00:00Z,bo,email,inbound,opted_out,,,", ""},
    {"zed,2026-03-02T10:00:00Z,m1,email,inbound,opted_out,,,bo", "bo"},
};

BOOST_DATA_TEST_CASE(of_a_row_whose_cells_have_shifted_any_cell_may_say_whose_it_is, boost::unit_test::data::make(shifted_rows),
                     row) {
  desk d;
  d.read("prospect,at,id,channel,direction,outcome,with,until,x_note\nada,2026-03-02T09:30:00Z,m0,email,inbound,inquired,,,\n" +
         row.text + "\n");
  std::string incomplete;
  for (const auto* id : {"ada", "bo"})
    if (d.status_of(id) == "invalid") incomplete += (incomplete.empty() ? "" : " ") + std::string(id);
  BOOST_TEST(incomplete == row.incomplete);
  BOOST_TEST(d.said.size() == 1u);
}

BOOST_AUTO_TEST_CASE(json_lines_say_whose_they_are_as_far_as_they_are_json) {
  const std::pair<const char*, bool> lines[] = {
      {R"({"prospect":"ada","at":"2026-03-02"})", true},
      {R"({"at":7,"prospect":"ada"})", true},
      {R"({"chanel":"email","prospect":"ada","at":"2026-03-02T10:00:00Z"})", true},
      {R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","at":"2026-03-02T10:00:00Z"})", true},
      {R"({"prospect":"ada"})", true},
      {R"({"prospect":7,"at":"2026-03-02T10:00:00Z"})", false},
      {R"({"at":"2026-03-02T10:00:00Z","outcome":"opted_out"})", false},
      {R"({"prospect":"ada","at":"2026-03-02T10:00:00Z)", false},
      {R"(["ada"])", false},
  };
  for (const auto& [line, is_known] : lines) {
    desk d;
    const auto counts =
        d.read(std::string(R"({"prospect":"bo","at":"2026-03-02T10:00:00Z"})") + "\n" + line, record_format::json_lines);
    BOOST_TEST_CONTEXT(line) {
      BOOST_TEST(d.status_of("ada") == (is_known ? "invalid" : "active"));
      BOOST_TEST(counts.unattributed == (is_known ? 0u : 1u));
      BOOST_TEST(counts.bad == 1u);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_good_record_of_the_same_id_heals) {
  desk d;
  d.read(header + "ada,yesterday,m1,email,inbound,inquired,,\n" + "ada,today,m2,email,inbound,inquired,,\n" + question);
  BOOST_TEST(d.status_of("ada") == "invalid");  // m2 is still missing
  d.read(header + "ada,2026-03-02T11:00:00Z,m2,email,inbound,inquired,,\n");
  BOOST_TEST(d.status_of("ada") == "active");
  BOOST_TEST(d.all.incomplete() == 0u);
}

BOOST_AUTO_TEST_CASE(without_an_id_only_the_whole_log_heals) {
  desk d;
  d.read(header + "ada,yesterday,,email,inbound,inquired,,\n" + question);
  BOOST_TEST(d.status_of("ada") == "invalid");
  d.all.set_log(d.all.find("ada").value(), d.log_of("ada"));
  BOOST_TEST(d.status_of("ada") == "active");
}

BOOST_AUTO_TEST_CASE(a_snapshot_remembers_whose_histories_are_incomplete) {
  desk d;
  d.read(header + question + "ada,yesterday,m1,email,inbound,inquired,,\n" +
         "bo,2026-03-02T11:00:00Z,m9,email,inbound,inquired,,\n" + "ada,yesterday,,email,inbound,inquired,,\n");
  std::stringstream file;
  save_snapshot(d.all, file);
  auto again = load_snapshot(file, d.words).value();
  const auto ada = d.all.find("ada").value();
  BOOST_TEST((std::ranges::equal(again.all.refused(ada), d.all.refused(ada))));
  BOOST_TEST(again.all.incomplete() == 1u);
  d.all = std::move(again.all);
  BOOST_TEST(d.status_of("ada") == "invalid");
  BOOST_TEST(d.status_of("bo") == "active");
}

BOOST_AUTO_TEST_CASE(what_is_forgiven_is_never_what_may_be_an_opt_out_of_whom) {
  desk d;
  d.read(header + question + "ada,yesterday,,email,inbound,inquired,,\n", record_format::csv, {607});
  BOOST_TEST(d.status_of("ada") == "active");
  d.read(header + question + "ada,2026-03-02T10:00:00Z,,email,incoming,inquired,,\n", record_format::csv, {607, 609});
  BOOST_TEST(d.status_of("ada") == "invalid");
  d.read(header + question + "bo,2026-03-02T10:00:00Z,,email,inbound,inquired\n", record_format::csv, {619});
  BOOST_TEST(d.status_of("bo") == "invalid");
}

BOOST_AUTO_TEST_CASE(a_file_of_which_nothing_can_be_used_says_so) {
  const std::pair<std::string, bool> files[] = {
      {"", true},  // a CSV without its header
      {"who,at,outcome\nada,2026-03-02T10:00:00Z,opted_out\n", true},
      {"\xFF\xFEp\0r\0", true},
      {header, false},  // nothing has happened
      {header + "ada,yesterday,,email,inbound,inquired,,\n", true},
      {header + "cy,2026-03-02T10:00:00Z,,email,inbound,inquired,,\n", true},
      {header + question, false},
      {header + question + "ada,yesterday,,email,inbound,inquired,,\n", false},
  };
  for (const auto& [text, is_refused] : files) {
    desk d;
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(d.read(text).is_refused == is_refused); }
  }
}

BOOST_AUTO_TEST_CASE(whose_record_is_erased_or_merged_takes_her_refused_records_along) {
  desk d;
  d.read(header + question + "ada,yesterday,m1,email,inbound,inquired,,\n");
  const auto ada = d.all.find("ada").value(), bo = d.all.find("bo").value();
  d.all.merge(ada, bo);
  BOOST_TEST(d.status_of("bo") == "invalid");
  BOOST_TEST(d.all.refused(ada).empty());
  d.all.erase(bo);
  BOOST_TEST(d.all.incomplete() == 0u);
}

BOOST_AUTO_TEST_CASE(an_explanation_says_what_the_decision_says) {
  desk d;
  d.read(header + question + "ada,yesterday,m1,email,inbound,inquired,,\n");
  evaluator engine(d.policy);
  explanation why;
  history log(d.words);
  explain(d.policy, engine, d.all, d.all.find("ada").value(), at("2026-03-02T12:00:00Z"), log, why);
  BOOST_TEST((why.decision.problem == prospect_problem::incomplete_history));
  BOOST_TEST(why.decision.actions.empty());
  explain(d.policy, engine, d.all, d.all.find("bo").value(), at("2026-03-02T12:00:00Z"), log, why);
  BOOST_TEST((why.decision.status == status::active));
}

BOOST_AUTO_TEST_CASE(the_same_record_again_counts_once_and_another_of_its_id_replaces_it) {
  desk d;
  const auto size = [&] { return d.log_of("ada").size(); };
  d.read(header + question);
  BOOST_TEST(size() == 2u);
  BOOST_TEST(d.read(header + question).again == 1u);
  BOOST_TEST(size() == 2u);
  const auto counts = d.read(header + "ada,2026-03-02T08:00:00Z,m1,email,inbound,purchased,,\n");
  BOOST_TEST(counts.replaced == 1u);
  BOOST_TEST(size() == 2u);
  BOOST_TEST((d.log_of("ada")[0].words.outcome == outcome::purchased));  // it has taken its place in time
  BOOST_TEST((d.log_of("ada")[0].at == at("2026-03-02T08:00:00Z")));
  d.read(header + "bo,2026-03-02T08:00:00Z,m1,email,inbound,purchased,,\n");  // an id is one prospect's
  BOOST_TEST(d.log_of("bo").size() == 2u);
}

BOOST_AUTO_TEST_CASE(an_id_that_went_by_another_channel_is_an_error) {
  desk d;
  d.read(header + question);
  const auto counts = d.read(header + "bo,2026-03-02T08:00:00Z,m7,email,inbound,purchased,,\n" +
                             "ada,2026-03-02T11:00:00Z,m1,phone,inbound,reached,,\n");
  BOOST_TEST(counts.bad == 1u);
  BOOST_TEST(d.said.at(0) == "log:3:1: error: the touchpoint 'm1' of 'ada' is there already, on the channel 'email' [T637]");
  BOOST_TEST(d.status_of("ada") == "invalid");
  touchpoint call{.at = at("2026-03-02T11:00:00Z"), .words = {.channel = channel::phone}, .id = "m1"};
  BOOST_CHECK_THROW(d.all.add(d.all.find("ada").value(), call), misuse);
}

BOOST_AUTO_TEST_CASE(a_replacement_is_told_with_what_it_was) {
  desk d;
  d.read(header + "ada,2026-03-02T10:00:00Z,m1,email,inbound,opted_out,,\n");
  std::vector<std::string> told;
  const auto tell = [&](prospect_number number, const touchpoint& before, const touchpoint& after) {
    told.push_back(std::string(d.all.id(number)) + ": " + std::string(d.words.name(before.words.outcome)) + ", " +
                   std::string(d.words.name(after.words.outcome)));
  };
  read_touchpoints(header + question, {.format = record_format::csv, .replaced = tell}, d.all, [](const diagnostic&) {});
  BOOST_TEST(told == std::vector<std::string>{"ada: opted_out, inquired"}, boost::test_tools::per_element());
}

// Beyond what is searched through each time, too.
BOOST_AUTO_TEST_CASE(thousands_of_ids_are_each_known_again) {
  desk d;
  std::string text = header;
  for (int i = 0; i < 3'000; ++i) text += "ada,2026-03-02T10:00:00Z,call-" + std::to_string(i) + ",email,inbound,inquired,,\n";
  BOOST_TEST(d.read(text).records == 3'000u);
  BOOST_TEST(d.read(text).again == 3'000u);
  BOOST_TEST(d.log_of("ada").size() == 3'001u);
}

struct bad_person {
  record_format format;
  std::string text;
  bool is_known;  // who it is
};
std::ostream& operator<<(std::ostream& out, const bad_person& row) { return out << row.text; }

const bad_person bad_people[] = {
    {record_format::json_lines, R"({"id":"cy","zone":"Mars/Base"})", true},
    {record_format::json_lines, R"({"zone":"Mars/Base","id":"cy"})", true},
    {record_format::json_lines, R"({"id":"cy","name":7})", true},
    {record_format::json_lines, R"({"id":"cy","nmae":"Cy"})", true},
    {record_format::json_lines, R"({"id":"cy","contact":{"email":{}}})", true},
    {record_format::json_lines, R"({"id":"cy","name":")", false},
    {record_format::json_lines, R"({"id":7,"name":"Cy"})", false},
    {record_format::json_lines, R"({"id":"","zone":"Mars/Base"})", false},
    {record_format::csv, "id,zone\ncy,Mars/Base\n", true},
    {record_format::csv, "zone,id\nMars/Base,cy\n", true},
    {record_format::csv, "id,zone\ncy,UTC,\n", true},
    {record_format::csv, "id,zone\ncy\n", true},
    {record_format::csv, "id,zone\n,Mars/Base\n", false},
    {record_format::csv, "id,zone\nc\xffy,UTC\n", false},
};

BOOST_DATA_TEST_CASE(who_cannot_be_read_is_there_by_her_id_and_nothing_is_decided_for_her, boost::unit_test::data::make(bad_people),
                     row) {
  desk d;
  const auto counts = d.read_people(row.text, row.format);
  BOOST_TEST(counts.records == 0u);
  BOOST_TEST(counts.bad == 1u);
  BOOST_REQUIRE(d.said.size() == 1u);
  BOOST_TEST(d.all.size() == (row.is_known ? 3u : 2u));
  if (!row.is_known) return;
  BOOST_TEST(counts.incomplete == std::vector<std::string>{"cy"}, boost::test_tools::per_element());
  BOOST_TEST(d.status_of("cy") == "invalid");
  BOOST_TEST(incomplete_history_text(d.policy, d.all, 2) == "its record could not be read: " + d.said[0]);

  // Her touchpoints are hers: nobody is told that there is no such prospect.
  BOOST_TEST(d.read(header + "cy,2026-03-02T10:00:00Z,m1,email,inbound,inquired,,\n").records == 1u);
  BOOST_TEST(d.said.size() == 1u);
  BOOST_TEST(d.status_of("cy") == "invalid");

  // So it is in a saved book, and until her record comes.
  std::stringstream file;
  save_snapshot(d.all, file);
  d.all = load_snapshot(file, d.words).value().all;
  BOOST_TEST(d.status_of("cy") == "invalid");
  BOOST_TEST(d.read_people(R"({"id":"cy","name":"Cy"})").records == 1u);
  BOOST_TEST(d.said.size() == 1u);
  BOOST_TEST(d.status_of("cy") == "active");
  BOOST_TEST(d.all.prospect(2).name == "Cy");
  BOOST_TEST(d.all.incomplete() == 0u);
}

BOOST_AUTO_TEST_CASE(the_good_one_of_two_records_counts_whichever_comes_first) {
  const std::string good = R"({"id":"cy","name":"Cy"})", bad = R"({"id":"cy","zone":"Mars/Base"})";
  for (const auto& text : {good + '\n' + bad, bad + '\n' + good, bad + '\n' + bad + '\n' + good}) {
    desk d;
    std::vector<source_position> places;
    const auto counts = read_prospects(
        text, {.file = "people"}, d.all, [&](const diagnostic& x) { d.said.push_back(to_string(x)); }, &places);
    BOOST_TEST(counts.records == 1u);
    BOOST_TEST(counts.incomplete.empty());
    BOOST_TEST(places.size() == 1u);
    BOOST_TEST(places.at(0).line ==
               1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(text.find(good)), '\n'));
    BOOST_TEST(d.all.size() == 3u);
    BOOST_TEST(d.all.prospect(2).name == "Cy");
    BOOST_TEST(d.all.incomplete() == 0u);
  }
}

BOOST_AUTO_TEST_CASE(her_own_record_is_mended_by_another_and_her_touchpoints_by_theirs) {
  desk d;
  const auto cy = d.all.add({.id = "cy"});
  d.all.refuse(cy, {.number = 610, .why = "her own", .is_her_own = true});
  d.all.refuse(cy, {.id = "m1", .number = 607, .why = "a touchpoint"});
  d.all.set_log(cy, d.log_of("ada"));
  BOOST_TEST(d.all.refused(cy).size() == 1u);
  BOOST_TEST(d.all.refused(cy)[0].is_her_own);
  d.all.replace(cy, {.id = "cy", .name = "Cy"});
  BOOST_TEST(d.all.refused(cy).empty());
  d.all.refuse(cy, {.id = "m1", .number = 607, .why = "a touchpoint"});
  d.all.replace(cy, {.id = "cy"});
  BOOST_TEST(d.all.refused(cy).size() == 1u);
}

BOOST_AUTO_TEST_CASE(each_file_tells_whose_histories_it_leaves_incomplete) {
  desk d;
  for (const auto* id : {"m1", "m2"}) {
    const auto counts = d.read(header + "ada,yesterday," + id + ",email,inbound,inquired,,\n");
    BOOST_TEST(counts.incomplete == std::vector<std::string>{"ada"}, boost::test_tools::per_element());
  }
  BOOST_TEST(d.all.refused(d.all.find("ada").value()).size() == 2u);
}
