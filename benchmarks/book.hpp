// A generated book of prospects: the same one on every machine and in every run.
#pragma once

#include <cstddef>
#include <string>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>
#include <utility>
#include <vector>

#include "dice.hpp"

namespace book {

inline constexpr auto policy_text = R"(
policy: small-shop
zone: America/New_York
business: office
calendars: {office: {open: {mon-fri: 09:00-18:00}, closed: [12-25, 01-01, "thu[4] nov"]}}
channels: {phone: {needs: phone, calendar: office}, email: {needs: email}, card: {needs: address, calendar: office}}
events:
  asked:      {direction: inbound, outcome: [inquired, requested_information]}
  answered:   [{direction: inbound, outcome: replied}, {outcome: reached}]
  unanswered: {channel: phone, direction: outbound, outcome: no_answer}
  bought:     {outcome: purchased}
cadences:
  answer:
    starts: asked
    steps: [{id: send, do: {channel: email, purpose: inform}, within: 24 hours, at_latest: 72 hours}]
  keep-trying:
    starts: unanswered
    ends: [answered, bought]
    steps:
      - {id: message, do: {channel: phone, purpose: check_in}, after: 2 business days}
      - {id: weekly, do: {channel: phone, purpose: check_in}, after: 7 days, repeat: 3}
  after-sale:
    starts: bought
    per: key
    steps: [{id: thanks, do: {channel: card, purpose: thank}, within: 1 day}]
limits:
  weekly-call: {count: {channel: phone, direction: outbound}, at_most: 1, per: 7 days}
)";

inline const tickler::instant begin = tickler::parse_instant("2026-01-05T15:00:00Z").value();

struct entry {
  tickler::prospect who;
  tickler::history log;
};

inline tickler::touch_words some_words(dice& d) {
  using namespace tickler;
  const touch_words choice[] = {
      {channel::email, direction::inbound, purpose::none, outcome::inquired, party::prospect},
      {channel::email, direction::outbound, purpose::inform, outcome::sent, party::prospect},
      {channel::phone, direction::outbound, purpose::check_in, outcome::no_answer, party::prospect},
      {channel::phone, direction::outbound, purpose::check_in, outcome::reached, party::prospect},
      {channel::email, direction::inbound, purpose::none, outcome::replied, party::prospect},
      {channel::web, direction::inbound, purpose::none, outcome::purchased, party::prospect},
  };
  return choice[d.below(std::size(choice))];
}

inline entry make_entry(std::size_t number, std::size_t touchpoints, const tickler::vocabulary& words) {
  static const char* const zones[] = {"America/New_York", "Europe/London", "Asia/Tokyo", "Australia/Sydney"};
  dice d(number);
  entry e{{.id = "p" + std::to_string(number),
           .zone = zones[d.below(4)],
           .contact = {{"phone", "+1"}, {"email", "p@example.org"}, {"address", "1 Main St"}}},
          tickler::history(words)};
  auto at = begin;
  for (std::size_t i = 0; i < touchpoints; ++i) {
    at += std::chrono::hours(1 + d.below(96));
    tickler::touchpoint t{.at = at, .words = some_words(d)};
    if (d.below(8) == 0) t.keys = {"order-" + std::to_string(d.below(3))};
    e.log.add(t);
  }
  return e;
}

inline std::vector<entry> make_book(std::size_t prospects, std::size_t touchpoints, const tickler::vocabulary& words) {
  std::vector<entry> all;
  all.reserve(prospects);
  for (std::size_t i = 0; i < prospects; ++i) all.push_back(make_entry(i, touchpoints, words));
  return all;
}

}  // namespace book
