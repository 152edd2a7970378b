// Policies that look zones up where they are told to: made-up zones, zones loaded before a sandbox closes, shared tables.
#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <thread>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>
#include <vector>

#include "base/internal_access.hpp"
#include "engine/state/resolved_prospect.hpp"
#include "model/prospect_viewer.hpp"
#include "support/instants.hpp"
#include "support/office_policy.hpp"
#include "support/small_policy.hpp"
#include "support/zone_files.hpp"
#include "time/zones_impl.hpp"

using namespace tickler;
using support::asked, support::at, support::office_policy, support::small_draft, support::zone_file;

namespace {

zones made_up_zones() {
  return zones([](std::string_view name) -> std::optional<std::string> {
    if (name == "Made/Home") return zone_file("UTC0");
    if (name == "Made/Half") return zone_file("<+1030>-10:30");
    return std::nullopt;
  });
}

policy office(const zones& known, std::string text = office_policy) {
  return load_policy(text, "office.yaml", vocabulary{}, {.zones = known}).value();
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  return text.replace(text.find(what), what.size(), by);
}

std::string when_called(const policy& p, const prospect& who) {
  history log{p.words()};
  log.add({.at = at("2026-03-02T10:00:00Z"),
           .words = {.direction = direction::inbound, .outcome = p.words().find<outcome>("inquired").value()}});
  const auto decided = evaluate(p, who, log, at("2026-03-02T10:00:00Z"));
  if (decided.problem != prospect_problem::none) return std::string(to_string(decided.problem));
  for (const auto& a : decided.actions)
    if (*step_of(p, a).name == "ring") return to_string(*a.when);
  return "nothing";
}

prospect somebody(std::string zone) { return {.id = "ada", .zone = std::move(zone), .contact = {{"phone", "1"}}}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(zones_of_policies)

BOOST_AUTO_TEST_CASE(a_policy_decides_by_made_up_zones) {
  const auto p = office(made_up_zones(), replaced(office_policy, "America/New_York", "Made/Home"));
  BOOST_TEST(when_called(p, somebody("")) == "2026-03-04T10:00:00Z");
  BOOST_TEST(when_called(p, somebody("Made/Half")) == "2026-03-04T22:30:00Z");  // 9 o'clock of the next day there
  BOOST_TEST(when_called(p, somebody("Europe/London")) == "unknown_zone");
  BOOST_TEST(zone_of(p, somebody("Made/Half")).value().name() == "Made/Half");
  BOOST_TEST(zone_of(p, somebody("")).value().name() == "Made/Home");
  BOOST_TEST(zone_of(p, somebody("Europe/London")).error().message == "unknown time zone 'Europe/London'");
}

BOOST_AUTO_TEST_CASE(a_policy_is_checked_against_the_zones_that_it_is_given) {
  const auto loaded = load_policy(office_policy, "office.yaml", vocabulary{}, {.zones = made_up_zones()});
  BOOST_REQUIRE(!loaded);
  BOOST_TEST(to_string(loaded.diagnostics()[0]) == "office.yaml:2:7: error: unknown time zone 'America/New_York' [T302]");
}

BOOST_AUTO_TEST_CASE(conditions_read_clocks_of_the_same_zones) {
  const auto text = replaced(replaced(office_policy, "America/New_York", "Made/Home"), "    steps:\n      - {id: ring",
                             "    if: start.at.getHours('Made/Half') == 20\n    steps:\n      - {id: ring");
  BOOST_TEST(when_called(office(made_up_zones(), text), somebody("")) == "2026-03-04T10:00:00Z");
  const auto without = load_policy(replaced(text, "zone: Made/Home", "zone: UTC"), "p.yaml", vocabulary{});
  BOOST_REQUIRE(!without);
  BOOST_TEST(to_string(without.diagnostics()[0]).find("unknown time zone 'Made/Half'") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(prospects_records_are_checked_against_the_zones_that_one_gives) {
  const auto bad_records = [](const zones& known) {
    std::istringstream in(R"({"id": "ada", "zone": "Made/Half"})");
    return read_prospects(
               in, {.zones = known}, [](prospect&&, source_position) {}, [](const diagnostic&) {})
        .bad;
  };
  BOOST_TEST(bad_records(made_up_zones()) == 0u);
  BOOST_TEST(bad_records(zones::system()) == 1u);
}

BOOST_AUTO_TEST_CASE(zones_that_were_loaded_serve_prospects_never_seen_once_there_are_no_files) {
  bool refuses = false;
  const zones known([&refuses](std::string_view name) {
    if (refuses) throw std::runtime_error("no files here");
    return std::optional(name == "Made/Half" ? zone_file("<+1030>-10:30") : zone_file("UTC0"));
  });
  const auto p = office(known);
  BOOST_TEST(known.load({"Made/Half"}).empty());
  refuses = true;
  BOOST_TEST(when_called(p, somebody("Made/Half")) == "2026-03-04T22:30:00Z");
  BOOST_TEST(when_called(p, somebody("Made/Other")) == "unknown_zone");
}

namespace {

// A folder that is the root of a child process, which ends with what `done` comes to.
class other_root {
 public:
  other_root() { std::filesystem::create_directory(path_); }
  other_root(const other_root&) = delete;
  other_root& operator=(const other_root&) = delete;
  ~other_root() { std::filesystem::remove_all(path_); }
  const std::filesystem::path& path() const noexcept { return path_; }
  bool enter() const { return ::chroot(path_.c_str()) == 0 && ::chdir("/") == 0; }

 private:
  std::filesystem::path path_ = std::filesystem::temp_directory_path() / ("tickler_root_" + std::to_string(::getpid()));
};

template <class Done>
int code_of_child(const Done& done) {
  const auto child = ::fork();
  BOOST_REQUIRE(child >= 0);
  if (child == 0) ::_exit(done());
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool may_change_root() {
  if (::getuid() == 0) return true;
  BOOST_TEST_MESSAGE("skipped: only root may chroot");
  return false;
}

}  // namespace

BOOST_AUTO_TEST_CASE(zones_that_were_loaded_serve_after_chroot) {
  if (!may_change_root()) return;
  const zones known;
  const auto p = office(known);
  const auto expected = when_called(p, somebody("Asia/Tokyo")), version = zones::system().version();
  const other_root empty;
  BOOST_TEST(
      code_of_child([&] {
        const zones sealed;
        const auto fresh = office(sealed);
        if (!sealed.load({"Asia/Tokyo"}).empty()) return 1;
        if (!empty.enter()) return 2;
        if (when_called(fresh, somebody("Asia/Tokyo")) != expected) return 3;
        if (when_called(fresh, somebody("Asia/Kolkata")) != "unknown_zone") return 4;
        if (sealed.find("Asia/Kolkata").error().message !=
            "time zone 'Asia/Kolkata' cannot be read: the system has no time-zone files in /usr/share/zoneinfo/ (package tzdata)")
          return 5;
        return sealed.version() == version ? 0 : 6;
      }) == 0);
}

BOOST_AUTO_TEST_CASE(a_zone_file_of_more_than_a_megabyte_is_refused) {
  if (!may_change_root()) return;
  const other_root root;
  const auto folder = root.path() / "usr/share/zoneinfo";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "Huge") << zone_file("UTC0") << std::string(1 << 20, ' ');
  std::ofstream(folder / "Usual") << zone_file("UTC0");
  BOOST_TEST(code_of_child([&] {
               const zones made;
               if (!root.enter()) return 1;
               if (!made.find("Usual")) return 2;
               const auto found = made.find("Huge");
               return !found && found.error().message.ends_with("its file is of more than a megabyte") ? 0 : 3;
             }) == 0);
}

BOOST_AUTO_TEST_CASE(a_prospect_of_an_unknown_zone_has_it_looked_for_once) {
  int asked_for = 0;
  const zones known([&asked_for](std::string_view name) {
    asked_for += name == "No/Where";
    return name == "No/Where" ? std::nullopt : std::optional(zone_file("UTC0"));
  });
  const auto p = office(known), other = office(known);
  for (int i = 0; i < 5; ++i) {
    BOOST_TEST(when_called(p, somebody("No/Where")) == "unknown_zone");
    BOOST_TEST(when_called(other, somebody("No/Where")) == "unknown_zone");
  }
  BOOST_TEST(asked_for == 1);
}

namespace {

// The open hours of the policy's first calendar, for phone calls, and the zone's table.
struct tables {
  const open_hours::cache* hours = nullptr;
  const zone::table* clock = nullptr;
};

tables tables_of(const policy& p, std::string zone, std::string region = {}) {
  auto who = somebody(std::move(zone));
  who.region = std::move(region);
  const auto& compiled = impl_of(p);
  tickler::prospect_viewer view;
  const auto found = find_prospect(compiled, view(who));
  const auto set = compiled.cadences[1].steps[0].choices[0].hours;
  return {impl_of(found.who.where->hours(set)), &impl_of(found.who.where->frame().local)};
}

}  // namespace

BOOST_AUTO_TEST_CASE(policies_with_the_same_calendar_share_its_hours_and_clock) {
  const zones known;
  const auto one = office(known), two = office(known);
  const auto a = tables_of(one, "Asia/Tokyo"), b = tables_of(two, "Asia/Tokyo");
  BOOST_REQUIRE(a.hours);
  BOOST_TEST(a.hours == b.hours);
  BOOST_TEST(a.clock == b.clock);
  BOOST_TEST(a.hours != tables_of(two, "Asia/Kolkata").hours);
}

BOOST_AUTO_TEST_CASE(hours_by_region_are_made_once_for_all_who_have_the_same) {
  const zones known;
  const auto p =
      office(known, replaced(office_policy, "{mon-fri: 09:00-18:00}",
                             "{all: {mon-fri: 09:00-18:00}, US: {mon-fri: 08:00-21:00}, US-FL: {mon-fri: 08:00-20:00}}"));
  const auto hours_in = [&](const char* region) { return tables_of(p, "America/New_York", region).hours; };
  BOOST_REQUIRE(hours_in("US-NY"));
  BOOST_TEST(hours_in("US-NY") == hours_in("US-MA"));
  BOOST_TEST(hours_in("US-NY") == hours_in("us"));
  BOOST_TEST(hours_in("CA-ON") == hours_in(""));
  BOOST_TEST(hours_in("CA-ON") == tables_of(office(known), "America/New_York").hours);
  BOOST_TEST(hours_in("US-NY") != hours_in("US-FL"));
  BOOST_TEST(hours_in("US-NY") != hours_in("CA-ON"));
}

BOOST_AUTO_TEST_CASE(policies_with_other_hours_or_other_handles_share_none) {
  const zones known;
  const auto one = office(known), longer = office(known, replaced(office_policy, "18:00", "19:00")), apart = office(zones());
  const auto a = tables_of(one, "Asia/Tokyo"), b = tables_of(longer, "Asia/Tokyo"), c = tables_of(apart, "Asia/Tokyo");
  BOOST_TEST(a.hours != b.hours);
  BOOST_TEST(a.clock == b.clock);
  BOOST_TEST(a.hours != c.hours);
  BOOST_TEST(a.clock != c.clock);
}

BOOST_AUTO_TEST_CASE(shared_hours_go_with_the_last_policy_that_has_them) {
  const zones known;
  auto one = std::make_unique<const policy>(office(known)), two = std::make_unique<const policy>(office(known));
  when_called(*one, somebody("Asia/Tokyo")), when_called(*two, somebody("Asia/Tokyo"));
  auto& shared = impl_of(known).hours;
  BOOST_TEST(shared.alive() > 0u);
  one.reset();
  BOOST_TEST(shared.alive() > 0u);
  two.reset();
  BOOST_TEST(shared.alive() == 0u);
}

BOOST_AUTO_TEST_CASE(hours_that_their_policy_has_no_room_for_are_not_shared) {
  const zones known;
  const auto poor =
      load_policy(office_policy, "office.yaml", vocabulary{}, {.limits = {.day_table_bytes = 1}, .zones = known}).value();
  when_called(poor, somebody("Asia/Tokyo"));
  const auto rich = office(known);
  BOOST_TEST(when_called(rich, somebody("Asia/Tokyo")) == when_called(poor, somebody("Asia/Tokyo")));
  const auto none =
      load_policy(office_policy, "office.yaml", vocabulary{}, {.limits = {.day_table_bytes = 0}, .zones = known}).value();
  const auto of_none = tables_of(none, "Asia/Kolkata"), of_rich = tables_of(rich, "Asia/Kolkata");
  BOOST_TEST(of_none.hours != of_rich.hours);
}

BOOST_AUTO_TEST_CASE(threads_compile_and_decide_with_one_handle) {
  const zones known;
  const auto expected = when_called(office(zones()), somebody("Asia/Tokyo"));
  std::vector<std::thread> threads;
  std::atomic<int> right{0};
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int n = 0; n < 10; ++n) right += when_called(office(known), somebody("Asia/Tokyo")) == expected;
    });
  for (auto& t : threads) t.join();
  BOOST_TEST(right == 40);
}

BOOST_AUTO_TEST_SUITE_END()
