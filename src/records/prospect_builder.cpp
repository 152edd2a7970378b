#include "records/prospect_builder.hpp"

#include "records/byte_checks.hpp"
#include "records/field_text.hpp"

namespace tickler::inline TICKLER_ABI {

constexpr record_schema prospect_schema{"prospect", prospect_field::names, 1u << prospect_field::id,
                                        1u << prospect_field::contact | 1u << prospect_field::facts, 1u << prospect_field::id};

const prospect_builder::refusal_receiver prospect_builder::no_receiver;

namespace {

bool is_text(std::string_view id) {
  try {
    check_bytes(id);
  } catch (const record_error&) {
    return false;
  }
  return true;
}

}  // namespace

const record_schema& prospect_builder::schema() const noexcept { return prospect_schema; }

void prospect_builder::set_member(std::size_t group, std::string_view name, const record_value& value) {
  if (group == prospect_field::contact) return static_cast<void>(record_.contacts.push_back({name, text_of(name, value)}));
  const auto declared = declared_.find(name);
  const auto* type = declared == declared_.end() ? nullptr : &declared->second;
  record_.add_fact(name, type, value, options_.list_entries);
}

// The kinds of its contacts are distinct, as members of a group are.
void prospect_builder::hand_over(source_position at) {
  record_.complete();
  each_(record_, at);
}

void prospect_builder::refuse(std::size_t field, const diagnostic& why) {
  if (field != prospect_field::id && !record_.view.id.empty() && refused_ && is_text(record_.view.id))
    refused_(record_.view.id, why);
}

}  // namespace tickler::inline TICKLER_ABI
