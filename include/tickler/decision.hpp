// A decision: the next actions for one prospect, the overall status, and when to ask again.
//
// An action is a step made concrete: its parts are small numbers that need the policy to be spelled out (results.hpp does it).
// Its indices are those of policy.draft(); step_of, note_of, ... go by them:
//
//   for (const auto& action : decision.actions)
//     std::cout << to_string(action.state) << ' ' << *step_of(policy, action).name << ": " << note_of(policy, action) << '\n';
//
// to_string gives the word of an enumerator, the one that results (io/results.hpp) and policy tests write. It lives for ever.
#pragma once

#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tickler/history.hpp>
#include <tickler/instant.hpp>
#include <tickler/parse_result.hpp>
#include <tickler/policy.hpp>
#include <tickler/policy_draft.hpp>
#include <tickler/prospect.hpp>
#include <tickler/prospect_view.hpp>
#include <tickler/zone.hpp>
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
constexpr std::string_view to_string(status s) noexcept { return status_names[static_cast<std::size_t>(s)]; }

// Why a prospect cannot be decided for. The others go on.
enum class prospect_problem : std::uint8_t {
  none,
  unknown_zone,
  unknown_owner_zone,
  too_many_runs,
  too_many_keys,
  wrong_fact,          // one that a condition reads is not of its declared type, or a duration or instant out of all bounds
  erased,              // she was erased from the book; her number stays
  incomplete_history,  // a touchpoint of hers, or one that counts for her, could not be taken in (book::refuse)
  too_costly           // what the policy asks of the record is more work than policy_limits allow (semantics R146)
};
inline constexpr std::string_view prospect_problem_names[] = {"none",          "unknown_zone",       "unknown_owner_zone",
                                                              "too_many_runs", "too_many_keys",      "wrong_fact",
                                                              "erased",        "incomplete_history", "too_costly"};
constexpr std::string_view to_string(prospect_problem p) noexcept { return prospect_problem_names[static_cast<std::size_t>(p)]; }

enum class action_state : std::uint8_t { ready, waiting, blocked };
inline constexpr std::string_view action_state_names[] = {"ready", "waiting", "blocked"};
constexpr std::string_view to_string(action_state s) noexcept { return action_state_names[static_cast<std::size_t>(s)]; }

// `supposed`: its `when`, or that it has none, supposes that conditions stay as they are, although time may change them first.
enum class action_flag : std::uint8_t { overdue = 1, late = 2, squeezed = 4, late_unavoidable = 8, supposed = 16 };
inline constexpr std::string_view action_flag_names[] = {"overdue", "late", "squeezed", "late_unavoidable", "supposed"};
constexpr std::string_view to_string(action_flag f) noexcept {
  return action_flag_names[std::countr_zero(static_cast<std::uint8_t>(f))];
}

// What moved an action from one instant to another, or started it.
enum class reason_kind : std::uint8_t {
  started,   // `at` is the touchpoint that started the run
  hold,      // index: of holds, `from` the earliest without it, `to` its end
  snooze,    // as hold
  limit,     // index: of limits
  calendar,  // closed from `from` to `to`
  squeeze,   // moved forward, `to` being before `from`
  no_room,   // index: of limits; of its window, from `from` to `to`, history alone leaves nothing: it cannot be in time
  held,      // its clock stood still from `from`, when it was due first, for as long as to `to`
  given_up,  // at `from`, or missed, before it could be done at `to`
  condition  // until `to`, when time changes a condition that kept it back from `from` on
};
inline constexpr std::string_view reason_kind_names[] = {"started", "hold",    "snooze", "limit",    "calendar",
                                                         "squeeze", "no_room", "held",   "given_up", "condition"};
constexpr std::string_view to_string(reason_kind k) noexcept { return reason_kind_names[static_cast<std::size_t>(k)]; }

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
  no_duration,         // `after`, `within` or `at_latest` begins with `=`, and has no value of 0 to 100 years
  beyond_2037,         // the window, an `until` or a hold leads outside 1970 to 2037
  no_date,             // counted from an `until` that the touchpoint that started the run does not have
  too_late,            // by the time it could be done it is no longer on offer; the reason `given_up` says when it passes
  unknown_region       // a calendar has hours by region, and none for the prospect's
};
inline constexpr std::string_view blocker_kind_names[] = {
    "no_contact", "opted_out",        "bounced",     "never",       "no_referrer", "undeclared_channel", "limit",
    "never_open", "no_business_time", "no_duration", "beyond_2037", "no_date",     "too_late",           "unknown_region"};
constexpr std::string_view to_string(blocker_kind k) noexcept { return blocker_kind_names[static_cast<std::size_t>(k)]; }

struct blocker {
  blocker_kind kind{};
  tickler::channel channel = tickler::channel::none;
  std::uint16_t index = 0;
  party to = party::prospect;  // of no_contact, opted_out and bounced: whose contact data, whose wish, whose address
  friend bool operator==(const blocker&, const blocker&) = default;
};

// A step made concrete. Its variant is chosen by h % (sum of the weights), counted along the list; h is FNV-1a (64 bits) over the
// policy's, the cadence's and the step's name, each followed by a zero byte, and the prospect's id, then mixed by the finalizer of
// MurmurHash3 (Appleby).
struct action {
  static constexpr std::uint16_t no_variant = 0xffff;
  static constexpr std::uint32_t not_behind = 0xffffffff;
  static constexpr std::uint8_t no_contact = 0xff;

  std::uint16_t cadence = 0, step = 0;
  std::uint32_t repetition = 0;                       // from 0
  instant start{};                                    // of the run
  std::uint16_t ordinal = 0;                          // counts the runs of its cadence that started in the same second, from 0
  std::uint16_t variant = no_variant;                 // index into the step's variants
  tickler::channel channel = tickler::channel::none;  // none when blocked for want of one
  std::uint8_t contact = no_contact;                  // which of its channel's `needs` it goes to: the first that is known
  tickler::purpose purpose = tickler::purpose::none;
  party to = party::prospect;
  action_state state = action_state::blocked;
  std::uint8_t flags = 0;                                   // of action_flag
  bool replaced = false;                                    // `when_late` has replaced purpose, template or note
  std::optional<instant> not_before{}, due{}, at_latest{};  // the first two are unknown only to a blocked action
  // Of a waiting one: from when on it can be done; of a ready one: since when it could have been, as far as window, holds, hours
  // and limits go. None: it is behind another, or blocked.
  std::optional<instant> when{};
  std::uint32_t behind = not_behind;  // index of an action of the same decision
  std::uint32_t key_begin = 0, key_size = 0, reason_begin = 0, reason_count = 0, blocker_begin = 0, blocker_count = 0;

  bool has(action_flag f) const noexcept { return (flags & static_cast<std::uint8_t>(f)) != 0; }
  friend bool operator==(const action&, const action&) = default;
};

// Nothing in it is of the `now` that was asked about: until `next_change`, and as long as the history is the same, nothing of it
// changes but `next_change` itself, which may turn out to be later. So an app need not write anything down again until then. What
// is ready has no `when`; what has none otherwise says why: `behind`, or its blockers.
//
// Reusing one decision for many prospects allocates nothing once its buffers are large enough.
struct TICKLER_API decision {
  tickler::status status = status::unattended;
  prospect_problem problem = prospect_problem::none;
  std::optional<instant> next_change{};  // the earliest instant after `now` at which it could differ; none: never
  std::vector<action> actions{};         // ready, waiting, blocked; each by `when`, then by placement
  std::uint64_t policy_fingerprint = 0;  // of the policy that decided; id_of and whatever else spells actions refuse another

  // Valid as long as the decision is not changed. Throw misuse for an action that cannot be of this decision.
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
// Throws misuse for a decision of another policy (after a reload, say), or an action of another decision.
TICKLER_API std::string id_of(const policy& p, const decision& d, const action& a);

// The names of its flags, in the order of action_flag_names.
TICKLER_API std::vector<std::string_view> flags_of(const action& a);

// The step that it makes concrete, as the policy has written it. What `when_late` has replaced, the action and the functions below
// say. Valid as long as the policy. Like them, throws misuse for an action of a policy that has other steps.
TICKLER_API const step_draft& step_of(const policy& p, const action& a);

// The note and the template of its step, or what `when_late` has put in their place; empty where there is none. Valid as long as
// the policy.
TICKLER_API std::string_view note_of(const policy& p, const action& a);
TICKLER_API std::string_view template_of(const policy& p, const action& a);

// Where it goes: a kind of contact data and what the prospect has of it. Both empty where its channel needs none, where it goes to
// somebody else, and where it is blocked for want of a channel. Valid as long as the policy and the prospect, who must be the one
// that was decided for.
struct contact_choice {
  std::string_view kind{}, value{};
  friend bool operator==(const contact_choice&, const contact_choice&) = default;
};
TICKLER_API contact_choice contact_of(const policy& p, const prospect& who TICKLER_LIFETIME_BOUND, const action& a);
contact_choice contact_of(const policy& p, const prospect&& who, const action& a) = delete;
TICKLER_API contact_choice contact_of(const policy& p, const prospect_view& who, const action& a);

// The date that its step is counted from (`from: until`): the meeting, the renewal. None: it is counted from another instant, is an
// occurrence of a schedule (`every`), or touchpoints of the second in which its run started give several.
TICKLER_API std::optional<instant> date_of(const policy& p, const history& log, const decision& d, const action& a);

// The name of the variant that was drawn for it; empty where its step has none. Valid as long as the policy.
TICKLER_API std::string_view variant_of(const policy& p, const action& a);

// The zone that a prospect's times are told in: hers, or else the policy's. An error for a name that is no zone: evaluate says
// status::invalid of such a prospect. Cheap for a zone that the policy has met before: no lock, no allocation.
TICKLER_API parse_result<zone> zone_of(const policy& p, const prospect& who);

// When a channel is open to a prospect, by its calendars in the policy: for whoever draws or lists that. Always, for one without
// calendars and one that the policy does not declare. None: the record's zone, or that of the owner, is none. It shares the tables
// that decisions go by.
TICKLER_API std::optional<open_hours> hours_of(const policy& p, const prospect& who, channel on);

// What to say of a reason or a blocker, for an app that speaks another language than to_text (io/results.hpp) does: the words of
// the policy and the instants that a sentence needs. Views are valid as long as the policy. Throw misuse for one of
// another policy. "wegen {rule} erst ab {to}" is the German of a hold.
struct reason_arguments {
  reason_kind kind{};
  std::string_view rule{};  // of hold and limit: its name; empty: it has none
  std::size_t number = 0;   // of hold and limit: which of the policy's it is, from 1
  citation cite{};          // of hold and limit: what it goes back to
  instant from{}, to{};     // as the reason's
  friend bool operator==(const reason_arguments&, const reason_arguments&) = default;
};
struct blocker_arguments {
  blocker_kind kind{};
  std::string_view channel{};                // its word; empty: it is of none
  party to = party::prospect;                // as the blocker's
  std::string_view rule{};                   // of never and limit: its name; empty: it has none
  std::size_t number = 0;                    // of never and limit: which of the policy's it is, from 1
  citation cite{};                           // of never and limit: what it goes back to
  std::vector<std::string_view> contact{};   // of no_contact: the kinds any one of which would do
  std::vector<std::string_view> purposes{};  // of never: those that it forbids; empty: whatever for
  friend bool operator==(const blocker_arguments&, const blocker_arguments&) = default;
};
TICKLER_API reason_arguments arguments_of(const policy& p, const reason& r);
TICKLER_API blocker_arguments arguments_of(const policy& p, const blocker& b);

// Where an action stands in a worklist, also among those of other prospects and policies: what is ready goes first, then what
// waits, then what is blocked; of what is ready first the late, then the overdue; then by time: when it is due if it is ready,
// `when` if it waits; what has no time comes last. Of two that are equal neither is more urgent: a stable sort keeps their order.
// Sort lines of your own by it, not decision.actions, where `behind` counts on the order. It is as of the decision's `now`, as
// flags and states are.
struct urgency {  // less is more urgent
  action_state state = action_state::blocked;
  bool in_time = true, not_overdue = true, timeless = true;
  instant time{};

  friend bool operator==(const urgency&, const urgency&) = default;
  friend std::strong_ordering operator<=>(const urgency&, const urgency&) = default;
};
TICKLER_API urgency urgency_of(const action& a) noexcept;

}  // namespace tickler::inline TICKLER_ABI
