#include <optional>
#include <tickler/io/cases.hpp>
#include <tickler/io/results.hpp>

#include "base/json_text.hpp"
#include "present/json_parts.hpp"
#include "present/phrases.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

class decision_writer {
 public:
  decision_writer(json_text& json, const policy& p, const decision& d) : policy_(p), decision_(d), json_(json) {}

  // Who: prospect or prospect_view. `unusable`: why nothing is decided by its case; empty: the decision's problem says all.
  template <class Who>
  void write(const Who& who, std::string_view unusable = {}) {
    json_.raw("{").name("prospect");
    if (unusable.empty() || !who.id.empty())
      json_.string(who.id);
    else
      json_.raw("null");
    json_.name("owner").string_or_null(who.owner);
    json_.name("status").string(to_string(decision_.status));
    json_.name("problem").string_or_null(unusable.empty() ? problem_of(who) : std::string(unusable));
    json_.name("next_change").time(decision_.next_change);
    json_.name("actions").list(decision_.actions, [&](const action& a) { write(who, a); });
    json_.raw("}");
  }

  template <class Who>
  void write(const Who& who, const action& a) {
    json_.raw("{").name("id").string(id_of(policy_, decision_, a));
    json_.name("cadence").string(*policy_.draft().cadences.at(a.cadence).name);
    json_.name("step").string(*step_of(policy_, a).name);
    json_.name("repetition").raw(std::to_string(a.repetition));
    json_.name("key").string(decision_.key(a));
    json_.name("channel").string_or_null(policy_.words().name(a.channel));
    write_contact(json_, contact_of(policy_, who, a));
    json_.name("to").string(to_string(a.to));
    json_.name("purpose").string_or_null(policy_.words().name(a.purpose));
    json_.name("template").string_or_null(template_of(policy_, a));
    json_.name("note").string_or_null(note_of(policy_, a));
    json_.name("variant").string_or_null(variant_of(policy_, a));
    write_times(a);
    json_.name("state").string(to_string(a.state));
    json_.name("flags").list(flags_of(a), [&](std::string_view flag) { json_.string(flag); });
    json_.name("missing").list(decision_.blockers_of(a), [&](const blocker& b) { json_.string(to_text(policy_, b)); });
    json_.name("reasons").list(decision_.reasons_of(a), [&](const reason& r) { write(r); });
    json_.raw("}");
  }

 private:
  std::string problem_of(const prospect& who) const { return to_text(policy_, who, decision_.problem); }
  std::string problem_of(const prospect_view& who) const {
    return decision_.problem == prospect_problem::none ? "" : problem_of(owned(who));
  }

  void write_times(const action& a) {
    json_.name("not_before").time(a.not_before);
    json_.name("due").time(a.due);
    json_.name("at_latest").time(a.at_latest);
    json_.name("when").time(a.when);
    const bool is_behind = a.behind != action::not_behind;
    json_.name("behind").string_or_null(is_behind ? id_of(policy_, decision_, decision_.actions.at(a.behind)) : "");
  }

  void write(const reason& r) {
    json_.raw("{").name("kind").string(to_string(r.kind));
    if (r.kind == reason_kind::started) {
      json_.name("at").time(r.from).raw("}");
      return;
    }
    if (r.kind == reason_kind::hold) json_.name("name").string(rule_name(policy_.draft().holds, r.index, "hold"));
    if (r.kind == reason_kind::limit || r.kind == reason_kind::no_room)
      json_.name("name").string(rule_name(policy_.draft().limits, r.index, "limit"));
    json_.name("from").time(r.from).name("to").time(r.to).raw("}");
  }

  const policy& policy_;
  const decision& decision_;
  json_text& json_;
};

}  // namespace

void write_action(json_text& json, const policy& p, const prospect& who, const decision& d, const action& a) {
  decision_writer(json, p, d).write(who, a);
}

void write_words(json_text& json, const vocabulary& words, const touch_words& t) {
  json.name("channel").string_or_null(words.name(t.channel));
  json.name("direction").string_or_null(to_string(t.direction));
  json.name("purpose").string_or_null(words.name(t.purpose));
  json.name("outcome").string_or_null(words.name(t.outcome));
  json.name("with").string(to_string(t.with));
}

std::string to_json(const policy& p, const prospect& who, const decision& d) {
  json_text json;
  decision_writer(json, p, d).write(who);
  return std::move(json).take();
}

std::string to_json(const policy& p, const case_view& c, const decision& d) {
  json_text json;
  decision_writer(json, p, d).write(c.who, c.unusable);
  return std::move(json).take();
}

}  // namespace tickler::inline TICKLER_ABI
