// Reads single values of a policy. Whatever cannot be read is reported, and left as the checks expect it: empty, with a position.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tickler/policy_draft.hpp>
#include <utility>
#include <vector>

#include "policy/parse/tree.hpp"

namespace tickler::inline TICKLER_ABI {

struct table_doc;

// What a key takes: a short name for it, the words for "expected ..., found a list", and the keys of the mappings in it.
struct value_kind {
  std::string_view name;
  std::string_view wanted;
  const table_doc* inside = nullptr;
  const table_doc* or_inside = nullptr;  // it may be written in that way, too

  constexpr bool may_hold(const table_doc& table) const noexcept { return inside == &table || or_inside == &table; }
};

class reader {
 public:
  explicit reader(findings& found) : found_(found) {}

  source_position at(const node& n) const { return found_.in.at(n.begin); }
  source_position inside(const node& n, std::size_t offset) const;  // of its text
  void error(int number, source_position place, std::string message) { found_.error(number, place, std::move(message)); }
  void expected(std::string_view wanted, const node& found);
  void expected_keys(const table_doc& of, const node& found);
  void found_other(const node& n, const value_kind& kind, const std::vector<std::string_view>& words);  // than one of these
  bool is_list_in_text(const node& n);  // "email, phone" for [email, phone]: then reported
  // `before`: the entry above it, if any.
  void unknown_key(const node& in, const entry& e, const entry* before, const table_doc& of);
  // Not said where a key that is unknown there has been told to be this one. After all keys of the mapping.
  void missing_key(const node& in, std::string_view whose, std::string_view key);
  std::size_t errors() const noexcept { return found_.list.size(); }

  bool is_text(const node& n, const value_kind& kind);  // else reported
  located_string read_text(const node& n, const value_kind& kind);
  std::vector<located_string> read_texts(const node& n, const value_kind& kind);  // one or a list, not empty
  void read_flag(const node& n, located<bool>& out);
  std::optional<std::int64_t> read_whole(const node& n, const value_kind& kind);
  void read_whole(const node& n, const value_kind& kind, located<std::int64_t>& out);
  std::optional<std::size_t> read_choice(const node& n, std::span<const std::string_view> words);  // the index of one of them
  void read_date(const node& n, optional_date& out);
  void read_duration(const node& n, const value_kind& kind, std::optional<located<duration>>& out);
  void read_window(const node& n, std::optional<located<duration>>& out, bool& before,
                   expression& computed);  // "24 hours before" and "= ..." too
  void read_expression(const node& n, expression& out);
  std::optional<duration> parse(const node& n, std::string_view words);  // the text of n or its beginning

  // What parse_... of one text, from there on, made of it; else its error under this number, at its column.
  template <class T>
  std::optional<T> accept(const node& n, parse_result<T> result, int number, std::size_t from = 0) {
    if (result) return *result;
    error(number, inside(n, from + result.error().offset), result.error().message);
    return std::nullopt;
  }

 private:
  void take_expression(const node& n, std::size_t from, expression& out);  // its text from there on

  findings& found_;
  std::set<std::pair<std::size_t, std::string_view>> meant_keys_{};  // by unknown ones, and where their mapping begins
};

}  // namespace tickler::inline TICKLER_ABI
