// What holds of the calendar of any book under the shipped policy: it has what the worklist has, once each, and goes on from
// itself.
#include <simdjson.h>

#include <boost/test/unit_test.hpp>
#include <map>
#include <random>
#include <set>

#include "icalendar/reading.hpp"
#include "support/desk.hpp"

using namespace icalendar_tests;

namespace {

const std::string policy = "--policy '" TICKLER_SOURCE_DIR "/examples/policies/art-of-follow-up.yaml' ";

class random_book : public desk::folder {
 public:
  explicit random_book(unsigned seed) : random_(seed) {
    std::string people, touches;
    for (int i = 0; i < 40; ++i) {
      const auto id = "p" + std::to_string(i);
      people += R"({"id":")" + id + R"(","zone":")" + any({"America/New_York", "Europe/London", "Asia/Tokyo", "Pacific/Apia"}) +
                R"(","owner_zone":")" + any({"America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago"}) + R"(","contact":{)" +
                any({"", R"("phone":"1",)", R"("mobile":"2",)"}) + R"("email":"e@example.org","address":"A"}})" + '\n';
      for (int n = below(5); n >= 0; --n) touches += touch(id);
    }
    write("p.jsonl", people);
    write("t.jsonl", touches);
  }

  std::string touch(const std::string& id) {
    const auto day = std::to_string(10 + below(19)), hour = std::to_string(10 + below(10));
    return R"({"prospect":")" + id + R"(","at":"2026-02-)" + day + "T" + hour + R"(:30:00Z","channel":")" +
           any({"phone", "email", "post", "in_person"}) + R"(","direction":")" + any({"inbound", "outbound"}) + R"(","purpose":")" +
           any({"inform", "check_in", "thank", "ask_for_sale"}) + R"(","key":")" + any({"order-1", "order 2"}) +
           R"(","outcome":")" +
           any({"met", "inquired", "interested", "promised", "postponed", "no_answer", "purchased", "declined", "opted_out",
                "sent"}) +
           R"(","until":"2026-03-)" + std::to_string(10 + below(19)) + "T12:00:00Z\"}\n";
  }

  // Of what is ready or waits, how often each id is there.
  std::map<std::string, int> due(const std::string& at) const {
    std::map<std::string, int> ids;
    simdjson::dom::parser parser;
    const auto lines = run("next --format jsonl " + files_at(at)).out;
    for (std::size_t begin = 0, end = 0; (end = lines.find('\n', begin)) != lines.npos; begin = end + 1)
      for (const auto action : parser.parse(lines.substr(begin, end - begin))["actions"])
        if (std::string_view(action["state"]) != "blocked") ++ids[std::string(std::string_view(action["id"]))];
    return ids;
  }

  desk::outcome calendar(const std::string& at, const std::string& more) const { return run("calendar " + files_at(at) + more); }

  int below(int n) { return std::uniform_int_distribution<>(0, n - 1)(random_); }

 private:
  std::string any(std::initializer_list<const char*> of) { return of.begin()[below(static_cast<int>(of.size()))]; }
  static std::string files_at(const std::string& at) {
    return policy + "--prospects p.jsonl --touchpoints t.jsonl --at " + at + ' ';
  }

  std::mt19937 random_;
};

std::string id_in(const std::string& uid) { return uid.substr(0, uid.rfind('@')); }

std::map<std::string, entry> by_uid(const std::string& text) {
  std::map<std::string, entry> found;
  for (auto& e : entries_of(text)) BOOST_TEST(found.emplace(e.uid, e).second, e.uid << " is there twice");
  return found;
}

std::map<std::string, int> live_ids(const std::map<std::string, entry>& entries) {
  std::map<std::string, int> ids;
  for (const auto& [uid, e] : entries)
    if (e.status != "CANCELLED") ++ids[id_in(uid)];
  return ids;
}

// No event that is over, by the day of the owner who is furthest behind.
void check_nothing_is_over(const std::map<std::string, entry>& entries, const std::string& today, const std::string& now) {
  for (const auto& [uid, e] : entries)
    if (e.status != "CANCELLED") BOOST_TEST((e.end > (e.end.size() == 8 ? today : now)), e);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_calendar_has_each_ready_and_waiting_action_once_and_goes_on_from_itself) {
  std::size_t seen = 0, cancelled = 0;
  for (unsigned seed = 1; seed <= 6; ++seed) {
    random_book book(seed);
    const std::string now = "2026-03-02T10:00:00Z", later = "2026-03-05T22:00:00Z";
    const std::string as = seed % 2 == 0 ? "--as events " : "--as tasks ";
    book.calendar(now, as + "--to c.ics");
    const auto first = by_uid(book.read("c.ics"));
    BOOST_TEST((live_ids(first) == book.due(now)));
    if (seed % 2 == 0) check_nothing_is_over(first, "20260301", "20260302T100000Z");
    const auto same = book.calendar(now, as + "--previous c.ics");
    BOOST_TEST((same.out == book.read("c.ics")));

    auto log = book.read("t.jsonl");
    for (int i = 0; i < 30; ++i) log += book.touch("p" + std::to_string(book.below(40)));
    book.write("t.jsonl", log);
    book.calendar(later, as + "--previous c.ics --to c.ics");
    const auto second = by_uid(book.read("c.ics"));
    BOOST_TEST((live_ids(second) == book.due(later)));
    for (const auto& [uid, before] : first) {
      BOOST_REQUIRE(second.contains(uid));
      auto now_it_is = second.at(uid);
      cancelled += now_it_is.status == "CANCELLED";
      const bool is_same = now_it_is == before;
      const auto growth = std::stoi(now_it_is.sequence) - std::stoi(before.sequence);
      BOOST_TEST(growth == (is_same ? 0 : 1), before << "\n" << now_it_is);
    }
    seen += second.size();
  }
  BOOST_TEST(seen > 150u);
  BOOST_TEST(cancelled > 15u);
}
