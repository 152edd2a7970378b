#include <cstddef>
#include <tickler/io/preview.hpp>
#include <tickler/io/results.hpp>
#include <utility>

#include "base/json_text.hpp"
#include "present/json_parts.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

void write_touchpoint(json_text& json, const vocabulary& words, const touchpoint& t) {
  json.raw("{");
  write_words(json, words, t.words);
  const auto text = [&](const std::string& each) { json.string(each); };
  json.name("until").time(t.until).name("key");
  // As a record has it: a text, or several.
  if (t.keys.size() > 1)
    json.list(t.keys, text);
  else
    json.string(t.keys.empty() ? "" : t.keys.front());
  json.name("step").list(t.steps, text);
  json.raw("}");
}

}  // namespace

std::string to_json(const policy& p, const prospect& who, const timeline& t) {
  json_text json;
  json.raw("{").name("prospect").string(who.id);
  json.name("entries").list(t.entries, [&](const timeline_entry& e) {
    json.raw("{").name("at").time(e.at).name("kind").string(to_string(e.kind));
    json.name("status").string(to_string(e.status));
    if (e.kind == timeline_kind::done || e.kind == timeline_kind::touchpoint)
      write_touchpoint(json.name("touchpoint"), p.words(), e.what);
    if (e.kind == timeline_kind::done) write_action(json.name("action"), p, who, e.decided, e.decided.actions.front());
    json.raw("}");
  });
  json.name("given_up").list(t.given_up, [&](const given_up_step& g) {
    json.raw("{").name("at").time(g.at).name("id").string(g.id).raw("}");
  });
  json.name("why").string(to_string(t.why));
  json.name("left").raw(to_json(p, who, t.last));
  return std::move(json.raw("}")).take();
}

}  // namespace tickler::inline TICKLER_ABI
