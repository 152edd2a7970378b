#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "reading.hpp"
#include "support/instants.hpp"

namespace {

using namespace std::string_literals;

const tickler::record_options json{.file = "f.jsonl"};
const tickler::record_options csv{.file = "f.csv", .format = tickler::record_format::csv};

using support::at;

}  // namespace

BOOST_AUTO_TEST_CASE(the_format_is_that_of_the_name) {
  BOOST_TEST((tickler::format_of("a/b.csv") == tickler::record_format::csv));
  BOOST_TEST((tickler::format_of("csv") == tickler::record_format::json_lines));
  BOOST_TEST((tickler::format_of("b.csv.jsonl") == tickler::record_format::json_lines));
}

BOOST_AUTO_TEST_CASE(a_prospect_has_every_field_of_its_line) {
  const auto all = reading::prospects(
      R"({"id":"ada","name":"Ada Byron","zone":"Europe/London","contact":{"email":"a@example.org","phone":"","mobile":null},)"
      R"("owner":"bo","owner_zone":"Europe/Paris","region":"GB","account":"acme","referrer":"cy","x_score":[1,{"a":null}],)"
      R"("facts":{"local":true,"visits":-3,"rate":0.5,"since":"2020","tags":["a","\u00e9"],"unknown":null}})",
      json);
  BOOST_TEST(reading::lines(all.bad) == "");
  BOOST_REQUIRE(all.records.size() == 1);
  const tickler::prospect expected{
      .id = "ada",
      .name = "Ada Byron",
      .zone = "Europe/London",
      .region = "GB",
      .contact = {{"email", "a@example.org"}},
      .owner = "bo",
      .owner_zone = "Europe/Paris",
      .account = "acme",
      .referrer = "cy",
      .facts = {
          {"local", true}, {"visits", std::int64_t{-3}}, {"rate", 0.5}, {"since", "2020"s}, {"tags", std::vector{"a"s, "é"s}}}};
  BOOST_TEST((all.records[0] == expected));
  BOOST_TEST((all.places[0] == tickler::source_position{1, 1}));
}

BOOST_AUTO_TEST_CASE(a_touchpoint_has_every_field_of_its_line) {
  tickler::vocabulary words;
  const auto all = reading::touchpoints(
      R"({"prospect":"ada","at":"2026-03-02T11:00:00.9+01:00","channel":"phone","direction":"outbound","purpose":"check_in",)"
      R"("outcome":"voicemail","until":"2040-01-01T00:00:00Z","step":["keep-trying/weekly","answer/send"],"key":["order-7","order 8"],)"
      R"("id":"call-17","address":"+44 20 7946 0000","with":"referrer","x_call":17})"
      "\n"
      R"(  {"prospect":"ada","at":"2026-03-02T10:00:00Z","step":"answer/send","key":"order 7","direction":null})",
      json, words);
  BOOST_TEST(reading::lines(all.bad) == "");
  BOOST_REQUIRE(all.records.size() == 2);
  const tickler::touchpoint first{.at = at("2026-03-02T10:00:00Z"),
                                  .words = {.channel = tickler::channel::phone,
                                            .direction = tickler::direction::outbound,
                                            .purpose = tickler::purpose::check_in,
                                            .outcome = words.find<tickler::outcome>("voicemail").value(),
                                            .with = tickler::party::referrer},
                                  .until = at("2040-01-01T00:00:00Z"),
                                  .steps = {"keep-trying/weekly", "answer/send"},
                                  .keys = {"order-7", "order 8"},
                                  .id = "call-17",
                                  .address = "+44 20 7946 0000"};
  const tickler::touchpoint second{.at = at("2026-03-02T10:00:00Z"), .steps = {"answer/send"}, .keys = {"order 7"}};
  BOOST_TEST(all.records[0].prospect == "ada");
  BOOST_TEST((all.records[0].touch == first));
  BOOST_TEST((all.records[1].touch == second));
  BOOST_TEST((all.places[1] == tickler::source_position{2, 3}));
}

BOOST_AUTO_TEST_CASE(a_bad_record_leaves_no_words_behind) {
  tickler::vocabulary words;
  const auto all = reading::touchpoints(R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","channel":"pigeon","direction":"up"})"
                                        "\n"
                                        R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","channel":"fax"})",
                                        json, words);
  BOOST_TEST(all.counts.records == 1U);
  BOOST_TEST(all.counts.bad == 1U);
  BOOST_TEST(words.find<tickler::channel>("fax").has_value());
  BOOST_TEST(!words.find<tickler::channel>("pigeon").has_value());
}

BOOST_AUTO_TEST_CASE(a_difference_of_case_alone_is_read_and_counted_and_unknown_words_stay_as_they_are) {
  const tickler::vocabulary words;
  const auto found = reading::touchpoints(
      R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","channel":"Email","direction":"Inbound","outcome":"OPTED_OUT"}
{"prospect":"ada","at":"2026-03-02T10:00:00Z","channel":"Pigeon","purpose":"inform"}
)",
      {}, words);
  BOOST_TEST_REQUIRE(found.records.size() == 2u);
  BOOST_TEST(found.counts.respelt == 3u);
  BOOST_TEST((found.records[0].touch.words == tickler::touch_words{.channel = tickler::channel::email,
                                                                   .direction = tickler::direction::inbound,
                                                                   .outcome = tickler::outcome::opted_out}));
  BOOST_TEST(words.name(found.records[1].touch.words.channel) == "Pigeon");
}

BOOST_AUTO_TEST_CASE(csv_says_the_same_as_json) {
  const auto from_json = reading::prospects(
      R"({"id":"ada","name":"Ada, Countess of L.","zone":"Europe/London","contact":{"email":"a@example.org"},"owner":"Bo \"B\" Lee","account":"x,\ny"})"
      "\n"
      R"({"id":"cy"})",
      json);
  const auto from_csv = reading::prospects(
      "id,name,zone,contact.phone,contact.email,owner,account,x_note\r\n"
      "ada,\"Ada, Countess of L.\",Europe/London,,a@example.org,\"Bo \"\"B\"\" Lee\",\"x,\ny\",anything\r\n"
      "\r\n"
      " cy ,\"\",,,,,,",
      csv);
  BOOST_TEST(reading::lines(from_csv.bad) == "");
  BOOST_TEST((from_csv.records == from_json.records));
  BOOST_REQUIRE(from_csv.places.size() == 2);
  BOOST_TEST((from_csv.places[1] == tickler::source_position{5, 1}));

  const auto touches = reading::touchpoints(
      "at,prospect,step,with,key,id,address\n2026-03-02T10:00:00Z,ada,a/1  b/2,colleague,Renewal 2026,call-17,a b@example.org\n",
      csv);
  BOOST_TEST(reading::lines(touches.bad) == "");
  BOOST_REQUIRE(touches.records.size() == 1);
  const tickler::touchpoint expected{.at = at("2026-03-02T10:00:00Z"),
                                     .words = {.with = tickler::party::colleague},
                                     .steps = {"a/1", "b/2"},
                                     .keys = {"Renewal 2026"},
                                     .id = "call-17",
                                     .address = "a b@example.org"};
  BOOST_TEST((touches.records[0].touch == expected));
}

BOOST_AUTO_TEST_CASE(an_empty_file_holds_nothing_but_csv_needs_its_header) {
  BOOST_TEST(reading::prospects("", json).counts.records == 0U);
  BOOST_TEST(reading::lines(reading::prospects("", json).bad) == "");
  for (const auto& nothing : {""s, "\n\n"s, "\xEF\xBB\xBF"s}) {
    const auto all = reading::prospects(nothing, csv);
    BOOST_TEST(reading::lines(all.bad) == "f.csv:1:1: error: the file has no header; nothing of the file was read [T620]\n");
  }
  BOOST_TEST(reading::lines(reading::prospects("id\n", csv).bad) == "");
}

// What is too long for a file of its own.
BOOST_AUTO_TEST_CASE(a_line_over_the_limit_is_one_bad_record) {
  auto small = json;
  small.line_bytes = 20;
  const std::string fits = R"({"id":"0123456789a"})", long_one = R"({"id":"0123456789ab"})";
  const auto all =
      reading::prospects(fits + "\r\n" + long_one + "\n" + fits + "\n" + std::string(600'000, 'x') + "\n" + long_one, small);
  BOOST_TEST(all.counts.records == 2U);
  BOOST_TEST(reading::lines(all.bad) ==
             "f.jsonl:2:1: error: the line has more than 20 bytes [T616]\n"
             "f.jsonl:4:1: error: the line has more than 20 bytes [T616]\n"
             "f.jsonl:5:1: error: the line has more than 20 bytes [T616]\n");
}

BOOST_AUTO_TEST_CASE(a_line_has_at_most_a_mebibyte) {
  const std::string begin = R"({"id":"ada","x_note":")", end = "\"}\n";
  const auto line_of = [&](std::size_t bytes) { return begin + std::string(bytes - begin.size() - 2, 'x') + end; };
  const auto all = reading::prospects(line_of((1 << 20) + 1) + line_of(1 << 20), json);
  BOOST_TEST(all.counts.records == 1U);
  BOOST_TEST(reading::lines(all.bad) == "f.jsonl:1:1: error: the line has more than 1048576 bytes [T616]\n");
}

BOOST_AUTO_TEST_CASE(a_csv_record_over_the_limit_does_not_swallow_the_next) {
  auto small = csv;
  small.line_bytes = 1'000;
  std::string content = "id,owner\nada,\"never closed\n";
  for (int i = 0; i < 500; ++i) content += "p" + std::to_string(i) + ",bo\n";
  const auto all = reading::prospects(content, small);
  BOOST_TEST(all.counts.records == 500U);
  BOOST_TEST(reading::lines(all.bad) == "f.csv:2:1: error: the record has more than 1000 bytes; is a quote not closed? [T616]\n");
}

BOOST_AUTO_TEST_CASE(lists_have_at_most_so_many_entries) {
  auto small = json;
  small.list_entries = 2;
  const auto all = reading::prospects(R"({"id":"ada","facts":{"a":["x","y"],"b":["x","y","z"]}})", small);
  BOOST_TEST(reading::lines(all.bad) == "f.jsonl:1:40: error: the fact 'b' has 3 entries, at most 2 are allowed [T613]\n");
}

BOOST_AUTO_TEST_CASE(lines_and_rows_may_lie_across_blocks) {
  std::string lines, rows = "id,owner,x_note\n";
  for (int i = 0; i < 20'000; ++i) {
    const auto n = std::to_string(i);
    lines += R"({"id":")" + n + R"(","owner":"o)" + n + "\"}\n";
    rows += n + ",o" + n + ",\"a, \"\"b\"\"\nc\"\n";
  }
  const auto from_json = reading::prospects(lines, json);
  const auto from_csv = reading::prospects(rows, csv);
  BOOST_TEST(from_json.counts.records == 20'000U);
  BOOST_TEST(from_json.counts.bytes == lines.size());
  BOOST_TEST(from_csv.counts.bytes == rows.size());
  BOOST_TEST((from_json.records == from_csv.records));
  BOOST_TEST(from_json.records.back().owner == "o19999");
  BOOST_TEST((from_csv.places.back() == tickler::source_position{2 + 2 * 19'999, 1}));
}

BOOST_AUTO_TEST_CASE(a_file_with_only_carriage_returns_has_lines_too) {
  const auto all = reading::prospects("id,zone\rada,UTC\rbo,Nowhere/At_all\r", csv);
  BOOST_TEST(all.counts.records == 1U);
  BOOST_TEST(reading::lines(all.bad) == "f.csv:3:4: error: unknown time zone 'Nowhere/At_all' [T610]\n");
}

namespace {

// Gives its content, filled up with blanks to what is asked for, and then breaks.
class breaking_buffer : public std::streambuf {
 public:
  explicit breaking_buffer(std::string content) : content_(std::move(content)) {}

 protected:
  std::streamsize xsgetn(char* to, std::streamsize n) override {
    if (content_.empty()) throw std::runtime_error("the disk is gone");
    content_.resize(static_cast<std::size_t>(n), ' ');
    content_.copy(to, content_.size());
    content_.clear();
    return n;
  }

 private:
  std::string content_;
};

}  // namespace

BOOST_DATA_TEST_CASE(a_stream_that_breaks_is_said_to, boost::unit_test::data::make({"f.jsonl", "f.csv"}), name) {
  const bool is_csv = tickler::format_of(name) == tickler::record_format::csv;
  breaking_buffer buffer(is_csv ? "id\nada\n" : "{\"id\":\"ada\"}\n");
  std::istream in(&buffer);
  std::vector<std::string> bad;
  std::size_t good = 0;
  tickler::read_prospects(
      in, is_csv ? csv : json, [&](tickler::prospect&&, tickler::source_position) { ++good; },
      [&](const tickler::diagnostic& d) { bad.push_back(to_string(d)); });
  BOOST_TEST(good == 1U);
  BOOST_REQUIRE(bad.size() == 1U);
  BOOST_TEST(bad[0] == (is_csv ? "f.csv:3:1: error: the file cannot be read further [T623]"
                               : "f.jsonl:2:1: error: the file cannot be read further [T623]"));
}
