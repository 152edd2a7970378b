// Workload W as lines of JSON.
#pragma once

#include <algorithm>
#include <numeric>
#include <string>
#include <tickler/tickler.hpp>
#include <vector>

#include "workload.hpp"

namespace workload {

inline std::string prospect_lines(const columns& c) {
  std::string text;
  for (std::size_t i = 0; i < c.size(); ++i) {
    const auto person = who(c, i);
    text += R"({"id":")" + person.id + R"(","zone":")" + person.zone + R"(","region":")" + person.region + R"(","contact":{)";
    for (const auto& [kind, value] : person.contact) text += (text.back() == '{' ? "\"" : ",\"") + kind + R"(":")" + value + '"';
    text += "}}\n";
  }
  return text;
}

inline std::string touchpoint_line(const columns& c, std::size_t prospect, std::size_t t) {
  using namespace tickler;
  const auto& w = kinds[c.kind[t]].words;
  auto line = R"({"prospect":"p)" + std::to_string(prospect) + R"(","at":")" + to_string(instant{std::chrono::seconds{c.at[t]}}) +
              R"(","channel":")";
  line += channel_names[static_cast<std::size_t>(w.channel == channel::none ? channel::internal : w.channel)];
  line += R"(","direction":")";
  line += direction_names[static_cast<std::size_t>(w.direction)];
  if (w.purpose != purpose::none) (line += R"(","purpose":")") += purpose_names[static_cast<std::size_t>(w.purpose)];
  (line += R"(","outcome":")") += outcome_names[static_cast<std::size_t>(w.outcome)];
  return line + "\"}\n";
}

inline std::string touchpoint_lines(const columns& c, bool by_time) {
  std::vector<std::uint32_t> order(c.at.size()), prospect(c.at.size());
  std::iota(order.begin(), order.end(), 0u);
  for (std::size_t i = 0; i < c.size(); ++i)
    std::fill(prospect.begin() + c.begin[i], prospect.begin() + c.begin[i + 1], static_cast<std::uint32_t>(i));
  if (by_time) std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return c.at[a] < c.at[b]; });
  std::string text;
  for (const auto t : order) text += touchpoint_line(c, prospect[t], t);
  return text;
}

}  // namespace workload
