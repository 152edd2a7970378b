#include "policy/parse/keys.hpp"
#include "records/touchpoint_builder.hpp"
#include "testing/record_reading.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

constexpr std::span<const std::string_view> directions(direction_names.data() + 1, direction_names.size() - 1);

template <std::size_t Field>
void set_time(const std::optional<instant>& t, record_reading& out) {
  if (!t) return;
  const auto written = to_string(*t);
  out.builder.set(Field, {.text = written});
}

void read_at(reader& r, const node& n, record_reading& out) {
  set_time<touchpoint_field::at>(read_wall_time(r, n, touchpoint_field::names[touchpoint_field::at], out.context.local), out);
}

// Of any year, as in records.
void read_until(reader& r, const node& n, record_reading& out) {
  set_time<touchpoint_field::until>(read_any_time(r, n, touchpoint_field::names[touchpoint_field::until], out.context.local), out);
}

void read_channel(reader& r, const node& n, record_reading& out) {
  if (r.is_text(n, kinds::channel) && out.context.known.channel(r, n)) read_field<touchpoint_field::channel>(r, n, out);
}

void read_purpose(reader& r, const node& n, record_reading& out) {
  if (r.is_text(n, kinds::purpose) && out.context.known.purpose(r, n)) read_field<touchpoint_field::purpose>(r, n, out);
}

void read_outcome(reader& r, const node& n, record_reading& out) {
  if (r.is_text(n, kinds::outcome) && out.context.known.outcome(r, n)) read_field<touchpoint_field::outcome>(r, n, out);
}

// Also of an action's id.
void check_step(reader& r, const node& n, known_names& known) {
  if (n.what == node::kind::scalar && !n.text.empty()) known.step(r, n, std::string_view(n.text).substr(0, n.text.find('#')));
}

void read_steps(reader& r, const node& n, record_reading& out) {
  set_field(r, n, kinds::carried_steps, touchpoint_field::step, out.builder);
  if (n.what != node::kind::list) return check_step(r, n, out.context.known);
  for (const auto& item : n.items) check_step(r, item, out.context.known);
}

// A text is one key: it may hold blanks.
void read_key(reader& r, const node& n, record_reading& out) {
  auto value = read_value(r, n, kinds::carried_keys);
  if (!value) return;
  value->cell = false;
  set_reported(r, n, [&] { out.builder.set(touchpoint_field::key, *value); });
}

constexpr key<record_reading> touchpoint_keys[] = {
    {"at", kinds::wall_time, presence::needed, "", "When it was.", "2026-03-02 10:00", read_at},
    {"channel", kinds::channel, presence::optional, "none", "By which channel.", "email", read_channel},
    {"direction", kinds::word, presence::optional, "none", "From us, to us, or among ourselves.", "inbound",
     read_field<touchpoint_field::direction>, directions},
    {"purpose", kinds::purpose, presence::optional, "none", "What for.", "inform", read_purpose},
    {"outcome", kinds::outcome, presence::optional, "none", "What came of it.", "inquired", read_outcome},
    {"until", kinds::wall_time, presence::optional, "none", "A time that it speaks of: call me back then, away until then.",
     "2026-03-05 09:00", read_until},
    {"step", kinds::carried_steps, presence::optional, "whatever it fits", "What it carries out.", "answer/send", read_steps},
    {"key", kinds::carried_keys, presence::optional, "none", "The order or deal that it belongs to, or several.", "order-7",
     read_key},
    {"id", kinds::plain_text, presence::optional, "none", "The id of its record in the CRM; nothing is decided by it.", "call-17",
     read_field<touchpoint_field::id>},
    {"address", kinds::plain_text, presence::optional, "none",
     "The contact value that it went to or came from; nothing is decided by it.", "ada@example.org",
     read_field<touchpoint_field::address>},
    {"with", kinds::word, presence::optional, as_if("prospect"), "Whom it was with.", "referrer",
     read_field<touchpoint_field::with>, party_names},
};
constexpr auto touchpoint_key_docs = docs_of(touchpoint_keys);

}  // namespace

constexpr table_doc touchpoint_doc{"touchpoint", "a touchpoint", touchpoint_key_docs};

void read_touchpoints_of(reader& r, const node& n, const test_context& context, std::vector<touchpoint>& out) {
  if (n.what != node::kind::list) return r.expected(kinds::touchpoints.wanted, n);
  const record_options options;
  const touchpoint_builder::receiver keep = [&out](const touchpoint_record& t, const touch_words& words, source_position) {
    out.push_back(touchpoint_of(t.at, words, t.details));
  };
  touchpoint_builder builder(options, context.tested.words(), keep, {});
  record_reading reading{context, builder};
  for (const auto& item : n.items) {
    const auto errors = r.errors();
    builder.clear();
    read_keys(r, item, key_table<record_reading>{touchpoint_doc, touchpoint_keys}, reading);
    if (r.errors() == errors) builder.hand_over(r.at(item));
  }
}

}  // namespace tickler::inline TICKLER_ABI
