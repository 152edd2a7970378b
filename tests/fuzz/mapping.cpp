// Any bytes are a mapping and an export, parted by a line "#": the mapping is one or is told why not; what is read by it is
// counted, can be kept, and is the same in a book; the export can be looked at without one, and what is begun of it is a mapping or
// told why not.
#include <algorithm>
#include <sstream>
#include <string>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>

#include "fuzz/parted.hpp"
#include "fuzz/target.hpp"

namespace {

using namespace tickler;
using fuzz::must_hold;

constexpr text_limits small{.bytes = 32u << 10, .events = 4'000, .scalar_bytes = 4u << 10};

struct told {
  std::size_t errors = 0;
  void operator()(const diagnostic& d) {
    must_hold(d.number != 0 && !d.message.empty() && to_string(d).find("[T") != std::string::npos, "a diagnostic has words");
    errors += d.severity == severity::error;
  }
};

// By the functions that hand records over; opt-outs of contacts are touchpoints too.
struct handed_over {
  std::vector<prospect> people{};
  std::vector<std::pair<std::string, touchpoint>> log{};
  read_counts counts{};
};

handed_over read_by_hand(const std::string& text, const record_options& how, const vocabulary& words) {
  handed_over all;
  told bad;
  std::istringstream in(text);
  const auto keep = [&](std::string_view id, touchpoint&& t, source_position) { all.log.emplace_back(id, std::move(t)); };
  all.counts = how.mapping->of == record_kind::touchpoints
                   ? read_touchpoints(in, how, words, keep, std::ref(bad))
                   : read_prospects(
                         in, how, words, [&](prospect&& who, source_position) { all.people.push_back(std::move(who)); }, keep,
                         std::ref(bad));
  must_hold(all.counts.bad == bad.errors, "what is bad is told");
  if (how.mapping->of == record_kind::touchpoints)
    must_hold(all.counts.records == all.log.size() && all.people.empty(), "touchpoints are counted");
  else
    must_hold(all.counts.records == all.people.size(), "prospects are counted");
  history log(words);
  for (const auto& [id, t] : all.log) log.add(t);
  return all;
}

void read_into_a_book(const std::string& text, const record_options& how, const vocabulary& words, const handed_over& expected) {
  book all(words);
  told bad;
  for (const auto& [id, t] : expected.log)
    if (how.mapping->of == record_kind::touchpoints && !all.find(id)) all.add({.id = id});
  for (const auto& id : expected.counts.incomplete)
    if (how.mapping->of == record_kind::touchpoints && !all.find(id)) all.add({.id = id});
  const auto counts = how.mapping->of == record_kind::touchpoints
                          ? read_touchpoints(std::string_view(text), how, all, std::ref(bad))
                          : read_prospects(std::string_view(text), how, all, std::ref(bad));
  must_hold(counts.bad == bad.errors && counts.bad >= expected.counts.bad, "what is bad is told, in a book too");
  must_hold(counts.bytes == expected.counts.bytes && counts.left_out == expected.counts.left_out, "as much is read");
  must_hold(all.touchpoints() <= expected.log.size(), "no touchpoint comes from nowhere");
  for (const auto& who : expected.people) must_hold(all.find(who.id).has_value(), "each prospect is in the book");
  for (const auto& [id, t] : expected.log) must_hold(all.find(id).has_value(), "whoever was touched is in the book");
  if (how.mapping->of == record_kind::touchpoints)
    must_hold(counts.records + counts.again + (counts.bad - expected.counts.bad) >= expected.log.size(), "each is accounted for");
}

void look_at(const std::string& text) {
  std::istringstream in(text);
  const auto seen = survey_export(in, "e.csv");
  must_hold(seen.bad.size() <= seen.bad_rows || seen.bad_rows == 0, "not more is told than there is");
  for (const auto& c : seen.columns) must_hold(c.filled <= seen.rows, "a column has at most its rows");
  for (const auto of : {record_kind::prospects, record_kind::touchpoints}) {
    const auto begun = load_mapping(mapping_for(seen, of, "begun"), "m.yaml");
    for (const auto& d : begun.diagnostics()) told()(d);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto [yaml, text] = fuzz::parted(fuzz::text_of(data, size));
  look_at(text);
  const auto loaded = load_mapping(yaml, "m.yaml", {.text = small});
  for (const auto& d : loaded.diagnostics()) told()(d);
  must_hold(loaded || !loaded.diagnostics().empty(), "what is no mapping is told why");
  if (!loaded) return 0;
  const vocabulary words;
  const record_options how{.file = "e.csv",
                           .format = record_format::csv,
                           .mapping = &loaded.value(),
                           .as_of = parse_instant("2026-03-02T10:00:00Z").value()};
  read_into_a_book(text, how, words, read_by_hand(text, how, words));
  return 0;
}
