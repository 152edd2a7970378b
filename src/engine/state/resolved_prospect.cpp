#include "engine/state/resolved_prospect.hpp"

#include <algorithm>
#include <bit>

#include "base/hash.hpp"
#include "expr/time_arithmetic.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

// With its type in front: 1, 1.0 and true are different facts.
void feed(fnv_hash& hash, const fact_value_view& f) {
  struct {
    fnv_hash& hash;
    void operator()(bool b) const { hash.number(b); }
    void operator()(std::int64_t i) const { hash.number(i); }
    void operator()(double d) const { hash.number(std::bit_cast<std::int64_t>(d)); }
    void operator()(std::string_view t) const { hash.text(t); }
    void operator()(instant t) const { hash.number(t.time_since_epoch().count()); }
    void operator()(std::chrono::seconds s) const { hash.number(s.count()); }
    void operator()(std::span<const std::string_view> list) const {
      hash.number(static_cast<std::int64_t>(list.size()));
      for (const auto item : list) hash.text(item);
    }
  } feeder{hash};
  hash.number(static_cast<std::int64_t>(f.index()));
  std::visit(feeder, f);
}

void feed(fnv_hash& hash, const compiled_policy& p, const asked& variable, const prospect_view& who) {
  using what = asked::what;
  if (variable.is == what::prospect_fact) {
    const auto* const found = find_fact(who, *p.draft.facts[variable.index].name);
    hash.number(found != nullptr);
    if (found) feed(hash, *found);
  } else {
    hash.text(variable.is == what::id        ? who.id
              : variable.is == what::owner   ? who.owner
              : variable.is == what::account ? who.account
              : variable.is == what::zone    ? who.zone
              : variable.is == what::region  ? who.region
                                             : who.referrer);
  }
}

// By kind, in whatever order the record has them.
void feed_contacts(fnv_hash& hash, const compiled_policy& p, const prospect_view& who) {
  for (const auto& needed : p.contact_kinds) {
    const auto is_it = [&](const contact_view& each) { return each.kind == needed.name && !each.value.empty(); };
    const auto found = std::find_if(who.contacts.begin(), who.contacts.end(), is_it);
    hash.text(found == who.contacts.end() ? std::string_view{} : found->value);
  }
}

bool is_in_range(const fact_value_view& f) noexcept {
  if (const auto* d = std::get_if<std::chrono::seconds>(&f)) return is_in_range(fact_type::duration, d->count());
  if (const auto* t = std::get_if<instant>(&f)) return is_in_range(fact_type::timestamp, t->time_since_epoch().count());
  return true;
}

// A fact that a condition reads must be what the policy says; one that is not there is not known (R7). Facts that no condition
// reads are not looked at: what is wrong with them can matter to nothing.
prospect_problem problem_of_facts(const compiled_policy& p, const prospect_view& who) {
  for (const auto f : p.facts) {
    const auto& declared = p.draft.facts[f];
    const auto is_it = [&](const fact_view& each) { return each.name == *declared.name; };
    const auto found = std::find_if(who.facts.begin(), who.facts.end(), is_it);
    if (found == who.facts.end()) continue;
    if (!can_be(found->value, *declared.type) || std::any_of(found + 1, who.facts.end(), is_it))
      return prospect_problem::wrong_fact;
  }
  return prospect_problem::none;
}

}  // namespace

bool is_in_range(fact_type type, std::int64_t seconds) noexcept {
  if (type == fact_type::duration) {
    constexpr auto most = std::chrono::duration_cast<std::chrono::seconds>(expr::nanoseconds::max()).count();
    return -most <= seconds && seconds <= most;
  }
  return type != fact_type::timestamp || (expr::min_seconds <= seconds && seconds <= expr::max_seconds);
}

void note_contact(const compiled_policy& p, std::string_view kind, resolved_prospect& who) noexcept {
  const auto before = [](const compiled_policy::contact_kind& each, std::string_view name) { return each.name < name; };
  const auto found = std::lower_bound(p.contact_kinds.begin(), p.contact_kinds.end(), kind, before);
  if (found == p.contact_kinds.end() || found->name != kind) return;
  who.contacts |= bit(static_cast<std::size_t>(found - p.contact_kinds.begin()));
  who.reachable |= found->channels;
}

bool can_be(const fact_value_view& f, fact_type declared) noexcept { return can_be(type_of(f), declared) && is_in_range(f); }

const fact_value_view* find_fact(const prospect_view& who, std::string_view name) noexcept {
  for (const auto& each : who.facts)
    if (each.name == name) return &each.value;
  return nullptr;
}

// The views in it point where those of `who` do.
found_prospect find_prospect(const compiled_policy& p, const prospect_view& who, std::uint32_t last_locale) {
  const auto at = p.where->find(who.zone, who.region, who.owner_zone, last_locale);
  if (!at.where) return {{}, at.problem};
  if (const auto problem = problem_of_facts(p, who); problem != prospect_problem::none) return {{}, problem};
  found_prospect found{.who = {.where = at.where,
                               .reachable = p.channels_without_needs,
                               .has_referrer = !who.referrer.empty(),
                               .id = who.id,
                               .owner = who.owner,
                               .account = who.account,
                               .referrer = who.referrer,
                               .region = who.region,
                               .contact_values = who.contacts},
                       .locale = at.place};
  for (const auto& [kind, value] : who.contacts)
    if (!value.empty()) note_contact(p, kind, found.who);  // what is empty is not known (R7)
  return found;
}

// R97: the id, zones, region, and what conditions of cadences and steps and worked-out lengths ask for: contact data for
// `reachable`. What only a decision reads (`while`, else contact data) may change, and the state still serves.
std::uint64_t fingerprint_of(const compiled_policy& p, const prospect_view& who, const locale* where) {
  auto hash = where ? where->hash() : fnv_hash{};
  hash.text(who.id);
  if (!where) hash.text(who.zone), hash.text(who.owner_zone);
  for (const auto& asked : p.folded_variables) feed(hash, p, asked, who);
  if (p.asks_reachable) feed_contacts(hash, p, who);
  return hash.value();
}

}  // namespace tickler::inline TICKLER_ABI
