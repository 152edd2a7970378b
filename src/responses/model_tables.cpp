#include "responses/model_tables.hpp"

#include "policy/parse/keys.hpp"
#include "policy/parse/kinds.hpp"
#include "responses/model_kinds.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

void read_pairs(reader& r, const node& n, const value_kind& kind, const value_kind& each, text_pairs& out) {
  if (n.what != node::kind::mapping || n.keys.empty()) return r.expected(kind.wanted, n);
  for (const auto& e : n.entries()) out.emplace_back(located_string{e.key.text, r.at(e.key)}, r.read_text(e.value, each));
}

constexpr key<response_draft> response_keys[] = {
    {"delay", model_kinds::waits, presence::optional, "0 minutes",
     "From when an action can be done until it is. Of a list each is as likely as any other; `never`: it is not done.",
     "[0 minutes, 2 hours, 1 day]",
     [](reader& r, const node& n, response_draft& d) { d.delay = r.read_texts(n, model_kinds::waits); }},
    {"outcomes", model_kinds::outcome_shares, presence::optional, "they are sent, and tasks just done",
     "What is noted of it; in all 100%.", "{no_answer: 60%, reached: 40%}",
     [](reader& r, const node& n, response_draft& d) {
       d.outcomes_at = r.at(n);
       read_pairs(r, n, model_kinds::outcome_shares, model_kinds::share, d.outcomes);
     }},
    {"answers", model_kinds::outcome_shares, presence::optional, "nobody answers",
     "What people answer on the same channel; what is left of 100% do not.", "{replied: 12.5%}",
     [](reader& r, const node& n, response_draft& d) {
       d.answers_at = r.at(n);
       read_pairs(r, n, model_kinds::outcome_shares, model_kinds::share, d.answers);
     }},
    {"answer_after", model_kinds::answer_waits, presence::optional, "there are no `answers`, which need it",
     "From the touch until its answer. Of a list each is as likely as any other.", "[2 hours, 1 day, 3 days]",
     [](reader& r, const node& n, response_draft& d) { d.answer_after = r.read_texts(n, model_kinds::answer_waits); }},
};
constexpr auto response_key_docs = docs_of(response_keys);

constexpr key<arrival_draft> arrival_keys[] = {
    {"cadence", kinds::name, presence::needed, "", "The cadence that new prospects begin.", "answer",
     [](reader& r, const node& n, arrival_draft& a) { a.cadence = r.read_text(n, kinds::name); }},
    {"owner", model_kinds::owner, presence::optional, "nobody", "Whose they are.", "eve",
     [](reader& r, const node& n, arrival_draft& a) { a.owner = r.read_text(n, model_kinds::owner); }},
    {"a_day", model_kinds::amount, presence::needed, "", "How many, on average.", "2.5",
     [](reader& r, const node& n, arrival_draft& a) { a.a_day = r.read_text(n, model_kinds::amount); }},
    {"on", model_kinds::weekdays, presence::optional, as_if("daily"), "On which days.", "mon-fri",
     [](reader& r, const node& n, arrival_draft& a) { a.on = r.read_text(n, model_kinds::weekdays); }},
    {"hours", model_kinds::one_opening, presence::optional, as_if("00:00-24:00"), "When, by the clock of the policy's zone.",
     "09:00-17:00", [](reader& r, const node& n, arrival_draft& a) { a.hours = r.read_text(n, model_kinds::one_opening); }},
};
constexpr auto arrival_key_docs = docs_of(arrival_keys);

constexpr key<owner_draft> owner_keys[] = {
    {"a_day", model_kinds::amount, presence::optional, "--capacity, if it is there", "How many touches the owner can do a day.",
     "40", [](reader& r, const node& n, owner_draft& o) { o.a_day = r.read_text(n, model_kinds::amount); }},
    {"by_channel", model_kinds::amounts, presence::optional, "as many as a day has", "How many of them by channel.", "{phone: 25}",
     [](reader& r, const node& n, owner_draft& o) { read_pairs(r, n, model_kinds::amounts, model_kinds::amount, o.by_channel); }},
    {"leave", model_kinds::leave, presence::optional, "none",
     "Days on which the owner does nothing: what could be done then is done afterwards.", "[2026-08-03..2026-08-21]",
     [](reader& r, const node& n, owner_draft& o) { o.leave = r.read_texts(n, model_kinds::leave); }},
};
constexpr auto owner_key_docs = docs_of(owner_keys);

void read_responses(reader& r, const node& n, model_draft& out) {
  out.responses_at = r.at(n);
  if (n.what != node::kind::mapping) return r.expected(model_kinds::responses.wanted, n);
  for (const auto& e : n.entries()) {
    out.responses.push_back({.of = r.read_text(e.key, model_kinds::touch)});
    read_keys(r, e.value, key_table<response_draft>{response_doc, response_keys}, out.responses.back());
  }
}

void read_arrivals(reader& r, const node& n, model_draft& out) {
  out.arrivals_at = r.at(n);
  if (n.what != node::kind::list) return r.expected(model_kinds::arrivals.wanted, n);
  for (const auto& item : n.items)
    read_keys(r, item, key_table<arrival_draft>{arrival_doc, arrival_keys}, out.arrivals.emplace_back());
}

void read_owners(reader& r, const node& n, model_draft& out) {
  if (n.what != node::kind::mapping || n.keys.empty()) return r.expected(model_kinds::owners.wanted, n);
  for (const auto& e : n.entries()) {
    out.owners.push_back({.name = r.read_text(e.key, model_kinds::owner)});
    read_keys(r, e.value, key_table<owner_draft>{owner_doc, owner_keys}, out.owners.back());
  }
}

constexpr key<model_draft> model_keys[] = {
    {"model", model_kinds::title, presence::needed, "", "Its name.", "desk",
     [](reader& r, const node& n, model_draft& m) { m.name = r.read_text(n, model_kinds::title); }},
    {"responses", model_kinds::responses, presence::optional, "as the book has it",
     "What comes of touches, by channel, or by channel/purpose, which goes first. All that the policy can ask for.",
     "{phone/check_in: {outcomes: {no_answer: 60%, reached: 40%}}, email: {}}", read_responses},
    {"spread", model_kinds::share, presence::optional, "as the book has it; with `responses` 0%",
     "How far weeks are from that, as a standard deviation.", "12.5%",
     [](reader& r, const node& n, model_draft& m) { m.spread = r.read_text(n, model_kinds::share); }},
    {"arrivals", model_kinds::arrivals, presence::optional, "as the book has it", "New prospects; [] for none.",
     "[{cadence: answer, owner: eve, a_day: 2.5, on: mon-fri, hours: 09:00-17:00}]", read_arrivals},
    {"owners", model_kinds::owners, presence::optional, "nobody is away", "What each can do.",
     "{eve: {a_day: 40, by_channel: {phone: 25}, leave: 2026-08-03..2026-08-21}}", read_owners},
};
constexpr auto model_key_docs = docs_of(model_keys);

}  // namespace

constexpr table_doc response_doc{"response", "a response", response_key_docs};
constexpr table_doc arrival_doc{"arrival", "an arrival", arrival_key_docs};
constexpr table_doc owner_doc{"owner", "an owner", owner_key_docs, {}, false};
constexpr table_doc model_doc{"model", "a model", model_key_docs};

std::vector<placed_table> model_tables() {
  return {
      {&model_doc, "model"}, {&response_doc, "model.responses"}, {&arrival_doc, "model.arrivals"}, {&owner_doc, "model.owners"}};
}

model_draft read_model(reader& r, const node& root) {
  model_draft draft;
  read_keys(r, root, key_table<model_draft>{model_doc, model_keys}, draft);
  return draft;
}

}  // namespace tickler::inline TICKLER_ABI
