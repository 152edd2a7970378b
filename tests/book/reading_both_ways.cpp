#include "book/reading_both_ways.hpp"

#include <algorithm>
#include <tickler/history.hpp>
#include <tickler/io/book_records.hpp>

#include "base/messages.hpp"

namespace plain {

using namespace tickler;

namespace {

std::string refusal(const record_options& options, source_position at, int number, std::string message) {
  return to_string(diagnostic{.number = number, .file = options.file, .at = at, .message = std::move(message)});
}

entry* find(book& all, std::string_view id) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& e) { return e.who.id == id; });
  return found == all.end() ? nullptr : &*found;
}

std::string first_difference(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto at = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  if (at == a.size() && at == b.size()) return "";
  return "expected: " + (at < a.size() ? a[at] : "nothing") + "; found: " + (at < b.size() ? b[at] : "nothing");
}

// Where records came that could not be read, only the book knows the order of all.
void put_in_order(book& expected, const tickler::book& all) {
  if (expected.size() != all.size()) return;
  std::ranges::sort(expected, {}, [&](const entry& e) { return all.find(e.who.id).value_or(UINT32_MAX); });
}

}  // namespace

imported read_plainly(const std::string& prospects, const std::string& touchpoints, const record_options& options,
                      const vocabulary& words) {
  imported all;
  const auto bad = [&](const diagnostic& d) { all.bad.push_back(to_string(d)); };
  std::vector<std::uint32_t> lines;
  std::istringstream people(prospects), log(touchpoints);
  const auto add = [&](prospect&& who, source_position at) {
    if (const auto* known = find(all.records, who.id)) {
      const auto line = lines[static_cast<std::size_t>(known - all.records.data())];
      all.bad.push_back(
          refusal(options, at, 630, "the prospect " + quoted(who.id) + " is already on line " + std::to_string(line)));
      return;
    }
    lines.push_back(at.line);
    all.records.push_back({std::move(who)});
    ++all.good_prospects;
  };
  const auto read = read_prospects(people, options, add, bad);
  all.bytes += read.bytes;
  for (const auto& id : read.incomplete)
    if (find(all.records, id) == nullptr) {
      all.unread.push_back(id);
      all.records.push_back({{.id = id}});
    }
  const auto add_touch = [&](std::string_view id, touchpoint&& t, source_position at) {
    auto* const known = find(all.records, id);
    if (known == nullptr) {
      all.bad.push_back(refusal(options, at, 631, "there is no prospect " + quoted(id)));
      return;
    }
    const auto channel = [&](const touchpoint& which) { return quoted(words.name(which.words.channel)); };
    if (!take_in(known->log, t)) {
      const auto same = std::find_if(known->log.begin(), known->log.end(), [&](const auto& other) { return other.id == t.id; });
      all.bad.push_back(refusal(options, at, 637,
                                "the touchpoint " + quoted(std::string_view(t.id)) + " of " + quoted(id) +
                                    " is there already, on the channel " + channel(*same)));
      return;
    }
    ++all.good_touchpoints;
  };
  const auto counts = read_touchpoints(log, options, words, add_touch, bad);
  all.bytes += counts.bytes, all.respelt = counts.respelt;
  all.unattributed = counts.unattributed;
  for (const auto& id : counts.incomplete)
    if (find(all.records, id) != nullptr) all.incomplete.push_back(id);
  return all;
}

std::string difference_when_read(const std::string& prospects, const std::string& touchpoints, const record_options& options) {
  const vocabulary words;
  std::vector<std::string> bad;
  const auto add_bad = [&](const diagnostic& d) { bad.push_back(to_string(d)); };
  tickler::book all(words);
  std::vector<source_position> places;
  const auto people = read_prospects(prospects, options, all, add_bad, &places);
  const auto log = read_touchpoints(touchpoints, options, all, add_bad);
  const vocabulary other;
  auto expected = read_plainly(prospects, touchpoints, options, other);
  if (auto d = first_difference(expected.bad, bad); !d.empty()) return d;
  if (people.records != expected.good_prospects || places.size() != all.size()) return "prospects counted";
  if (people.incomplete != expected.unread) return "whose own records could not be read";
  if (log.records != expected.good_touchpoints) return "touchpoints counted";
  const auto is_error = [](const std::string& line) { return line.find(": error: ") != line.npos; };
  if (people.bad + log.bad != static_cast<std::size_t>(std::count_if(bad.begin(), bad.end(), is_error)))
    return "bad records counted";
  if (log.respelt != expected.respelt) return "respelt words counted";
  for (const auto& id : expected.incomplete)
    if (std::find(log.incomplete.begin(), log.incomplete.end(), id) == log.incomplete.end()) return "who is incomplete";
  // A book knows ids, and so may find one of them in a record that says nowhere whose it is (R145).
  if (log.unattributed > expected.unattributed) return "touchpoints of nobody knows whom";
  if (log.unattributed < expected.unattributed && log.incomplete.empty()) return "whose the others are";
  if (people.bytes + log.bytes != expected.bytes) return "bytes counted";
  for (std::size_t i = 0; i < other.size<channel>() || i < words.size<channel>(); ++i)
    if (words.name(static_cast<channel>(i)) != other.name(static_cast<channel>(i))) return "channels";
  for (std::size_t i = 0; i < other.size<outcome>() || i < words.size<outcome>(); ++i)
    if (words.name(static_cast<outcome>(i)) != other.name(static_cast<outcome>(i))) return "outcomes";
  put_in_order(expected.records, all);
  return difference(expected.records, all);
}

}  // namespace plain
