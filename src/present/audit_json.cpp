#include <tickler/io/audit_results.hpp>

#include "base/date_text.hpp"
#include "base/json_text.hpp"
#include "present/json_parts.hpp"
#include "present/phrases.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

class audit_writer {
 public:
  explicit audit_writer(const policy& p) : policy_(p) {}

  std::string write(const prospect& who, const finding& f) && {
    json_.raw("{").name("prospect").string(who.id);
    json_.name("owner").string_or_null(who.owner);
    const auto& promise = policy_.draft().promises.at(f.promise);
    json_.name("promise").string(*promise.name);
    json_.name("cite").string_or_null(*promise.cite).name("as_of").string_or_null(promise.as_of ? date_text(**promise.as_of) : "");
    json_.name("verdict").string(to_string(f.verdict));
    json_.name("at").time(f.at);
    json_.name("began_by"), write(f.began_by);
    json_.name("ended_by"), write(f.ended_by);
    json_.name("deadline").time(f.deadline);
    json_.name("ended").time(f.ended);
    json_.name("off_by").raw(f.deviation ? std::to_string(f.deviation->count()) : "null");
    json_.name("times").raw(std::to_string(f.times));
    json_.name("needless").raw(f.waived ? "true" : "false");
    json_.name("overdue").string_or_null(f.overdue ? step_name(policy_, f.overdue->cadence, f.overdue->step) : "");
    return std::move(json_.raw("}")).take();
  }

  std::string write(const book& all, const audit_report& r) && {
    json_.raw("{").name("totals").raw("{").name("from").time(r.from).name("to").time(r.to);
    json_.name("prospects").raw(std::to_string(r.prospects));
    json_.name("all"), write(r.all);
    json_.name("owners"), write(r.owners);
    json_.name("months"), write(r.months);
    json_.name("invalid").list(r.invalid, [&](const auto& each) { json_.string(all.id(each.first)); });
    return std::move(json_.raw("}}")).take();
  }

 private:
  void write(const std::optional<touch_ref>& t) {
    if (!t) {
      json_.raw("null");
      return;
    }
    json_.raw("{").name("index").raw(std::to_string(t->index)).name("at").time(t->at);
    write_words(json_, policy_.words(), t->words);
    json_.raw("}");
  }

  void write(const audit_group& g) {
    json_.raw("{");
    for (std::size_t i = 0; i < g.promises.size(); ++i) {
      const auto& counts = g.promises[i];
      json_.name(policy_.draft().promises.at(i).name.value).raw("{");
      json_.name("kept").raw(std::to_string(counts.kept)).name("broken").raw(std::to_string(counts.broken));
      json_.name("open").raw(std::to_string(counts.open)).raw("}");
    }
    json_.raw("}");
  }

  void write(const std::vector<audit_group>& groups) {
    json_.list(groups, [this](const audit_group& g) {
      json_.raw("{").name("name").string(g.name).name("promises");
      write(g);
      json_.raw("}");
    });
  }

  const policy& policy_;
  json_text json_{};
};

}  // namespace

std::string to_json(const policy& p, const prospect& who, const finding& f) { return audit_writer(p).write(who, f); }

std::string to_json(const policy& p, const book& all, const audit_report& r) { return audit_writer(p).write(all, r); }

}  // namespace tickler::inline TICKLER_ABI
