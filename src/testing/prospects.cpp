#include <algorithm>

#include "policy/parse/keys.hpp"
#include "records/prospect_builder.hpp"
#include "testing/record_reading.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

void read_contact(reader& r, const node& n, record_reading& out) {
  if (n.what != node::kind::mapping) return r.expected(kinds::contact_data.wanted, n);
  for (const auto& e : n.entries())
    if (const auto value = read_value(r, e.value, kinds::plain_text))
      set_reported(r, e.value, [&] { out.builder.set_member(prospect_field::contact, e.key.text, *value); });
}

void read_fact(reader& r, const entry& e, record_reading& out) {
  const auto& declared = out.context.tested.draft().facts;
  if (!out.context.known.fact(r, e.key)) return;
  const auto fact = std::find_if(declared.begin(), declared.end(), [&e](const auto& f) { return f.name.value == e.key.text; });
  auto value = read_value(r, e.value, kinds::plain_text);
  if (!value) return;
  std::string written;
  if (fact->type.value == fact_type::timestamp && value->kind == field_kind::string) {
    const auto t = read_wall_time(r, e.value, e.key.text, out.context.local);
    if (!t) return;
    value->text = written = to_string(*t);
  }
  set_reported(r, e.value, [&] { out.builder.set_member(prospect_field::facts, e.key.text, *value); });
}

void read_facts(reader& r, const node& n, record_reading& out) {
  if (n.what != node::kind::mapping) return r.expected(kinds::known_facts.wanted, n);
  for (const auto& e : n.entries()) read_fact(r, e, out);
}

constexpr key<record_reading> given_keys[] = {
    {"id", kinds::plain_text, presence::optional, as_if("prospect"), "Her id, which decides on variants.", "ada",
     read_field<prospect_field::id>},
    {"name", kinds::plain_text, presence::optional, "none", "What she is called.", "Ada Lovelace",
     read_field<prospect_field::name>},
    {"zone", kinds::zone, presence::optional, "the policy's", "Her time zone, on whose clock the times of the test are.",
     "Europe/London", read_field<prospect_field::zone>},
    {"region", kinds::region, presence::optional, "none", "Whose holidays count.", "US-NY", read_field<prospect_field::region>},
    {"contact", kinds::contact_data, presence::optional, "one of every kind that the policy's channels need",
     "Her contact data: kinds and values.", "{email: ada@example.org}", read_contact},
    {"owner", kinds::plain_text, presence::optional, "none", "Who looks after her.", "bo", read_field<prospect_field::owner>},
    {"owner_zone", kinds::zone, presence::optional, "the policy's", "The owner's time zone.", "Europe/Paris",
     read_field<prospect_field::owner_zone>},
    {"account", kinds::plain_text, presence::optional, "none", "The company that she belongs to.", "acme",
     read_field<prospect_field::account>},
    {"referrer", kinds::plain_text, presence::optional, "none", "Who sent her.", "cy", read_field<prospect_field::referrer>},
    {"facts", kinds::known_facts, presence::optional, "none known", "What is known of her, of what the policy declares.",
     "{local: true}", read_facts},
};
constexpr auto given_key_docs = docs_of(given_keys);

std::string zone_of(const node* given, const policy& p) {
  const auto* zone = given ? value_of(*given, prospect_field::names[prospect_field::zone]) : nullptr;
  return zone && zone->what == node::kind::scalar && !zone->text.empty() ? zone->text : p.draft().zone.value;
}

void add_every_contact(const policy& p, prospect& who) {
  for (const auto& c : p.draft().channels)
    for (const auto& kind : c.needs) who.contact.emplace(kind.value, kind.value);
}

}  // namespace

constexpr table_doc given_doc{"given", "a prospect", given_key_docs};

prospect read_given(reader& r, const node* n, test_context& context) {
  if (const auto known = context.tested.zones().find(zone_of(n, context.tested))) context.local = *known;
  prospect who;
  const record_options options{.facts = &context.tested, .zones = context.tested.zones()};
  const prospect_builder::receiver keep = [&who](const prospect_record& made, source_position) { who = owned(made.view); };
  prospect_builder builder(options, keep);
  record_reading reading{context, builder};
  if (n) read_keys(r, *n, key_table<record_reading>{given_doc, given_keys}, reading);
  builder.hand_over({});
  if (who.id.empty()) who.id = "prospect";
  if (!n || !n->find_key(prospect_field::names[prospect_field::contact])) add_every_contact(context.tested, who);
  return who;
}

}  // namespace tickler::inline TICKLER_ABI
