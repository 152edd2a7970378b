// Reads records from a text and keeps what comes of them.
#pragma once

#include <ostream>
#include <sstream>
#include <string>
#include <tickler/io/records.hpp>
#include <vector>

namespace reading {

template <class Record>
struct result {
  std::vector<Record> records{};
  std::vector<tickler::source_position> places{};
  std::vector<std::string> bad{};
  tickler::read_counts counts{};
};

struct placed_touchpoint {
  std::string prospect{};
  tickler::touchpoint touch{};
};

inline result<tickler::prospect> prospects(const std::string& content, const tickler::record_options& options) {
  result<tickler::prospect> all;
  std::istringstream in(content);
  all.counts = tickler::read_prospects(
      in, options,
      [&](tickler::prospect&& who, tickler::source_position at) {
        all.records.push_back(std::move(who));
        all.places.push_back(at);
      },
      [&](const tickler::diagnostic& d) { all.bad.push_back(to_string(d)); });
  return all;
}

inline result<placed_touchpoint> touchpoints(const std::string& content, const tickler::record_options& options,
                                             const tickler::vocabulary& words = {}) {
  result<placed_touchpoint> all;
  std::istringstream in(content);
  all.counts = tickler::read_touchpoints(
      in, options, words,
      [&](std::string_view prospect, tickler::touchpoint&& touch, tickler::source_position at) {
        all.records.push_back({std::string(prospect), std::move(touch)});
        all.places.push_back(at);
      },
      [&](const tickler::diagnostic& d) { all.bad.push_back(to_string(d)); });
  return all;
}

inline std::string lines(const std::vector<std::string>& list) {
  std::string all;
  for (const auto& line : list) all += line + '\n';
  return all;
}

}  // namespace reading
