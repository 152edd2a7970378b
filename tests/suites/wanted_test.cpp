// Cases of others that the language could not say when they were collected (wanted.jsonl beside the suites), put as policies since
// it can: hours of one date, days that move, days around a weekday rule, observed holidays, limits by key, business time backwards.
// What is asked is asked of `may` on a channel with that calendar (is it open, until when, when next), or is the not_before of a
// step that is so much later or earlier.
#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tickler/io.hpp>
#include <tickler/may.hpp>
#include <tickler/tickler.hpp>
#include <vector>

#include "support/files.hpp"
#include "support/instants.hpp"

namespace suites {
namespace {

namespace dom = simdjson::dom;
using tickler::instant;

const std::filesystem::path file = support::source_dir().parent_path() / "shared/data/suites/wanted.jsonl";

std::string text_of(dom::element e) { return std::string(e.get_string().value()); }
std::string text_of(dom::object o, std::string_view key, std::string absent = {}) {
  auto found = o[key];
  return found.error() != simdjson::SUCCESS ? absent : text_of(found.value());
}
bool has(dom::object o, std::string_view key) { return o[key].error() == simdjson::SUCCESS; }

std::string quoted(const std::string& text) { return '"' + text + '"'; }

// Stretches of a day, in minutes.
using stretches = std::vector<std::pair<int, int>>;

stretches read_hours(dom::element e) {
  if (e.is_null()) return {{0, 1440}};
  if (e.is_array()) {
    stretches all;
    for (const auto each : e.get_array()) all.push_back(read_hours(each).front());
    return all;
  }
  const auto t = text_of(e);
  const auto minutes = [&](std::size_t at) { return std::stoi(t.substr(at, 2)) * 60 + std::stoi(t.substr(at + 3, 2)); };
  return {{minutes(0), minutes(6)}};
}

stretches without(const stretches& all, const stretches& taken) {
  auto left = all;
  for (const auto& [from, to] : taken) {
    stretches next;
    for (const auto& [begin, end] : left) {
      if (begin < std::min(end, from)) next.push_back({begin, std::min(end, from)});
      if (std::max(begin, to) < end) next.push_back({std::max(begin, to), end});
    }
    left = next;
  }
  return left;
}

std::string written(const stretches& hours) {
  std::string out;
  for (const auto& [begin, end] : hours)
    out += fmt::format("{}\"{:02}:{:02}-{:02}:{:02}\"", out.empty() ? "" : ",", begin / 60, begin % 60, end / 60, end % 60);
  return '[' + out + ']';
}

date::sys_days date_of(const std::string& text) { return date::floor<date::days>(support::at(text.substr(0, 10) + "T00:00:00Z")); }
std::string text_of(date::sys_days day) { return tickler::to_string(instant{day}).substr(0, 10); }

// A calendar as others say it: weekly hours, closed dates, hours of single dates, breaks on single dates.
class calendar_text {
 public:
  calendar_text(dom::object given, dom::object open, std::optional<dom::object> breaks) : open_(open) {
    if (has(given, "closed"))
      for (const auto day : given["closed"].get_array()) closed_.insert(text_of(day));
    if (has(given, "special"))
      for (const auto [day, hours] : given["special"].get_object()) special_[std::string(day)] = read_hours(hours);
    if (breaks)
      for (const auto [day, hours] : *breaks) take_break(std::string(day), read_hours(hours));
  }

  std::string operator()() const {
    std::string closed, special;
    for (const auto& day : closed_) closed += (closed.empty() ? "" : ",") + quoted(day);
    for (const auto& [day, hours] : special_) special += (special.empty() ? "" : ",") + quoted(day) + ':' + written(hours);
    return fmt::format(R"({{"open":{},"closed":[{}]{}}})", simdjson::minify(open_), closed,
                       special.empty() ? "" : ",\"special\":{" + special + '}');
  }

 private:
  void take_break(const std::string& day, const stretches& taken) {
    if (closed_.contains(day)) return;
    const auto known = special_.find(day);
    const auto left = without(known != special_.end() ? known->second : weekly(day), taken);
    if (left.empty())
      closed_.insert(day), special_.erase(day);
    else
      special_[day] = left;
  }

  stretches weekly(const std::string& day) const {
    constexpr std::string_view names[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
    auto found = open_[names[date::weekday{date_of(day)}.c_encoding()]];
    return found.error() == simdjson::SUCCESS ? read_hours(found.value()) : stretches{};
  }

  dom::object open_;
  std::set<std::string> closed_{};
  std::map<std::string, stretches> special_{};
};

struct question {
  std::string zone = "UTC", calendars{}, rest{};  // of the policy
  std::string region{};
};

class answerer {
 public:
  explicit answerer(question q)
      : policy_(tickler::load_policy(fmt::format(R"({{"policy":"wanted","zone":"{}","business":"c0","calendars":{{{}}},{}}})",
                                                 q.zone, q.calendars, q.rest),
                                     "wanted", tickler::vocabulary{})
                    .value()),
        who_{.id = "x", .region = q.region} {}

  tickler::permission ask(instant now, std::string_view key = {}) {
    return may(policy_, who_, log_, now, {.channel = tickler::channel::phone, .key = key});
  }
  bool is_open(instant now) { return ask(now).verdict == tickler::touch_verdict::go; }

  // Open stretches from then on, as many; or until then.
  std::vector<std::pair<instant, instant>> periods(instant from, std::size_t most, instant until = tickler::time_end) {
    std::vector<std::pair<instant, instant>> all;
    for (auto t = from; t < until && all.size() < most;) {
      const auto found = ask(t);
      if (!found.when || *found.when >= until) break;
      const auto end = ask(*found.when).until.value_or(tickler::time_end);
      all.push_back({*found.when, std::min(end, until)});
      t = end;
    }
    return all;
  }

  void touched(instant at, tickler::touch_words words, std::optional<instant> until = {}, std::vector<std::string> keys = {}) {
    log_.add({.at = at, .words = words, .until = until, .keys = std::move(keys)});
  }
  instant not_before(instant now) { return evaluate(policy_, who_, log_, now).actions.at(0).not_before.value(); }

 private:
  tickler::policy policy_;
  tickler::prospect who_;
  tickler::history log_{policy_.words()};
};

constexpr std::string_view phone = R"("channels":{"phone":{"calendar":["c0"]}})";

// Empty if it agrees; else what came out.
class wanted_case {
 public:
  wanted_case(dom::object given, dom::object expect) : given_(given), expect_(expect) {}

  std::string missed() {
    if (has(given_, "rule") || has(given_, "holiday")) return moving_day();
    if (has(given_, "key")) return limit_by_key();
    if (has(given_, "quiet")) return quiet_hours();
    if (has(expect_, "end")) return moved();
    return in_calendar();
  }

 private:
  static std::string rule_of(const std::string& said) {
    static const std::map<std::string, std::string> known{{"two days before Easter Sunday", "easter-2"},
                                                          {"Good Friday", "easter-2"},
                                                          {"Easter Saturday", "easter-1"},
                                                          {"Easter Monday", "easter+1"},
                                                          {"Easter Sunday, orthodox", "orthodox-easter"},
                                                          {"the day after thu[4] nov", "thu[4] nov +1"},
                                                          {"the day before thu[4] nov", "thu[4] nov -1"}};
    return known.at(said);
  }

  // That day, and not the two days on each side of it.
  std::string moving_day() {
    const auto region = text_of(given_, "region");
    // Australia's Saturdays move to Monday as well.
    const auto moves = region.starts_with("AU") ? " substitute" : " observed";
    const auto rule = has(given_, "rule") ? rule_of(text_of(given_, "rule")) : text_of(given_, "holiday").substr(5) + moves;
    answerer a({.calendars = fmt::format(R"("c0":{{"open":{{"daily":"00:00-24:00"}},"closed":{{"{}":["{}"]}}}})",
                                         region.empty() ? "all" : region, rule),
                .rest = std::string(phone),
                .region = region});
    for (const auto day : expect_[has(expect_, "closed") ? "closed" : "date"].get_array())
      for (int i = -2; i <= 2; ++i)
        if (const auto t = date_of(text_of(day)) + date::days{i}; a.is_open(t + std::chrono::hours{12}) == (i == 0))
          return text_of(t) + (i == 0 ? " is open" : " is closed");
    return {};
  }

  std::string limit_by_key() {
    answerer a({.zone = text_of(given_, "zone", "UTC"),
                .calendars = R"("c0":{"open":{"daily":"00:00-24:00"}})",
                .rest = std::string(phone) +
                        R"(,"limits":{"once":{"count":{"direction":"outbound"},"at_most":1,"per":"forever","by":"key"}})"});
    if (has(given_, "delivered") && !given_["delivered"].is_null()) {
      const dom::object sent = given_["delivered"];
      a.touched(support::at(text_of(sent, "at")), {.channel = tickler::channel::phone, .direction = tickler::direction::outbound},
                {}, {text_of(sent, "key")});
    }
    const auto key = given_["key"].is_null() ? std::string{} : text_of(given_, "key");
    return verdict_of(a.ask(support::at(text_of(given_, "now")), key).verdict == tickler::touch_verdict::go, "allowed");
  }

  // A quiet window that begins in the evening belongs to that evening's date.
  std::string quiet_hours() {
    std::string daily = R"("00:00-24:00")";
    std::map<std::string, stretches> special;
    for (const auto [day, window] : given_["quiet"].get_object()) {
      const auto quiet = read_hours(window).front();
      if (day == "default")
        daily = quoted(
            fmt::format("{:02}:{:02}-{:02}:{:02}", quiet.second / 60, quiet.second % 60, quiet.first / 60, quiet.first % 60));
      else if (window.is_null())
        special[std::string(day)] = {{0, 1440}};
      else
        special[std::string(day)] = {{0, quiet.first}},
        special[text_of(date_of(std::string(day)) + date::days{1})] = {{quiet.second, 1440}};
    }
    std::string dates;
    for (const auto& [day, hours] : special) dates += (dates.empty() ? "" : ",") + quoted(day) + ':' + written(hours);
    answerer a({.zone = text_of(given_, "zone", "UTC"),
                .calendars = fmt::format(R"("c0":{{"open":{{"daily":{}}},"special":{{{}}}}})", daily, dates),
                .rest = std::string(phone)});
    return verdict_of(a.is_open(support::at(text_of(given_, "now"))), "allowed");
  }

  std::string calendars() const {
    if (!given_["open"].is_array()) {
      const auto breaks = has(given_, "breaks") ? std::optional<dom::object>(given_["breaks"].get_object().value()) : std::nullopt;
      return R"("c0":)" + calendar_text(given_, given_["open"], breaks)();
    }
    std::string all;
    for (std::size_t i = 0; i < given_["open"].get_array().size(); ++i)
      all += fmt::format(R"({}"c{}":{})", i == 0 ? "" : ",", i,
                         calendar_text(given_, given_["open"].at(i), given_["breaks"].at(i).get_object().value())());
    return all;
  }

  std::string in_calendar() {
    const bool two = given_["open"].is_array();
    answerer a({.zone = text_of(given_, "zone", "UTC"),
                .calendars = calendars(),
                .rest = two ? R"("channels":{"phone":{"calendar":["c0","c1"]}})" : std::string(phone)});
    if (has(expect_, "on_break")) return verdict_of(!a.is_open(support::at(text_of(given_, "at"))), "on_break");
    if (has(expect_, "open")) return verdict_of(a.is_open(support::at(text_of(given_, "at"))), "open");
    if (has(expect_, "next_closing")) {
      const auto found = a.ask(support::at(text_of(given_, "start"))).until;
      return found == support::at(text_of(expect_, "next_closing")) ? "" : "closes otherwise";
    }
    if (has(expect_, "business_seconds")) {
      std::int64_t sum = 0;
      const auto end = support::at(text_of(given_, "end"));
      for (const auto& [from, to] : a.periods(support::at(text_of(given_, "start")), 1'000, end)) sum += (to - from).count();
      return sum == expect_["business_seconds"].get_int64().value() ? "" : std::to_string(sum);
    }
    if (!has(expect_, "periods") || !has(given_, "from")) return "cannot be asked";
    const dom::array wanted = expect_["periods"];
    const auto found = a.periods(support::at(text_of(given_, "from")), wanted.size());
    std::size_t i = 0;
    for (const auto each : wanted) {
      const auto begin = support::at(text_of(each.at(0))), end = support::at(text_of(each.at(1)));
      if (i == found.size() || found[i] != std::pair(begin, end)) return "another stretch";
      ++i;
    }
    return {};
  }

  // "-7 business days", or seconds that are whole minutes. Dates are asked at noon.
  std::string moved() {
    std::string length = text_of(given_, "add", text_of(given_, "subtract_business"));
    bool back = has(given_, "subtract_business");
    if (has(given_, "add_business_seconds")) {
      const auto seconds = given_["add_business_seconds"].get_int64().value();
      back = seconds < 0;
      if (seconds % 60 != 0) return "cannot be asked";
      length = std::to_string(std::abs(seconds) / 60) + " business minutes";
    }
    if (length.starts_with('-')) length.erase(0, 1), back = true;
    if (length.ends_with("business seconds")) length = std::to_string(std::stoi(length) / 60) + " business minutes";
    if (length.ends_with(" days") && has(given_, "subtract_business")) length.insert(length.size() - 4, "business ");
    if (length.find("business") == std::string::npos || length.starts_with("0 ")) return "cannot be asked";
    const auto from = text_of(given_, "start"), to = text_of(expect_, "end");
    const auto at = [](const std::string& text) { return support::at(text.size() == 10 ? text + "T12:00:00Z" : text); };
    answerer a({.zone = text_of(given_, "zone", "UTC"),
                .calendars = calendars(),
                .rest = fmt::format(
                    R"({},"cadences":{{"c":{{"starts":{{"outcome":"created"}},"steps":[{{"id":"s","do":{{"channel":"phone"}},)"
                    R"("from":"{}","after":"{}{}"}}]}}}})",
                    phone, back ? "until" : "start", length, back ? " before" : "")});
    const auto begin = back ? at(from) - date::days{60} : at(from);
    a.touched(begin, {.direction = tickler::direction::internal, .outcome = tickler::outcome::created}, at(from));
    const auto found = tickler::to_string(a.not_before(begin));
    return found.starts_with(to) ? "" : found;
  }

  std::string verdict_of(bool is, std::string_view key) {
    return is == expect_[key].get_bool().value() ? "" : std::string(key) + (is ? " it is" : " it is not");
  }

  dom::object given_, expect_;
};

// The features that are there by now, by the word of the file.
const std::set<std::string> sayable{"special-hours-on-date", "movable-feasts", "day-after-a-weekday-rule",
                                    "observed-holidays",     "limit-by-key",   "business-time-backwards"};

constexpr std::string_view last_open = "the last open instant is nothing that an action can be at",
                           at_opening = "there, days back from closed time are the opening of the day, here its end",
                           seconds = "a duration has no seconds", nothing = "no time at all is no duration to go back",
                           backwards = "from a time back to an earlier one", fridays = "of a Sunday it is the Friday before";
// Other conventions, and questions that a policy has no way to ask.
const std::map<std::string, std::string_view> differ{{"working-hours return-01", last_open},
                                                     {"working-hours return-03", last_open},
                                                     {"working-hours return-06", last_open},
                                                     {"working-hours return-07", last_open},
                                                     {"working-hours return-08", last_open},
                                                     {"working-hours return-10", last_open},
                                                     {"working-hours return-12", last_open},
                                                     {"working-hours return-13", last_open},
                                                     {"working-hours return-15", last_open},
                                                     {"working-hours return-17", last_open},
                                                     {"working-hours return-18", last_open},
                                                     {"business-time roll-back-03", last_open},
                                                     {"business-time roll-back-05", last_open},
                                                     {"biz periods-21", last_open},
                                                     {"business-time back-01", nothing},
                                                     {"business-time back-25", nothing},
                                                     {"biz before-02", nothing},
                                                     {"biz before-09", nothing},
                                                     {"business-time back-02", at_opening},
                                                     {"business-time back-04", at_opening},
                                                     {"business-time back-05", at_opening},
                                                     {"business-time between-15", backwards},
                                                     {"biz before-01", seconds},
                                                     {"workalendar observed-10", fridays},
                                                     {"workalendar observed-13", fridays}};

}  // namespace

BOOST_AUTO_TEST_CASE(cases_that_could_not_be_said_and_can_by_now_agree) {
  if (!std::filesystem::exists(file)) {
    BOOST_TEST_MESSAGE("skipped: there is no " << file);
    return;
  }
  std::map<std::string, std::pair<int, int>> scores;  // those that agree, and all
  dom::parser parser;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    const dom::object one = parser.parse(simdjson::padded_string(line));
    const auto missing = text_of(one, "missing");
    if (!sayable.contains(missing)) continue;
    const auto name = text_of(one, "suite") + ' ' + text_of(one, "id");
    const auto why = wanted_case(one["given"], one["expect"]).missed();
    auto& [agree, all] = scores[missing];
    ++all, agree += why.empty();
    if (why.empty() == differ.contains(name)) BOOST_ERROR(name << ": " << (why.empty() ? "agrees by now" : why));
  }
  for (const auto& [missing, of] : scores) std::cout << missing << ": " << of.first << " of " << of.second << " agree\n";
  BOOST_TEST(scores.size() == sayable.size());
}

}  // namespace suites
