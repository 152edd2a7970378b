#include "c/arrow/decision_columns.hpp"

#include <algorithm>
#include <bit>
#include <tickler/io/results.hpp>

#include "c/cases.hpp"

namespace tickler::c::arrow {

namespace {

constexpr const char* instants = "tss:UTC";

type coded(const char* name, bool is_nullable = true) {
  return {.format = "u", .name = name, .is_coded = true, .is_nullable = is_nullable};
}
type list_of(const char* name, type element) {
  element.name = "item";
  return {.format = "+l", .name = name, .members = {std::move(element)}, .is_nullable = false};
}
type always(const char* format, const char* name) { return {.format = format, .name = name, .is_nullable = false}; }

type reason_type() {
  return {.format = "+s",
          .name = "",
          .members = {coded("kind", false), coded("rule"), always(instants, "from"), always(instants, "to")},
          .is_nullable = false};
}

type action_type() {
  return {.format = "+s",
          .name = "",
          .members = {always("u", "id"),
                      coded("cadence", false),
                      coded("step", false),
                      always("I", "repetition"),
                      {"u", "key"},
                      coded("channel"),
                      coded("contact"),
                      coded("to", false),
                      coded("purpose"),
                      coded("template"),
                      coded("note"),
                      coded("variant"),
                      {instants, "not_before"},
                      {instants, "due"},
                      {instants, "at_latest"},
                      {instants, "when"},
                      {"u", "behind"},
                      coded("state", false),
                      list_of("flags", coded("", false)),
                      list_of("missing", coded("", false)),
                      list_of("reasons", reason_type())},
          .is_nullable = false};
}

std::int64_t time_of(const std::optional<instant>& t) { return t ? t->time_since_epoch().count() : numbers<std::int64_t>::null; }

// So that the code of each is its number.
template <class Names>
void fill(dictionary& with, const Names& names) {
  for (const auto name : names) with.code(name);
}
template <class Enum>
auto number_of(Enum e) {
  return static_cast<std::underlying_type_t<Enum>>(e);
}

template <class... Arrays>
std::vector<array> all_of(Arrays... arrays) {
  std::vector<array> all;
  (all.push_back(std::move(arrays)), ...);
  return all;
}

}  // namespace

decision_columns::decision_columns(policy p) : policy_(std::move(p)) {
  fill(status_names_, status_names), fill(party_names_, party_names), fill(state_names_, action_state_names);
  fill(flag_names_, action_flag_names), fill(reason_names_, reason_kind_names);
  const auto& draft = policy_.draft();
  const auto& words = policy_.words();
  for (std::size_t i = 0; i < words.size<purpose>(); ++i)
    purposes_.push_back(purpose_names_.code(words.name(static_cast<purpose>(i))));
  for (std::size_t i = 0; i < words.size<channel>(); ++i) {
    action a;
    a.channel = static_cast<channel>(i);
    channels_.push_back(channel_names_.code(words.name(a.channel)));
    auto& kinds = contacts_.emplace_back();
    const auto declared = std::ranges::find(draft.channels, words.name(a.channel), [](const auto& c) { return *c.name; });
    for (std::size_t k = 0; declared != draft.channels.end() && k < declared->needs.size(); ++k) {
      a.contact = static_cast<std::uint8_t>(k);
      kinds.push_back(contact_names_.code(contact_kind_of(policy_, a)));
    }
  }
  for (const auto& each : draft.limits) limits_.push_back(rule_names_.code(*each.name));
  for (const auto& each : draft.holds) holds_.push_back(rule_names_.code(*each.name));
  for (std::size_t c = 0; c < draft.cadences.size(); ++c) {
    steps_.emplace_back();
    for (std::size_t n = 0; n < draft.cadences[c].steps.size(); ++n) {
      action as_written, late;
      as_written.cadence = late.cadence = static_cast<std::uint16_t>(c),
      as_written.step = late.step = static_cast<std::uint16_t>(n);
      late.replaced = true;
      const auto& step = draft.cadences[c].steps[n];
      auto& codes = steps_.back().emplace_back();
      codes.cadence = cadence_names_.code(*draft.cadences[c].name), codes.step = step_names_.code(*step.name);
      for (const auto& [i, a] : {std::pair(0u, &as_written), std::pair(1u, &late)}) {
        if (a->replaced && !step.when_late) continue;  // is never replaced
        codes.template_name[i] = template_names_.code(template_of(policy_, *a));
        codes.note[i] = notes_.code(note_of(policy_, *a));
      }
      for (const auto& variant : step.variants) codes.variants.push_back(variant_names_.code(*variant.name));
    }
  }
}

schema decision_columns::schema_of_rows() {
  return schema_of({.format = "+s",
                    .name = "",
                    .members = {{"u", "prospect"},
                                {"u", "owner"},
                                coded("status", false),
                                {"u", "problem"},
                                {instants, "next_change"},
                                list_of("actions", action_type())},
                    .is_nullable = false});
}

void decision_columns::add(const prospect_view& who, const decision& d, std::string_view unread) {
  ++rows_;
  prospect_.add_or_null(who.id);
  owner_.add_or_null(who.owner);
  status_.add(number_of(d.status));
  if (d.problem == prospect_problem::none)
    problem_.add({});
  else
    problem_.add(unread.empty() ? to_text(policy_, tickler::owned(who), d.problem) : std::string(unread));
  next_change_.add(time_of(d.next_change));
  ids_.clear();
  for (const auto& a : d.actions) ids_.push_back(id_of(policy_, d, a));
  for (const auto& a : d.actions) add(d, a);
  actions_.end(action_count_);
}

void decision_columns::add(const decision& d, const action& a) {
  ++action_count_;
  const auto index = static_cast<std::size_t>(&a - d.actions.data());
  const auto& step = steps_[a.cadence][a.step];
  const auto replaced = a.replaced ? 1u : 0u;
  id_.add(ids_[index]);
  cadence_.add(step.cadence), step_.add(step.step);
  repetition_.add(a.repetition);
  key_.add_or_null(d.key(a));
  channel_.add(channels_[number_of(a.channel)]);
  contact_.add(a.contact == action::no_contact ? codes::null : contacts_[number_of(a.channel)][a.contact]);
  to_.add(number_of(a.to));
  purpose_.add(purposes_[number_of(a.purpose)]);
  template_.add(step.template_name[replaced]), note_.add(step.note[replaced]);
  variant_.add(a.variant == action::no_variant ? codes::null : step.variants[a.variant]);
  not_before_.add(time_of(a.not_before)), due_.add(time_of(a.due));
  at_latest_.add(time_of(a.at_latest)), when_.add(time_of(a.when));
  behind_.add(a.behind == action::not_behind ? std::string_view() : ids_[a.behind]);
  state_.add(number_of(a.state));
  for (auto left = a.flags; left != 0; left = static_cast<std::uint8_t>(left & (left - 1))) flag_.add(std::countr_zero(left));
  flags_.end(flag_.size());
  for (const auto& b : d.blockers_of(a)) sentence_.add(code_of(b));
  missing_.end(sentence_.size());
  for (const auto& r : d.reasons_of(a)) add(r);
  reasons_.end(reason_.size());
}

void decision_columns::add(const reason& r) {
  reason_.add(number_of(r.kind));
  const auto is_of_limit = r.kind == reason_kind::limit || r.kind == reason_kind::no_room;
  rule_.add(r.kind == reason_kind::hold ? holds_[r.index] : is_of_limit ? limits_[r.index] : codes::null);
  from_.add(r.from.time_since_epoch().count());
  until_.add(r.to.time_since_epoch().count());
}

std::int32_t decision_columns::code_of(const blocker& b) {
  const auto [known, is_new] = known_sentences_.try_emplace({b.kind, b.index, b.channel, b.to});
  if (is_new) {
    known->second.text = to_text(policy_, b);
    known->second.code = sentences_.code(known->second.text);
  }
  return known->second.code;
}

array decision_columns::take() {
  auto rows = all_of(prospect_.take(), owner_.take(), status_.take(status_names_.take()), problem_.take(), next_change_.take(),
                     actions_.take(taken_actions()));
  return struct_of(std::exchange(rows_, 0), std::move(rows));
}

array decision_columns::taken_actions() {
  auto columns =
      all_of(id_.take(), cadence_.take(cadence_names_.take()), step_.take(step_names_.take()), repetition_.take(), key_.take(),
             channel_.take(channel_names_.take()), contact_.take(contact_names_.take()), to_.take(party_names_.take()),
             purpose_.take(purpose_names_.take()), template_.take(template_names_.take()), note_.take(notes_.take()),
             variant_.take(variant_names_.take()), not_before_.take(), due_.take(), at_latest_.take(), when_.take(), behind_.take(),
             state_.take(state_names_.take()), flags_.take(flag_.take(flag_names_.take())),
             missing_.take(sentence_.take(sentences_.take())), reasons_.take(taken_reasons()));
  return struct_of(std::exchange(action_count_, 0), std::move(columns));
}

array decision_columns::taken_reasons() {
  const auto count = reason_.size();
  return struct_of(count, all_of(reason_.take(reason_names_.take()), rule_.take(rule_names_.take()), from_.take(), until_.take()));
}

}  // namespace tickler::c::arrow
