// Zones as a handle: what is read, when, and what is remembered.
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <map>
#include <stdexcept>
#include <thread>
#include <tickler/problem_numbers.hpp>
#include <tickler/zones.hpp>
#include <vector>

#include "support/zone_files.hpp"
#include "time_text.hpp"

namespace {

using namespace tickler;
using support::zone_file;

// Zones of one's own, and how often each name was asked for.
struct made_up {
  std::map<std::string, std::string, std::less<>> files{{"Made/Half", zone_file("<+1030>-10:30")}, {"Made/Wrong", "nothing"}};
  std::map<std::string, int, std::less<>> asked{};
  bool refuses = false;

  zones handle(std::string version = "unknown") {
    return zones(
        [this](std::string_view name) -> std::optional<std::string> {
          ++asked[std::string(name)];
          if (refuses) throw std::runtime_error("no files here");
          const auto found = files.find(name);
          return found == files.end() ? std::nullopt : std::optional(found->second);
        },
        std::move(version));
  }
};

BOOST_AUTO_TEST_CASE(a_zone_of_ones_own_is_read_once) {
  made_up source;
  const auto all = source.handle();
  const auto half = all.find("Made/Half").value(), again = all.find("Made/Half").value();
  BOOST_TEST(half.name() == "Made/Half");
  BOOST_TEST(test::shown(half, test::utc("2026-03-02T10:00")) == "2026-03-02T20:30");
  BOOST_TEST((half == again));
  BOOST_TEST(source.asked["Made/Half"] == 1);
}

BOOST_AUTO_TEST_CASE(copies_of_a_handle_share_what_they_know) {
  made_up source;
  const auto all = source.handle();
  const auto copy = all;
  all.find("Made/Half").value(), copy.find("Made/Half").value();
  BOOST_TEST(source.asked["Made/Half"] == 1);
}

BOOST_AUTO_TEST_CASE(a_name_that_is_none_is_asked_for_once) {
  made_up source;
  const auto all = source.handle();
  for (int i = 0; i < 3; ++i) BOOST_TEST(all.find("Made/Up").error().message == "unknown time zone 'Made/Up'");
  BOOST_TEST(source.asked["Made/Up"] == 1);
}

BOOST_AUTO_TEST_CASE(a_hint_is_of_what_has_been_read) {
  made_up source;
  const auto all = source.handle();
  all.find("Made/Half").value();
  BOOST_TEST(all.find("Made/Hal").error().message == "unknown time zone 'Made/Hal', did you mean 'Made/Half'?");
}

BOOST_AUTO_TEST_CASE(what_has_no_form_of_a_name_is_not_asked_for) {
  made_up source;
  const auto all = source.handle();
  for (const char* name : {"", "made/half", "Made//Half", "Made/", "../Made", "Made Half", "Factory"}) BOOST_TEST(!all.find(name));
  BOOST_TEST(source.asked.empty());
}

BOOST_AUTO_TEST_CASE(a_wrong_file_is_read_once) {
  made_up source;
  const auto all = source.handle();
  for (int i = 0; i < 2; ++i)
    BOOST_TEST(all.find("Made/Wrong").error().message ==
               "time zone 'Made/Wrong' cannot be read: its file is no time-zone file (TZif)");
  BOOST_TEST(source.asked["Made/Wrong"] == 1);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_now_is_asked_for_again) {
  made_up source;
  const auto all = source.handle();
  source.refuses = true;
  BOOST_TEST(all.find("Made/Half").error().message == "time zone 'Made/Half' cannot be read: no files here");
  source.refuses = false;
  BOOST_TEST(static_cast<bool>(all.find("Made/Half")));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_no_unknown_name_though_nobody_says_why) {
  const zones all([](std::string_view) -> std::optional<std::string> { throw std::runtime_error(""); });
  BOOST_TEST(all.find("Made/Half").error().message == "time zone 'Made/Half' cannot be read: its source does not say why");
}

BOOST_AUTO_TEST_CASE(so_many_names_that_are_none_are_remembered_and_no_more) {
  made_up source;
  const auto all = source.handle();
  for (int i = 0; i < 1'025; ++i) all.find("No/Zone" + std::to_string(i)).error();
  all.find("No/Zone1024").error(), all.find("No/Zone0").error();
  BOOST_TEST(source.asked["No/Zone1024"] == 1);
  BOOST_TEST(source.asked["No/Zone0"] == 2);
}

BOOST_AUTO_TEST_CASE(what_is_loaded_is_never_read_again_and_what_cannot_be_is_told) {
  made_up source;
  const auto all = source.handle();
  const std::vector<zone_problem> expected{
      {"Made/Up", {0, "unknown time zone 'Made/Up'", tickler::number::unknown_zone}},
      {"Made/Wrong",
       {0, "time zone 'Made/Wrong' cannot be read: its file is no time-zone file (TZif)", tickler::number::unknown_zone}}};
  BOOST_TEST((all.load({"Made/Up", "Made/Half", "Made/Wrong"}) == expected));
  source.refuses = true;
  BOOST_TEST(static_cast<bool>(all.find("Made/Half")));
  BOOST_TEST(all.load({"Made/Half"}).empty());
}

BOOST_AUTO_TEST_CASE(the_same_name_from_another_source_is_another_zone) {
  made_up source, other;
  other.files["Made/Half"] = zone_file("<+0930>-9:30");
  BOOST_TEST((source.handle().find("Made/Half").value() != other.handle().find("Made/Half").value()));
  BOOST_TEST((source.handle().find("Made/Half").value() == source.handle().find("Made/Half").value()));
}

BOOST_AUTO_TEST_CASE(an_empty_function_is_refused_and_a_version_that_is_none) {
  made_up source;
  BOOST_CHECK_THROW(zones(zone_source{}), tickler::misuse);
  for (const auto& version : {std::string(), std::string("2024 a"), std::string("2024a\n"), std::string(65, 'a')})
    BOOST_CHECK_THROW(source.handle(version), tickler::misuse);
}

BOOST_AUTO_TEST_CASE(the_version_is_the_one_given_or_unknown) {
  made_up source;
  BOOST_TEST(source.handle("2024a").version() == "2024a");
  BOOST_TEST(source.handle().version() == "unknown");
}

BOOST_AUTO_TEST_CASE(the_version_of_the_systems_files_is_that_of_its_source) {
  std::ifstream in("/usr/share/zoneinfo/tzdata.zi");
  std::string sign, word, version;
  if (!(in >> sign >> word >> version)) {
    BOOST_TEST_MESSAGE("skipped: no tzdata.zi");
    return;
  }
  BOOST_TEST(zones::system().version() == version);
  BOOST_TEST(zones().version() == version);
}

BOOST_AUTO_TEST_CASE(the_handle_of_the_process_is_one) {
  BOOST_TEST((zones::system().find("Asia/Tokyo").value() == zone::find("Asia/Tokyo").value()));
  BOOST_TEST(&zones::system() == &zones::system());
}

BOOST_AUTO_TEST_CASE(threads_that_want_the_same_zone_have_it_read_once) {
  std::atomic<int> asked{0};
  const zones all([&](std::string_view) {
    ++asked;
    return std::optional(zone_file("<+1030>-10:30"));
  });
  std::vector<std::thread> threads;
  std::atomic<int> found{0};
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int n = 0; n < 50; ++n) found += all.find("Made/Zone" + std::to_string(n)) ? 1 : 0;
    });
  for (auto& t : threads) t.join();
  BOOST_TEST(found == 200);
  BOOST_TEST(asked == 50);
}

}  // namespace
