#include <cstddef>
#include <string_view>
#include <tickler/io/diff.hpp>
#include <tickler/io/results.hpp>
#include <utility>
#include <vector>

#include "base/json_text.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

json_text& write_kinds(json_text& json, change_set kinds) {
  std::vector<std::string_view> names;
  for (const auto kind : change_kinds)
    if (kinds.has(kind)) names.push_back(name_of(kind));
  return json.list(names, [&](std::string_view name) { json.string(name); });
}

}  // namespace

std::string to_json(const policy_change& c) {
  json_text json;
  json.raw("{").name("change").string("policy");
  json.name("kind").string(to_string(c.kind));
  json.name("path").list(c.path, [&](const std::string& part) { json.string(part); });
  json.name("before").string_or_null(c.before).name("after").string_or_null(c.after);
  return std::move(json.raw("}")).take();
}

std::string to_json(const book_difference& d) {
  json_text json;
  json.raw("{").name("change").string("book");
  json.name("prospects").raw(std::to_string(d.prospects)).name("changed").raw(std::to_string(d.changed.size()));
  json.name("status").list(d.status_changes(), [&](const status_change& t) {
    json.raw("{").name("before").string(to_string(t.before)).name("after").string(to_string(t.after));
    json.name("prospects").raw(std::to_string(t.prospects)).raw("}");
  });
  json.name("kinds").raw("{");
  for (const auto kind : change_kinds) json.name(name_of(kind)).raw(std::to_string(d.count(kind)));
  return std::move(json.raw("}}")).take();
}

std::string to_json(const policy& before, const policy& after, const prospect& who, const prospect_difference& d) {
  json_text json;
  json.raw("{").name("change").string("prospect").name("prospect").string(who.id);
  write_kinds(json.name("kinds"), d.kinds);
  json.name("actions").list(d.actions, [&](const action_change& a) {
    write_kinds(json.raw("{").name("kinds"), a.kinds);
    json.name("before").string_or_null(a.before == nullptr ? "" : id_of(before, d.before, *a.before));
    json.name("after").string_or_null(a.after == nullptr ? "" : id_of(after, d.after, *a.after)).raw("}");
  });
  json.name("before").raw(to_json(before, who, d.before)).name("after").raw(to_json(after, who, d.after));
  return std::move(json.raw("}")).take();
}

std::string to_json(const book& all, const ahead_difference& d) {
  json_text json;
  const auto number = [&](std::string_view name, std::size_t n) { json.name(name).raw(std::to_string(n)); };
  json.raw("{").name("change").string("ahead").name("from").time(d.from).name("until").time(d.until);
  number("prospects", d.prospects), number("changed", d.changed), number("cut_short", d.cut_short);
  number("before", d.before()), number("after", d.after());
  json.name("rows").list(d.rows, [&](const ahead_row& row) {
    json.raw("{").name("week").string(date::format("%F", row.week));
    json.name("channel").string_or_null(all.words().name(row.channel)).name("cadence").string(row.cadence);
    number("before", row.before), number("after", row.after);
    json.raw("}");
  });
  json.name("most").list(d.most, [&](const ahead_change& c) {
    json.raw("{").name("prospect").string(all.id(c.number));
    number("before", c.before), number("after", c.after), number("differ", c.differ);
    json.raw("}");
  });
  return std::move(json.raw("}")).take();
}

}  // namespace tickler::inline TICKLER_ABI
