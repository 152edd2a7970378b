// The bank's rule with 28 days in the place of 30, over the same applications: who would be closed, worked out a second time from
// the rows of the log by the C library's own time zones.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <map>
#include <memory>
#include <string>
#include <tickler/diff.hpp>
#include <tickler/io/load_policy.hpp>
#include <vector>

#include "expiry_rule.hpp"

namespace {

// The wall clock of Amsterdam, as long as this lives.
class amsterdam {
 public:
  amsterdam() : before_(std::getenv("TZ") ? std::getenv("TZ") : "") { set("Europe/Amsterdam"); }
  ~amsterdam() { set(before_.empty() ? nullptr : before_.c_str()); }
  amsterdam(const amsterdam&) = delete;

  // The first 09:15 at or after so many days later.
  std::time_t closing(std::time_t anchor, int days) const {
    std::tm t{};
    localtime_r(&anchor, &t);
    const bool is_past = t.tm_hour * 3600 + t.tm_min * 60 + t.tm_sec > 9 * 3600 + 15 * 60;
    t.tm_mday += days + (is_past ? 1 : 0);
    t.tm_hour = 9, t.tm_min = 15, t.tm_sec = 0, t.tm_isdst = -1;
    return std::mktime(&t);
  }

 private:
  static void set(const char* zone) {
    zone != nullptr ? setenv("TZ", zone, 1) : unsetenv("TZ");
    tzset();
  }

  std::string before_;
};

// "2011-10-01T00:38:44.546+02:00"
std::time_t time_of(const char* text) {
  std::tm t{};
  int hours = 0, minutes = 0;
  char sign = '+';
  const int read = std::sscanf(text, "%d-%d-%dT%d:%d:%d.%*d%c%d:%d", &t.tm_year, &t.tm_mon, &t.tm_mday, &t.tm_hour, &t.tm_min,
                               &t.tm_sec, &sign, &hours, &minutes);
  BOOST_TEST_REQUIRE(read == 9, text);
  t.tm_year -= 1900, t.tm_mon -= 1;
  return timegm(&t) - (sign == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
}

struct row {
  std::string application, activity;
  std::time_t at = 0;
};

// What is complete, in the order of the log: that of time, for each application.
std::vector<row> read_rows() {
  const std::string command = "gzip -dc '" TICKLER_SOURCE_DIR "/../shared/data/bpi2012/events.csv.gz' | grep ',COMPLETE,'";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> in(popen(command.c_str(), "r"), pclose);
  std::vector<row> rows;
  char id[32], activity[64], at[64];
  while (std::fscanf(in.get(), "%31[^,],%63[^,],COMPLETE,%63[^,]%*[^\n]\n", id, activity, at) == 3)
    rows.push_back({id, activity, time_of(at)});
  return rows;
}

// Since when each application waits at `now`; 0: it does not.
std::map<std::string, std::time_t> waiting_since(const std::vector<row>& rows, std::time_t now) {
  std::map<std::string, std::time_t> since;
  for (const auto& r : rows) {
    if (r.at > now) continue;
    if (r.activity == "A_SUBMITTED" || r.activity == "O_SENT") since[r.application] = r.at;
    for (const auto* end : {"O_SENT_BACK", "A_ACTIVATED", "A_REGISTERED", "A_APPROVED", "A_DECLINED", "A_CANCELLED"})
      if (r.activity == end) since[r.application] = 0;
  }
  return since;
}

// "waiting -> active" for each that waits: whether it is to be closed after 30 days, and after 28.
std::map<std::string, std::string> closings(const std::vector<row>& rows, std::time_t now) {
  const amsterdam clock;
  std::map<std::string, std::string> found;
  for (const auto& [id, anchor] : waiting_since(rows, now)) {
    if (anchor == 0) continue;
    const bool was_due = clock.closing(anchor, 30) <= now, is_due = clock.closing(anchor, 28) <= now;
    found[id] = std::string(was_due ? "active" : "waiting") + " -> " + (is_due ? "active" : "waiting");
  }
  return found;
}

std::map<std::string, std::string> said(const tickler::book_difference& found, const tickler::book& all) {
  std::map<std::string, std::string> lines;
  for (const auto& c : found.changed)
    lines[std::string(all.id(c.number))] = std::string(tickler::status_names[static_cast<std::size_t>(c.before)]) + " -> " +
                                           std::string(tickler::status_names[static_cast<std::size_t>(c.after)]);
  return lines;
}

}  // namespace

// In the middle of November those are closed that have waited since before the clocks changed, on 30 October 2011.
BOOST_AUTO_TEST_CASE(closing_the_banks_applications_two_days_sooner_changes_these,
                     *boost::unit_test::precondition(bank::log_is_there)) {
  using namespace tickler;
  vocabulary words;
  const auto before = load_policy(bank::expiry_rule(30), "old.yaml", words).value();
  const auto after = load_policy(bank::expiry_rule(28), "new.yaml", words).value();
  const auto all = bank::book_of(bank::read_log(words), words);
  const auto rows = read_rows();
  BOOST_TEST(all.size() == 7455u);

  for (const auto* at : {"2011-11-15T12:00:00Z", "2012-01-20T12:00:00Z", "2012-02-17T08:15:00Z"}) {
    const auto now = parse_instant(at).value();
    const auto found = diff(before, after, all, now, {.threads = 2});
    const auto expected = closings(rows, now.time_since_epoch().count());
    BOOST_TEST(said(found, all) == expected, at);

    const auto sooner = static_cast<std::size_t>(
        std::count_if(expected.begin(), expected.end(), [](const auto& e) { return e.second == "waiting -> active"; }));
    BOOST_TEST(found.count(change_kind::moves) == expected.size());
    BOOST_TEST(found.count(change_kind::status) == sooner);
    BOOST_TEST((found.status_changes() == std::vector{status_change{status::waiting, status::active, sooner}}));
    BOOST_TEST(sooner > 0u);
    BOOST_TEST_MESSAGE(at << ": " << expected.size() << " wait, of whom " << sooner << " would be closed that are not");
  }
}
