// A made-up shop's book, the same on every machine: people ask, are answered or called, reply, buy, and now and then opt out, in
// the hundred days before Monday, 2 March 2026.
#pragma once

#include <date/date.h>

#include <array>
#include <chrono>
#include <random>
#include <string>
#include <string_view>
#include <tickler/instant.hpp>

namespace report_tests {

inline constexpr auto shop_policy = R"(policy: small-shop
zone: America/New_York
business: office
calendars: {office: {open: {mon-fri: 09:00-18:00}, closed: [12-25, 01-01]}}
channels: {phone: {needs: phone, calendar: office}, email: {needs: email}, card: {needs: address, calendar: office}}
events:
  asked:      {direction: inbound, outcome: inquired}
  answered:   [{direction: inbound, outcome: replied}, {outcome: reached}]
  sent:       {direction: outbound, purpose: inform}
  unanswered: {channel: phone, direction: outbound, outcome: no_answer}
  bought:     {outcome: purchased}
cadences:
  answer:
    starts: asked
    steps: [{id: send, do: {channel: email, purpose: inform, note: Send the price list.}, within: 24 hours, at_latest: 72 hours}]
  keep-trying:
    starts: unanswered
    ends: [answered, bought]
    steps: [{id: weekly, do: {channel: phone, purpose: check_in}, after: 7 days, repeat: 3}]
  after-sale:
    starts: bought
    per: key
    steps: [{id: thanks, do: {channel: card, purpose: thank}, within: 1 day}]
promises:
  answered-in-a-day: {expect: sent, after: asked, within: 24 hours, cite: 'Handbook, 3'}
  somebody-cares: {always: next_action}
  no-pestering: {at_most: 2, of: unanswered, per: 7 days}
)";

inline const std::string monday = "2026-03-02T14:00:00Z";

struct made_up_book {
  std::string prospects{}, touchpoints{};  // JSON Lines
};

// Number by number the same, however many there are. `mark` begins every text that is somebody's.
inline made_up_book make_up(unsigned prospects, const std::string& mark = "") {
  using std::chrono::hours;
  struct touch {
    std::string_view words;
    std::array<unsigned, 4> then;  // what may be next
  };
  static constexpr touch touches[] = {
      {R"("channel":"email","direction":"inbound","outcome":"inquired")", {1, 1, 1, 2}},
      {R"("channel":"email","direction":"outbound","purpose":"inform","outcome":"sent")", {4, 5, 2, 2}},
      {R"("channel":"phone","direction":"outbound","purpose":"check_in","outcome":"no_answer")", {2, 2, 3, 3}},
      {R"("channel":"phone","direction":"outbound","purpose":"check_in","outcome":"reached")", {0, 5, 1, 1}},
      {R"("channel":"email","direction":"inbound","outcome":"replied")", {1, 5, 3, 1}},
      {R"("channel":"web","direction":"inbound","outcome":"purchased")", {7, 0, 7, 6}},
      {R"("channel":"email","direction":"inbound","outcome":"opted_out")", {1, 1, 0, 0}},
      {R"("channel":"card","direction":"outbound","purpose":"thank","outcome":"sent")", {0, 2, 2, 4}},
  };
  static constexpr std::string_view owners[] = {"kim", "lee", "sam", "ursula"};
  static constexpr std::string_view first[] = {"Ada", "Bo", "Cy", "Dora", "Emil", "Fay", "Gus", "Hana", "Ivo", "Jun"};
  static constexpr std::string_view last[] = {"Abel", "Brandt", "Costa", "Dunn", "Ekman", "Fox", "Gross", "Holm", "Ito", "Jones"};
  static constexpr std::string_view zones[] = {"America/New_York", "Europe/London", "Asia/Tokyo"};
  const auto now = tickler::parse_instant(monday).value();
  made_up_book all;
  for (unsigned i = 0; i < prospects; ++i) {
    std::minstd_rand dice(i + 1);
    dice.discard(10);
    const auto below = [&dice](unsigned n) { return static_cast<unsigned>(dice() / 8 % n); };
    const auto n = std::to_string(i);
    const auto field = [&mark](std::string_view name, const std::string& value) {
      return ",\"" + std::string(name) + "\":\"" + mark + value + '"';
    };
    all.prospects += "{\"id\":\"" + mark + "p" + n + '"' +
                     field("name", std::string(first[below(10)]) + ' ' + std::string(last[below(10)])) + ",\"zone\":\"" +
                     std::string(zones[below(3)]) + '"';
    if (below(20) != 0) all.prospects += field("owner", std::string(owners[below(4)]));
    if (!mark.empty())
      all.prospects += field("account", "a" + n) + field("referrer", "p" + std::to_string(i / 2)) + field("x_memo", n);
    all.prospects += ",\"contact\":{\"email\":\"" + mark + "p" + (mark.empty() ? n : std::to_string(i / 2)) + "@example.org\"";
    if (below(10) != 0) all.prospects += field("phone", "212 555 " + n);
    if (below(10) < 6) all.prospects += field("address", n + " Main St");
    all.prospects += "}}\n";
    tickler::instant at = now - hours(24 + below(24 * 100));
    auto what = std::array{0U, 5U, 2U, 0U}[below(4)];
    for (auto left = 1 + below(8); left > 0 && at <= now; --left) {
      const auto& t = touches[what];
      all.touchpoints +=
          "{\"prospect\":\"" + mark + "p" + n + "\",\"at\":\"" + tickler::to_string(at) + "\"," + std::string(t.words);
      if (what == 5 || what == 7) all.touchpoints += field("key", "order-" + std::to_string(left / 2));
      if (!mark.empty()) all.touchpoints += field("id", n + '-' + std::to_string(left));
      all.touchpoints += "}\n";
      what = t.then[below(4)];
      at += hours(std::array{3, 20, 30, 50, 80, 170}[below(6)]);
    }
  }
  return all;
}

}  // namespace report_tests
