// What the keys of a policy are: one table for each kind of mapping. Reading goes by them, and so does whatever documents them.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <tickler/export.hpp>
#include <tickler/problem_numbers.hpp>
#include <utility>

#include "base/messages.hpp"
#include "policy/parse/key_docs.hpp"
#include "policy/parse/kinds.hpp"
#include "policy/parse/reader.hpp"

namespace tickler::inline TICKLER_ABI {

template <class Part>
struct key {
  std::string_view name;
  value_kind kind;
  presence given;
  default_doc otherwise;
  std::string_view doc;
  std::string_view example;
  void (*read)(reader&, const node&, Part&);
  std::span<const std::string_view> words = {};
};

template <class Part>
struct key_table {
  const table_doc& doc;
  std::span<const key<Part>> keys;
};

template <class Part, std::size_t... Each>
constexpr std::array<key_doc, sizeof...(Each)> docs_of(std::span<const key<Part>> keys, std::index_sequence<Each...>) {
  const auto doc = [](const key<Part>& k) { return key_doc{k.name, k.kind, k.given, k.otherwise, k.doc, k.example, k.words}; };
  return {doc(keys[Each])...};
}

template <class Part, std::size_t N>
constexpr std::array<key_doc, N> docs_of(const key<Part> (&keys)[N]) {
  return docs_of(std::span<const key<Part>>(keys), std::make_index_sequence<N>{});
}

template <class Part>
void read_entry(reader& r, const node& in, const entry& e, const entry* before, const key_table<Part>& table, Part& out) {
  const auto known = std::find_if(table.keys.begin(), table.keys.end(), [&e](const auto& k) { return k.name == e.key.text; });
  if (known != table.keys.end()) return known->read(r, e.value, out);
  r.unknown_key(in, e, before, table.doc);
}

// All keys of a mapping. One that is needed and missing is read from a node that is already reported.
template <class Part>
void read_keys(reader& r, const node& n, const key_table<Part>& table, Part& out) {
  const bool readable = n.what == node::kind::mapping;
  if (!readable) r.expected_keys(table.doc, n);
  const entry* before = nullptr;
  for (const auto& e : n.entries()) {
    read_entry(r, n, e, before, table, out);
    before = &e;
  }
  for (const auto& k : table.keys) {
    if (k.given != presence::needed || n.find_key(k.name)) continue;
    if (readable) r.missing_key(n, table.doc.whose, k.name);
    k.read(r, node{.begin = n.begin}, out);
  }
}

// A mapping of names and parts, in the order of the file.
template <class Part>
void read_named(reader& r, const node& n, const value_kind& kind, std::vector<Part>& out,
                void (*read)(reader&, const node&, Part&)) {
  if (n.what != node::kind::mapping) {
    r.expected(kind.wanted, n);
    Part& failed = out.emplace_back();
    failed.name = {"", r.at(n)};
    return read(r, node{.begin = n.begin}, failed);
  }
  for (const auto& e : n.entries()) {
    Part& part = out.emplace_back();
    part.name = r.read_text(e.key, kinds::name);
    read(r, e.value, part);
  }
}

// A list of parts, or a mapping of names and parts.
template <class Part>
void read_listed(reader& r, const node& n, const value_kind& kind, std::vector<Part>& out,
                 void (*read)(reader&, const node&, Part&)) {
  if (n.what == node::kind::mapping) {
    for (const auto& e : n.entries())
      if (const auto* name = e.value.find_key("name"))
        r.error(number::not_together, r.at(*name), "'name' is given already, as the key " + quoted(e.key.text));
    return read_named(r, n, kind, out, read);
  }
  if (n.what != node::kind::list) return r.expected(kind.wanted, n);
  for (const auto& item : n.items) read(r, item, out.emplace_back());
}

// For parts that others refer to, or that reports name.
template <class Part>
void need_names(reader& r, const node& list, std::string_view whose, std::vector<Part>& parts) {
  if (list.what != node::kind::list) return;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].name.at) continue;
    parts[i].name = {"", r.at(list.items[i])};
    if (list.items[i].what == node::kind::mapping) r.missing_key(list.items[i], whose, "name");
  }
}

}  // namespace tickler::inline TICKLER_ABI
