#include "records/prospect_builder.hpp"

#include <tickler/zone.hpp>

#include "records/field_text.hpp"
#include "records/prospect_fields.hpp"
#include "records/record_numbers.hpp"

namespace tickler {

namespace {

using fields = prospect_field;

constexpr record_shape prospect_shape{"prospect", fields::names, 1u << fields::id, 1u << fields::contact | 1u << fields::facts};

}  // namespace

prospect_builder::prospect_builder(const record_options& options, const receiver& each)
    : options_(options), each_(each), declared_(declared_facts(options.facts)) {}

const record_shape& prospect_builder::shape() const noexcept { return prospect_shape; }

void prospect_builder::set(std::size_t which, const record_value& value) {
  const auto name = fields::names[which];
  const auto id_or_nothing = [&] { return short_text(name, value, options_.id_bytes); };
  switch (which) {
    case fields::id:
      who_.id = name_of(name, value, options_.id_bytes);
      break;
    case fields::zone:
      who_.zone = zone_name(name, value);
      break;
    case fields::region:
      who_.region = id_or_nothing();
      break;
    case fields::owner:
      who_.owner = id_or_nothing();
      break;
    case fields::owner_zone:
      who_.owner_zone = zone_name(name, value);
      break;
    case fields::account:
      who_.account = id_or_nothing();
      break;
    case fields::referrer:
      who_.referrer = id_or_nothing();
      break;
    default:
      break;
  }
}

void prospect_builder::set_member(std::size_t group, std::string_view name, const record_value& value) {
  if (group == fields::facts) {
    const auto declared = declared_.find(name);
    const auto* type = declared == declared_.end() ? nullptr : &declared->second;
    who_.facts.emplace(name, fact_of(name, type, value, options_.list_entries));
  } else if (const auto known = text_of(name, value); !known.empty()) {
    who_.contact.emplace(name, known);
  }
}

std::string prospect_builder::zone_name(std::string_view field, const record_value& value) {
  std::string name(short_text(field, value, options_.id_bytes));
  if (name.empty()) return name;
  const auto [known, is_new] = zones_.try_emplace(name);
  if (is_new)
    if (const auto found = zone::find(name); !found) known->second = found.error().message;
  if (!known->second.empty()) throw record_error{record_number::unknown_zone, known->second};
  return name;
}

}  // namespace tickler
