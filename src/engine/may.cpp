// The entries of "may I?": look the touch up, take the history in or check the state that is handed over, decide, permit.
#include <algorithm>
#include <string>
#include <tickler/book.hpp>
#include <tickler/error.hpp>
#include <tickler/may.hpp>
#include <tickler/problem_numbers.hpp>

#include "base/internal_access.hpp"
#include "engine/asking.hpp"
#include "engine/book_reader.hpp"
#include "engine/decide/decide.hpp"
#include "engine/may/permission_builder.hpp"
#include "engine/state/preconditions.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

// What is wrong with a touch: the first thing.
class touch_check {
 public:
  touch_check(const compiled_policy& p, const proposed_touch& touch) : p_(p), touch_(touch) {}

  std::optional<parse_error> operator()() {
    if (auto wrong = channel()) return wrong;
    if (touch_.purpose && *touch_.purpose != purpose::none && !is_known(*touch_.purpose))
      return says("the policy knows no such purpose: no rule could be about it");
    if (touch_.step.empty()) return party_of(touch_.to.value_or(party::prospect));
    return step();
  }

 private:
  static std::optional<parse_error> says(std::string text) { return parse_error{0, std::move(text), number::bad_touch}; }

  std::optional<parse_error> channel() const {
    if (touch_.channel == tickler::channel::internal) return std::nullopt;
    if (declared_channel(p_, touch_.channel) != undeclared_channel) return std::nullopt;
    const auto& declared = p_.draft.channels;
    std::string has;
    for (std::size_t i = 0; i < declared.size(); ++i)
      has += (i == 0 ? "" : i + 1 == declared.size() ? " and " : ", ") + *declared[i].name;
    if (has.empty()) has = "none";
    const bool is_word = static_cast<std::size_t>(touch_.channel) < p_.words.size<tickler::channel>();
    const auto name = is_word ? p_.words.name(touch_.channel) : std::string_view{};
    return says(name.empty() ? "a touch needs one of the policy's channels: " + has
                             : "the policy does not declare the channel " + quoted(name) + ", but " + has);
  }

  // And not a word that only records use.
  bool is_known(purpose word) const {
    return static_cast<std::size_t>(word) < p_.words.size<purpose>() && p_.words.is_declared<purpose>(p_.words.name(word));
  }

  std::optional<parse_error> party_of(party to) const {
    if (to == party::colleague) return says("ask for a colleague as for a prospect: nothing is known of her wishes here");
    if (to == party::referrer && !p_.goes_to_referrer && touch_.channel != channel::internal)
      return says("nothing in the policy goes to the referrer, whose wishes it does not keep");
    return std::nullopt;
  }

  std::optional<parse_error> step() const {
    const auto name = find_step(p_, touch_.step);
    if (!name) return says("the policy has no step " + quoted(touch_.step));
    const auto& rule = p_.cadences[name->cadence].steps[name->step];
    const auto text =
        quoted(*p_.draft.cadences[name->cadence].name + '/' + *p_.draft.cadences[name->cadence].steps[name->step].name);
    if (rule.internal != (touch_.channel == tickler::channel::internal))
      return says(rule.internal ? text + " is a task for ourselves: ask for it on 'internal'" : text + " is no task for ourselves");
    if (touch_.to && *touch_.to != rule.to) return says(text + " goes to the " + std::string(to_string(rule.to)));
    return std::nullopt;
  }

  const compiled_policy& p_;
  const proposed_touch& touch_;
};

asked_touch look_up_checked(const compiled_policy& p, const proposed_touch& touch) {
  if (const auto wrong = touch_check(p, touch)()) throw misuse(misuse_number::unaskable, wrong->message);
  return look_up(p, touch);
}

void clear(permission& out, std::uint64_t policy_fingerprint) {
  out.verdict = touch_verdict::go, out.problem = prospect_problem::none;
  out.early = out.in_vain = out.supposed = false;
  out.contact = action::no_contact;
  out.channel = channel::none, out.purpose = purpose::none, out.to = party::prospect;
  out.when.reset(), out.until.reset(), out.as_of.reset();
  out.rulings.clear(), out.carries_out.clear(), out.pushes_back.clear();
  clear(out.plan, policy_fingerprint);
}

// Nothing is said of one who cannot be used.
void refuse(permission& out, prospect_problem problem) {
  invalidate(out.plan, problem);
  out.problem = problem, out.verdict = touch_verdict::stop;
}

void permit_in(evaluator::impl& space, const eval_context& v, const asked_touch& touch, bool pushes_back, permission& out) {
  decide_at(v, space.decide, out.plan);
  if (out.plan.status == status::invalid) return refuse(out, out.plan.problem);
  if (permit(v, space, space.permissions, touch, pushes_back, out)) return;
  clear(out, v.policy.fingerprint);
  refuse(out, prospect_problem::too_costly);
}

template <class Log>
void answer(evaluator& engine, const prospect_view& who, const Log& log, instant now, const proposed_touch& touch, permission& out,
            const permission_options& how) {
  auto& space = impl_of(engine);
  const auto& p = impl_of(space.policy);
  const auto asked = look_up_checked(p, touch);
  clear(out, p.fingerprint);
  const auto problem =
      ask(space, p, who, log, now, how.referrer, [&](const eval_context& v) { permit_in(space, v, asked, how.pushes_back, out); });
  if (problem != prospect_problem::none) refuse(out, problem);
}

}  // namespace

std::optional<parse_error> check(const policy& p, const proposed_touch& touch) { return touch_check(impl_of(p), touch)(); }

proposed_touch touch_of(const policy& p, const decision& d, const action& a, std::string& id) {
  id = id_of(p, d, a);
  return {.channel = a.channel, .purpose = a.purpose, .to = a.to, .step = id, .key = d.key(a)};
}

void may(evaluator& engine, const prospect& who, const history& log, instant now, const proposed_touch& touch, permission& out,
         const permission_options& how) {
  answer(engine, impl_of(engine).view_of(who), log, now, touch, out, how);
}

void may(evaluator& engine, const prospect_view& who, std::span<const touchpoint_view> log, instant now,
         const proposed_touch& touch, permission& out, const permission_options& how) {
  answer(engine, who, log, now, touch, out, how);
}

void may(evaluator& engine, const prospect& who, const state& s, instant now, const proposed_touch& touch, permission& out,
         const permission_options& how) {
  answer(engine, impl_of(engine).view_of(who), impl_of(s), now, touch, out, how);
}

// What is known of her referrer is found in the same state, before her own history is taken in.
void may(evaluator& engine, const book& all, prospect_number number, instant now, const proposed_touch& touch, permission& out,
         bool pushes_back) {
  if (number >= all.size()) throw misuse(misuse_number::no_such_prospect, "no prospect of that number");
  auto& space = impl_of(engine);
  const auto& p = impl_of(space.policy);
  const auto asked = look_up_checked(p, touch);
  clear(out, p.fingerprint);
  const book_reader reader(p, impl_of(all), now, book_reader::wanted::few);
  contact_standing referrer;
  if (p.goes_to_referrer && !all.is_erased(number)) referrer = reader.standing_of_referrer(number, space);
  auto& s = impl_of(space.folded);
  s.reset(p, 0);
  const auto problem = reader.read(number, space.fold, [&](const resolved_prospect& who, auto&& touches) {
    fold_history(p, who, touches, s, space.fold, space.path);
    permit_in(space, {p, who, s, now, space.fold.memory, &referrer}, asked, pushes_back, out);
  });
  if (problem != prospect_problem::none) refuse(out, problem);
}

permission may(const policy& p, const prospect& who, const history& log, instant now, const proposed_touch& touch,
               const permission_options& how) {
  permission out;
  evaluator engine(p);
  may(engine, who, log, now, touch, out, how);
  return out;
}

namespace {

// Calls use(draft) with the rule of the policy that it is of, if it is of one.
template <class Result, class Use>
Result of_rule(const policy& p, const ruling& r, const Use& use) {
  const auto& draft = impl_of(p).draft;
  switch (r.kind) {
    case rule_kind::stop:
      return use(draft.stops.at(r.index));
    case rule_kind::never:
      return use(draft.never.at(r.index));
    case rule_kind::hold:
      return use(draft.holds.at(r.index));
    case rule_kind::limit:
      return use(draft.limits.at(r.index));
    case rule_kind::calendar:
      return use(draft.calendars.at(r.index));
    default:
      return {};
  }
}

const channel_draft* channel_of(const policy& p, const ruling& r) {
  return r.kind == rule_kind::contact ? &impl_of(p).draft.channels.at(r.index) : nullptr;
}

}  // namespace

std::string_view name_of(const policy& p, const ruling& r) {
  if (const auto* c = channel_of(p, r)) return *c->name;
  return of_rule<std::string_view>(p, r, [](const auto& rule) -> std::string_view { return *rule.name; });
}

source_position place_of(const policy& p, const ruling& r) {
  if (const auto* c = channel_of(p, r)) return c->name.at;
  return of_rule<source_position>(p, r, [](const auto& rule) {
    if constexpr (requires { rule.at; })
      return rule.at;
    else
      return rule.name.at;
  });
}

citation citation_of(const policy& p, const ruling& r) {
  return of_rule<citation>(p, r, [](const auto& rule) { return tickler::citation_of(rule); });
}

}  // namespace tickler::inline TICKLER_ABI
