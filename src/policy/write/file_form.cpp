#include "policy/write/file_form.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "policy/draft_fields.hpp"
#include "policy/value_text.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

// Those with the same key side by side, the keys in the order of their first.
template <class List, class Key>
void gather(List& list, Key key) {
  List gathered;
  for (const auto& first : list) {
    const auto is_alike = [&](const auto& each) { return key(*each) == key(*first); };
    if (std::any_of(gathered.begin(), gathered.end(), is_alike)) continue;
    std::copy_if(list.begin(), list.end(), std::back_inserter(gathered), is_alike);
  }
  list = std::move(gathered);
}

class settler {
 public:
  template <with_fields Part>
  static void settle(Part& part) {
    adjust(part);
    for_each_field(part, [](const auto&, auto&... values) { (settle(values), ...); });
  }

 private:
  template <class T>
  static void settle(std::vector<T>& list) {
    for (auto& each : list) settle(each);
  }
  template <class T>
  static void settle(std::optional<T>& maybe) {
    if (maybe) settle(*maybe);
  }
  static void settle(event_ref& events) {
    for (auto& each : events.any_of)
      if (auto* pattern = std::get_if<pattern_draft>(&each)) settle(*pattern);
  }
  template <class Value>
  static void settle(Value&) requires(!with_fields<Value>) {}

  template <class Part>
  static void adjust(Part&) {}

  static void adjust(pattern_draft& p) {
    if (p.with.empty()) p.with = {party::prospect, party::referrer, party::colleague};
  }

  static void adjust(calendar_draft& c) {
    gather(c.hours, [](const opening& o) -> const std::string& { return o.region; });
    gather(c.hours, [](const opening& o) { return std::pair(std::string_view(o.region), o.days); });
    gather(c.closed, [](const closure& closed) -> const std::string& { return closed.region; });
    gather(c.special, [](const special_day& day) -> const std::string& { return day.region; });
    if (c.whose != calendar_draft::clock::named) c.zone = {};
  }

  static void adjust(step_draft& s) {
    const auto adjust_one = [](const auto& constant, bool& is_before, expression& computed) {
      if (!constant) is_before = false;
      computed.text.erase(0, computed.text.find_first_not_of(" \n"));  // blanks between `=` and the expression
    };
    adjust_one(s.after, s.after_is_before, s.computed_after);
    adjust_one(s.within, s.within_is_before, s.computed_within);
    adjust_one(s.at_latest, s.at_latest_is_before, s.computed_at_latest);
  }

  static void adjust(again_draft& a) {
    if (a.when != again_draft::kind::after) a.wait = {};
  }
};

class comparison {
 public:
  template <with_fields Part>
  static bool same(const Part& a, const Part& b) {
    return std::apply([&](const auto&... field) { return (same_field(field, a, b) && ...); }, fields_of<Part>.list);
  }

 private:
  template <class Field, class Part>
  static bool same_field(const Field& field, const Part& a, const Part& b) {
    if constexpr (std::is_base_of_v<takes::place, decltype(field.takes)>)
      return true;
    else
      return std::apply([&](auto... member) { return (same(a.*member, b.*member) && ...); }, field.members);
  }

  template <class T>
  static bool same(const std::vector<T>& a, const std::vector<T>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const T& x, const T& y) { return same(x, y); });
  }
  template <class T>
  static bool same(const std::optional<T>& a, const std::optional<T>& b) {
    return a.has_value() == b.has_value() && (!a || same(*a, *b));
  }
  static bool same(const event_ref& a, const event_ref& b) { return same(a.any_of, b.any_of); }
  static bool same(const std::variant<located_string, pattern_draft>& a, const std::variant<located_string, pattern_draft>& b) {
    if (a.index() != b.index()) return false;
    const auto* pattern = std::get_if<pattern_draft>(&a);
    return pattern ? same(*pattern, std::get<pattern_draft>(b)) : std::get<located_string>(a) == std::get<located_string>(b);
  }
  template <class Value>
  static bool same(const Value& a, const Value& b) requires(!with_fields<Value>) {
    return a == b;
  }
};

}  // namespace

policy_draft as_files_say_it(policy_draft draft) {
  settler::settle(draft);
  return draft;
}

bool same(const policy_draft& a, const policy_draft& b) { return comparison::same(a, b); }

}  // namespace tickler::inline TICKLER_ABI
