#include "doors/arrow_table.hpp"

#include <cstring>
#include <map>
#include <tickler/instant.hpp>

namespace doors::arrow {

namespace {

int there = 0;

template <class T>
std::string bytes_of(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

std::string bits_of(const std::vector<bool>& bits) {
  std::string bytes(bits.size() / 8 + 1, '\0');
  for (std::size_t i = 0; i < bits.size(); ++i)
    if (bits[i]) bytes[i / 8] = static_cast<char>(bytes[i / 8] | 1 << i % 8);
  return bytes;
}

// Rows with as many of nonsense before them.
template <class Row>
std::vector<std::optional<Row>> padded(const std::vector<std::optional<Row>>& rows, std::int64_t before, Row nonsense) {
  std::vector<std::optional<Row>> all(static_cast<std::size_t>(before), nonsense);
  all.insert(all.end(), rows.begin(), rows.end());
  return all;
}

template <class Row>
column shell(std::string format, std::string name, const std::vector<std::optional<Row>>& all, std::int64_t before) {
  column c{.format = std::move(format), .name = std::move(name)};
  c.length = static_cast<std::int64_t>(all.size()) - before, c.offset = before;
  std::vector<bool> valid;
  for (const auto& row : all) valid.push_back(row.has_value()), c.nulls += !row;
  c.buffers.push_back(c.nulls == 0 ? std::string() : bits_of(valid));
  return c;
}

template <class Offset>
column plain_texts(char format, std::string name, const std::vector<text>& all, std::int64_t before) {
  auto c = shell(std::string(1, format), std::move(name), all, before);
  std::vector<Offset> offsets{0};
  std::string bytes;
  for (const auto& row : all) bytes += row.value_or("junk"), offsets.push_back(static_cast<Offset>(bytes.size()));
  c.buffers.push_back(bytes_of(offsets)), c.buffers.push_back(bytes);
  return c;
}

column viewed_texts(std::string name, const std::vector<text>& all, std::int64_t before) {
  auto c = shell("vu", std::move(name), all, before);
  std::string views, first = "....", second;
  for (const auto& row : all) {
    const auto value = row.value_or("");
    std::int32_t view[4] = {static_cast<std::int32_t>(value.size())};
    if (value.size() <= 12) {
      std::memcpy(view + 1, value.data(), value.size());
    } else {
      auto& to = value.size() % 2 == 0 ? first : second;
      std::memcpy(view + 1, value.data(), 4);
      view[2] = value.size() % 2 == 0 ? 0 : 1, view[3] = static_cast<std::int32_t>(to.size());
      to += value;
    }
    views.append(reinterpret_cast<const char*>(view), sizeof view);
  }
  const std::vector<std::int64_t> sizes{static_cast<std::int64_t>(first.size()), static_cast<std::int64_t>(second.size())};
  for (const auto& each : {views, first, second, bytes_of(sizes)}) c.buffers.push_back(each);
  return c;
}

column coded_texts(std::string name, const std::vector<text>& all, std::int64_t before) {
  std::map<std::string, std::int16_t> codes;
  std::vector<text> choices;
  std::vector<std::int16_t> rows;
  for (const auto& row : all) {
    const auto [known, is_new] = codes.try_emplace(row.value_or(""), static_cast<std::int16_t>(choices.size()));
    if (is_new) choices.emplace_back(known->first);
    rows.push_back(row ? known->second : std::int16_t{-7});
  }
  auto c = shell("s", std::move(name), all, before);
  c.buffers.push_back(bytes_of(rows));
  c.dictionary = std::make_shared<const column>(plain_texts<std::int32_t>('u', "", padded<std::string>(choices, 2, "junk"), 2));
  return c;
}

column times(std::string format, std::string name, const std::vector<std::optional<std::int64_t>>& seconds, const layout& how) {
  const std::int64_t per_second = how.time_unit == 's'   ? 1
                                  : how.time_unit == 'm' ? 1'000
                                  : how.time_unit == 'u' ? 1'000'000
                                                         : 1'000'000'000;
  const auto all = padded<std::int64_t>(seconds, how.before, -1);
  auto c = shell(std::move(format), std::move(name), all, how.before);
  std::vector<std::int64_t> values;
  for (const auto& row : all) values.push_back(row.value_or(-77) * per_second + per_second / 3);  // a fraction, which is cut off
  c.buffers.push_back(bytes_of(values));
  return c;
}

// What is handed out: the struct's own memory, freed by its release.
template <class Struct>
struct kept {
  column from;
  std::vector<const void*> buffers{};
  std::vector<Struct> members{};
  std::vector<Struct*> pointers{};
  Struct dictionary{};

  static void release(Struct* s) {
    auto* parts = static_cast<kept*>(s->private_data);
    for (auto& m : parts->members)
      if (m.release) m.release(&m);
    if (parts->dictionary.release) parts->dictionary.release(&parts->dictionary);
    delete parts;
    s->release = nullptr;
    --there;
  }
};

template <class Struct, class Make>
Struct handed_out(const column& c, Make make) {
  auto* parts = new kept<Struct>{c};
  for (const auto& m : c.members) parts->members.push_back(make(m));
  for (auto& m : parts->members) parts->pointers.push_back(&m);
  if (c.dictionary) parts->dictionary = make(*c.dictionary);
  Struct s{};
  s.n_children = static_cast<std::int64_t>(parts->members.size()), s.children = parts->pointers.data();
  s.dictionary = c.dictionary ? &parts->dictionary : nullptr;
  s.release = kept<Struct>::release, s.private_data = parts;
  ++there;
  return s;
}

struct stream {
  std::vector<column> batches;
  std::string error;
  std::size_t next = 0;
};

std::string shown(const ArrowSchema& s, const ArrowArray& a, std::int64_t row);

std::string shown_members(const ArrowSchema& s, const ArrowArray& a, std::int64_t row) {
  std::string all = "{";
  for (std::int64_t i = 0; i < s.n_children; ++i)
    all += (i == 0 ? "\"" : ",\"") + std::string(s.children[i]->name) + "\":" + shown(*s.children[i], *a.children[i], row);
  return all + '}';
}

std::string shown(const ArrowSchema& s, const ArrowArray& a, std::int64_t row) {
  const auto at = static_cast<std::size_t>(row + a.offset);
  const auto* valid = a.n_buffers == 0 ? nullptr : static_cast<const std::uint8_t*>(a.buffers[0]);
  if (valid && (valid[at / 8] >> at % 8 & 1) == 0) return "null";
  const std::string format = s.format;
  const auto number = [&]<class T>(T) { return static_cast<const T*>(a.buffers[1])[at]; };
  if (s.dictionary) return shown(*s.dictionary, *a.dictionary, number(std::int32_t{}));
  if (format == "+s") return shown_members(s, a, row + a.offset);
  if (format == "I") return std::to_string(number(std::uint32_t{}));
  if (format == "tss:UTC") return '"' + tickler::to_string(tickler::instant{std::chrono::seconds{number(std::int64_t{})}}) + '"';
  const auto* offsets = static_cast<const std::int32_t*>(a.buffers[1]) + at;
  if (format == "u")
    return '"' +
           std::string(static_cast<const char*>(a.buffers[2]) + offsets[0], static_cast<const char*>(a.buffers[2]) + offsets[1]) +
           '"';
  if (format != "+l") return "a format that none of ours has: " + format;
  std::string all = "[";
  for (auto i = offsets[0]; i < offsets[1]; ++i) all += (i == offsets[0] ? "" : ",") + shown(*s.children[0], *a.children[0], i);
  return all + ']';
}

}  // namespace

column texts(std::string name, const std::vector<text>& rows, const layout& how) {
  const auto all = padded<std::string>(rows, how.before, "nonsense before the rows");
  switch (how.texts) {
    case text_layout::small:
      return plain_texts<std::int32_t>('u', std::move(name), all, how.before);
    case text_layout::large:
      return plain_texts<std::int64_t>('U', std::move(name), all, how.before);
    case text_layout::viewed:
      return viewed_texts(std::move(name), all, how.before);
    default:
      return coded_texts(std::move(name), all, how.before);
  }
}

column instants(std::string name, const std::vector<std::optional<std::int64_t>>& seconds, const layout& how, std::string zone) {
  return times(std::string("ts") + how.time_unit + ':' + zone, std::move(name), seconds, how);
}

column durations(std::string name, const std::vector<std::optional<std::int64_t>>& seconds, const layout& how) {
  return times(std::string("tD") + how.time_unit, std::move(name), seconds, how);
}

template <class T>
column numbers(std::string name, char format, const std::vector<std::optional<T>>& rows, const layout& how) {
  const auto all = padded<T>(rows, how.before, T{77});
  auto c = shell(std::string(1, format), std::move(name), all, how.before);
  std::vector<T> values;
  for (const auto& row : all) values.push_back(row.value_or(T{55}));
  c.buffers.push_back(bytes_of(values));
  return c;
}
template column numbers<std::int8_t>(std::string, char, const std::vector<std::optional<std::int8_t>>&, const layout&);
template column numbers<std::int64_t>(std::string, char, const std::vector<std::optional<std::int64_t>>&, const layout&);
template column numbers<std::uint64_t>(std::string, char, const std::vector<std::optional<std::uint64_t>>&, const layout&);
template column numbers<double>(std::string, char, const std::vector<std::optional<double>>&, const layout&);

column bools(std::string name, const std::vector<std::optional<bool>>& rows, const layout& how) {
  const auto all = padded<bool>(rows, how.before, true);
  auto c = shell("b", std::move(name), all, how.before);
  std::vector<bool> values;
  for (const auto& row : all) values.push_back(row.value_or(true));
  c.buffers.push_back(bits_of(values));
  return c;
}

column structs(std::string name, std::size_t rows, std::vector<column> members, const layout&) {
  column c{.format = "+s", .name = std::move(name), .length = static_cast<std::int64_t>(rows)};
  c.buffers.emplace_back();
  c.members = std::move(members);
  return c;
}

column lists(std::string name, const std::vector<std::size_t>& sizes, column elements, const layout& how, bool is_map) {
  column c{.format = is_map ? "+m" : how.large_lists ? "+L" : "+l", .name = std::move(name)};
  c.length = static_cast<std::int64_t>(sizes.size()), c.offset = how.before;
  const auto offsets = [&]<class Offset>(Offset) {
    std::vector<Offset> all(static_cast<std::size_t>(how.before) + 1, Offset{0});
    for (const auto size : sizes) all.push_back(static_cast<Offset>(all.back() + static_cast<Offset>(size)));
    return bytes_of(all);
  };
  c.buffers.emplace_back();
  c.buffers.push_back(c.format == "+L" ? offsets(std::int64_t{}) : offsets(std::int32_t{}));
  c.members.push_back(std::move(elements));
  return c;
}

int unreleased() { return there; }

ArrowSchema schema_of(const column& c) {
  auto s = handed_out<ArrowSchema>(c, schema_of);
  const auto& kept_column = static_cast<kept<ArrowSchema>*>(s.private_data)->from;
  s.format = kept_column.format.c_str(), s.name = kept_column.name.c_str(), s.flags = ARROW_FLAG_NULLABLE;
  return s;
}

ArrowArray array_of(const column& c) {
  auto a = handed_out<ArrowArray>(c, array_of);
  auto* parts = static_cast<kept<ArrowArray>*>(a.private_data);
  for (const auto& each : parts->from.buffers) parts->buffers.push_back(each.empty() ? nullptr : each.data());
  a.length = c.length, a.offset = c.offset, a.null_count = c.nulls;
  a.n_buffers = static_cast<std::int64_t>(parts->buffers.size()), a.buffers = parts->buffers.data();
  return a;
}

ArrowArrayStream stream_of(std::vector<column> batches, std::string error_at_the_end) {
  ++there;
  return {.get_schema =
              [](ArrowArrayStream* s, ArrowSchema* out) {
                *out = schema_of(static_cast<stream*>(s->private_data)->batches.front());
                return 0;
              },
          .get_next =
              [](ArrowArrayStream* s, ArrowArray* out) {
                auto& from = *static_cast<stream*>(s->private_data);
                *out = {};
                if (from.next < from.batches.size()) *out = array_of(from.batches[from.next++]);
                return out->release || from.error.empty() ? 0 : 5;
              },
          .get_last_error = [](ArrowArrayStream* s) { return static_cast<stream*>(s->private_data)->error.c_str(); },
          .release =
              [](ArrowArrayStream* s) {
                delete static_cast<stream*>(s->private_data);
                s->release = nullptr;
                --there;
              },
          .private_data = new stream{std::move(batches), std::move(error_at_the_end)}};
}

rows_read read_all(ArrowArrayStream& s) {
  rows_read all;
  ArrowSchema schema{};
  ArrowArray batch{};
  const auto fails = [&](int code) {
    if (code == 0) return false;
    all.code = code;
    all.error = s.get_last_error(&s);
    return true;
  };
  if (!fails(s.get_schema(&s, &schema))) {
    while (!fails(s.get_next(&s, &batch)) && batch.release) {
      all.batches.push_back(static_cast<std::size_t>(batch.length));
      for (std::int64_t row = 0; row < batch.length; ++row) all.rows.push_back(shown(schema, batch, row));
      batch.release(&batch);
    }
    schema.release(&schema);
  }
  s.release(&s);
  return all;
}

}  // namespace doors::arrow
