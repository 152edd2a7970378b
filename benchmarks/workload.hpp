// Workload W: the policy of workload-w.yaml over a generated book, the same on every machine and in every run.
//
// Each prospect has 1 to 23 touchpoints (12 on average) at random seconds of the 180 days before `now`, lives in one of 30 zones
// and one of 8 regions; one in fifty has opted out at last. The words are drawn so that every cadence runs for some.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <tickler/tickler.hpp>
#include <vector>

#include "dice.hpp"

namespace workload {

inline constexpr std::array<const char*, 30> zones{
    "America/New_York", "America/Chicago", "America/Denver",   "America/Los_Angeles", "America/Toronto",  "America/Mexico_City",
    "America/Bogota",   "America/Lima",    "America/Santiago", "America/Sao_Paulo",   "Europe/London",    "Europe/Dublin",
    "Europe/Lisbon",    "Europe/Paris",    "Europe/Berlin",    "Europe/Rome",         "Europe/Warsaw",    "Europe/Helsinki",
    "Europe/Athens",    "Europe/Istanbul", "Africa/Cairo",     "Africa/Johannesburg", "Africa/Lagos",     "Asia/Dubai",
    "Asia/Kolkata",     "Asia/Shanghai",   "Asia/Tokyo",       "Asia/Singapore",      "Australia/Sydney", "Pacific/Auckland"};

inline constexpr std::size_t region_count = 8;  // R0 to R7

struct kind {
  tickler::touch_words words;
  int weight;  // of 1,000
};

inline constexpr std::array<kind, 17> kinds = [] {
  using namespace tickler;
  using enum outcome;
  constexpr auto in = direction::inbound, out = direction::outbound;
  constexpr auto to = party::prospect;
  return std::array<kind, 17>{{
      {{channel::email, in, purpose::none, inquired, to}, 80},
      {{channel::web, in, purpose::none, requested_information, to}, 60},
      {{channel::email, in, purpose::none, replied, to}, 120},
      {{channel::email, out, purpose::inform, sent, to}, 140},
      {{channel::phone, out, purpose::check_in, no_answer, to}, 140},
      {{channel::phone, out, purpose::check_in, left_message, to}, 80},
      {{channel::phone, out, purpose::check_in, reached, to}, 80},
      {{channel::in_person, out, purpose::rapport, reached, to}, 50},
      {{channel::web, in, purpose::none, purchased, to}, 50},
      {{channel::phone, out, purpose::confirm_receipt, reached, to}, 40},
      {{channel::card, out, purpose::thank, sent, to}, 40},
      {{channel::phone, out, purpose::confirm_satisfaction, reached, to}, 30},
      {{channel::email, out, purpose::check_in, sent, to}, 50},
      {{channel::email, in, purpose::none, opened, to}, 30},
      {{channel::email, out, purpose::none, bounced, to}, 5},
      {{channel::phone, in, purpose::none, opted_out, to}, 5},
      {{channel::none, in, purpose::none, opted_out, to}, 0},  // of all: drawn apart
  }};
}();
inline constexpr std::size_t opted_out_of_all = kinds.size() - 1;

inline const tickler::instant now = tickler::parse_instant("2026-03-02T15:30:00Z").value();

// The book as plain columns, for whatever is measured to make its own of.
struct columns {
  std::vector<std::uint8_t> zone, region;  // by prospect
  std::vector<std::uint32_t> begin;        // of its touchpoints; one more than prospects
  std::vector<std::uint32_t> at;           // of a touchpoint, ascending within a prospect: seconds since 1970
  std::vector<std::uint8_t> kind;          // index of `kinds`

  std::size_t size() const noexcept { return zone.size(); }
};

inline std::uint8_t draw_kind(dice& d) {
  auto left = static_cast<int>(d.below(1'000));
  std::uint8_t k = 0;
  while (left >= kinds[k].weight) left -= kinds[k++].weight;
  return k;
}

// With `touchpoints`: so many for each prospect instead of 1 to 23.
inline columns make(std::size_t prospects, std::size_t touchpoints = 0) {
  constexpr std::size_t window = 180 * 86'400;
  const auto first = static_cast<std::uint32_t>(static_cast<std::size_t>(now.time_since_epoch().count()) - window);
  columns c;
  c.begin.push_back(0);
  for (std::size_t i = 0; i < prospects; ++i) {
    dice d((i + 1) * 0x9e3779b97f4a7c15U);
    c.zone.push_back(static_cast<std::uint8_t>(d.below(zones.size())));
    c.region.push_back(static_cast<std::uint8_t>(d.below(region_count)));
    const auto n = touchpoints != 0 ? touchpoints : 1 + d.below(23);
    const auto before = static_cast<std::ptrdiff_t>(c.at.size());
    for (std::size_t t = 0; t < n; ++t) {
      c.at.push_back(first + static_cast<std::uint32_t>(d.below(window)));
      c.kind.push_back(draw_kind(d));
    }
    std::sort(c.at.begin() + before, c.at.end());
    if (d.below(50) == 0) c.kind.back() = opted_out_of_all;
    c.begin.push_back(static_cast<std::uint32_t>(c.at.size()));
  }
  return c;
}

inline tickler::prospect who(const columns& c, std::size_t i) {
  return {.id = "p" + std::to_string(i),
          .zone = zones[c.zone[i]],
          .region = "R" + std::to_string(c.region[i]),
          .contact = {{"phone", "+1"}, {"email", "p@example.org"}, {"address", "1 Main St"}}};
}

inline tickler::touchpoint touch(const columns& c, std::size_t t) {
  return {.at = tickler::instant{std::chrono::seconds{c.at[t]}}, .words = kinds[c.kind[t]].words};
}

inline tickler::history log_of(const columns& c, std::size_t begin, std::size_t end, const tickler::vocabulary& words) {
  tickler::history out(words);
  for (auto t = begin; t < end; ++t) out.add(touch(c, t));
  return out;
}

inline tickler::history log(const columns& c, std::size_t i, const tickler::vocabulary& words) {
  return log_of(c, c.begin[i], c.begin[i + 1], words);
}

inline tickler::history log_but_last(const columns& c, std::size_t i, const tickler::vocabulary& words) {
  return log_of(c, c.begin[i], c.begin[i + 1] - 1, words);
}

}  // namespace workload
