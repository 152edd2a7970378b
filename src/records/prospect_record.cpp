#include "records/prospect_record.hpp"

#include <algorithm>
#include <tickler/problem_numbers.hpp>
#include <tickler/zone.hpp>

#include "records/field_text.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

enum class rule : std::uint8_t { group, id, text, zone };

struct text_field {
  rule takes;
  std::string_view prospect_view::*sets = nullptr;
};

constexpr std::array<text_field, prospect_field::names.size()> text_fields = {{
    // by prospect_field
    {rule::id, &prospect_view::id},
    {rule::text, &prospect_view::name},
    {rule::zone, &prospect_view::zone},
    {rule::text, &prospect_view::region},
    {rule::group},
    {rule::text, &prospect_view::owner},
    {rule::zone, &prospect_view::owner_zone},
    {rule::text, &prospect_view::account},
    {rule::text, &prospect_view::referrer},
    {rule::group},
}};

}  // namespace

void prospect_record::clear() {
  view = {};
  contacts.clear();
  facts.clear();
  lists_used_ = 0;
}

void prospect_record::add_fact(std::string_view name, const fact_type* type, const record_value& value, std::size_t list_entries) {
  if (lists_used_ == lists_.size()) lists_.emplace_back();
  const auto found = fact_of(name, type, value, list_entries, lists_[lists_used_]);
  if (type_of(found) == fact_type::list) ++lists_used_;
  facts.push_back({name, found});
}

bool prospect_record::complete() {
  const auto by_kind = [](const auto& a, const auto& b) { return a.kind < b.kind; };
  const auto same_kind = [](const auto& a, const auto& b) { return a.kind == b.kind; };
  if (!std::is_sorted(contacts.begin(), contacts.end(), by_kind)) std::sort(contacts.begin(), contacts.end(), by_kind);
  if (std::adjacent_find(contacts.begin(), contacts.end(), same_kind) != contacts.end()) return false;
  std::erase_if(contacts, [](const auto& c) { return c.value.empty(); });
  view.contacts = contacts;
  std::ranges::sort(facts, {}, &fact_view::name);
  view.facts = facts;
  return true;
}

void prospect_fields::set(prospect_record& who, std::size_t field, const record_value& value) {
  const auto& [takes, sets] = text_fields[field];
  const auto name = prospect_field::names[field];
  const auto found = takes == rule::id ? name_of(name, value, options_.id_bytes) : bounded_text(name, value, options_.id_bytes);
  if (takes == rule::zone) check_zone(found);
  who.view.*sets = found;
}

void prospect_fields::check_zone(std::string_view name) {
  if (name.empty() || zones_.find(name)) return;
  auto wrong = wrong_zones_.find(name);
  if (wrong == wrong_zones_.end()) {
    const auto found = options_.zones.find(name);
    if (found) return static_cast<void>(zones_.intern(name));
    wrong = wrong_zones_.emplace(name, found.error().message).first;
  }
  throw record_error{record_number::unknown_zone, wrong->second};
}

}  // namespace tickler::inline TICKLER_ABI
