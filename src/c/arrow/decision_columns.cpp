#include "c/arrow/decision_columns.hpp"

#include <algorithm>
#include <tickler/io/results.hpp>

#include "c/cases.hpp"

namespace tickler::c::arrow {

namespace {

constexpr const char* instants = "tss:UTC";

type coded(const char* name) { return {.format = "u", .name = name, .is_coded = true, .is_nullable = false}; }
type list_of(const char* name, type element) {
  element.name = "item";
  return {.format = "+l", .name = name, .members = {std::move(element)}, .is_nullable = false};
}
type always(const char* format, const char* name) { return {.format = format, .name = name, .is_nullable = false}; }

type reason_type() {
  return {.format = "+s",
          .name = "",
          .members = {coded("kind"), {"u", "rule"}, always(instants, "from"), always(instants, "to")},
          .is_nullable = false};
}

type action_type() {
  return {.format = "+s",
          .name = "",
          .members = {always("u", "id"),
                      coded("cadence"),
                      coded("step"),
                      always("I", "repetition"),
                      {"u", "key"},
                      {"u", "channel"},
                      {"u", "contact"},
                      coded("to"),
                      {"u", "purpose"},
                      {"u", "template"},
                      {"u", "note"},
                      {"u", "variant"},
                      {instants, "not_before"},
                      {instants, "due"},
                      {instants, "at_latest"},
                      {instants, "when"},
                      {"u", "behind"},
                      coded("state"),
                      list_of("flags", always("u", "")),
                      list_of("missing", always("u", "")),
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
  fill(reason_names_, reason_kind_names);
  for (const auto& cadence : policy_.draft().cadences) {
    auto& codes = steps_.emplace_back();
    for (const auto& step : cadence.steps) codes.push_back({cadence_names_.code(*cadence.name), step_names_.code(*step.name)});
  }
}

schema decision_columns::schema_of_rows() {
  return schema_of({.format = "+s",
                    .name = "",
                    .members = {{"u", "prospect"},
                                {"u", "owner"},
                                coded("status"),
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
  const auto& words = policy_.words();
  id_.add(ids_[index]);
  cadence_.add(steps_[a.cadence][a.step].cadence), step_.add(steps_[a.cadence][a.step].step);
  repetition_.add(a.repetition);
  key_.add_or_null(d.key(a));
  channel_.add_or_null(words.name(a.channel));
  contact_.add_or_null(contact_kind_of(policy_, a));
  to_.add(number_of(a.to));
  purpose_.add_or_null(words.name(a.purpose));
  template_.add_or_null(template_of(policy_, a)), note_.add_or_null(note_of(policy_, a));
  variant_.add_or_null(variant_of(policy_, a));
  not_before_.add(time_of(a.not_before)), due_.add(time_of(a.due));
  at_latest_.add(time_of(a.at_latest)), when_.add(time_of(a.when));
  behind_.add(a.behind == action::not_behind ? std::string_view() : ids_[a.behind]);
  state_.add(number_of(a.state));
  for (const auto flag : flags_of(a)) flag_.add(flag);
  flags_.end(flag_.size());
  for (const auto& b : d.blockers_of(a)) sentence_.add(sentence_of(b));
  missing_.end(sentence_.size());
  for (const auto& r : d.reasons_of(a)) add(r);
  reasons_.end(reason_.size());
}

void decision_columns::add(const reason& r) {
  reason_.add(number_of(r.kind));
  rule_.add_or_null(arguments_of(policy_, r).rule);
  from_.add(r.from.time_since_epoch().count());
  until_.add(r.to.time_since_epoch().count());
}

std::string_view decision_columns::sentence_of(const blocker& b) {
  const auto [known, is_new] = sentences_.try_emplace({b.kind, b.index, b.channel, b.to});
  if (is_new) known->second = to_text(policy_, b);
  return known->second;
}

array decision_columns::take() {
  auto rows = all_of(prospect_.take(), owner_.take(), status_.take(status_names_.take()), problem_.take(), next_change_.take(),
                     actions_.take(taken_actions()));
  return struct_of(std::exchange(rows_, 0), std::move(rows));
}

array decision_columns::taken_actions() {
  auto columns = all_of(id_.take(), cadence_.take(cadence_names_.take()), step_.take(step_names_.take()), repetition_.take(),
                        key_.take(), channel_.take(), contact_.take(), to_.take(party_names_.take()), purpose_.take(),
                        template_.take(), note_.take(), variant_.take(), not_before_.take(), due_.take(), at_latest_.take(),
                        when_.take(), behind_.take(), state_.take(state_names_.take()), flags_.take(flag_.take()),
                        missing_.take(sentence_.take()), reasons_.take(taken_reasons()));
  return struct_of(std::exchange(action_count_, 0), std::move(columns));
}

array decision_columns::taken_reasons() {
  const auto count = reason_.size();
  return struct_of(count, all_of(reason_.take(reason_names_.take()), rule_.take(), from_.take(), until_.take()));
}

}  // namespace tickler::c::arrow
