#include "analysis/diff/value_text.hpp"

#include <algorithm>
#include <variant>

#include "time/calendar_names.hpp"

namespace tickler {

namespace {

using pairs = std::vector<std::pair<std::string, std::string>>;

std::string joined(const std::vector<std::string>& values) {
  std::string out;
  for (const auto& value : values) out += (out.empty() ? "" : ", ") + value;
  return out;
}

std::vector<std::string> scalars(const std::vector<text>& names) {
  std::vector<std::string> values;
  for (const auto& name : names) values.push_back(inline_scalar(name.value));
  return values;
}

void add(pairs& keys, std::string_view key, std::string value) {
  if (!value.empty()) keys.emplace_back(key, std::move(value));
}

std::string two_digits(std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); }

// "mon-fri", "sat", "daily"; days that are not in a row, which no author can write as one: "mon wed"
std::string text_of(weekday_set days) {
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

std::string text_of(const std::vector<written<party>>& with) {
  const std::vector<written<party>> anyone{party::prospect, party::referrer, party::colleague};
  if (with == anyone) return "anyone";
  std::vector<std::string> names;
  for (const auto& one : with) names.emplace_back(party_names[static_cast<std::size_t>(one.value)]);
  return names.size() == 1 && with.front().value == party::prospect ? "" : one_or_list(names);
}

}  // namespace

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

std::string inline_mapping(const pairs& keys) {
  std::string out = "{";
  for (const auto& [key, value] : keys) out += (out.size() == 1 ? "" : ", ") + key + ": " + value;
  return out + '}';
}

std::string one_or_list(const std::vector<std::string>& values) {
  if (values.empty()) return {};
  return values.size() == 1 ? values.front() : '[' + joined(values) + ']';
}

std::string text_of(const std::vector<text>& names) { return one_or_list(scalars(names)); }

std::string text_of(const pattern_draft& p) {
  std::vector<std::string> directions;
  for (const auto& d : p.directions) directions.emplace_back(direction_names[static_cast<std::size_t>(d.value)]);
  pairs keys;
  add(keys, "channel", text_of(p.channels));
  add(keys, "direction", one_or_list(directions));
  add(keys, "purpose", text_of(p.purposes));
  add(keys, "outcome", text_of(p.outcomes));
  add(keys, "with", text_of(p.with));
  if (p.condition.given()) add(keys, "if", inline_scalar(p.condition.text));
  return inline_mapping(keys);
}

std::string text_of(const std::vector<pattern_draft>& any_of) {
  std::vector<std::string> values;
  for (const auto& p : any_of) values.push_back(text_of(p));
  return one_or_list(values);
}

std::string text_of(const event_ref& events) {
  std::vector<std::string> values;
  for (const auto& event : events.any_of) {
    const auto* name = std::get_if<text>(&event);
    values.push_back(name != nullptr ? inline_scalar(name->value) : text_of(std::get<pattern_draft>(event)));
  }
  return one_or_list(values);
}

std::string text_of(const std::vector<written<opening>>& hours) {
  pairs days;
  for (auto i = hours.begin(); i != hours.end();) {
    const auto end = std::find_if(i, hours.end(), [&](const auto& o) { return o->days != (*i)->days; });
    std::vector<std::string> intervals;
    const auto of = (*i)->days;
    for (; i != end; ++i) intervals.push_back(time_of_day((*i)->from) + '-' + time_of_day((*i)->to));
    days.emplace_back(text_of(of), one_or_list(intervals));
  }
  return inline_mapping(days);
}

std::string text_of(const closure& c) { return c.region.empty() ? to_string(c.day) : c.region + ' ' + to_string(c.day); }

std::string text_of(const when_late_draft& w) {
  pairs keys;
  for (const auto& [key, value] : {std::pair{"purpose", &w.purpose}, {"template", &w.template_name}, {"note", &w.note}})
    if (!value->value.empty()) add(keys, key, inline_scalar(value->value));
  return inline_mapping(keys);
}

std::string text_of(const std::vector<variant_draft>& variants) {
  pairs weights;
  for (const auto& v : variants) weights.emplace_back(v.name.value, std::to_string(v.weight.value));
  return weights.empty() ? "" : inline_mapping(weights);
}

std::string text_of(const again_draft& again) {
  using kind = again_draft::kind;
  return again.when == kind::yes ? "yes" : again.when == kind::never ? "never" : to_string(again.wait);
}

std::string time_of_day(std::chrono::minutes t) { return two_digits(t.count() / 60) + ':' + two_digits(t.count() % 60); }

std::string window_text(const std::optional<written<duration>>& constant, bool is_before, const expression& computed) {
  if (computed.given()) return "= " + computed.text;
  if (!constant) return {};
  return to_string(constant->value) + (is_before ? " before" : "");
}

}  // namespace tickler
