#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <tickler/io/book_records.hpp>

#include "book/reading_both_ways.hpp"
#include "properties/property.hpp"
#include "support/files.hpp"
#include "support/small_policy.hpp"

using namespace tickler;

namespace {

const std::string ada = R"({"id":"ada"})"
                        "\n";
const std::string good = R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","channel":"phone","outcome":"reached"})"
                         "\n";

// Each stands between two good lines.
const std::string odd_touchpoints[] = {
    "",
    " \t\r",
    R"({})",
    R"([])",
    R"({"prospect":"ada"})",
    R"({"at":"2026-03-02T10:00:00Z"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z"})",
    R"( {"prospect":"ada","at":"2026-03-02T10:00:00Z"} )",
    R"({ "prospect" : "ada" , "at" : "2026-03-02T10:00:00Z" })",
    R"({"prospect": "ada", "at": "2026-03-02T10:00:00Z"})",
    R"({"at":"2026-03-02T10:00:00Z","outcome":"met","prospect":"ada"})",
    R"({"prospect":"bo","at":"2026-03-02T10:00:00Z"})",
    R"({"prospect":"","at":"2026-03-02T10:00:00Z"})",
    R"({"prospect":7,"at":"2026-03-02T10:00:00Z"})",
    R"({"prospect":null,"at":"2026-03-02T10:00:00Z"})",
    R"({"prospect":"ada","at":null})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","key":null})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","key":nul})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","key":nulll})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","key":null,"key":"a"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","key":"a","key":"b"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","key":"a\u0062\n"})",
    R"({"prospect":"ad\u0061","at":"2026-03-02T10:00:00Z"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","key":"a\u0000"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","key":"\x"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","key":""})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","x_own":{"a":[1]},"x_more":1})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","x_own":1,"x_own":1})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","x_a":"1","x_b":"1"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","x_a":"1","x_b":"1","x_a":"2"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","x_a":null,"x_b":true,"x_c":false,"x_d":-12})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","x_a": 0, "x_b": "" })",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","x_a":01})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","x_a":-})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","x_a":1.5})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","x_a":1e3})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","x_a":1234567890123456789})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","x_a":12345678901234567890123})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","x_a":tru})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","x_a":truer})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","x_a":falsehood})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","x_a":nul})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","x_a"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","x_a":})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","x_a":}})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","x_":"1"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","x":"1"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","x_a":"\n"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","x_1":1,"x_2":1,"x_3":1,"x_4":1,"x_5":1,"x_6":1,"x_7":1,"x_8":1,"x_9":1,"x_1":1})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","x_a":1 2})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","x_a":"1""x_b":"2"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","chanel":"phone"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","channels":"phone"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z",})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z"}})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z"} x)",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z"}{"prospect":"ada","at":"2026-03-02T10:00:00Z"})",
    R"({"prospect":"ada" "at":"2026-03-02T10:00:00Z"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","channel")",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","channel":"pho)",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","channel":phone})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","channel":["phone"]})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","channel":""})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","channel":"carrier_pigeon_of_the_north_tower","purpose":"requested_information"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","channel":"Zo)"
    "\xC3\xAB"
    R"("})",
    "{\"prospect\":\"ada\",\"at\":\"2026-03-02T10:00:00Z\",\"key\":\"\xFF\"}",
    "{\"prospect\":\"ada\",\"at\":\"2026-03-02T10:00:00Z\",\"key\":\"a\tb\"}",
    "{\"prospect\":\"ada\",\"at\":\"2026-03-02T10:00:00Z\"}\r",
    "{\"prospect\":\"ada\",\"at\":\"2026-03-02T10:00:00Z\"}\r\r",
    "{\"prospect\":\"ada\",\"at\":\"2026-03-02T10:00:00Z\"\r}",
    "{\"prospect\":\"ada\",\"at\":\"2026-03-02T10:00:00Z\",\"channel\":\"unknown_outcome\xE2\x82\xAC\",\"outcome\":\"met\"}",
    R"({"prospect":"bo","at":"2026-03-02T10:00:00Z","channel":"of_nobody"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","direction":"inbound","with":"referrer"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","direction":"in"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","direction":""})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","with":"prospects"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","with":""})",
    R"({"prospect":"ada","at":"2026-03-02"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00+01:00"})",
    R"({"prospect":"ada","at":"2026-03-02t10:00:00z"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00.999Z"})",
    R"({"prospect":"ada","at":"2026-03-02T24:00:00Z"})",
    R"({"prospect":"ada","at":"2026-13-02T10:00:00Z"})",
    R"({"prospect":"ada","at":"2026-00-02T10:00:00Z"})",
    R"({"prospect":"ada","at":"2026-02-29T10:00:00Z"})",
    R"({"prospect":"ada","at":"2024-02-29T10:00:00Z"})",
    R"({"prospect":"ada","at":"2026-04-31T10:00:00Z"})",
    R"({"prospect":"ada","at":"2026-04-00T10:00:00Z"})",
    R"({"prospect":"ada","at":"1969-12-31T23:59:59Z"})",
    R"({"prospect":"ada","at":"1970-01-01T00:00:00Z"})",
    R"({"prospect":"ada","at":"2037-12-31T23:59:59Z"})",
    R"({"prospect":"ada","at":"2038-01-01T00:00:00Z"})",
    R"({"prospect":"ada","at":"202O-03-02T10:00:00Z"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:60Z"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Zx"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","until":"2126-03-02T10:00:00Z"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","until":"2026-03-02T10:00:00Z"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","until":"soon"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","step":"a/b","key":"order-1"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","step":["a/b","c/d"]})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","step":["1","2","3","4","5"]})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","step":[]})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","step":""})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","id":"call-17"})",
    R"({"id":"call-17","prospect":"ada","at":"2026-03-02T10:00:00Z","address":"ada@example.org","key":"order-1"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","id":null,"address":null})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","id":""})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","address":""})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","id":17})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","address":["a","b"]})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","id":"1","id":"1"})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","id":")" + std::string(256, 'i') + R"("})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","id":")" + std::string(257, 'i') + R"("})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","address":")" + std::string(256, 'a') + R"("})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","address":")" + std::string(257, 'a') + R"("})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","key":")" + std::string(256, 'k') + R"("})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","key":")" + std::string(257, 'k') + R"("})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","step":")" + std::string(1025, 's') + R"("})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","x_long":")" + std::string(3000, 'x') + R"("})",
    R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","key":"b")" + std::string(3000, ' ') + "}",
};

const std::string odd_prospects[] = {
    "",
    R"({})",
    R"({"id":"ada"})",
    R"({"id":"bo"})",
    R"({"id":"bo"} )",
    R"({"id":"bo"})"
    "\r",
    R"({"id": "bo", "zone": "Europe/London", "region": "GB", "contact": {"phone": "+44", "email": "b@x.org"}})",
    R"({"contact":{"phone":"+44","email":"b@x.org"},"id":"bo"})",
    R"({"id":"bo","contact":{}})",
    R"({"id":"bo","contact":{"phone":""}})",
    R"({"id":"bo","contact":{"phone":null}})",
    R"({"id":"bo","contact":{"phone":7}})",
    R"({"id":"bo","contact":{"phone":"1","phone":"2"}})",
    R"({"id":"bo","contact":{"phone":"1",}})",
    R"({"id":"bo","contact":{"ph\u006fne":"1"}})",
    R"({"id":"bo","contact":{"":"1"}})",
    R"({"id":"bo","contact":{"phone":"1"},"contact":{"email":"2"}})",
    R"({"id":"bo","contact":null})",
    R"({"id":"bo","contact":"phone"})",
    R"({"id":"bo","zone":"Europe/Lundon"})",
    R"({"id":"bo","zone":"","owner":"","account":"","referrer":"","region":""})",
    R"({"id":"bo","zone":"UTC","owner":"cy","owner_zone":"Asia/Tokyo","account":"acme","referrer":"di"})",
    R"({"id":"bo","owner_zone":"Nowhere/At_all"})",
    R"({"id":""})",
    R"({"id":null})",
    R"({"id":"bo","id":"bo"})",
    R"({"id":"bo","owner":null,"owner":"cy"})",
    R"({"id":"bo","facts":{"local":true,"size":7,"score":1.5,"tags":["a","b"],"since":"2026-03-02T10:00:00Z"}})",
    R"({"id":"bo","facts":{}})",
    R"({"id":"bo","facts":{"a":null}})",
    R"({"id":"bo","x_own":1})",
    R"({"x_own":"1","id":"bo","x_own":"2"})",
    R"({"x_own":"1","id":"bo","x_more":{}})",
    R"({"id":"bo","name":"Bo Lee"})",
    R"({"name":"Bo Lee","id":"bo"})",
    R"({"id":"bo","name":""})",
    R"({"id":"bo","name":null})",
    R"({"id":"bo","name":7})",
    R"({"id":"bo","name":"Bo","name":"Bo"})",
    R"({"id":"bo","name":")" + std::string(256, 'n') + R"("})",
    R"({"id":"bo","name":")" + std::string(257, 'n') + R"("})",
    R"({"id":"bo","nom":"Bo"})",
    R"({"id":")" + std::string(256, 'i') + R"("})",
    R"({"id":")" + std::string(257, 'i') + R"("})",
    R"({"id":"bo","region":")" + std::string(257, 'r') + R"("})",
    R"({"id":"bo","contact":{"address":")" + std::string(900, 'a') + R"("}})",
    R"({"id":"bo","contact":{"address":")" + std::string(3000, 'a') + R"("}})",
    "{\"id\":\"bo\",\"owner\":\"\xFF\"}",
    "{\"id\":\"bo\",\"owner\":\"\xC3\xA9\"}",
};

const record_options small_lines{.file = "f.jsonl", .line_bytes = 2'000};

std::string random_line(plain::dice& d) {
  std::string line = R"({"prospect":")" + d.word({"ada", "bo", "a-prospect-with-a-longer-id"}) + '"';
  const auto add = [&](const char* name, std::initializer_list<const char*> values) {
    if (d.percent(60)) (line += d.word({",", ", "})).append("\"").append(name).append("\":") += d.word(values);
  };
  line += R"(,"at":"20)" + std::to_string(d.from(10, 40)) + "-" + d.word({"01", "02", "12", "13"}) + "-" +
          d.word({"01", "28", "29", "31"}) + "T" + d.word({"00", "09", "23", "24"}) + ":" + d.word({"00", "59", "5"}) +
          d.word({":00Z", ":59Z", ":30+01:00", ":07.5Z", ""}) + '"';
  add("channel", {R"("phone")", R"("fax")", R"("in_person")", "null", R"("a_channel_of_thirty_letters_yes")"});
  add("direction", {R"("inbound")", R"("outbound")", R"("internal")", R"("out")"});
  add("purpose", {R"("rapport")", R"("p1")", R"("confirm_satisfaction")"});
  add("outcome", {R"("met")", R"("requested_information")", R"("\u006det")", "7"});
  add("until", {R"("2026-03-02T10:00:00Z")", R"("2099-03-02T10:00:00Z")", "null"});
  add("step", {R"("a/b")", R"(["a/b"])", R"("answer/send#0@2026-03-02T10:00:00Z")"});
  add("key", {R"("order-1")", R"("")", R"("order\/2")"});
  add("id", {R"("call-1")", R"("call-2")", "7"});
  add("address", {R"("+44 20 7946 0000")", R"("a\u0040x.org")", "null"});
  add("with", {R"("referrer")", R"("colleague")", R"("prospect")"});
  add("x_note", {R"("a")", "1", "[1,2]"});
  return line + "}\n";
}

}  // namespace

BOOST_DATA_TEST_CASE(an_odd_touchpoint_means_the_same_whichever_way_it_is_read, boost::unit_test::data::make(odd_touchpoints),
                     line) {
  BOOST_TEST(plain::difference_when_read(ada, good + line + '\n' + good, small_lines) == "");
  BOOST_TEST(plain::difference_when_read(ada, good + good + line, small_lines) == "");  // no end of the last line
  BOOST_TEST(plain::difference_when_read(ada, line, small_lines) == "");
  BOOST_TEST(plain::difference_when_read(ada, "\xEF\xBB\xBF" + line + '\n' + good, small_lines) == "");
}

BOOST_DATA_TEST_CASE(an_odd_prospect_means_the_same_whichever_way_it_is_read, boost::unit_test::data::make(odd_prospects), line) {
  const std::string cy = "{\"id\":\"cy\"}\n";
  BOOST_TEST(plain::difference_when_read(ada + ada + line + '\n' + cy, good, small_lines) == "");
  BOOST_TEST(plain::difference_when_read(ada + cy + line, good, small_lines) == "");
  BOOST_TEST(plain::difference_when_read(line + '\n' + line, good, small_lines) == "");
}

BOOST_AUTO_TEST_CASE(random_records_mean_the_same_whichever_way_they_are_read) {
  BOOST_TEST(plain::holds("import", 300, rc::gen::arbitrary<std::uint64_t>(), [](std::uint64_t seed) {
    plain::dice d{rc::Random(seed)};
    std::string prospects, touchpoints;
    for (const auto* id : {"ada", "bo", "a-prospect-with-a-longer-id"})
      if (d.percent(80)) prospects += std::string("{\"id\":\"") + id + "\"}\n";
    for (int n = d.from(0, 400); n > 0; --n) touchpoints += random_line(d);
    RC_ASSERT(plain::difference_when_read(prospects, touchpoints, {.file = "f"}) == "");
  }));
}

BOOST_AUTO_TEST_CASE(many_blocks_of_records_mean_the_same_whichever_way_they_are_read) {
  plain::dice d{rc::Random(7)};
  std::string touchpoints;
  while (touchpoints.size() < 1'500'000) touchpoints += d.percent(99) ? good : random_line(d);
  BOOST_TEST(plain::difference_when_read(ada, touchpoints, {.file = "f"}) == "");
}

// In any order of time, and corrected again and again: beside them the histories of many prospects, and those of few touchpoints.
BOOST_AUTO_TEST_CASE(long_histories_mean_the_same_whichever_way_they_are_read) {
  BOOST_TEST(plain::holds("long histories", 20, rc::gen::arbitrary<std::uint64_t>(), [](std::uint64_t seed) {
    plain::dice d{rc::Random(seed)};
    const int different_ids = d.from(1, 2'000), different_times = d.from(1, 60);
    const bool newest_first = d.percent(30);
    std::string touchpoints;
    for (int left = d.from(200, 1'500); left > 0; --left) {
      const auto minute = newest_first ? left / 26 : d.from(0, different_times - 1);
      touchpoints += R"({"prospect":")" + d.word({"ada", "ada", "bo"}) + R"(","at":"2026-03-02T10:)" + (minute < 10 ? "0" : "") +
                     std::to_string(minute) + R"(:00Z","channel":")" + (d.percent(98) ? "phone" : "email") + '"';
      if (d.percent(70)) touchpoints += R"(,"id":")" + std::to_string(d.from(1, different_ids)) + '"';
      if (d.percent(30)) touchpoints += R"(,"key":")" + d.word({"a", "b"}) + '"';
      if (d.percent(60)) touchpoints += R"(,"outcome":")" + d.word({"busy", "reached"}) + '"';
      touchpoints += "}\n";
    }
    RC_ASSERT(plain::difference_when_read("{\"id\":\"ada\"}\n{\"id\":\"bo\"}\n", touchpoints, {.file = "f"}) == "");
  }));
}

BOOST_AUTO_TEST_CASE(more_words_than_a_vocabulary_keeps_are_the_same_whichever_way_they_are_read) {
  std::string touchpoints;
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < 4'200; ++i)
      touchpoints += R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","channel":"c)" + std::to_string(i) + "\"}\n";
  BOOST_TEST(plain::difference_when_read(ada, touchpoints, {.file = "f"}) == "");
}

BOOST_AUTO_TEST_CASE(csv_records_fill_a_book_too) {
  const record_options csv{.file = "f.csv", .format = record_format::csv};
  BOOST_TEST(plain::difference_when_read("id,contact.phone,region\nada,+1,US\nbo,,\nada,,\n",
                                         "prospect,at,key,id\nada,2026-03-02T10:00:00Z,k,1\nada,2026-03-02T10:00:00Z,,2\n"
                                         "cy,2026-03-02T10:00:00Z,,\nbo,soon,,\n",
                                         csv) == "");
}

BOOST_AUTO_TEST_CASE(broken_records_are_the_same_whichever_way_they_are_read) {
  for (const auto& file : std::filesystem::directory_iterator(std::filesystem::path(TICKLER_SOURCE_DIR) / "tests/broken_records")) {
    if (file.path().extension() == ".expected") continue;
    const auto content = support::content_of(file.path());
    const auto name = file.path().filename().string();
    const record_options options{.file = name, .format = format_of(name)};
    const auto different = name.starts_with("prospects") ? plain::difference_when_read(content, "", options)
                                                         : plain::difference_when_read(ada, content, options);
    BOOST_TEST(different == "", name << ": " << different);
  }
}

BOOST_AUTO_TEST_CASE(progress_ends_at_the_end) {
  std::string touchpoints;
  while (touchpoints.size() < 600'000) touchpoints += good;
  book all{vocabulary()};
  all.add({.id = "ada"});
  std::vector<std::size_t> told;
  const auto counts = read_touchpoints(touchpoints, {.progress = [&](std::size_t bytes) { told.push_back(bytes); }}, all,
                                       [](const diagnostic& d) { BOOST_ERROR(d); });
  BOOST_TEST(told.size() > 1u);
  BOOST_TEST(std::is_sorted(told.begin(), told.end()));
  BOOST_TEST(told.back() == touchpoints.size());
  BOOST_TEST(counts.bytes == touchpoints.size());
}

BOOST_AUTO_TEST_CASE(a_prospect_that_was_there_before_the_file_is_no_longer_on_a_line) {
  book all{vocabulary()};
  all.add({.id = "ada"});
  std::vector<std::string> bad;
  const auto counts = read_prospects(ada, {.file = "f"}, all, [&](const diagnostic& d) { bad.push_back(to_string(d)); });
  BOOST_TEST(bad == std::vector<std::string>{"f:1:1: error: the prospect 'ada' is already there [T630]"},
             boost::test_tools::per_element());
  BOOST_TEST(counts.records == 0u);
  BOOST_TEST(counts.bad == 1u);
}

// One tenant's free text in three fields at once must not take memory without end.
BOOST_AUTO_TEST_CASE(a_combination_of_words_too_many_is_refused_whichever_way_it_is_read) {
  vocabulary words;
  for (int i = 0; i < 400; ++i) words.intern<channel>("c" + std::to_string(i)), words.intern<outcome>("o" + std::to_string(i));
  for (std::uint16_t i = 0; words.touch_kinds() < 65'536; ++i)
    words.classify({.channel = static_cast<channel>(i % 400), .outcome = static_cast<outcome>(i / 400)});
  book all(words);
  all.add({.id = "ada"});
  std::vector<std::string> bad;
  const std::string known = R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","channel":"c1"})", of_new = R"(,"purpose":"new"})";
  const auto fast = known.substr(0, known.size() - 1) + of_new + '\n';
  auto slow = fast;
  slow.replace(slow.find("ada"), 1, "\\u0061");
  const auto counts =
      read_touchpoints(known + '\n' + fast + slow, {.file = "f"}, all, [&](const diagnostic& d) { bad.push_back(to_string(d)); });
  const std::string why =
      "error: more than 65,536 distinct combinations of 'channel', 'direction', 'purpose', 'outcome' and 'with' in all records "
      "[T636]";
  BOOST_TEST(bad == (std::vector<std::string>{"f:2:1: " + why, "f:3:1: " + why}), boost::test_tools::per_element());
  BOOST_TEST(counts.records == 1u);
}

BOOST_AUTO_TEST_CASE(a_touchpoint_too_many_is_refused_whichever_way_it_is_read) {
  book all{vocabulary()};
  const auto number = all.add({.id = "ada"});
  for (std::size_t i = 0; i < history::max_size - 1; ++i) all.add(number, {.at = time_begin});
  std::vector<std::string> bad;
  const std::string escaped = R"({"prospect":"\u0061da","at":"2026-03-02T10:00:00Z"})"
                              "\n";
  const auto counts =
      read_touchpoints(good + good + escaped, {.file = "f"}, all, [&](const diagnostic& d) { bad.push_back(to_string(d)); });
  const std::string why = "error: the prospect 'ada' has more than 1000000 touchpoints [T632]";
  BOOST_TEST(bad == (std::vector<std::string>{"f:2:1: " + why, "f:3:1: " + why}), boost::test_tools::per_element());
  BOOST_TEST(counts.records == 1u);
}

BOOST_AUTO_TEST_CASE(facts_that_no_condition_can_read_are_named) {
  const vocabulary words;
  policy_draft draft = support::small_draft();
  draft.facts = {{"vip", fact_type::boolean}, {"plan", fact_type::text}};
  const auto policy = support::made(draft, words);
  book all(words);
  BOOST_TEST(undeclared_facts(policy, all).empty());
  all.add({.id = "ada", .facts = {{"vip", true}, {"size", std::int64_t{3}}}});
  all.add({.id = "bo", .facts = {{"age", std::int64_t{40}}, {"size", std::int64_t{4}}}});
  BOOST_TEST((undeclared_facts(policy, all) == std::set<std::string>{"age", "size"}));
}

BOOST_AUTO_TEST_CASE(a_record_that_cannot_be_decided_for_is_a_diagnostic) {
  book all{vocabulary()};
  all.add({.id = "ada"});
  const auto number = all.add({.id = "zo\u00eb"});
  BOOST_TEST(
      to_string(undecidable(support::made(support::small_draft(), all.words()), all, number, prospect_problem::too_many_runs)) ==
      "error: the prospect 'zo\u00eb' cannot be decided for: more cadences run for it than are allowed [T633]");
  BOOST_CHECK_THROW(undecidable(support::made(support::small_draft(), all.words()), all, 2, prospect_problem::too_many_runs),
                    tickler::misuse);
}
