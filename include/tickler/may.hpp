// May this be done now? One touch that somebody proposes (a rep with the phone in the hand, a campaign, an agent), one answer.
//
//   const auto answer = tickler::may(policy, ada, log, now, {.channel = tickler::channel::phone});
//   if (answer.verdict == tickler::touch_verdict::go) std::cout << "call\n";
//   else if (answer.when) std::cout << "not before " << to_string(*answer.when) << '\n';
//
// It asks what has happened and what is forbidden, and not the plan: a touch that no step asks for may go out, and one that a step
// asks for later may go out now. What that does to the plan the answer says as well: which actions it carries out, and which it
// pushes back. So a company can ask it that keeps its cadences elsewhere. Semantics R133 to R139.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <tickler/evaluate.hpp>
#include <tickler/parse_result.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// Ours, outbound (a task for ourselves, by channel::internal). Views, which must live until it is answered.
struct proposed_touch {
  tickler::channel channel = channel::none;   // one that the policy declares, or internal
  std::optional<tickler::purpose> purpose{};  // none given: its step's, or else none
  std::optional<party> to{};                  // prospect or referrer; none given: its step's, or else the prospect
  std::string_view step{};                    // that it carries out: "cadence/step" or an action's id; may be empty
  std::string_view key{};                     // of the touchpoint that would be recorded
};

// What cannot be asked, with a number of problem_numbers.hpp: a channel that the policy does not declare, a step that it does not
// have or that goes to somebody else, a purpose of another vocabulary. `may` throws misuse for it.
TICKLER_API std::optional<parse_error> check(const policy& p, const proposed_touch& touch);

// The touch that carries out an action of a decision; good for as long as `id`, which it fills, and the policy. Of one that is
// blocked for want of a channel: on none, so that it cannot be asked.
TICKLER_API proposed_touch touch_of(const policy& p, const decision& d, const action& a, std::string& id);

// The more against it, the greater.
enum class touch_verdict : std::uint8_t {
  go,
  wait,     // until `when`, if nothing happens
  missing,  // what we should know: contact data, a referrer, the region for which a calendar has hours
  stop      // as things are it never becomes go
};
inline constexpr std::string_view touch_verdict_names[] = {"go", "wait", "missing", "stop"};
constexpr std::string_view to_string(touch_verdict v) noexcept { return touch_verdict_names[static_cast<std::size_t>(v)]; }

enum class rule_kind : std::uint8_t {
  stop,       // index: of stops; of all contact, or of the channel
  opted_out,  // of everything, or of the channel
  bounced,    // the channel's address
  contact,    // what the channel needs
  never,      // index: of `never`
  hold,       // index: of holds
  snooze,     // of everything, or of the step
  limit,      // index: of limits
  calendar,   // index: of calendars
};
inline constexpr std::string_view rule_kind_names[] = {"stop", "opted_out", "bounced", "contact", "never",
                                                       "hold", "snooze",    "limit",   "calendar"};
constexpr std::string_view to_string(rule_kind k) noexcept { return rule_kind_names[static_cast<std::size_t>(k)]; }

// What one rule says about the touch.
struct ruling {
  rule_kind kind{};
  std::uint16_t index = 0;
  touch_verdict verdict = touch_verdict::go;  // by itself
  bool decides = false;                       // it is what the answer's verdict and `when` come from
  std::uint32_t used = 0, at_most = 0;        // of a limit: how many it counts now
  std::optional<instant> when{};              // from which on it allows the touch; none: as things are never
  std::optional<instant> frees{};             // of a limit that counts some: when the first of them does no longer
  friend bool operator==(const ruling&, const ruling&) = default;
};

// An action of the plan that would have to be done later.
struct pushed_back {
  std::uint32_t action = 0;     // index of plan.actions
  std::optional<instant> to{};  // none: it would have no time at all
  friend bool operator==(const pushed_back&, const pushed_back&) = default;
};

struct permission {
  touch_verdict verdict = touch_verdict::stop;
  prospect_problem problem = prospect_problem::none;  // why nothing can be said: then it is stop
  bool early = false;                                 // it carries out what is not ready
  bool in_vain = false;   // the step that it names is not under way, or lies behind: no rule excepts it by that name
  bool supposed = false;  // conditions change too often to look further: surely not before `when`, or surely until `until`
  std::uint8_t contact = action::no_contact;  // which of its channel's `needs` it goes to
  tickler::channel channel = channel::none;   // that it was asked by, with what its step says:
  tickler::purpose purpose = purpose::none;
  party to = party::prospect;
  std::optional<instant> when{};   // the first instant at which it is go, if nothing happens: `now` itself, or later; or never
  std::optional<instant> until{};  // of go: the first after now at which it is not any more; none: it stays so
  std::optional<instant> as_of{};  // the newest touchpoint that is known
  std::vector<ruling> rulings{};   // of each rule that has a say; those that name no policy's rule first
  std::vector<std::uint32_t> carries_out{};  // indices of plan.actions: those on offer
  std::vector<pushed_back> pushes_back{};    // of go, if asked; in the order of plan.actions
  decision plan{};                           // as it is without the touch

  friend bool operator==(const permission&, const permission&) = default;
};

struct permission_options {
  contact_standing referrer{};  // as decision_options has it
  bool pushes_back = true;      // it takes another decision
};

// All throw misuse as evaluate and decide do, and for what check() refuses. None throws for what a prospect or history holds.
// Nothing is allocated once the buffers of evaluator and answer are large enough. Cost: that of evaluate, with pushes_back of
// another decide; of rules with conditions that time changes, at most 4,096 of these changes.
TICKLER_API void may(evaluator& engine, const prospect& who, const history& log, instant now, const proposed_touch& touch,
                     permission& out, const permission_options& how = {});
TICKLER_API void may(evaluator& engine, const prospect_view& who, std::span<const touchpoint_view> log, instant now,
                     const proposed_touch& touch, permission& out, const permission_options& how = {});
TICKLER_API void may(evaluator& engine, const prospect& who, const state& s, instant now, const proposed_touch& touch,
                     permission& out, const permission_options& how = {});

// Of a prospect of a book, with what of others counts for her. The evaluator must be of that policy. Throws misuse for a number
// that is not of the book.
TICKLER_API void may(evaluator& engine, const book& all, prospect_number number, instant now, const proposed_touch& touch,
                     permission& out, bool pushes_back = true);

// For one question, in memory of its own.
TICKLER_API permission may(const policy& p, const prospect& who, const history& log, instant now, const proposed_touch& touch,
                           const permission_options& how = {});

// The rule's name as the policy has it; empty where it has none, and for what is no rule of the policy's. Valid as long as the
// policy.
TICKLER_API std::string_view name_of(const policy& p, const ruling& r);
TICKLER_API source_position place_of(const policy& p, const ruling& r);  // in draft().file; none: of no rule of the policy's
TICKLER_API citation citation_of(const policy& p, const ruling& r);      // empty where it does not say

}  // namespace tickler::inline TICKLER_ABI
