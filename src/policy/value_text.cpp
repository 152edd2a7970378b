#include "policy/value_text.hpp"

#include <algorithm>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "base/date_text.hpp"
#include "base/utf8.hpp"
#include "policy/choice_names.hpp"
#include "policy/draft_fields.hpp"
#include "time/calendar_names.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

using pairs = std::vector<std::pair<std::string, std::string>>;

// A number that is none of them, which a draft may have and no policy has, is told as that.
template <std::size_t N, class Choice>
std::string word_of(const std::array<std::string_view, N>& words, Choice choice) {
  const auto i = static_cast<std::size_t>(choice);
  return i < N ? std::string(words[i]) : std::to_string(i);
}

std::string two_digits(std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); }

// "mon-fri", "sat", "daily", "sat-mon,wed": the rows, in the order in which they begin.
std::string days_text(weekday_set days) {
  if (days == daily) return "daily";
  std::string text;
  const auto is_in = [days](unsigned day) { return (days >> day % 7 & 1u) != 0; };
  for (unsigned first = 0; first < 7; ++first) {
    if (!is_in(first) || is_in(first + 6)) continue;
    auto last = first;
    while (is_in(last + 1)) ++last;
    (text += text.empty() ? "" : ",") += day_names[first];
    if (last != first) (text += '-') += day_names[last % 7];
  }
  return text;
}

// "{channel: phone, outcome: [no_answer, busy]}"
std::string inline_mapping(const pairs& keys) {
  std::string out = "{";
  for (const auto& [key, value] : keys) out += (out.size() == 1 ? "" : ", ") + yaml_scalar(key) + ": " + value;
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
  return is_scalar ? yaml_scalar(text) : text;
};

constexpr auto times_text = [](const auto& o) { return text_of(o.from) + '-' + text_of(o.to); };

// What is for everybody alone as it is; else "{all: ..., US: ...}".
template <class List, class Text>
std::string by_region(const List& list, Text text) {
  if (std::all_of(list.begin(), list.end(), [](const auto& each) { return each->region.empty(); }))
    return text(std::span(list.data(), list.size()));
  pairs regions;
  for (auto i = list.begin(); i != list.end();) {
    const auto end = std::find_if(i, list.end(), [&](const auto& each) { return each->region != (*i)->region; });
    regions.emplace_back((*i)->region.empty() ? "all" : (*i)->region, text(std::span(&*i, static_cast<std::size_t>(end - i))));
    i = end;
  }
  return inline_mapping(regions);
}

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

// What YAML refuses, or takes for the end of a line, or for a mark before the text.
constexpr bool needs_escape(char32_t code) {
  return code < ' ' || (code >= 0x7f && code <= 0xa0) || code == 0x2028 || code == 0x2029 || code == 0xfeff || code == 0xfffe ||
         code == 0xffff;
}

// What may stand anywhere on a line as it is. Whatever else has a meaning to YAML stands in quotes; a colon has one before a blank,
// a dash or question mark at the beginning.
bool is_plain(std::string_view text) {
  if (text.empty() || text.front() == ' ' || text.back() == ' ' || text == "<<") return false;
  if (std::string_view("-?:").find(text.front()) != text.npos || text.back() == ':' || text.find(": ") != text.npos) return false;
  if (text.find_first_of("\"'\\,[]{}#&*!|>%@`") != text.npos) return false;
  while (!text.empty()) {
    const auto [code, length] = decode_utf8(text);
    if (length == 0 || needs_escape(code)) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string escaped(char32_t code) {
  constexpr char digits[] = "0123456789ABCDEF";
  const int width = code < 0x100 ? 2 : 4;
  std::string text = width == 2 ? "\\x" : "\\u";
  for (int shift = 4 * (width - 1); shift >= 0; shift -= 4) text += digits[code >> shift & 15u];
  return text;
}

}  // namespace

std::string yaml_scalar(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  std::string out = "\"";
  while (!text.empty()) {
    const auto [code, length] = decode_utf8(text);
    const auto bytes = text.substr(0, std::max<std::size_t>(length, 1));  // what is not UTF-8 stays so
    if (code == '\n')
      out += "\\n";
    else if (code == '"' || code == '\\')
      (out += '\\') += bytes;
    else if (length != 0 && needs_escape(code))
      out += escaped(code);
    else
      out += bytes;
    text.remove_prefix(bytes.size());
  }
  return out + '"';
}

std::string text_of(std::chrono::minutes t) { return two_digits(t.count() / 60) + ':' + two_digits(t.count() % 60); }

std::string text_of(date::year_month_day day) { return date_text(day); }

std::string text_of(fact_type t) { return word_of(fact_type_names, t); }
std::string text_of(party p) { return word_of(party_names, p); }
std::string text_of(direction d) { return word_of(direction_names, d); }
std::string text_of(anchor from) { return word_of(anchor_names, from); }
std::string text_of(step_clock clock) { return word_of(step_clock_names, clock); }
std::string text_of(run_per per) { return word_of(run_per_names, per); }

std::string text_of(promise_draft::kind what) {
  using kind = promise_draft::kind;
  return what == kind::next_action ? "next_action" : what == kind::respected ? "respected" : "";
}

std::string text_of(const closure& c) { return c.region.empty() ? to_string(c.day) : c.region + ' ' + to_string(c.day); }

std::string text_of(const special_day& d) {
  return (d.region.empty() ? "" : d.region + ' ') + to_string(d.day) + ": " + one_or_list(d.hours, times_text);
}

std::string text_of(const pattern_draft& p) { return inline_keys(p); }
std::string text_of(const when_late_draft& w) { return inline_keys(w); }

std::string text_of(const event_count_draft& e) {
  return "{count: " + text_of(e.of) + ", at_least: " + text_of(e.at_least) + ", within: " + text_of(e.within) + '}';
}

std::string text_of(const event_ref& events) {
  return one_or_list(events.any_of, [](const auto& event) { return std::visit(inline_text, event); });
}

std::string text_of(const again_draft& again) {
  using kind = again_draft::kind;
  return again.when == kind::yes ? "yes" : again.when == kind::never ? "never" : to_string(again.wait);
}

std::string text_of(const std::vector<located_string>& names) {
  return one_or_list(names, [](const located_string& name) { return yaml_scalar(*name); });
}

std::string text_of(const std::vector<located<party>>& with) {
  const std::vector<located<party>> anyone{party::prospect, party::referrer, party::colleague};
  return with == anyone ? "anyone" : one_or_list(with, inline_text);
}

std::string text_of(const std::vector<located<direction>>& directions) { return one_or_list(directions, inline_text); }

std::string text_of(const std::vector<located<opening>>& hours) {
  return by_region(hours, [](const auto& of_region) {
    pairs days;
    for (auto i = of_region.begin(); i != of_region.end();) {
      const auto end = std::find_if(i, of_region.end(), [&](const auto& o) { return o->days != (*i)->days; });
      days.emplace_back(days_text((*i)->days), one_or_list(std::span(i, end), [](const auto& o) { return times_text(*o); }));
      i = end;
    }
    return inline_mapping(days);
  });
}

std::string special_text(const std::vector<located<special_day>>& days) {
  if (days.empty()) return "";
  return by_region(days, [](const auto& of_region) {
    pairs hours;
    for (const auto& each : of_region) hours.emplace_back(to_string(each->day), one_or_list(each->hours, times_text));
    return inline_mapping(hours);
  });
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

std::string text_of(const std::optional<located<std::chrono::minutes>>& time_of_day, const located<bool>& next) {
  return time_of_day && *next ? "next " + text_of(*time_of_day) : text_of(time_of_day);
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
