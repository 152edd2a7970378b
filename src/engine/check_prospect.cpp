#include <algorithm>
#include <tickler/check.hpp>
#include <tickler/problem_numbers.hpp>

#include "base/internal_access.hpp"
#include "engine/state/resolved_prospect.hpp"
#include "model/fact_type_text.hpp"
#include "model/prospect_viewer.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

class record_check {
 public:
  explicit record_check(const policy& p) : policy_(p), compiled_(impl_of(p)) {}

  std::vector<diagnostic> of(const prospect_view& who) && {
    if (who.id.empty()) add(severity::error, record_number::missing_field, "id", "a prospect needs 'id'");
    zone("zone", who.zone);
    for (const auto& [kind, value] : who.contacts) contact(kind);
    zone("owner_zone", who.owner_zone);
    for (const auto& [name, value] : who.facts) fact(name, value);
    return std::move(found_);
  }

 private:
  void zone(std::string_view field, std::string_view name) {
    if (name.empty()) return;
    if (const auto known = policy_.zones().find(name); !known)
      add(severity::error, record_number::unknown_zone, std::string(field), known.error().message);
  }

  void contact(std::string_view kind) {
    std::vector<std::string_view> needed;
    for (const auto& each : compiled_.contact_kinds) needed.push_back(each.name);
    if (std::ranges::find(needed, kind) == needed.end())
      add(severity::warning, record_number::unneeded_contact, "contact." + std::string(kind),
          "no channel needs " + quoted(kind) + hint(nearest(kind, needed)));
  }

  void fact(std::string_view name, const fact_value_view& value) {
    const auto& declared = policy_.draft().facts;
    const auto path = "facts." + std::string(name);
    const auto at = std::ranges::find(declared, name, [](const fact_draft& f) -> const std::string& { return *f.name; });
    if (at == declared.end()) {
      std::vector<std::string_view> names;
      for (const auto& f : declared) names.push_back(*f.name);
      return add(severity::warning, record_number::undeclared_fact, path,
                 "the policy declares no fact " + quoted(name) + hint(nearest(name, names)));
    }
    if (can_be(value, *at->type)) return;
    const bool is_read = std::ranges::find(compiled_.facts, at - declared.begin()) != compiled_.facts.end();
    const auto must_be = "the fact " + quoted(name) + " must be " + std::string(to_text(*at->type));
    add(is_read ? severity::error : severity::warning, record_number::bad_fact, path,
        type_of(value) == *at->type ? must_be + " within bounds: the years 1 to 9999, or 292 years"
                                    : must_be + ", not " + std::string(to_text(type_of(value))));
  }

  void add(severity s, int number, std::string path, std::string message) {
    found_.push_back({.number = number, .severity = s, .path = std::move(path), .message = std::move(message)});
  }

  const policy& policy_;
  const compiled_policy& compiled_;
  std::vector<diagnostic> found_;
};

}  // namespace

std::vector<diagnostic> check(const policy& p, const prospect& who) { return record_check(p).of(prospect_viewer{}(who)); }

}  // namespace tickler::inline TICKLER_ABI
