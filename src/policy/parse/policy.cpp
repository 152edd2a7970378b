#include "policy/choice_names.hpp"
#include "policy/parse/keys.hpp"
#include "policy/parse/parts.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

// A list of one's own words may be empty, or one word.
std::vector<located_string> read_own_words(reader& r, const node& n) {
  if (n.what == node::kind::list && n.items.empty()) return {};
  return r.read_texts(n, kinds::words);
}

constexpr key<policy_draft> vocabulary_keys[] = {
    {"channels", kinds::words, presence::optional, "none", "Channels besides the standard ones.", "[fax]",
     [](reader& r, const node& n, policy_draft& p) { p.own_channels = read_own_words(r, n); }},
    {"purposes", kinds::words, presence::optional, "none", "Purposes besides the standard ones.", "[free_assessment]",
     [](reader& r, const node& n, policy_draft& p) { p.own_purposes = read_own_words(r, n); }},
    {"outcomes", kinds::words, presence::optional, "none", "Outcomes besides the standard ones.", "[no_calls]",
     [](reader& r, const node& n, policy_draft& p) { p.own_outcomes = read_own_words(r, n); }},
};
constexpr auto vocabulary_key_docs = docs_of(vocabulary_keys);

constexpr key<channel_draft> channel_keys[] = {
    {"needs", kinds::contact_kinds, presence::optional, "nothing", "The prospect's contact data, any one of these kinds.",
     "[mobile, phone]", [](reader& r, const node& n, channel_draft& c) { c.needs = r.read_texts(n, kinds::contact_kinds); }},
    {"calendar", kinds::calendar_names, presence::optional, "always open", "When it may be used: all of these must be open.",
     "office", [](reader& r, const node& n, channel_draft& c) { c.calendars = r.read_texts(n, kinds::calendar_names); }},
};
constexpr auto channel_key_docs = docs_of(channel_keys);

void read_channel(reader& r, const node& n, channel_draft& out) {
  if (n.what != node::kind::nothing) read_keys(r, n, key_table<channel_draft>{channel_doc, channel_keys}, out);
}

void read_fact(reader& r, const node& n, fact_draft& out) {
  out.type = {static_cast<fact_type>(r.read_choice(n, fact_type_names).value_or(0)), r.at(n)};
}

constexpr key<policy_draft> policy_keys[] = {
    {"policy", kinds::name, presence::needed, "", "Its name.", "art-of-follow-up",
     [](reader& r, const node& n, policy_draft& p) { p.name = r.read_text(n, kinds::name); }},
    {"revision", kinds::whole_number, presence::optional, as_if("1"), "Which version of it this is.", "3",
     [](reader& r, const node& n, policy_draft& p) { r.read_whole(n, kinds::whole_number, p.revision); }},
    {"zone", kinds::zone, presence::needed, "", "The time zone of prospects without one.", "America/New_York",
     [](reader& r, const node& n, policy_draft& p) { p.zone = r.read_text(n, kinds::zone); }},
    {"business", kinds::calendar_name, presence::optional, "none", "The calendar that business days and hours count in.", "office",
     [](reader& r, const node& n, policy_draft& p) { p.business = r.read_text(n, kinds::calendar_name); }},
    {"vocabulary", kinds::vocabulary, presence::optional, "the standard words", "Words of one's own.",
     "{purposes: [free_assessment]}",
     [](reader& r, const node& n, policy_draft& p) {
       read_keys(r, n, key_table<policy_draft>{vocabulary_doc, vocabulary_keys}, p);
     }},
    {"facts", kinds::fact_types, presence::optional, "none", "What records may say of a prospect, and its types.", "{local: bool}",
     [](reader& r, const node& n, policy_draft& p) { read_named(r, n, kinds::fact_types, p.facts, read_fact); }, fact_type_names},
    {"calendars", kinds::all_calendars, presence::optional, "none", "Open hours and closed days.",
     "{office: {open: {mon-fri: 09:00-18:00}}}",
     [](reader& r, const node& n, policy_draft& p) { read_named(r, n, kinds::all_calendars, p.calendars, read_calendar); }},
    {"channels", kinds::all_channels, presence::optional, "none", "The ways to reach a prospect that steps may use.",
     "{phone: {needs: [mobile, phone], calendar: office}, email: {needs: email}}",
     [](reader& r, const node& n, policy_draft& p) { read_named(r, n, kinds::all_channels, p.channels, read_channel); }},
    {"events", kinds::all_events, presence::optional, "none", "Names for touchpoints that match a pattern.",
     "{asked: {direction: inbound, outcome: inquired}}",
     [](reader& r, const node& n, policy_draft& p) { read_named(r, n, kinds::all_events, p.events, read_event); }},
    {"stages", kinds::all_stages, presence::optional, "none", "How far a prospect has come: the last of these reached.",
     "[{name: visibility, from: met}]",
     [](reader& r, const node& n, policy_draft& p) {
       read_listed(r, n, kinds::all_stages, p.stages, read_stage);
       need_names(r, n, stage_doc.whose, p.stages);
     }},
    {"cadences", kinds::all_cadences, presence::optional, "none", "What is done after what; the first go first.",
     "{answer: {starts: asked, steps: [{id: send, do: {channel: email}, within: 24 hours}]}}",
     [](reader& r, const node& n, policy_draft& p) { read_named(r, n, kinds::all_cadences, p.cadences, read_cadence); }},
    {"limits", kinds::all_limits, presence::optional, "none", "How often is too often.",
     "{weekly-call: {count: {channel: phone, direction: outbound}, at_most: 1, per: 7 days}}",
     [](reader& r, const node& n, policy_draft& p) { read_named(r, n, kinds::all_limits, p.limits, read_limit); }},
    {"holds", kinds::all_holds, presence::optional, "none", "What makes everything wait, and how long.",
     "[{on: {outcome: out_of_office}, for: until, else: 7 days}]",
     [](reader& r, const node& n, policy_draft& p) { read_listed(r, n, kinds::all_holds, p.holds, read_hold); }},
    {"never", kinds::all_never, presence::optional, "nothing", "What is never done.", "[{do: {channel: phone, purpose: promote}}]",
     [](reader& r, const node& n, policy_draft& p) { read_listed(r, n, kinds::all_never, p.never, read_never); }},
    {"stops", kinds::all_stops, presence::optional, "opt-outs only", "What ends all contact.", "[upset]",
     [](reader& r, const node& n, policy_draft& p) { read_stops(r, n, p.stops); }},
    {"closes", kinds::events, presence::optional, "nothing", "What makes the answer certain: no next step is needed from here.",
     "[decided]", [](reader& r, const node& n, policy_draft& p) { read_events_wanted(r, n, p.closes); }},
    {"promises", kinds::all_promises, presence::optional, "none", "What history and policy are held against; changes no decision.",
     "[{name: answer-in-72h, after: asked, expect: {direction: outbound}, within: 72 hours}]",
     [](reader& r, const node& n, policy_draft& p) {
       read_listed(r, n, kinds::all_promises, p.promises, read_promise);
       need_names(r, n, promise_doc.whose, p.promises);
     }},
    {"tests", kinds::all_tests, presence::optional, "none", "Examples of what the policy decides; `tickler test` tries them.",
     "[{name: a question is answered, touchpoints: [{at: 2026-03-02 10:00, outcome: inquired}], now: 2026-03-02 10:00, expect: "
     "{status: active}}]",
     [](reader&, const node&, policy_draft&) {}},  // no part of the policy: load_policy_tests reads them
};
constexpr auto policy_key_docs = docs_of(policy_keys);

}  // namespace

constexpr table_doc vocabulary_doc{"vocabulary", "the vocabulary", vocabulary_key_docs};
constexpr table_doc channel_doc{"channel", "a channel", channel_key_docs};
constexpr table_doc policy_doc{"policy", "a policy", policy_key_docs};

policy_draft read_policy(reader& r, const node& root) {
  policy_draft draft;
  read_keys(r, root, key_table<policy_draft>{policy_doc, policy_keys}, draft);
  return draft;
}

}  // namespace tickler::inline TICKLER_ABI
