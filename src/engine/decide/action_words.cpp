#include <algorithm>
#include <iterator>
#include <tickler/decision.hpp>
#include <tickler/error.hpp>
#include <tickler/problem_numbers.hpp>

#include "base/internal_access.hpp"
#include "engine/state/resolved_prospect.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

// What `when_late` says instead, if it has come to that.
std::string_view replaced_or(const located_string& usual, located_string when_late_draft::*instead, const step_draft& step,
                             const action& a) {
  if (!a.replaced || !step.when_late) return *usual;
  const auto& late = (*step.when_late).*instead;
  return late->empty() ? *usual : *late;
}

template <class Rule>
const Rule& rule_of(const std::vector<Rule>& rules, std::size_t index) {
  if (index >= rules.size()) throw misuse(misuse_number::other_policy, "a reason or blocker of another policy");
  return rules[index];
}

// Its name, number and what it goes back to.
template <class Rule, class Arguments>
void name(const std::vector<Rule>& rules, std::size_t index, Arguments& out) {
  const auto& rule = rule_of(rules, index);
  out.rule = *rule.name;
  out.number = index + 1;
  out.cite = citation_of(rule);
}

std::vector<std::string_view> views_of(std::span<const located_string> words) {
  std::vector<std::string_view> views;
  for (const auto& word : words) views.push_back(*word);
  return views;
}

std::span<const located_string> needs_of(const policy& p, channel c) {
  const auto& all = p.draft().channels;
  const auto found = std::ranges::find(all, p.words().name(c), [](const channel_draft& each) { return *each.name; });
  return found == all.end() ? std::span<const located_string>() : std::span(found->needs);
}

// `value_of(kind)`: what the prospect has of it, empty where she has none.
template <class ValueOf>
contact_choice choice(const policy& p, const action& a, ValueOf value_of) {
  static_cast<void>(step_of(p, a));
  if (a.contact == action::no_contact) return {};
  const auto needs = needs_of(p, a.channel);
  if (a.contact >= needs.size()) throw misuse(misuse_number::other_policy, "an action of another policy");
  const std::string_view kind = *needs[a.contact], value = value_of(kind);
  if (value.empty()) throw misuse(misuse_number::other_prospect, "an action of another prospect");
  return {kind, value};
}

template <class Range>
auto part_of(Range&& all, std::size_t begin, std::size_t size) {
  if (begin > all.size() || size > all.size() - begin) throw misuse(misuse_number::other_decision, "an action of another decision");
  return std::span(all).subspan(begin, size);
}

}  // namespace

std::string_view decision::key(const action& a) const& {
  const auto key = part_of(keys, a.key_begin, a.key_size);
  return {key.data(), key.size()};
}

std::span<const reason> decision::reasons_of(const action& a) const& { return part_of(reasons, a.reason_begin, a.reason_count); }

std::span<const blocker> decision::blockers_of(const action& a) const& {
  return part_of(blockers, a.blocker_begin, a.blocker_count);
}

std::vector<std::string_view> flags_of(const action& a) {
  std::vector<std::string_view> flags;
  for (std::size_t i = 0; i < std::size(action_flag_names); ++i)
    if (a.has(static_cast<action_flag>(1u << i))) flags.push_back(action_flag_names[i]);
  return flags;
}

const step_draft& step_of(const policy& p, const action& a) {
  const auto& cadences = p.draft().cadences;
  if (a.cadence >= cadences.size() || a.step >= cadences[a.cadence].steps.size())
    throw misuse(misuse_number::other_policy, "an action of another policy");
  return cadences[a.cadence].steps[a.step];
}

std::string_view note_of(const policy& p, const action& a) {
  const auto& step = step_of(p, a);
  return replaced_or(step.note, &when_late_draft::note, step, a);
}

std::string_view template_of(const policy& p, const action& a) {
  const auto& step = step_of(p, a);
  return replaced_or(step.template_name, &when_late_draft::template_name, step, a);
}

contact_choice contact_of(const policy& p, const prospect& who, const action& a) {
  return choice(p, a, [&who](std::string_view kind) -> std::string_view {
    const auto found = who.contact.find(kind);
    return found == who.contact.end() ? std::string_view() : found->second;
  });
}

contact_choice contact_of(const policy& p, const prospect_view& who, const action& a) {
  return choice(p, a, [&who](std::string_view kind) {
    const auto found = std::ranges::find(who.contacts, kind, &contact_view::kind);
    return found == who.contacts.end() ? std::string_view() : found->value;
  });
}

std::optional<instant> date_of(const policy& p, const history& log, const decision& d, const action& a) {
  const auto& step = step_of(p, a);
  std::optional<instant> found;
  if (*step.from != anchor::until || step.every) return found;
  const auto key = d.key(a);
  for (std::size_t i = 0; i < log.size() && log[i].at <= a.start; ++i) {
    const auto t = log[i];
    if (t.at != a.start || !t.until || (!key.empty() && std::ranges::find(t.keys, key) == t.keys.end())) continue;
    if (found && found != t.until) return std::nullopt;
    found = t.until;
  }
  return found;
}

std::string_view variant_of(const policy& p, const action& a) {
  const auto& variants = step_of(p, a).variants;
  if (a.variant == action::no_variant) return {};
  if (a.variant >= variants.size()) throw misuse(misuse_number::other_policy, "an action of another policy");
  return *variants[a.variant].name;
}

reason_arguments arguments_of(const policy& p, const reason& r) {
  reason_arguments out{.kind = r.kind, .from = r.from, .to = r.to};
  if (r.kind == reason_kind::hold) name(p.draft().holds, r.index, out);
  if (r.kind == reason_kind::limit || r.kind == reason_kind::no_room) name(p.draft().limits, r.index, out);
  return out;
}

blocker_arguments arguments_of(const policy& p, const blocker& b) {
  const auto& draft = p.draft();
  blocker_arguments out{.kind = b.kind, .channel = p.words().name(b.channel), .to = b.to};
  if (b.kind == blocker_kind::limit) name(draft.limits, b.index, out);
  if (b.kind == blocker_kind::never) {
    name(draft.never, b.index, out);
    out.purposes = views_of(draft.never[b.index].purposes);
  }
  if (b.kind == blocker_kind::no_contact) out.contact = views_of(needs_of(p, b.channel));
  return out;
}

parse_result<zone> zone_of(const policy& p, const prospect& who) {
  if (const auto known = impl_of(p).where->zone_of(who.zone)) return *known;
  return p.zones().find(who.zone);
}

urgency urgency_of(const action& a) noexcept {
  const bool is_ready = a.state == action_state::ready;
  const auto& time = is_ready ? a.due : a.when;
  return {.state = a.state,
          .in_time = !(is_ready && a.has(action_flag::late)),
          .not_overdue = !(is_ready && a.has(action_flag::overdue)),
          .timeless = !time,
          .time = time.value_or(instant{})};
}

}  // namespace tickler::inline TICKLER_ABI
