#include "analysis/diff/value_text.hpp"

#include <algorithm>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "policy/choice_names.hpp"
#include "policy/draft_fields.hpp"
#include "time/calendar_names.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

using pairs = std::vector<std::pair<std::string, std::string>>;

template <std::size_t N, class Choice>
std::string word_of(const std::array<std::string_view, N>& words, Choice choice) {
  return std::string(words[static_cast<std::size_t>(choice)]);
}

std::string two_digits(std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); }

// "mon-fri", "sat", "daily"; days that are not in a row, which no author can write as one: "mon wed"
std::string days_text(weekday_set days) {
  if (days == daily) return "daily";
  for (unsigned first = 0; first < 7; ++first)
    for (unsigned count = 1; count < 7; ++count) {
      unsigned row = 0;
      for (unsigned i = 0; i < count; ++i) row |= 1u << (first + i) % 7;
      if (row != days) continue;
      const auto last = day_names[(first + count - 1) % 7];
      return count == 1 ? std::string(last) : std::string(day_names[first]) + '-' + std::string(last);
    }
  std::string out;
  for (unsigned day = 0; day < 7; ++day)
    if (days >> day & 1u) (out += out.empty() ? "" : " ") += day_names[day];
  return out;
}

// As one value among others on a line of YAML: quoted where it would be read as something else.
std::string inline_scalar(std::string_view value) {
  const bool is_plain = !value.empty() && value.front() != ' ' && value.back() != ' ' &&
                        value.find_first_of("\"'\\,[]{}#&*!|>%@`\n\r\t") == value.npos && value.find(": ") == value.npos;
  if (is_plain) return std::string(value);
  std::string out = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out + '"';
}

// "{channel: phone, outcome: [no_answer, busy]}"
std::string inline_mapping(const pairs& keys) {
  std::string out = "{";
  for (const auto& [key, value] : keys) out += (out.size() == 1 ? "" : ", ") + key + ": " + value;
  return out + '}';
}

// "a" for one, "[a, b]" for several; empty for none.
template <class List, class Text>
std::string one_or_list(const List& list, Text text) {
  if (list.size() == 1) return text(list.front());
  std::string out;
  for (const auto& each : list) out += (out.empty() ? "[" : ", ") + text(each);
  return out.empty() ? out : out + ']';
}

constexpr auto inline_text = [](const auto& value) {
  auto text = text_of(value);
  constexpr bool is_scalar =
      std::is_same_v<decltype(value), const tickler::located_string&> || std::is_same_v<decltype(value), const expression&>;
  return is_scalar ? inline_scalar(text) : text;
};

// What needs not be written is left out.
template <class Part>
std::string inline_keys(const Part& part) {
  static const Part unwritten{};
  pairs keys;
  for_each_key(part, [&keys](const auto& field, const auto& value) {
    const auto text = inline_text(value);
    if (text != field.of(unwritten, inline_text)) keys.emplace_back(field.key, text);
  });
  return inline_mapping(keys);
}

}  // namespace

std::string text_of(std::chrono::minutes t) { return two_digits(t.count() / 60) + ':' + two_digits(t.count() % 60); }

std::string text_of(fact_type t) { return word_of(fact_type_names, t); }
std::string text_of(party p) { return word_of(party_names, p); }
std::string text_of(direction d) { return word_of(direction_names, d); }
std::string text_of(anchor from) { return word_of(anchor_names, from); }
std::string text_of(run_per per) { return word_of(run_per_names, per); }

std::string text_of(promise_draft::kind what) {
  using kind = promise_draft::kind;
  return what == kind::next_action ? "next_action" : what == kind::respected ? "respected" : "";
}

std::string text_of(const closure& c) { return c.region.empty() ? to_string(c.day) : c.region + ' ' + to_string(c.day); }

std::string text_of(const pattern_draft& p) { return inline_keys(p); }
std::string text_of(const when_late_draft& w) { return inline_keys(w); }

std::string text_of(const event_ref& events) {
  return one_or_list(events.any_of, [](const auto& event) { return std::visit(inline_text, event); });
}

std::string text_of(const again_draft& again) {
  using kind = again_draft::kind;
  return again.when == kind::yes ? "yes" : again.when == kind::never ? "never" : to_string(again.wait);
}

std::string text_of(const std::vector<located_string>& names) {
  return one_or_list(names, [](const located_string& name) { return inline_scalar(*name); });
}

std::string text_of(const std::vector<located<party>>& with) {
  const std::vector<located<party>> anyone{party::prospect, party::referrer, party::colleague};
  return with == anyone ? "anyone" : one_or_list(with, inline_text);
}

std::string text_of(const std::vector<located<direction>>& directions) { return one_or_list(directions, inline_text); }

std::string text_of(const std::vector<located<opening>>& hours) {
  pairs days;
  for (auto i = hours.begin(); i != hours.end();) {
    const auto end = std::find_if(i, hours.end(), [&](const auto& o) { return o->days != (*i)->days; });
    days.emplace_back(days_text((*i)->days),
                      one_or_list(std::span(i, end), [](const auto& o) { return text_of(o->from) + '-' + text_of(o->to); }));
    i = end;
  }
  return inline_mapping(days);
}

std::string text_of(const std::vector<pattern_draft>& any_of) { return one_or_list(any_of, inline_text); }

std::string text_of(const std::vector<variant_draft>& variants) {
  pairs weights;
  for (const auto& v : variants) weights.emplace_back(v.name.value, text_of(v.weight));
  return weights.empty() ? "" : inline_mapping(weights);
}

std::string text_of(const std::optional<located<duration>>& constant, bool is_before, const expression& computed) {
  if (computed.given()) return "= " + computed.text;
  return constant && is_before ? text_of(*constant) + " before" : text_of(constant);
}

std::string text_of(calendar_draft::clock whose, const located_string& zone) {
  using clock = calendar_draft::clock;
  return whose == clock::prospect ? "prospect" : whose == clock::owner ? "owner" : zone.value;
}

std::string text_of(const std::vector<located_string>& channels, const std::vector<located_string>& purposes) {
  pairs keys;
  if (!channels.empty()) keys.emplace_back("channel", text_of(channels));
  if (!purposes.empty()) keys.emplace_back("purpose", text_of(purposes));
  return inline_mapping(keys);
}

}  // namespace tickler::inline TICKLER_ABI
