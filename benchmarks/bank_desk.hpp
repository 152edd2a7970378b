// A bank's desk as tests/bank has it: offers are called after, and files that lack papers, until something comes of it. What
// happened so far is drawn in the proportions of that log (van Dongen, "BPI Challenge 2012"), none of it is taken from there.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>
#include <vector>

#include "dice.hpp"

namespace bank_desk {

using std::chrono::hours;
using std::chrono::minutes;

inline constexpr std::string_view rule = R"(policy: desk
zone: Europe/Amsterdam
channels: {phone: {}}
events:
  offered: {channel: post, direction: outbound, outcome: sent}
  returned: {channel: post, direction: inbound, outcome: replied}
  decided: {outcome: [purchased, declined, cancelled]}
cadences:
  call-after: {starts: offered, ends: [returned, decided], steps: [{id: call, do: {channel: phone, purpose: check_in}, after: 1 hour, repeat: 100}]}
  complete: {starts: returned, ends: decided, steps: [{id: call, do: {channel: phone, purpose: collect_details}, after: 1 hour, repeat: 100}]}
closes: decided
)";

// Monday.
inline const tickler::instant now = tickler::parse_instant("2026-03-02T00:00:00+01:00").value();

inline tickler::policy load() { return tickler::load_policy(rule, "desk.yaml", tickler::vocabulary{}).value(); }

class application {
 public:
  application(dice& random, tickler::instant begin) : random_(random), at_(begin) {}

  std::vector<tickler::touchpoint> touchpoints() && {
    using namespace tickler;
    add(hours{0}, {channel::web, direction::inbound, purpose::none, outcome::created});
    if (random_.below(100) < 55) return decided(hours{2});
    add(hours{20 + wait(30)}, {channel::post, direction::outbound, purpose::inform, outcome::sent});
    const auto calls = 1 + wait(5);
    for (long i = 0; i < calls; ++i)
      add(hours{i == 0 ? 24 : 60 + wait(100)}, {channel::phone, direction::outbound, purpose::check_in, outcome::none});
    if (random_.below(100) < 35) return decided(hours{200});
    add(hours{40 + wait(120)}, {channel::post, direction::inbound, purpose::none, outcome::replied});
    for (auto papers = random_.below(4); papers > 0; --papers)
      add(hours{30 + wait(80)}, {channel::phone, direction::outbound, purpose::collect_details, outcome::none});
    return decided(hours{60});
  }

 private:
  long wait(std::size_t below) { return static_cast<long>(random_.below(below)); }

  void add(hours after, const tickler::touch_words& words) {
    at_ += after + minutes{wait(60)};
    all_.push_back({.at = at_, .words = words});
  }

  std::vector<tickler::touchpoint> decided(hours after) {
    using namespace tickler;
    const auto what = random_.below(3) == 0 ? outcome::purchased : random_.below(2) == 0 ? outcome::declined : outcome::cancelled;
    add(after, {channel::internal, direction::internal, purpose::none, what});
    return std::move(all_);
  }

  dice& random_;
  tickler::instant at_;
  std::vector<tickler::touchpoint> all_{};
};

// So many applications over five months.
inline tickler::book book_of(const tickler::vocabulary& words, std::size_t applications) {
  dice random(20120301);
  tickler::book made(words);
  const auto first = now - hours{24 * 150};
  for (std::size_t i = 0; i < applications; ++i) {
    const auto number = made.add({.id = "a" + std::to_string(i)});
    const auto begin = first + minutes{static_cast<long>(i * 150 * 24 * 60 / applications)};
    for (const auto& t : application(random, begin).touchpoints())
      if (t.at < now) made.add(number, t);
  }
  return made;
}

}  // namespace bank_desk
