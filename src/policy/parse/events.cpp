#include <array>

#include "policy/parse/keys.hpp"
#include "policy/parse/parts.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

constexpr std::array<std::string_view, 4> parties{"prospect", "referrer", "colleague", "anyone"};
constexpr std::span<const std::string_view> directions(direction_names.data() + 1, direction_names.size() - 1);

template <class Each>
void for_each_of(reader& r, const node& n, const value_kind& kind, Each each) {
  if (n.what == node::kind::mapping || (n.what == node::kind::list && n.items.empty())) return r.expected(kind.wanted, n);
  if (r.is_list_in_text(n)) return;
  if (n.what != node::kind::list) return each(n);
  for (const auto& item : n.items) each(item);
}

void read_directions(reader& r, const node& n, pattern_draft& out) {
  for_each_of(r, n, kinds::directions, [&](const node& each) {
    if (const auto index = r.read_choice(each, directions))
      out.directions.push_back({static_cast<direction>(*index + 1), r.at(each)});
  });
}

void read_parties(reader& r, const node& n, pattern_draft& out) {
  out.with.clear();
  for_each_of(r, n, kinds::parties, [&](const node& each) {
    const auto index = r.read_choice(each, parties);
    if (!index) return;
    if (parties[*index] != "anyone") return out.with.push_back({static_cast<party>(*index), r.at(each)});
    for (const auto everyone : {party::prospect, party::referrer, party::colleague}) out.with.push_back({everyone, r.at(each)});
  });
}

constexpr key<pattern_draft> pattern_keys[] = {
    {"channel", kinds::channels, presence::optional, "any", "On one of these channels.", "[phone, sms]",
     [](reader& r, const node& n, pattern_draft& p) { p.channels = r.read_texts(n, kinds::channels); }},
    {"direction", kinds::directions, presence::optional, "any", "From us, to us, or among ourselves.", "inbound", read_directions,
     directions},
    {"purpose", kinds::purposes, presence::optional, "any", "For one of these purposes.", "check_in",
     [](reader& r, const node& n, pattern_draft& p) { p.purposes = r.read_texts(n, kinds::purposes); }},
    {"outcome", kinds::outcomes, presence::optional, "any but the signals",
     "With one of these outcomes. A signal (opened, bounced, ...) matches only where it is named.", "[no_answer, left_message]",
     [](reader& r, const node& n, pattern_draft& p) { p.outcomes = r.read_texts(n, kinds::outcomes); }},
    {"with", kinds::parties, presence::optional, as_if("prospect"), "Whom it was with.", "colleague", read_parties, parties},
    {"if", kinds::condition, presence::optional, "always met", "A condition over the touchpoint.", "touch.key != ''",
     [](reader& r, const node& n, pattern_draft& d) { r.read_expression(n, d.condition); }},
};
constexpr auto pattern_key_docs = docs_of(pattern_keys);

void read_pattern(reader& r, const node& n, pattern_draft& out) {
  out.at = r.at(n);
  read_keys(r, n, key_table<pattern_draft>{pattern_doc, pattern_keys}, out);
}

constexpr key<event_count_draft> count_keys[] = {
    {"count", kinds::events, presence::needed, "", "The touchpoints that it counts.", "{outcome: declined}",
     [](reader& r, const node& n, event_count_draft& e) { read_events_wanted(r, n, e.of); }},
    {"at_least", kinds::whole_number, presence::needed, "",
     "It happens with the touchpoint that is this one, and each after it, 1 to 64.", "3",
     [](reader& r, const node& n, event_count_draft& e) { r.read_whole(n, kinds::whole_number, e.at_least); }},
    {"within", kinds::duration, presence::needed, "", "Of those in the time that ends with it.", "30 days",
     [](reader& r, const node& n, event_count_draft& e) { r.read_duration(n, kinds::duration, e.within); }},
};
constexpr auto count_key_docs = docs_of(count_keys);

bool counts(const node& n) { return n.find_key("count") != nullptr; }

void read_count(reader& r, const node& n, event_count_draft& out) {
  out.at = r.at(n);
  read_keys(r, n, key_table<event_count_draft>{count_doc, count_keys}, out);
}

}  // namespace

constexpr table_doc count_doc{"event_count", "an event from a count", count_key_docs};
constexpr table_doc pattern_doc{"pattern", "a pattern", pattern_key_docs};

void read_event(reader& r, const node& n, event_draft& out) {
  if (n.what == node::kind::mapping && counts(n)) return read_count(r, n, out.count.emplace());
  if (n.what == node::kind::mapping) return read_pattern(r, n, out.any_of.emplace_back());
  if (n.what != node::kind::list || n.items.empty()) {
    r.expected(kinds::patterns.wanted, n);
    out.any_of.emplace_back();
    return;
  }
  for (const auto& item : n.items) read_pattern(r, item, out.any_of.emplace_back());
}

void read_events_wanted(reader& r, const node& n, event_ref& out) {
  out.at = r.at(n);
  const auto read_one = [&](const node& each) {
    if (each.what == node::kind::mapping)
      read_pattern(r, each, std::get<pattern_draft>(out.any_of.emplace_back(pattern_draft{})));
    else
      out.any_of.emplace_back(r.read_text(each, kinds::events));
  };
  if (r.is_list_in_text(n)) return;
  if (n.what != node::kind::list || n.items.empty()) return read_one(n);
  for (const auto& item : n.items) read_one(item);
}

}  // namespace tickler::inline TICKLER_ABI
