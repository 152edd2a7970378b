// Rows of an app as Arrow's columns, words coded by dictionaries: made once, and handed out again and again.
#pragma once

#include <tickler/arrow_c.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <list>
#include <string>
#include <string_view>
#include <tickler/tickler.hpp>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "c_door.hpp"

namespace c_door {

class arrow_table {
 public:
  arrow_table(const tickler::policy& p, const std::vector<row>& rows) : policy_(p) {
    node all("+s", "", rows.size());
    const auto of = [&rows](std::string tickler::prospect::*text) {
      std::vector<std::string_view> texts;
      for (const auto& r : rows) texts.push_back(r.who.*text);
      return texts;
    };
    all.members = {texts("id", of(&tickler::prospect::id)),
                   texts("name", of(&tickler::prospect::name)),
                   texts("zone", of(&tickler::prospect::zone)),
                   texts("region", of(&tickler::prospect::region)),
                   texts("owner", of(&tickler::prospect::owner)),
                   texts("owner_zone", of(&tickler::prospect::owner_zone)),
                   texts("account", of(&tickler::prospect::account)),
                   texts("referrer", of(&tickler::prospect::referrer)),
                   contact(rows),
                   facts(rows),
                   touchpoints(rows)};
    kept_.push_back(std::move(all));
    kept_.back().hand_out(schema_, array_);
  }
  arrow_table(const arrow_table&) = delete;
  arrow_table& operator=(const arrow_table&) = delete;

  // Of this one batch, as often as it is asked for.
  ArrowArrayStream stream() {
    handed_out_ = false;
    return {.get_schema =
                [](ArrowArrayStream* s, ArrowSchema* out) {
                  *out = static_cast<arrow_table*>(s->private_data)->schema_;
                  return 0;
                },
            .get_next =
                [](ArrowArrayStream* s, ArrowArray* out) {
                  auto& table = *static_cast<arrow_table*>(s->private_data);
                  *out = std::exchange(table.handed_out_, true) ? ArrowArray{} : table.array_;
                  return 0;
                },
            .get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; },
            .release = [](ArrowArrayStream* s) { s->release = nullptr; },
            .private_data = this};
  }

 private:
  // A column, its buffers and what is below it; nothing is freed before the table is.
  struct node {
    node(std::string_view of_format, std::string_view of_name, std::size_t rows)
        : format(of_format), name(of_name), size(static_cast<std::int64_t>(rows)) {}

    void hand_out(ArrowSchema& s, ArrowArray& a) {
      schemas.resize(members.size() + choices.size()), arrays.resize(schemas.size());
      schema_pointers.clear(), array_pointers.clear(), data.clear();
      for (std::size_t i = 0; i < schemas.size(); ++i) {
        (i < members.size() ? members[i] : choices[0]).hand_out(schemas[i], arrays[i]);
        schema_pointers.push_back(&schemas[i]), array_pointers.push_back(&arrays[i]);
      }
      for (const auto& each : buffers) data.push_back(each.empty() ? nullptr : each.data());
      s = {.format = format.c_str(),
           .name = name.c_str(),
           .metadata = nullptr,
           .flags = ARROW_FLAG_NULLABLE,
           .n_children = static_cast<std::int64_t>(members.size()),
           .children = schema_pointers.data(),
           .dictionary = choices.empty() ? nullptr : &schemas.back(),
           .release = [](ArrowSchema* one) { one->release = nullptr; },
           .private_data = nullptr};
      a = {.length = size,
           .null_count = nulls,
           .offset = 0,
           .n_buffers = static_cast<std::int64_t>(data.size()),
           .n_children = s.n_children,
           .buffers = data.data(),
           .children = array_pointers.data(),
           .dictionary = choices.empty() ? nullptr : &arrays.back(),
           .release = [](ArrowArray* one) { one->release = nullptr; },
           .private_data = nullptr};
    }

    std::string format, name;
    std::int64_t size, nulls = 0;
    std::vector<std::string> buffers{std::string()};  // the first: validity
    std::vector<node> members{}, choices{};           // one dictionary at most
    std::vector<ArrowSchema> schemas{};
    std::vector<ArrowArray> arrays{};
    std::vector<ArrowSchema*> schema_pointers{};
    std::vector<ArrowArray*> array_pointers{};
    std::vector<const void*> data{};
  };

  template <class T>
  static std::string bytes_of(const std::vector<T>& values) {
    return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
  }

  static void null(node& n, std::size_t row) {
    if (n.nulls++ == 0) n.buffers[0].assign(static_cast<std::size_t>(n.size) / 8 + 1, '\xff');
    n.buffers[0][row / 8] = static_cast<char>(n.buffers[0][row / 8] & ~(1 << row % 8));
  }

  static node texts(std::string_view name, const std::vector<std::string_view>& rows) {
    node n("u", name, rows.size());
    std::vector<std::int32_t> offsets{0};
    std::string bytes;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      bytes += rows[i];
      offsets.push_back(static_cast<std::int32_t>(bytes.size()));
      if (rows[i].empty()) null(n, i);
    }
    n.buffers.push_back(bytes_of(offsets)), n.buffers.push_back(bytes);
    return n;
  }

  static node times(std::string_view format, std::string_view name, const std::vector<std::optional<std::int64_t>>& rows) {
    node n(format, name, rows.size());
    std::vector<std::int64_t> values;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      values.push_back(rows[i].value_or(0) * 1'000'000);
      if (!rows[i]) null(n, i);
    }
    n.buffers.push_back(bytes_of(values));
    return n;
  }

  static node coded(std::string_view name, const std::vector<std::uint16_t>& codes, const std::vector<std::string_view>& choices) {
    node n("S", name, codes.size());
    n.buffers.push_back(bytes_of(codes));
    n.choices.push_back(texts("", choices));
    return n;
  }

  static node lists(std::string_view name, const std::vector<std::size_t>& sizes, node elements) {
    node n("+l", name, sizes.size());
    std::vector<std::int32_t> offsets{0};
    for (const auto size : sizes) offsets.push_back(offsets.back() + static_cast<std::int32_t>(size));
    n.buffers.push_back(bytes_of(offsets));
    n.members.push_back(std::move(elements));
    return n;
  }

  node contact(const std::vector<row>& rows) const {
    std::vector<std::string_view> kinds;
    for (const auto& channel : policy_.draft().channels)
      for (const auto& kind : channel.needs)
        if (std::find(kinds.begin(), kinds.end(), *kind) == kinds.end()) kinds.push_back(*kind);
    node n("+s", "contact", rows.size());
    for (const auto kind : kinds) {
      std::vector<std::string_view> values;
      for (const auto& r : rows) {
        const auto found = r.who.contact.find(std::string(kind));
        values.push_back(found == r.who.contact.end() ? std::string_view() : found->second);
      }
      n.members.push_back(texts(kind, values));
    }
    return n;
  }

  // Those that are whole numbers, bools and texts, as the shipped policies declare them.
  node facts(const std::vector<row>& rows) const {
    node n("+s", "facts", rows.size());
    for (const auto& declared : policy_.draft().facts) {
      std::vector<std::int64_t> wholes(rows.size());
      std::vector<std::string_view> values(rows.size());
      std::string bits(rows.size() / 8 + 1, '\0');
      node whole("l", *declared.name, rows.size()), boolean("b", *declared.name, rows.size());
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto found = rows[i].who.facts.find(*declared.name);
        if (found == rows[i].who.facts.end()) {
          null(whole, i), null(boolean, i);
          continue;
        }
        if (const auto* w = std::get_if<std::int64_t>(&found->second)) wholes[i] = *w;
        if (const auto* t = std::get_if<std::string>(&found->second)) values[i] = *t;
        if (const auto* b = std::get_if<bool>(&found->second); b && *b) bits[i / 8] = static_cast<char>(bits[i / 8] | 1 << i % 8);
      }
      whole.buffers.push_back(bytes_of(wholes)), boolean.buffers.push_back(bits);
      if (*declared.type == tickler::fact_type::integer) n.members.push_back(std::move(whole));
      if (*declared.type == tickler::fact_type::boolean) n.members.push_back(std::move(boolean));
      if (*declared.type == tickler::fact_type::text) n.members.push_back(texts(*declared.name, values));
    }
    return n;
  }

  template <class Word>
  node words(std::string_view name, const std::vector<const tickler::touchpoint*>& all, Word tickler::touch_words::*of) const {
    std::vector<std::uint16_t> codes;
    for (const auto* t : all) codes.push_back(static_cast<std::uint16_t>(t->words.*of));
    std::vector<std::string_view> choices;
    for (std::size_t i = 0; i < policy_.words().size<Word>(); ++i) choices.push_back(policy_.words().name(static_cast<Word>(i)));
    return coded(name, codes, choices);
  }

  static node names(std::string_view name, const std::vector<const tickler::touchpoint*>& all,
                    std::vector<std::string> tickler::touchpoint::*of) {
    std::vector<std::size_t> sizes;
    std::vector<std::string_view> elements;
    for (const auto* t : all) sizes.push_back((t->*of).size()), elements.insert(elements.end(), (t->*of).begin(), (t->*of).end());
    return lists(name, sizes, texts("item", elements));
  }

  node touchpoints(const std::vector<row>& rows) const {
    std::vector<std::size_t> sizes;
    std::vector<const tickler::touchpoint*> all;
    std::vector<std::optional<std::int64_t>> at, until;
    std::vector<std::uint16_t> direction, with;
    std::vector<std::string_view> id, address;
    for (const auto& r : rows) {
      sizes.push_back(r.log.size());
      for (const auto& t : r.log) {
        all.push_back(&t);
        at.push_back(t.at.time_since_epoch().count());
        until.push_back(t.until ? std::optional(t.until->time_since_epoch().count()) : std::nullopt);
        direction.push_back(static_cast<std::uint16_t>(t.words.direction)),
            with.push_back(static_cast<std::uint16_t>(t.words.with));
        id.push_back(t.id), address.push_back(t.address);
      }
    }
    node n("+s", "item", all.size());
    n.members = {times("tsu:UTC", "at", at),
                 times("tsu:UTC", "until", until),
                 words("channel", all, &tickler::touch_words::channel),
                 words("purpose", all, &tickler::touch_words::purpose),
                 words("outcome", all, &tickler::touch_words::outcome),
                 coded("direction", direction, {tickler::direction_names.begin(), tickler::direction_names.end()}),
                 coded("with", with, {tickler::party_names.begin(), tickler::party_names.end()}),
                 names("step", all, &tickler::touchpoint::steps),
                 names("key", all, &tickler::touchpoint::keys),
                 texts("id", id),
                 texts("address", address)};
    return lists("touchpoints", sizes, std::move(n));
  }

  const tickler::policy& policy_;
  std::list<node> kept_{};
  ArrowSchema schema_{};
  ArrowArray array_{};
  bool handed_out_ = false;
};

}  // namespace c_door
