// A desk that calls whoever asks, and what happens there.
#pragma once

#include <string>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>
#include <vector>

#include "support/instants.hpp"

namespace calls {

using namespace tickler;
using namespace std::chrono_literals;
using support::at;

// Monday.
inline const auto now = at("2026-03-02T09:00:00Z");

inline policy loaded(const std::string& steps, const std::string& more = "") {
  return load_policy(
             "policy: calls\nzone: UTC\nchannels: {phone: {}, email: {}}\n"
             "cadences:\n  chase: {starts: {outcome: inquired}, ends: {direction: inbound, outcome: replied}, steps: [" +
                 steps + "]}\ncloses: {outcome: [purchased, declined]}\n" + more,
             "calls.yaml", vocabulary{})
      .value();
}

inline policy three_calls() { return loaded("{id: call, do: {channel: phone, purpose: check_in}, after: 1 day, repeat: 3}"); }

inline constexpr touch_words asks{.channel = channel::email, .direction = direction::inbound, .outcome = outcome::inquired},
    call{.channel = channel::phone, .direction = direction::outbound, .purpose = purpose::check_in, .outcome = outcome::no_answer},
    answers{.channel = channel::phone, .direction = direction::inbound, .outcome = outcome::replied};

inline book with_one(const policy& p, std::string_view asked, const std::string& owner = {}) {
  book all(p.words());
  all.add(all.add({.id = "ada", .owner = owner}), {.at = at(asked), .words = asks});
  return all;
}

inline std::vector<double> medians(const std::vector<load_band>& bands) {
  std::vector<double> all;
  for (const auto& b : bands) all.push_back(b.median);
  return all;
}

using numbers = std::vector<double>;

}  // namespace calls
