#include <tickler/io/results.hpp>
#include <tickler/io/touches.hpp>

#include "base/date_text.hpp"
#include "base/json_text.hpp"
#include "present/json_parts.hpp"
#include "present/permission_parts.hpp"
#include "present/phrases.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

class permission_writer {
 public:
  permission_writer(json_text& json, const policy& p, const prospect& who, const permission& answer)
      : json_(json), policy_(p), who_(who), answer_(answer) {}

  void write() {
    json_.raw("{").name("prospect").string(who_.id);
    json_.name("verdict").string(to_string(answer_.verdict));
    json_.name("problem").string_or_null(to_text(policy_, who_, answer_.problem));
    json_.name("when").time(answer_.when).name("until").time(answer_.until).name("as_of").time(answer_.as_of);
    json_.name("channel").string_or_null(policy_.words().name(answer_.channel));
    json_.name("purpose").string_or_null(policy_.words().name(answer_.purpose));
    json_.name("to").string(to_string(answer_.to));
    write_contact(json_, contact_of(policy_, who_, answer_));
    for (const auto& [name, is_so] : flags_of(answer_)) json_.name(name).raw(is_so ? "true" : "false");
    const auto& plan = answer_.plan;
    json_.name("carries_out").list(answer_.carries_out, [&](std::uint32_t i) {
      json_.string(id_of(policy_, plan, plan.actions.at(i)));
    });
    json_.name("pushes_back").list(answer_.pushes_back, [&](const pushed_back& pushed) { write(pushed); });
    json_.name("rules").list(answer_.rulings, [&](const ruling& r) { write(r); });
    json_.raw("}");
  }

 private:
  void write(const pushed_back& pushed) {
    const auto& a = answer_.plan.actions.at(pushed.action);
    json_.raw("{").name("action").string(id_of(policy_, answer_.plan, a));
    json_.name("state").string(to_string(a.state)).name("from").time(a.when).name("to").time(pushed.to).raw("}");
  }

  void write(const ruling& r) {
    json_.raw("{").name("kind").string(to_string(r.kind)).name("name").string_or_null(name_of(policy_, r));
    json_.name("verdict").string(to_string(r.verdict)).name("when").time(r.when);
    if (r.kind == rule_kind::limit) {
      json_.name("used").raw(std::to_string(r.used)).name("at_most").raw(std::to_string(r.at_most));
      json_.name("frees").time(r.frees);
    }
    json_.name("decides").raw(r.decides ? "true" : "false");
    const auto at = place_of(policy_, r);
    json_.name("file").string_or_null(at.line == 0 ? "" : policy_.draft().file);
    json_.name("line").raw(at.line == 0 ? "null" : std::to_string(at.line));
    const auto cite = citation_of(policy_, r);
    json_.name("cite").string_or_null(cite.text).name("as_of").string_or_null(cite.as_of ? date_text(*cite.as_of) : "").raw("}");
  }

  json_text& json_;
  const policy& policy_;
  const prospect& who_;
  const permission& answer_;
};

}  // namespace

std::string to_json(const policy& p, const prospect& who, const permission& answer) {
  json_text json;
  permission_writer(json, p, who, answer).write();
  return std::move(json).take();
}

std::string to_json(const touch_question& asked) {
  json_text json;
  json.raw("{").name("prospect").string_or_null(asked.prospect);
  json.name("verdict").string(to_string(touch_verdict::stop)).name("problem").string(asked.problem).raw("}");
  return std::move(json).take();
}

}  // namespace tickler::inline TICKLER_ABI
