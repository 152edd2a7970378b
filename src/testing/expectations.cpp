#include <tickler/io/touches.hpp>
#include <tickler/problem_numbers.hpp>

#include "policy/parse/keys.hpp"
#include "testing/reading.hpp"
#include "testing/values.hpp"
#include "testing/wall_time.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

struct action_reading {
  const test_context& context;
  expected_action& out;

  void add(action_field field, std::string value, source_position at) { out.fields.push_back({field, std::move(value), at}); }
};

struct expect_reading {
  const test_context& context;
  expectation& out;
};

bool is_none(const node& n) { return n.what == node::kind::scalar && n.text == none; }

std::optional<std::string> read_time_or_none(reader& r, const node& n, std::string_view key, const zone& local) {
  if (is_none(n)) return std::string(none);
  if (!r.is_text(n, kinds::wall_time_or_none)) return std::nullopt;
  const auto t = read_wall_time(r, n, key, local);
  return t ? std::optional(wall_time(*t, local)) : std::nullopt;
}

template <action_field Field>
void read_text(reader& r, const node& n, action_reading& out) {
  if (r.is_text(n, kinds::plain_text)) out.add(Field, n.text, r.at(n));
}

template <action_field Field>
void read_time(reader& r, const node& n, action_reading& out) {
  const auto name = action_field_names[static_cast<std::size_t>(Field)];
  if (auto value = read_time_or_none(r, n, name, out.context.local)) out.add(Field, *std::move(value), r.at(n));
}

template <action_field Field>
void read_word(reader& r, const node& n, action_reading& out, std::span<const std::string_view> words) {
  if (const auto index = r.read_choice(n, words)) out.add(Field, std::string(words[*index]), r.at(n));
}

// A step of the policy; for what another action is `behind`, or none.
template <action_field Field>
void read_step(reader& r, const node& n, action_reading& out) {
  if (!r.is_text(n, kinds::step_name)) return;
  const bool may_be_none = Field == action_field::behind && is_none(n);
  if (may_be_none || out.context.known.step(r, n, n.text)) out.add(Field, n.text, r.at(n));
}

void read_channel(reader& r, const node& n, action_reading& out) {
  if (r.is_text(n, kinds::channel) && (is_none(n) || out.context.known.declared_channel(r, n)))
    out.add(action_field::channel, n.text, r.at(n));
}

void read_purpose(reader& r, const node& n, action_reading& out) {
  if (r.is_text(n, kinds::purpose) && (is_none(n) || out.context.known.purpose(r, n)))
    out.add(action_field::purpose, n.text, r.at(n));
}

void read_repetition(reader& r, const node& n, action_reading& out) {
  if (const auto count = r.read_whole(n, kinds::whole_number)) out.add(action_field::repetition, std::to_string(*count), r.at(n));
}

void read_flags(reader& r, const node& n, action_reading& out) {
  if (n.what != node::kind::list) return r.expected(kinds::flags.wanted, n);
  std::vector<std::string_view> found;
  for (const auto& item : n.items)
    if (const auto index = r.read_choice(item, action_flag_names)) found.push_back(action_flag_names[*index]);
  out.add(action_field::flags, joined_flags(found), r.at(n));
}

constexpr std::span<const std::string_view> receivers(party_names.data(), 2);

constexpr key<action_reading> expected_action_keys[] = {
    {"step", kinds::step_name, presence::optional, "", "What it is a step of.", "answer/send", read_step<action_field::step>},
    {"channel", kinds::channel, presence::optional, "", "How.", "email", read_channel},
    {"purpose", kinds::purpose, presence::optional, "", "What for.", "inform", read_purpose},
    {"state", kinds::word, presence::optional, "", "Whether it is to be done now, or later, or cannot be done.", "ready",
     [](reader& r, const node& n, action_reading& out) { read_word<action_field::state>(r, n, out, action_state_names); },
     action_state_names},
    {"when", kinds::wall_time_or_none, presence::optional, "", "The first time at which it may be done.", "2026-03-02 10:00",
     read_time<action_field::when>},
    {"not_before", kinds::wall_time_or_none, presence::optional, "", "The begin of its window.", "2026-03-02 10:00",
     read_time<action_field::not_before>},
    {"due", kinds::wall_time_or_none, presence::optional, "", "When it is due.", "2026-03-03 10:00", read_time<action_field::due>},
    {"at_latest", kinds::wall_time_or_none, presence::optional, "", "When it is late.", "2026-03-05 10:00",
     read_time<action_field::at_latest>},
    {"flags", kinds::flags, presence::optional, "", "All that is said of it: [] for nothing.", "[overdue, late]", read_flags,
     action_flag_names},
    {"missing", kinds::plain_text, presence::optional, "", "Words that occur in what blocks it.", "no mobile or phone",
     read_text<action_field::missing>},
    {"behind", kinds::step_name, presence::optional, "", "The step that must be done before there is room for it.", "answer/send",
     read_step<action_field::behind>},
    {"to", kinds::word, presence::optional, "", "To whom.", "referrer",
     [](reader& r, const node& n, action_reading& out) { read_word<action_field::to>(r, n, out, receivers); }, receivers},
    {"repetition", kinds::whole_number, presence::optional, "", "How often the step has been done before.", "1", read_repetition},
    {"key", kinds::plain_text, presence::optional, "", "The order or deal that it belongs to.", "order-7",
     read_text<action_field::key>},
    {"template", kinds::plain_text, presence::optional, "", "The application's text.", "second-reminder",
     read_text<action_field::template_name>},
    {"note", kinds::plain_text, presence::optional, "", "The word to whoever does it.", "Pleasure to meet you.",
     read_text<action_field::note>},
    {"variant", kinds::plain_text, presence::optional, "", "The variant that was drawn for her.", "short",
     read_text<action_field::variant>},
    {"id", kinds::plain_text, presence::optional, "", "Its id.", "answer/send#0@2026-03-02T15:00:00Z", read_text<action_field::id>},
};
constexpr auto expected_action_key_docs = docs_of(expected_action_keys);

void read_action(reader& r, const node& n, const test_context& context, std::vector<expected_action>& out) {
  const auto errors = r.errors();
  action_reading reading{context, out.emplace_back()};
  reading.out.at = r.at(n);
  read_keys(r, n, key_table<action_reading>{expected_action_doc, expected_action_keys}, reading);
  if (n.what == node::kind::mapping && reading.out.fields.empty() && r.errors() == errors)
    r.error(number::missing_key, r.at(n), "an action that is expected needs a field");
}

void read_actions(reader& r, const node& n, const test_context& context, std::vector<expected_action>& out) {
  if (n.what != node::kind::list) return r.expected(kinds::expected_actions.wanted, n);
  for (const auto& item : n.items) read_action(r, item, context, out);
}

void read_no_action(reader& r, const node& n, const test_context& context, std::vector<expected_action>& out) {
  if (n.what == node::kind::mapping) return read_action(r, n, context, out);
  if (!r.is_text(n, kinds::no_actions)) return;
  action_reading reading{context, out.emplace_back()};
  reading.out.at = r.at(n);
  read_channel(r, n, reading);
}

void read_no_actions(reader& r, const node& n, expect_reading& out) {
  if (n.what != node::kind::list || n.items.empty()) return read_no_action(r, n, out.context, out.out.nothing);
  for (const auto& item : n.items) read_no_action(r, item, out.context, out.out.nothing);
}

struct permission_reading {
  const test_context& context;
  expected_permission& out;

  void add(permission_field what, std::string value, source_position at) { out.fields.push_back({what, std::move(value), at}); }
};

template <permission_field Field>
void read_permission_time(reader& r, const node& n, permission_reading& out) {
  const auto name = permission_field_names[static_cast<std::size_t>(Field)];
  if (auto value = read_time_or_none(r, n, name, out.context.local)) out.add(Field, *std::move(value), r.at(n));
}

constexpr key<permission_reading> permission_keys[] = {
    {"channel", kinds::channel, presence::needed, "", "By which channel it would be done.", "phone",
     [](reader& r, const node& n, permission_reading& p) {
       if (r.is_text(n, kinds::channel) && p.context.known.declared_channel(r, n)) p.out.channel = n.text;
     }},
    {"purpose", kinds::purpose, presence::optional, "that of its step, or none", "What for.", "promote",
     [](reader& r, const node& n, permission_reading& p) {
       if (r.is_text(n, kinds::purpose) && p.context.known.purpose(r, n)) p.out.purpose = n.text;
     }},
    {"to", kinds::word, presence::optional, "that of its step, or the prospect", "To whom.", "prospect",
     [](reader& r, const node& n, permission_reading& p) {
       if (const auto index = r.read_choice(n, receivers)) p.out.to = receivers[*index];
     },
     receivers},
    {"step", kinds::step_name, presence::optional, "none", "The step that it would carry out.", "answer/send",
     [](reader& r, const node& n, permission_reading& p) {
       if (r.is_text(n, kinds::step_name) && p.context.known.step(r, n, n.text)) p.out.step = n.text;
     }},
    {"key", kinds::plain_text, presence::optional, "none", "The order or deal that it is about.", "order-7",
     [](reader& r, const node& n, permission_reading& p) {
       if (r.is_text(n, kinds::plain_text)) p.out.key = n.text;
     }},
    {"verdict", kinds::word, presence::needed, "", "Whether it may be done.", "wait",
     [](reader& r, const node& n, permission_reading& p) {
       if (const auto index = r.read_choice(n, touch_verdict_names))
         p.add(permission_field::verdict, std::string(touch_verdict_names[*index]), r.at(n));
     },
     touch_verdict_names},
    {"when", kinds::wall_time_or_none, presence::optional, "", "The first time at which it may be, if nothing happens.",
     "2026-03-03 09:00", read_permission_time<permission_field::when>},
    {"until", kinds::wall_time_or_none, presence::optional, "", "The first time at which what may be done now may not be any more.",
     "2026-03-02 18:00", read_permission_time<permission_field::until>},
    {"because", kinds::plain_text, presence::optional, "", "A rule that decides: its name, or opted_out, bounced, snooze.",
     "weekly-call",
     [](reader& r, const node& n, permission_reading& p) {
       if (r.is_text(n, kinds::plain_text)) p.add(permission_field::because, n.text, r.at(n));
     }},
};
constexpr auto permission_key_docs = docs_of(permission_keys);

void read_permissions(reader& r, const node& n, const test_context& context, std::vector<expected_permission>& out) {
  if (n.what != node::kind::list) return r.expected(kinds::permissions.wanted, n);
  for (const auto& item : n.items) {
    const auto errors = r.errors();
    permission_reading reading{context, out.emplace_back()};
    reading.out.at = r.at(item);
    read_keys(r, item, key_table<permission_reading>{expected_permission_doc, permission_keys}, reading);
    const auto& asked = reading.out;
    if (r.errors() != errors) continue;
    const auto touch = parse_touch(context.tested, {asked.channel, asked.purpose, asked.to, asked.step, asked.key});
    if (!touch) r.error(touch.error().number, r.at(item), touch.error().message);
  }
}

constexpr key<expect_reading> expect_keys[] = {
    {"status", kinds::word, presence::optional, "", "How she stands.", "waiting",
     [](reader& r, const node& n, expect_reading& e) {
       if (const auto index = r.read_choice(n, status_names)) e.out.status = {static_cast<status>(*index), r.at(n)};
     },
     status_names},
    {"actions", kinds::expected_actions, presence::optional, "",
     "All actions, in order: what is ready, waits, is blocked. Only the fields that are written are compared; [] for no action.",
     "[{step: answer/send, channel: email}]",
     [](reader& r, const node& n, expect_reading& e) {
       e.out.actions.emplace().at = r.at(n);
       read_actions(r, n, e.context, e.out.actions->value);
     }},
    {"some", kinds::expected_actions, presence::optional, "", "Actions that must be there, among others, in any order.",
     "[{step: answer/send}]", [](reader& r, const node& n, expect_reading& e) { read_actions(r, n, e.context, e.out.some); }},
    {"nothing", kinds::no_actions, presence::optional, "", "What no action may be, ready or not.", "[phone, {purpose: promote}]",
     read_no_actions},
    {"may", kinds::permissions, presence::optional, "", "Whether touches may be done now, or when.",
     "[{channel: phone, purpose: promote, verdict: wait, because: office}]",
     [](reader& r, const node& n, expect_reading& e) { read_permissions(r, n, e.context, e.out.may); }},
    {"next_change", kinds::wall_time_or_none, presence::optional, "", "When to ask again.", "2026-03-03 10:00",
     [](reader& r, const node& n, expect_reading& e) {
       if (auto value = read_time_or_none(r, n, "next_change", e.context.local)) e.out.next_change = {*std::move(value), r.at(n)};
     }},
};
constexpr auto expect_key_docs = docs_of(expect_keys);

}  // namespace

constexpr table_doc expect_doc{"expect", "'expect'", expect_key_docs, {}, false};
constexpr table_doc expected_permission_doc{"expected_permission", "a touch that is asked about", permission_key_docs};
constexpr table_doc expected_action_doc{"expected_action", "an action that is expected", expected_action_key_docs, {}, false};

void read_expectation(reader& r, const node& n, const test_context& context, expectation& out) {
  expect_reading reading{context, out};
  read_keys(r, n, key_table<expect_reading>{expect_doc, expect_keys}, reading);
  if (n.what == node::kind::mapping && n.keys.empty())
    r.error(number::missing_key, r.at(n), "'expect' needs 'status', 'actions', 'some', 'nothing', 'may' or 'next_change'");
}

}  // namespace tickler::inline TICKLER_ABI
