#include <algorithm>
#include <array>

#include "policy/parse/keys.hpp"
#include "policy/parse/parts.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

constexpr std::array<std::string_view, 1> running{"run"}, by_keys{"key"};
constexpr std::array<std::string_view, 2> always_kept{"next_action", "respected"};

void read_period(reader& r, const node& n, std::optional<located<duration>>& out) {
  if (n.what != node::kind::scalar || n.text != "forever") r.read_duration(n, kinds::period, out);
}

constexpr key<stage_draft> stage_keys[] = {
    {"name", kinds::name, presence::needed_in_lists, "", "Its name.", "credibility",
     [](reader& r, const node& n, stage_draft& s) { s.name = r.read_text(n, kinds::name); }},
    {"from", kinds::events, presence::needed, "", "What brings a prospect to it.", "answered",
     [](reader& r, const node& n, stage_draft& s) { read_events_wanted(r, n, s.from); }},
};
constexpr auto stage_key_docs = docs_of(stage_keys);

constexpr key<limit_draft> limit_keys[] = {
    {"count", kinds::events, presence::needed, "", "The touchpoints that it counts.", "{channel: phone, direction: outbound}",
     [](reader& r, const node& n, limit_draft& l) { read_events_wanted(r, n, l.count); }},
    {"at_most", kinds::whole_number, presence::needed, "", "So many, 1 to 64.", "1",
     [](reader& r, const node& n, limit_draft& l) { r.read_whole(n, kinds::whole_number, l.at_most); }},
    {"per", kinds::period, presence::needed, "", "In any such time.", "7 days",
     [](reader& r, const node& n, limit_draft& l) { read_period(r, n, l.per); }},
    {"by", kinds::word, presence::optional, "one for all", "`key`: one for each key, such as an invoice or a debt.", "key",
     [](reader& r, const node& n, limit_draft& l) {
       l.by_key = {r.read_choice(n, by_keys).has_value(), r.at(n)};
     },
     by_keys},
    {"except", kinds::step_names, presence::optional, "none", "Steps that it does not hold back; they count all the same.",
     "[confirm/got-it]", [](reader& r, const node& n, limit_draft& l) { l.except = r.read_texts(n, kinds::step_names); }},
    {"while", kinds::condition, presence::optional, "always", "In force only while this holds.", "stage == 'visibility'",
     [](reader& r, const node& n, limit_draft& d) { r.read_expression(n, d.condition); }},
    {"cite", kinds::plain_text, presence::optional, "nothing", "What it goes back to: a law, a clause of a contract.",
     "12 CFR 1006.14(b)(2)", [](reader& r, const node& n, limit_draft& d) { d.cite = r.read_text(n, kinds::plain_text); }},
    {"as_of", kinds::date, presence::optional, "no date", "With `cite`: the day on which that said so.", "2026-11-28",
     [](reader& r, const node& n, limit_draft& d) { r.read_date(n, d.as_of); }},
};
constexpr auto limit_key_docs = docs_of(limit_keys);

constexpr key<hold_draft> hold_keys[] = {
    {"name", kinds::name, presence::optional, "its number", "Its name.", "away",
     [](reader& r, const node& n, hold_draft& h) { h.name = r.read_text(n, kinds::name); }},
    {"on", kinds::events, presence::needed, "", "What begins it.", "{outcome: out_of_office}",
     [](reader& r, const node& n, hold_draft& h) { read_events_wanted(r, n, h.on); }},
    {"for", kinds::until, presence::needed, "", "How long; `until`: to the touchpoint's `until`.", "until",
     [](reader& r, const node& n, hold_draft& h) {
       if (n.what != node::kind::scalar || n.text != "until") r.read_duration(n, kinds::until, h.lasts);
     }},
    {"else", kinds::duration, presence::optional, "no hold", "How long where the touchpoint has no `until`.", "7 days",
     [](reader& r, const node& n, hold_draft& h) { r.read_duration(n, kinds::duration, h.otherwise); }},
    {"channels", kinds::channels, presence::optional, "all", "Which channels it holds.", "phone",
     [](reader& r, const node& n, hold_draft& h) { h.channels = r.read_texts(n, kinds::channels); }},
    {"lifted_by", kinds::events, presence::optional, "nothing", "What ends it early.", "answered",
     [](reader& r, const node& n, hold_draft& h) { read_events_wanted(r, n, h.lifted_by); }},
    {"by", kinds::word, presence::optional, "one for all", "`key`: one for each key, such as an invoice or a debt.", "key",
     [](reader& r, const node& n, hold_draft& h) {
       h.by_key = {r.read_choice(n, by_keys).has_value(), r.at(n)};
     },
     by_keys},
    {"except", kinds::step_names, presence::optional, "none", "Steps that it does not hold.", "[answer/send]",
     [](reader& r, const node& n, hold_draft& h) { h.except = r.read_texts(n, kinds::step_names); }},
    {"while", kinds::condition, presence::optional, "always", "In force only while this holds.", "stage == 'visibility'",
     [](reader& r, const node& n, hold_draft& d) { r.read_expression(n, d.condition); }},
    {"deadlines", kinds::word, presence::optional, "they stand still while it holds",
     "`run`: it only delays; what is due in the meantime becomes overdue, late, and expires.", "run",
     [](reader& r, const node& n, hold_draft& h) {
       h.deadlines_run = {r.read_choice(n, running).has_value(), r.at(n)};
     },
     running},
    {"cite", kinds::plain_text, presence::optional, "nothing", "What it goes back to: a law, a clause of a contract.",
     "12 CFR 1006.14(b)(2)", [](reader& r, const node& n, hold_draft& d) { d.cite = r.read_text(n, kinds::plain_text); }},
    {"as_of", kinds::date, presence::optional, "no date", "With `cite`: the day on which that said so.", "2026-11-28",
     [](reader& r, const node& n, hold_draft& d) { r.read_date(n, d.as_of); }},
};
constexpr auto hold_key_docs = docs_of(hold_keys);

constexpr key<never_draft> never_do_keys[] = {
    {"channel", kinds::channels, presence::optional, "any", "On these channels.", "phone",
     [](reader& r, const node& n, never_draft& d) { d.channels = r.read_texts(n, kinds::channels); }},
    {"purpose", kinds::purposes, presence::optional, "any", "For these purposes.", "[promote, ask_for_sale]",
     [](reader& r, const node& n, never_draft& d) { d.purposes = r.read_texts(n, kinds::purposes); }},
};
constexpr auto never_do_key_docs = docs_of(never_do_keys);

constexpr key<never_draft> never_keys[] = {
    {"name", kinds::name, presence::optional, "its number", "Its name.", "no-cold-selling",
     [](reader& r, const node& n, never_draft& d) { d.name = r.read_text(n, kinds::name); }},
    {"do", kinds::never_do, presence::needed, "", "What is never done.", "{channel: phone, purpose: promote}",
     [](reader& r, const node& n, never_draft& d) {
       const auto errors = r.errors();
       read_keys(r, n, key_table<never_draft>{never_do_doc, never_do_keys}, d);
       const bool failed = r.errors() != errors || n.what == node::kind::unreadable;
       if (failed && d.channels.empty()) d.channels = {{"", r.at(n)}};
     }},
    {"while", kinds::condition, presence::optional, "always", "In force only while this holds.", "stage == 'visibility'",
     [](reader& r, const node& n, never_draft& d) { r.read_expression(n, d.condition); }},
    {"cite", kinds::plain_text, presence::optional, "nothing", "What it goes back to: a law, a clause of a contract.",
     "12 CFR 1006.14(b)(2)", [](reader& r, const node& n, never_draft& d) { d.cite = r.read_text(n, kinds::plain_text); }},
    {"as_of", kinds::date, presence::optional, "no date", "With `cite`: the day on which that said so.", "2026-11-28",
     [](reader& r, const node& n, never_draft& d) { r.read_date(n, d.as_of); }},
};
constexpr auto never_key_docs = docs_of(never_keys);

constexpr key<stop_draft> stop_keys[] = {
    {"name", kinds::name, presence::optional, "its number", "Its name.", "complaint",
     [](reader& r, const node& n, stop_draft& s) { s.name = r.read_text(n, kinds::name); }},
    {"on", kinds::events, presence::needed, "", "What ends all contact.", "upset",
     [](reader& r, const node& n, stop_draft& s) { read_events_wanted(r, n, s.on); }},
    {"channels", kinds::channels, presence::optional, "all", "The channels that it closes, instead of ending everything.", "phone",
     [](reader& r, const node& n, stop_draft& s) { s.channels = r.read_texts(n, kinds::channels); }},
    {"lifted_by", kinds::events, presence::optional, "nothing", "What lifts it.", "{outcome: opted_in}",
     [](reader& r, const node& n, stop_draft& s) { read_events_wanted(r, n, s.lifted_by); }},
    {"cite", kinds::plain_text, presence::optional, "nothing", "What it goes back to: a law, a clause of a contract.",
     "12 CFR 1006.14(b)(2)", [](reader& r, const node& n, stop_draft& d) { d.cite = r.read_text(n, kinds::plain_text); }},
    {"as_of", kinds::date, presence::optional, "no date", "With `cite`: the day on which that said so.", "2026-11-28",
     [](reader& r, const node& n, stop_draft& d) { r.read_date(n, d.as_of); }},
};
constexpr auto stop_key_docs = docs_of(stop_keys);

constexpr key<promise_draft> promise_keys[] = {
    {"name", kinds::name, presence::needed_in_lists, "", "Its name.", "answer-in-72h",
     [](reader& r, const node& n, promise_draft& p) { p.name = r.read_text(n, kinds::name); }},
    {"after", kinds::events, presence::optional, "", "With `expect`: what calls for it. With `never`: from when on.", "asked",
     [](reader& r, const node& n, promise_draft& p) { read_events_wanted(r, n, p.after); }},
    {"expect", kinds::events, presence::optional, "", "What must follow.", "{direction: outbound}",
     [](reader& r, const node& n, promise_draft& p) {
       p.what = promise_draft::kind::expect;
       read_events_wanted(r, n, p.expect);
     }},
    {"within", kinds::duration, presence::optional, "", "With `expect`: how soon. With `next_action`: how long one may be overdue.",
     "72 hours",
     [](reader& r, const node& n, promise_draft& p) {
       r.read_duration(n, kinds::duration, p.within);
       if (!p.within) p.within = located<duration>{{}, r.at(n)};  // not readable, but there
     }},
    {"unless", kinds::events, presence::optional, "nothing",
     "With `expect`: what makes it needless in time. With `next_action`: what makes it needless until a cadence begins.", "decided",
     [](reader& r, const node& n, promise_draft& p) { read_events_wanted(r, n, p.unless); }},
    {"never", kinds::events, presence::optional, "", "What must not follow.", "{purpose: ask_for_sale}",
     [](reader& r, const node& n, promise_draft& p) {
       p.what = promise_draft::kind::never;
       read_events_wanted(r, n, p.never);
     }},
    {"for", kinds::period, presence::optional, as_if("forever"), "With `never`: for how long.", "90 days",
     [](reader& r, const node& n, promise_draft& p) { read_period(r, n, p.lasts); }},
    {"at_most", kinds::whole_number, presence::optional, "", "Never more than so many.", "3",
     [](reader& r, const node& n, promise_draft& p) {
       p.what = promise_draft::kind::at_most;
       r.read_whole(n, kinds::whole_number, p.at_most);
     }},
    {"of", kinds::events, presence::optional, "", "With `at_most`: of what.", "{channel: phone, direction: outbound}",
     [](reader& r, const node& n, promise_draft& p) { read_events_wanted(r, n, p.of); }},
    {"per", kinds::period, presence::optional, as_if("forever"), "With `at_most`: in any such time.", "7 calendar days",
     [](reader& r, const node& n, promise_draft& p) { read_period(r, n, p.per); }},
    {"always", kinds::word, presence::optional, "", "next_action: every open prospect has a next step; respected: opt-outs are.",
     "next_action",
     [](reader& r, const node& n, promise_draft& p) {
       const auto index = r.read_choice(n, always_kept).value_or(0);
       p.what = index == 0 ? promise_draft::kind::next_action : promise_draft::kind::respected;
     },
     always_kept},
    {"cite", kinds::plain_text, presence::optional, "nothing", "What it goes back to: a law, a clause of a contract.",
     "12 CFR 1006.14(b)(2)", [](reader& r, const node& n, promise_draft& d) { d.cite = r.read_text(n, kinds::plain_text); }},
    {"as_of", kinds::date, presence::optional, "no date", "With `cite`: the day on which that said so.", "2026-11-28",
     [](reader& r, const node& n, promise_draft& d) { r.read_date(n, d.as_of); }},
};
constexpr auto promise_key_docs = docs_of(promise_keys);

constexpr std::string_view after[] = {"after"}, after_within[] = {"after", "within"}, of[] = {"of"}, per[] = {"per"},
                           lasts[] = {"for"}, unless[] = {"unless"}, unless_within[] = {"unless", "within"};
constexpr alternative_doc promise_alternatives[] = {
    {"expect", after_within, unless}, {"never", after, lasts}, {"at_most", of, per}, {"always", {}, unless_within}};

void refuse_stray(reader& r, const entry& e, const alternative_doc& alternative) {
  const auto alternatives = promise_doc.alternatives_with(e.key.text);
  if (alternatives.empty() || std::find(alternatives.begin(), alternatives.end(), &alternative) != alternatives.end()) return;
  std::string wanted;
  for (const auto* each : alternatives) wanted += (wanted.empty() ? "" : " or ") + quoted(each->by);
  r.error(number::not_together, r.at(e.key), quoted(e.key.text) + " goes with " + wanted);
}

void settle_form(reader& r, const node& n, promise_draft& out) {
  const alternative_doc* alternative = nullptr;
  std::size_t count = 0;
  for (const auto& each : promise_alternatives)
    if (n.find_key(each.by)) alternative = &each, ++count;
  if (count != 1) {
    out.what = promise_draft::kind::next_action;
    out.within.reset(), out.unless = {};
    return r.error(count == 0 ? number::missing_key : number::not_together, r.at(n),
                   "a promise has one of 'expect', 'never', 'at_most' and 'always'");
  }
  for (const auto& e : n.entries()) refuse_stray(r, e, *alternative);
}

}  // namespace

constexpr table_doc stage_doc{"stage", "a stage", stage_key_docs};
constexpr table_doc limit_doc{"limit", "a limit", limit_key_docs};
constexpr table_doc hold_doc{"hold", "a hold", hold_key_docs};
constexpr table_doc never_do_doc{"never_do", "'do'", never_do_key_docs, {}, false};
constexpr table_doc never_doc{"never", "a 'never' rule", never_key_docs};
constexpr table_doc stop_doc{"stop", "a stop", stop_key_docs};
constexpr table_doc promise_doc{"promise", "a promise", promise_key_docs, promise_alternatives};

void read_stage(reader& r, const node& n, stage_draft& out) { read_keys(r, n, key_table<stage_draft>{stage_doc, stage_keys}, out); }

void read_limit(reader& r, const node& n, limit_draft& out) { read_keys(r, n, key_table<limit_draft>{limit_doc, limit_keys}, out); }

void read_hold(reader& r, const node& n, hold_draft& out) {
  out.at = r.at(n);
  read_keys(r, n, key_table<hold_draft>{hold_doc, hold_keys}, out);
}

void read_never(reader& r, const node& n, never_draft& out) {
  out.at = r.at(n);
  read_keys(r, n, key_table<never_draft>{never_doc, never_keys}, out);
}

void read_stop(reader& r, const node& n, stop_draft& out) {
  out.at = r.at(n);
  if (n.what == node::kind::mapping) return read_keys(r, n, key_table<stop_draft>{stop_doc, stop_keys}, out);
  out.on.at = out.at;
  if (r.is_list_in_text(n)) return;
  out.on.any_of.emplace_back(r.read_text(n, kinds::all_stops));
}

void read_stops(reader& r, const node& n, std::vector<stop_draft>& out) {
  if (n.what != node::kind::list) return read_stop(r, n, out.emplace_back());
  for (const auto& item : n.items) read_stop(r, item, out.emplace_back());
}

void read_promise(reader& r, const node& n, promise_draft& out) {
  out.at = r.at(n);
  out.what = promise_draft::kind::next_action;
  read_keys(r, n, key_table<promise_draft>{promise_doc, promise_keys}, out);
  if (n.what == node::kind::mapping) settle_form(r, n, out);
}

}  // namespace tickler::inline TICKLER_ABI
