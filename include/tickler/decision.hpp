// A decision: the next actions for one prospect, the overall status, and when to ask again.
//
// An action is a step made concrete: its parts are small numbers that need the policy to be spelled out (results.hpp does it).
// Its indices are those of policy.draft(): draft().cadences[a.cadence].steps[a.step].
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tickler/history.hpp>
#include <tickler/instant.hpp>
#include <tickler/policy.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// The first that applies.
enum class status : std::uint8_t {
  stopped,     // opted out of all, or a stop is in force: no actions at all
  active,      // something is ready
  waiting,     // something will be
  blocked,     // something should be done and cannot
  closed,      // the answer is certain, and nothing has started since
  unattended,  // none of these: a dropped prospect
  invalid      // the prospect's record cannot be used: see decision.problem
};
inline constexpr std::string_view status_names[] = {"stopped", "active", "waiting", "blocked", "closed", "unattended", "invalid"};

// Why a prospect cannot be decided for. The others go on.
enum class prospect_problem : std::uint8_t {
  none,
  unknown_zone,
  unknown_owner_zone,
  too_many_runs,
  wrong_fact  // one that a condition reads is not of its declared type, or a duration or instant out of all bounds
};

enum class action_state : std::uint8_t { ready, waiting, blocked };
inline constexpr std::string_view action_state_names[] = {"ready", "waiting", "blocked"};

enum class action_flag : std::uint8_t { overdue = 1, late = 2, squeezed = 4, late_unavoidable = 8 };
inline constexpr std::string_view action_flag_names[] = {"overdue", "late", "squeezed", "late_unavoidable"};

// What moved an action from one instant to another, or started it.
enum class reason_kind : std::uint8_t {
  started,   // `at` is the touchpoint that started the run
  hold,      // index: of holds, `from` the earliest without it, `to` its end
  snooze,    // as hold
  limit,     // index: of limits
  calendar,  // closed from `from` to `to`
  squeeze    // moved forward, `to` being before `from`
};
inline constexpr std::string_view reason_kind_names[] = {"started", "hold", "snooze", "limit", "calendar", "squeeze"};

struct reason {
  reason_kind kind{};
  std::uint16_t index = 0;
  instant from{}, to{};  // of `started`: both the touchpoint's time
  friend bool operator==(const reason&, const reason&) = default;
};

// What keeps an action from ever being done as things are.
enum class blocker_kind : std::uint8_t {
  no_contact,          // the channel's contact kinds are all unknown
  opted_out,           // of the channel
  bounced,             // the channel's address
  never,               // index: of `never`
  no_referrer,         // to the referrer, and there is none
  undeclared_channel,  // the touchpoint that started the run has no channel that the policy declares
  limit,               // index: of limits; there will be no room
  never_open,          // the calendars do not open together within two years
  no_business_time,    // a business duration is not reached within two years
  no_duration,         // `after`, `within` or `at_latest` begins with `=`, and has no value of 0 to 10 years
  beyond_2037          // the window, an `until` or a hold lies past 2037
};
inline constexpr std::string_view blocker_kind_names[] = {"no_contact",       "opted_out",          "bounced",    "never",
                                                          "no_referrer",      "undeclared_channel", "limit",      "never_open",
                                                          "no_business_time", "no_duration",        "beyond_2037"};

struct blocker {
  blocker_kind kind{};
  tickler::channel channel = tickler::channel::none;
  std::uint16_t index = 0;
  friend bool operator==(const blocker&, const blocker&) = default;
};

// A step made concrete. Its variant is chosen by h % (sum of the weights), counted along the list; h is FNV-1a (64 bits) over the
// policy's, the cadence's and the step's name, each followed by a zero byte, and the prospect's id, then mixed by the finalizer of
// MurmurHash3 (Appleby).
struct action {
  static constexpr std::uint16_t no_variant = 0xffff;
  static constexpr std::uint32_t not_behind = 0xffffffff;

  std::uint16_t cadence = 0, step = 0;
  std::uint32_t repetition = 0;                       // from 0
  instant start{};                                    // of the run
  std::uint16_t ordinal = 0;                          // with `per: start`: counts the runs that started in the same second, from 0
  std::uint16_t variant = no_variant;                 // index into the step's variants
  tickler::channel channel = tickler::channel::none;  // none when blocked for want of one
  tickler::purpose purpose = tickler::purpose::none;
  party to = party::prospect;
  action_state state = action_state::blocked;
  std::uint8_t flags = 0;                                   // of action_flag
  bool replaced = false;                                    // `when_late` has replaced purpose, template or note
  std::optional<instant> not_before{}, due{}, at_latest{};  // the first two are unknown only to a blocked action
  std::optional<instant> when{};
  std::uint32_t behind = not_behind;  // index of an action of the same decision
  std::uint32_t key_begin = 0, key_size = 0, reason_begin = 0, reason_count = 0, blocker_begin = 0, blocker_count = 0;

  bool has(action_flag f) const noexcept { return (flags & static_cast<std::uint8_t>(f)) != 0; }
  friend bool operator==(const action&, const action&) = default;
};

// Reusing one decision for many prospects allocates nothing once its buffers are large enough.
struct TICKLER_API decision {
  tickler::status status = status::unattended;
  prospect_problem problem = prospect_problem::none;
  std::optional<instant> next_change{};  // the earliest instant after `now` at which it could differ; none: never
  std::vector<action> actions{};         // ready, waiting, blocked; each by `when`, then by placement
  std::uint64_t policy_fingerprint = 0;  // of the policy that decided; id_of and whatever else spells actions refuse another

  // Valid as long as the decision is not changed. Throw std::invalid_argument for an action that cannot be of this decision.
  std::string_view key(const action& a) const& TICKLER_LIFETIME_BOUND;
  std::span<const reason> reasons_of(const action& a) const& TICKLER_LIFETIME_BOUND;
  std::span<const blocker> blockers_of(const action& a) const& TICKLER_LIFETIME_BOUND;
  std::string_view key(const action& a) const&& = delete;
  std::span<const reason> reasons_of(const action& a) const&& = delete;  // of a decision that is about to go
  std::span<const blocker> blockers_of(const action& a) const&& = delete;

  std::string keys{};
  std::vector<reason> reasons{};
  std::vector<blocker> blockers{};

  friend bool operator==(const decision&, const decision&) = default;
};

// The action's stable name, unique for one prospect and policy: "keep-trying/weekly#1@2026-03-02T10:00:00Z": cadence/step, the
// repetition, the start of its run, "+1" for a second run of the same second (`per: start`), "~key" when keyed. Bytes of the key
// other than letters, digits, `-`, `.` and `_` are percent-encoded. The same as long as the history that led to it is the same.
// Throws std::invalid_argument for a decision of another policy (after a reload, say), or an action of another decision.
TICKLER_API std::string id_of(const policy& p, const decision& d, const action& a);

// The names of its flags, in the order of action_flag_names.
TICKLER_API std::vector<std::string_view> flags_of(const action& a);

// The note and the template of its step, or what `when_late` has put in their place; empty where there is none. Valid as long as
// the policy. Throw std::invalid_argument for an action of a policy that has other steps.
TICKLER_API std::string_view note_of(const policy& p, const action& a);
TICKLER_API std::string_view template_of(const policy& p, const action& a);

}  // namespace tickler::inline TICKLER_ABI
