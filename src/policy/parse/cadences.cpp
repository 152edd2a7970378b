#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "base/flag_words.hpp"
#include "policy/choice_names.hpp"
#include "policy/draft_fields.hpp"
#include "policy/parse/keys.hpp"
#include "policy/parse/parts.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

constexpr std::array<std::string_view, 2> receivers{"prospect", "referrer"};
constexpr std::span<const std::string_view> run_kinds(run_per_names.data() + 1, run_per_names.size() - 1);

constexpr key<step_draft> do_keys[] = {
    {"channel", kinds::channels, presence::needed, "",
     "How: one channel, or several in order of preference; `start`: that of the touchpoint that started the run; `internal`: a "
     "task for ourselves.",
     "[email, post]", [](reader& r, const node& n, step_draft& s) { s.channels = r.read_texts(n, kinds::channels); }},
    {"purpose", kinds::purpose, presence::optional, "none", "What for.", "check_in",
     [](reader& r, const node& n, step_draft& s) { s.purpose = r.read_text(n, kinds::purpose); }},
    {"to", kinds::word, presence::optional, as_if("prospect"),
     "To whom. What goes to the referrer heeds the referrer's own opt-outs and bounces.", "referrer",
     [](reader& r, const node& n, step_draft& s) {
       s.to = {static_cast<party>(r.read_choice(n, receivers).value_or(0)), r.at(n)};
     },
     receivers},
    {"template", kinds::plain_text, presence::optional, "none", "A text for the application, which knows what it names.",
     "second-reminder", [](reader& r, const node& n, step_draft& s) { s.template_name = r.read_text(n, kinds::plain_text); }},
    {"note", kinds::plain_text, presence::optional, "none", "A word to whoever does it.", "Pleasure to meet you.",
     [](reader& r, const node& n, step_draft& s) { s.note = r.read_text(n, kinds::plain_text); }},
};
constexpr auto do_key_docs = docs_of(do_keys);

constexpr key<when_late_draft> when_late_keys[] = {
    {"purpose", kinds::purpose, presence::optional, "the step's", "What for, once it is late.", "apologise",
     [](reader& r, const node& n, when_late_draft& w) { w.purpose = r.read_text(n, kinds::purpose); }},
    {"template", kinds::plain_text, presence::optional, "the step's", "The application's text, once it is late.", "sorry",
     [](reader& r, const node& n, when_late_draft& w) { w.template_name = r.read_text(n, kinds::plain_text); }},
    {"note", kinds::plain_text, presence::optional, "the step's", "A word to whoever does it, once it is late.",
     "A simple apology is enough.",
     [](reader& r, const node& n, when_late_draft& w) { w.note = r.read_text(n, kinds::plain_text); }},
};
constexpr auto when_late_key_docs = docs_of(when_late_keys);

constexpr key<variant_draft> variant_keys[] = {
    {"name", kinds::name, presence::needed, "", "Its name, which the action carries.", "short",
     [](reader& r, const node& n, variant_draft& v) { v.name = r.read_text(n, kinds::name); }},
    {"weight", kinds::whole_number, presence::optional, as_if("1"), "How often, compared with the others.", "3",
     [](reader& r, const node& n, variant_draft& v) { r.read_whole(n, kinds::whole_number, v.weight); }},
};
constexpr auto variant_key_docs = docs_of(variant_keys);

void read_variant(reader& r, const node& n, variant_draft& out) {
  read_keys(r, n, key_table<variant_draft>{variant_doc, variant_keys}, out);
}

void read_variants(reader& r, const node& n, step_draft& out) {
  if (n.what == node::kind::mapping)
    return read_named<variant_draft>(r, n, kinds::variants, out.variants, [](reader& each, const node& weight, variant_draft& v) {
      each.read_whole(weight, kinds::whole_number, v.weight);
    });
  if (n.what != node::kind::list || n.items.empty()) return r.expected(kinds::variants.wanted, n);
  for (const auto& item : n.items) read_variant(r, item, out.variants.emplace_back());
}

void read_repeat(reader& r, const node& n, step_draft& out) {
  if (n.what == node::kind::scalar && n.text == "forever") {
    out.repeat = {repeat_forever, r.at(n)};
    return;
  }
  const auto times = r.read_whole(n, kinds::repetitions);
  if (!times) return;
  const bool fits = *times >= 0 && *times <= INT32_MAX;  // the checks know the real limit
  out.repeat = {fits ? static_cast<std::int32_t>(*times) : INT32_MAX, r.at(n)};
}

void read_time_of_day(reader& r, const node& n, step_draft& out) {
  if (!r.is_text(n, kinds::time_of_day)) return;
  constexpr std::string_view next = "next ";
  const std::string_view text = n.text;
  const auto from = text.starts_with(next) ? std::min(text.find_first_not_of(' ', next.size()), text.size()) : 0;
  const auto time = r.accept(n, parse_time_of_day(text.substr(from)), number::bad_time_of_day, from);
  if (time) out.at = {*time, r.at(n)}, out.at_next = {from > 0, r.at(n)};
}

constexpr key<step_draft> step_keys[] = {
    {"id", kinds::name, presence::needed, "", "Its name: touchpoints say cadence/step.", "weekly",
     [](reader& r, const node& n, step_draft& s) { s.name = r.read_text(n, kinds::name); }},
    {"do", kinds::step_do, presence::needed, "", "What to do.", "{channel: phone, purpose: check_in}",
     [](reader& r, const node& n, step_draft& s) {
       read_keys(r, n, key_table<step_draft>{do_doc, do_keys}, s);
     }},
    {"from", kinds::word, presence::optional, as_if("previous"),
     "What the window counts from: the step before, the start of the run, or the `until` of what started it.", "until",
     [](reader& r, const node& n, step_draft& s) {
       constexpr auto permissive = static_cast<std::size_t>(anchor::until);  // goes with `before` too
       s.from = {static_cast<anchor>(r.read_choice(n, anchor_names).value_or(permissive)), r.at(n)};
     },
     anchor_names},
    {"after", kinds::window, presence::optional, as_if("0 minutes"), "Not before this.", "3 days",
     [](reader& r, const node& n, step_draft& s) { r.read_window(n, s.after, s.after_is_before, s.computed_after); }},
    {"within", kinds::window, presence::optional, "the end of the day of `after`", "Due by this: overdue afterwards.", "48 hours",
     [](reader& r, const node& n, step_draft& s) { r.read_window(n, s.within, s.within_is_before, s.computed_within); }},
    {"at_latest", kinds::window, presence::optional, "none", "Late after this; comes early where the calendar leaves no room.",
     "72 hours",
     [](reader& r, const node& n, step_draft& s) { r.read_window(n, s.at_latest, s.at_latest_is_before, s.computed_at_latest); }},
    {"at", kinds::time_of_day, presence::optional, "any time",
     "A time of day: of the date to which `after` leads; without `after`, after hours, or with `next` the first from there on.",
     "09:15", read_time_of_day},
    {"apart", kinds::length, presence::optional, "as planned between steps `from: start`, else none",
     "At least so long after what was carried out last; `0 minutes`: none.", "3 days",
     [](reader& r, const node& n, step_draft& s) { r.read_duration(n, kinds::length, s.apart); }},
    {"calendar", kinds::calendar_names, presence::optional, "the channel's only", "Calendars that must be open too.", "evenings",
     [](reader& r, const node& n, step_draft& s) { s.calendars = r.read_texts(n, kinds::calendar_names); }},
    {"clock", kinds::word, presence::optional, "the owner's of an `internal` step, else the prospect's",
     "Whose days and times of day it goes by.", "owner",
     [](reader& r, const node& n, step_draft& s) {
       if (const auto index = r.read_choice(n, step_clock_names)) s.clock = {static_cast<step_clock>(*index), r.at(n)};
     },
     step_clock_names},
    {"every", kinds::duration, presence::optional, "once, or each `after` the one before",
     "A schedule that stays put: each so many days, weeks or months after the start or the `until`, whenever the one before was "
     "done; one that nobody does is missed when the next one comes.",
     "1 month", [](reader& r, const node& n, step_draft& s) { r.read_duration(n, kinds::duration, s.every); }},
    {"repeat", kinds::repetitions, presence::optional, "1; with `every`, forever",
     "How many times in all; `forever` with `after` of at least a day, or with `every`.", "3", read_repeat},
    {"if", kinds::condition, presence::optional, "always done", "Passed over unless this holds.", "stage != 'visibility'",
     [](reader& r, const node& n, step_draft& d) { r.read_expression(n, d.condition); }},
    {"done", kinds::events, presence::optional, "the step carried out", "The event that counts as having done it.", "answered",
     [](reader& r, const node& n, step_draft& s) { read_events_wanted(r, n, s.done); }},
    {"expires", kinds::length, presence::optional, "never", "Passed over so long after it could first be done.", "14 days",
     [](reader& r, const node& n, step_draft& s) { r.read_duration(n, kinds::length, s.expires); }},
    {"when_late", kinds::when_late, presence::optional, "nothing changes",
     "What replaces purpose, template or note once it is late.", "{purpose: apologise}",
     [](reader& r, const node& n, step_draft& s) {
       s.when_late.emplace().at = r.at(n);
       read_keys(r, n, key_table<when_late_draft>{when_late_doc, when_late_keys}, *s.when_late);
     }},
    {"variants", kinds::variants, presence::optional, "none", "Names of which the action carries one, by weight.",
     "{short: 1, long: 1}", read_variants},
};
constexpr auto step_key_docs = docs_of(step_keys);

bool lacks(const node& n, std::string_view name, const std::optional<located<duration>>& value, const expression& computed) {
  return !value && !computed.given() && n.find_key(name);
}

// The parts of a window are checked against one another, and `repeat` against `every`: where one is unreadable, none is kept.
void read_step(reader& r, const node& n, step_draft& out) {
  read_keys(r, n, key_table<step_draft>{step_doc, step_keys}, out);
  if (!n.find_key("repeat")) out.repeat = unwritten(out).repeat;
  if (!lacks(n, "every", out.every, {}) && !lacks(n, "after", out.after, out.computed_after) &&
      !lacks(n, "within", out.within, out.computed_within) && !lacks(n, "at_latest", out.at_latest, out.computed_at_latest))
    return;
  out.after = out.within = out.at_latest = std::nullopt;
  out.computed_after = out.computed_within = out.computed_at_latest = {};
  out.repeat = {1, out.repeat.at};
}

void read_steps(reader& r, const node& n, cadence_draft& out) {
  if (n.what == node::kind::list && !n.items.empty()) {
    for (const auto& item : n.items) read_step(r, item, out.steps.emplace_back());
    return;
  }
  r.expected(kinds::steps.wanted, n);
  read_step(r, node{.begin = n.begin}, out.steps.emplace_back());
}

void read_again(reader& r, const node& n, cadence_draft& out) {
  using again = again_draft::kind;
  out.again.at = r.at(n);
  if (!r.is_text(n, kinds::again)) return;
  const bool is_word = n.text.find_first_of(" 0123456789") == std::string::npos;
  if (const auto flag = n.text == "never" ? std::optional(false) : flag_called(n.text)) {
    out.again.when = *flag ? again::yes : again::never;
  } else if (is_word) {
    r.found_other(n, kinds::again, {"true", "yes", "false", "no", "never"});
  } else if (auto wait = r.parse(n, n.text)) {
    out.again.when = again::after;
    out.again.wait = std::move(*wait);
  }
}

constexpr key<cadence_draft> cadence_keys[] = {
    {"starts", kinds::events, presence::needed, "", "What starts it.", "asked",
     [](reader& r, const node& n, cadence_draft& c) { read_events_wanted(r, n, c.starts); }},
    {"ends", kinds::events, presence::optional, "its last step", "What ends it.", "[answered, decided]",
     [](reader& r, const node& n, cadence_draft& c) { read_events_wanted(r, n, c.ends); }},
    {"restart", kinds::flag, presence::optional, as_if("false"), "Whether a new start begins it again while it runs.", "true",
     [](reader& r, const node& n, cadence_draft& c) { r.read_flag(n, c.restart); }},
    {"again", kinds::again, presence::optional, as_if("yes"),
     "Whether it may run again: yes, no, or so long after the last run ended.", "90 days", read_again},
    {"per", kinds::word, presence::optional, "one run", "A run for each `key` of a touchpoint, or for each start.", "key",
     [](reader& r, const node& n, cadence_draft& c) {
       if (const auto index = r.read_choice(n, run_kinds)) c.per = {static_cast<run_per>(*index + 1), r.at(n)};
     },
     run_kinds},
    {"if", kinds::condition, presence::optional, "always", "Runs only while this holds.", "has(prospect.local) && prospect.local",
     [](reader& r, const node& n, cadence_draft& d) { r.read_expression(n, d.condition); }},
    {"priority", kinds::whole_number, presence::optional, as_if("50"), "0 to 1000; higher goes first, then the order of the file.",
     "70", [](reader& r, const node& n, cadence_draft& c) { r.read_whole(n, kinds::whole_number, c.priority); }},
    {"steps", kinds::steps, presence::needed, "", "What to do, one after the other.",
     "[{id: call, do: {channel: phone}, within: 1 hour}]", read_steps},
};
constexpr auto cadence_key_docs = docs_of(cadence_keys);

}  // namespace

constexpr table_doc do_doc{"do", "a step's 'do'", do_key_docs};
constexpr table_doc when_late_doc{"when_late", "'when_late'", when_late_key_docs, {}, false};
constexpr table_doc variant_doc{"variant", "a variant", variant_key_docs};
constexpr table_doc step_doc{"step", "a step", step_key_docs};
constexpr table_doc cadence_doc{"cadence", "a cadence", cadence_key_docs};

void read_cadence(reader& r, const node& n, cadence_draft& out) {
  read_keys(r, n, key_table<cadence_draft>{cadence_doc, cadence_keys}, out);
}

}  // namespace tickler::inline TICKLER_ABI
