#include "analysis/diff/policy_parts.hpp"

#include <algorithm>
#include <string_view>

#include "policy/draft_fields.hpp"
#include "policy/value_text.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

using form = policy_part::form;

policy_part& add(policy_part& whole, std::string_view name, form what) {
  auto& part = whole.parts.emplace_back();
  part.name = name;
  part.what = what;
  return part;
}

// What has no name of its own may be there twice.
policy_part& add_named(policy_part& list, const std::string& name) {
  auto distinct = name;
  const auto is_there = [&](const policy_part& p) { return p.name == distinct; };
  for (int n = 2; std::any_of(list.parts.begin(), list.parts.end(), is_there); ++n)
    distinct = name + " (" + std::to_string(n) + ')';
  return add(list, distinct, form::value);
}

// Rules go by what they are about where they have no name.
std::string subject_of(const hold_draft& h) { return text_of(h.on); }
std::string subject_of(const never_draft& n) { return text_of(n.channels, n.purposes); }
std::string subject_of(const stop_draft& s) { return text_of(s.on); }

template <class Part>
concept with_subject = requires(const Part& part) {
  subject_of(part);
};

template <class Entry>
std::string name_of(const Entry& entry) {
  if constexpr (!with_fields<Entry>)
    return text_of(*entry);
  else if constexpr (with_subject<Entry>)
    return entry.name->empty() ? subject_of(entry) : *entry.name;
  else
    return *entry.name;
}

template <with_fields Part>
void describe(const Part& part, policy_part& out);

template <class Entry>
void add_list(policy_part& out, std::string_view key, const std::vector<Entry>& list) {
  auto& part = add(out, key, with_fields<Entry> ? form::items : form::words);
  for (const auto& each : list) {
    auto& inner = add_named(part, name_of(each));
    if constexpr (with_fields<Entry>) describe(each, inner);
  }
}

constexpr auto said = [](const auto&... values) { return text_of(values...); };

// A default that has a text is listed too, marked as one that needs not be written.
template <class Part, class Field, class... Values>
void add_key(policy_part& out, const Part& unwritten, const Field& field, const Values&... values) {
  auto text = text_of(values...);
  if constexpr (requires { field.takes.absent; })
    if (text.empty()) text = field.takes.absent;
  if (text.empty()) return;
  auto& key = add(out, field.key, form::value);
  key.is_default = text == field.of(unwritten, said);
  key.text = std::move(text);
}

template <class Part, class Field>
void add_key(policy_part& out, const Part&, const Field& field,
             const located<bool>& flag) requires(requires { field.takes.word; }) {
  if (*flag) add(out, field.key, form::value).text = field.takes.word;
}

template <class Part, class Field, class Entry>
void add_key(policy_part& out, const Part&, const Field& field,
             const std::vector<Entry>& list) requires(!requires { text_of(list); }) {
  add_list(out, field.key, list);
}

template <class Part, class Field>
void add_key(policy_part& out, const Part&, const Field& field, const std::vector<located_string>& channels,
             const std::vector<located_string>& purposes, const std::vector<located_string>& outcomes) {
  auto& vocabulary = add(out, field.key, form::keys);
  add_list(vocabulary, "channels", channels);
  add_list(vocabulary, "purposes", purposes);
  add_list(vocabulary, "outcomes", outcomes);
}

// What only some parts of its kind have.
template <class Part>
void settle(const Part&, policy_part&) {}

template <with_subject Part>
void settle(const Part& part, policy_part& out) {
  if (part.name->empty() && !out.parts.empty() && out.parts.front().text == subject_of(part)) out.parts.erase(out.parts.begin());
}

void settle(const promise_draft& p, policy_part& out) {
  if (p.what != promise_draft::kind::at_most)
    std::erase_if(out.parts, [](const policy_part& key) { return key.name == "at_most"; });
  else if (!p.per)
    add(out, "per", form::value).text = "forever";
}

// A part with one key is that key's value.
template <with_fields Part>
void describe(const Part& part, policy_part& out) {
  if constexpr (fields_of<Part>.keys == 1) {
    for_each_key(part, [&out](const auto&, const auto& value) { out.text = text_of(value); });
  } else {
    out.what = form::keys;
    const auto otherwise = unwritten(part);
    for_each_key(part, [&](const auto& field, const auto&... values) { add_key(out, otherwise, field, values...); });
    settle(part, out);
  }
}

std::string word_list(const policy_part& words) {
  std::string out;
  for (const auto& word : words.parts) out += (out.empty() ? "[" : ", ") + word.name;
  return out.empty() ? out : out + ']';
}

}  // namespace

policy_part parts_of(const policy_draft& draft) {
  policy_part out;
  describe(draft, out);
  return out;
}

std::string summary_of(const policy_part& part) {
  if (part.what == form::value) return part.text;
  if (part.what == form::words) return word_list(part);
  if (part.what == form::items) return {};
  std::string out;
  for (const auto& key : part.parts) {
    const auto value = key.is_default ? std::string() : summary_of(key);
    if (!value.empty()) out += (out.empty() ? "" : ", ") + key.name + ": " + value;
  }
  return out;
}

}  // namespace tickler::inline TICKLER_ABI
