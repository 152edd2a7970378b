#include "policy/parse/reader.hpp"

#include <algorithm>
#include <charconv>
#include <tickler/problem_numbers.hpp>

#include "base/date_text.hpp"
#include "base/flag_words.hpp"
#include "base/messages.hpp"
#include "policy/parse/all_tables.hpp"
#include "policy/parse/kinds.hpp"
#include "policy/parse/source_map.hpp"
#include "policy/synonyms.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

std::string_view name_of(const node& n) {
  switch (n.what) {
    case node::kind::nothing:
      return "nothing";
    case node::kind::scalar:
      return n.text.empty() ? "an empty text" : "text";
    case node::kind::list:
      return n.items.empty() ? "an empty list" : "a list";
    case node::kind::mapping:
      return "a mapping";
    case node::kind::unreadable:
      break;
  }
  return "";
}

bool is_empty(const node& n) {
  return n.what == node::kind::nothing || (n.what == node::kind::scalar && n.text.empty()) ||
         (n.what == node::kind::list && n.items.empty());
}

// "email, phone" and "email or phone" as "[email, phone]"; empty for what is no list of words.
std::string as_list(std::string_view text) {
  constexpr std::size_t longest = 96;
  constexpr std::string_view in_words = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-/:";
  if (text.size() > longest) return "";
  std::string list;
  bool parted = true, several = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find_first_not_of(in_words, at), text.size());
    const auto word = text.substr(at, end - at);
    if (word.empty()) {
      if (text[at] != ' ' && text[at] != ',' && text[at] != ';' && text[at] != '|') return "";
      parted = parted || text[at] != ' ';
      ++at;
    } else if (word == "and" || word == "or") {
      parted = true;
    } else {
      if (!parted) return "";
      several = !list.empty();
      list += (several ? ", " : "") + std::string(word);
      parted = false;
    }
    at = std::max(at, end);
  }
  return several ? '[' + list + ']' : "";
}

std::string found_instead(std::string_view wanted, std::string_view word) {
  return "expected " + std::string(wanted) + ", found " + quoted(word);
}

// What is said of an unknown key, and the keys that may be meant by it.
struct key_hint {
  std::string text{};
  std::vector<std::string_view> meant{};
};

// Of a word among keys that no colon follows: {at_most:1}, {outcome met}, {channel: email, phone}.
key_hint why_bare(std::string_view word, const std::vector<std::string_view>& known) {
  const auto end = word.find_first_of(": ");
  const auto first = std::find(known.begin(), known.end(), word.substr(0, end));
  if (end == word.npos || first == known.end()) return {.text = ": several words are a list in brackets, such as [email, phone]"};
  const auto missing = word[end] == ':' ? "a blank is missing after the colon" : "a colon is missing";
  const auto right = std::string(*first) + ": " + std::string(word.substr(end + 1));
  return {std::string(": ") + missing + ", write " + quoted(right), {*first}};
}

bool has_key(const table_doc& table, std::string_view name) {
  return std::any_of(table.keys.begin(), table.keys.end(), [name](const key_doc& k) { return k.name == name; });
}

// The key that was meant, or where this one belongs.
key_hint hint_of_key(std::string_view key, const table_doc& of, const std::vector<std::string_view>& known) {
  auto meant = meant_by_use(key, known);
  if (!meant.empty()) return {hint(meant), std::move(meant)};
  for (const auto& k : of.keys)
    if (k.kind.name == kinds::step_do.name && has_key(*k.kind.inside, key)) return {.text = ": it belongs into " + quoted(k.name)};
  const auto owners = owners_of(key);
  if (!owners.empty()) return {.text = ": it is a key of " + owners};
  meant = meant_by(key, known);
  return {hint(meant), std::move(meant)};
}

}  // namespace

source_position reader::inside(const node& n, std::size_t offset) const {
  return found_.in.at(source_of(places_of(n.text, found_.in.text(), n.begin, n.end), std::min(offset, n.text.size())));
}

void reader::unknown_key(const node& in, const entry& e, const entry* before, const table_doc& of) {
  std::vector<std::string_view> known;
  for (const auto& k : of.keys) known.push_back(k.name);
  const auto text = found_.in.text();
  const auto next = std::min(text.find_first_not_of(" \t\r\n", e.key.end), text.size());
  const bool bare = e.value.what == node::kind::nothing && text.substr(next, 1) != ":";
  const bool holds_parts = e.value.what == node::kind::mapping || e.value.what == node::kind::list;
  const bool belongs_above = holds_parts && before && before->value.what == node::kind::nothing;
  const auto said = bare            ? why_bare(e.key.text, known)
                    : belongs_above ? key_hint{": write it further to the right if it belongs to " + quoted(before->key.text)}
                                    : hint_of_key(e.key.text, of, known);
  error(number::unknown_key, at(e.key), "unknown key " + quoted(e.key.text) + said.text);
  for (const auto key : said.meant) meant_keys_.emplace(in.begin, key);
}

void reader::missing_key(const node& in, std::string_view whose, std::string_view key) {
  if (!meant_keys_.contains({in.begin, key})) error(number::missing_key, at(in), missing_message(whose, key));
}

void reader::expected(std::string_view wanted, const node& found) {
  if (found.what == node::kind::unreadable) return;
  error(is_empty(found) ? number::no_value : number::wrong_shape, at(found),
        "expected " + std::string(wanted) + ", found " + std::string(name_of(found)));
}

void reader::expected_keys(const table_doc& of, const node& found) {
  constexpr std::size_t longest_example = 40;
  std::string wanted = "the keys of " + std::string(of.whose);
  const auto shown = std::find_if(of.keys.begin(), of.keys.end(), [](const key_doc& k) {
    return k.given == presence::needed && k.example.size() <= longest_example;
  });
  if (shown != of.keys.end()) wanted += ", such as {" + std::string(shown->name) + ": " + std::string(shown->example) + '}';
  expected(wanted, found);
}

bool reader::is_text(const node& n, const value_kind& kind) {
  if (n.what == node::kind::scalar && !n.text.empty()) return true;
  expected(kind.wanted, n);
  return false;
}

located_string reader::read_text(const node& n, const value_kind& kind) { return {is_text(n, kind) ? n.text : "", at(n)}; }

bool reader::is_list_in_text(const node& n) {
  const auto list = n.what == node::kind::scalar ? as_list(n.text) : "";
  if (!list.empty()) error(number::wrong_shape, at(n), quoted(n.text) + " is one text: write a list, " + list);
  return !list.empty();
}

std::vector<located_string> reader::read_texts(const node& n, const value_kind& kind) {
  if (is_list_in_text(n)) return {{"", at(n)}};
  if (n.what != node::kind::list || n.items.empty()) return {read_text(n, kind)};
  std::vector<located_string> list;
  for (const auto& item : n.items) list.push_back(read_text(item, kind));
  return list;
}

void reader::read_flag(const node& n, located<bool>& out) {
  out.at = at(n);
  if (!is_text(n, kinds::flag)) return;
  if (const auto flag = flag_called(n.text))
    out.value = *flag;
  else
    found_other(n, kinds::flag, {"true", "yes", "false", "no"});
}

std::optional<std::int64_t> reader::read_whole(const node& n, const value_kind& kind) {
  if (!is_text(n, kind)) return std::nullopt;
  std::int64_t value = 0;
  const char* end = n.text.data() + n.text.size();
  const auto [stopped, problem] = std::from_chars(n.text.data(), end, value);
  const auto digits = std::string_view(n.text).substr(n.text.front() == '-' ? 1 : 0);
  const bool padded = digits.size() > 1 && digits.front() == '0';  // 010 is eight to some
  if (problem == std::errc{} && stopped == end && !padded) return value;
  error(number::wrong_value, at(n), found_instead(kind.wanted, n.text));
  return std::nullopt;
}

void reader::read_whole(const node& n, const value_kind& kind, located<std::int64_t>& out) {
  out = {read_whole(n, kind).value_or(1), at(n)};
}

std::optional<std::size_t> reader::read_choice(const node& n, std::span<const std::string_view> words) {
  const auto wanted = either(words);
  if (!is_text(n, {"word", wanted})) return std::nullopt;
  const auto found = std::find(words.begin(), words.end(), n.text);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  error(number::wrong_value, at(n), found_instead(wanted, n.text) + hint_for(n.text, {words.begin(), words.end()}));
  return std::nullopt;
}

void reader::found_other(const node& n, const value_kind& kind, const std::vector<std::string_view>& words) {
  error(number::wrong_value, at(n), found_instead(kind.wanted, n.text) + hint_for(n.text, words));
}

std::optional<duration> reader::parse(const node& n, std::string_view words) {
  if (words.front() == '=') {
    error(number::constant_wanted, at(n), "only 'after', 'within' and 'at_latest' may begin with '=': this one is constant");
    return std::nullopt;
  }
  return accept(n, parse_duration(words), number::bad_duration);
}

void reader::read_date(const node& n, optional_date& out) {
  if (!is_text(n, kinds::date)) return;
  if (const auto day = date_called(n.text))
    out = located{*day, at(n)};
  else
    error(number::wrong_value, at(n), found_instead(kinds::date.wanted, n.text));
}

void reader::read_duration(const node& n, const value_kind& kind, std::optional<located<duration>>& out) {
  if (!is_text(n, kind)) return;
  if (auto value = parse(n, n.text)) out = located<duration>{std::move(*value), at(n)};
}

void reader::read_window(const node& n, std::optional<located<duration>>& out, bool& before, expression& computed) {
  if (!is_text(n, kinds::window)) return;
  if (n.text.starts_with('=')) return take_expression(n, std::min(n.text.find_first_not_of(" \n", 1), n.text.size()), computed);
  constexpr std::string_view suffix = " before";
  std::string_view words = n.text;
  before = words.size() > suffix.size() && words.substr(words.size() - suffix.size()) == suffix;
  if (before) words.remove_suffix(suffix.size());
  if (auto value = parse(n, words)) out = located<duration>{std::move(*value), at(n)};
}

void reader::read_expression(const node& n, expression& out) {
  out.at = at(n);
  if (is_text(n, kinds::condition)) take_expression(n, 0, out);
}

void reader::take_expression(const node& n, std::size_t from, expression& out) {
  out.text = n.text.substr(from);
  if (out.text.empty()) return expected("an expression such as '= prospect.transit'", n);
  for (const auto& p : places_of(n.text, found_.in.text(), n.begin, n.end)) {
    if (p.offset >= from)
      out.pieces.push_back({p.offset - from, found_.in.at(p.source)});
    else
      out.pieces = {{0, found_.in.at(p.source + (from - p.offset))}};
  }
  out.at = out.pieces.front().at;
}

}  // namespace tickler::inline TICKLER_ABI
