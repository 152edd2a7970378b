// The audit: what has happened, held against the `promises` of a policy.
//
//   auto found = tickler::audit(policy, book, from, to);
//   for (const auto& f : found.findings)
//     if (f.verdict == tickler::verdict::broken) std::cout << book.id(f.prospect) << ' ' << tickler::to_string(f.at) << '\n';
//
// Pure: policy, prospects, touchpoints and the two instants decide all of it, whatever the number of threads.
//
// Touchpoints at or after `to` do not exist; those before `from` do, but call for nothing. What calls for a promise to be kept,
// from `from` on and before `to`, is one activation of it, and is kept, broken, or still open at `to`. "Behind" another is a
// touchpoint that comes later in the history: with ties, the order in which they were added tells. A touchpoint is never behind
// itself. Durations are measured as those of steps are: days in the prospect's zone, business time in the policy's business
// calendar. One that ends past 2037, or for want of business time never does, ends after every `to`.
//
// expect Y, after X, within D, unless Z. Each X is an activation; its deadline is X + D. What ends it is the first Y or Z behind
//   X; one Y ends all that are waiting. Kept: it came by the deadline, the deadline's own second included. Broken: it did not, and
//   the deadline lies before `to`, or it came late. Open: neither came, and the deadline is `to` or later.
// never Y, after X, for D. Each X is an activation. Broken: a Y is behind X and before X + D (at that second it is free again).
//   Kept: none is, and X + D is `to` or earlier. Open: neither; always so without `for`.
// at_most n of Y, per D. Each Y is an activation. Broken, if it comes before the n-th one before it + D: of any n + 1 in a row the
//   last is at or after the first + D. All of them count, those too many too. Kept: else.
// always next_action, unless Z, within D. The prospect is looked at from its first touchpoint or `from`, whichever is later, up to
//   `to`. Broken: each longest time, not empty, in which evaluate would have said `unattended`; with `within` also each in which
//   some action was past its due + D. With `within` one is open if at `to` some action is overdue, but not for so long. Kept: a
//   prospect with a touchpoint that has neither. A Z makes all this needless, from then on until a touchpoint behind it starts a
//   cadence. What the touchpoints of one second come to counts, not what was between them. A prospect without touchpoints is not
//   looked at.
// always respected. Each outbound touchpoint with the prospect that is no signal is an activation. Broken: its channel was opted
//   out, bounced or closed by a stop, or all contact had ended, by the touchpoints before it. Kept: else.
//
// Months are those of the policy's zone, by the instant of the activation, so that all prospects share them.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tickler/book.hpp>
#include <tickler/decision.hpp>
#include <tickler/export.hpp>
#include <tickler/history.hpp>
#include <tickler/instant.hpp>
#include <tickler/policy.hpp>
#include <tickler/prospect.hpp>
#include <tickler/vocabulary.hpp>
#include <utility>
#include <vector>

namespace tickler::inline TICKLER_ABI {

enum class verdict : std::uint8_t { kept, broken, open };
inline constexpr std::string_view verdict_names[] = {"kept", "broken", "open"};
constexpr std::string_view to_string(verdict v) noexcept { return verdict_names[static_cast<std::size_t>(v)]; }

// A touchpoint of the history that a finding is about.
struct touch_ref {
  std::uint32_t index = 0;  // in the history
  instant at{};
  touch_words words{};
  friend bool operator==(const touch_ref&, const touch_ref&) = default;
};

struct overdue_step {  // indices into draft().cadences and their steps
  std::uint16_t cadence = 0, step = 0;
  friend bool operator==(const overdue_step&, const overdue_step&) = default;
};

// What has become of one activation.
//
//              at            began_by                    ended_by                        deadline         deviation, if broken
// expect       X             X                           the first Y or Z behind X       X + D            how late it came
// never        X             X                           the first Y behind X, if broken X + D            how much too soon it came
// at_most      Y             the n-th Y before it        Y                               began_by + D     how much too soon it came
// next_action  the beginning the last one by then        the one at its end              due + D          how long it went on
// respected    the touch     what closed the channel     the touch                                        nothing
struct finding {
  prospect_number prospect = 0;  // of the book; 0 for a single one
  std::uint16_t promise = 0;     // index into draft().promises
  tickler::verdict verdict = tickler::verdict::kept;
  instant at{};
  std::optional<touch_ref> began_by{}, ended_by{};
  std::optional<instant> deadline{};  // of `next_action`: of an overdue action alone
  std::optional<instant> ended{};     // none: still so at `to`
  std::optional<std::chrono::seconds> deviation{};
  std::uint32_t times = 0;                // of a broken `never`: how many such Y there were
  bool waived = false;                    // of `expect`: it was Z that ended it
  std::optional<overdue_step> overdue{};  // of `next_action`: the step first overdue; none: unattended
  friend bool operator==(const finding&, const finding&) = default;
};

struct verdict_counts {
  std::size_t kept = 0, broken = 0, open = 0;

  std::size_t& operator[](verdict v) noexcept { return v == verdict::kept ? kept : v == verdict::broken ? broken : open; }
  std::size_t total() const noexcept { return kept + broken + open; }
  verdict_counts& operator+=(const verdict_counts& other) noexcept {
    kept += other.kept, broken += other.broken, open += other.open;
    return *this;
  }
  friend bool operator==(const verdict_counts&, const verdict_counts&) = default;
};

// The counts by promise, as in draft().promises, of those that have something in common.
struct audit_group {
  std::string name{};
  std::vector<verdict_counts> promises{};
  friend bool operator==(const audit_group&, const audit_group&) = default;
};

struct audit_report {
  instant from{}, to{};
  std::vector<finding> findings{};  // by prospect, then by promise, `at` and began_by; kept ones only if asked for
  audit_group all{};
  std::vector<audit_group> owners{};                                    // by name; "" for prospects without one
  std::vector<audit_group> months{};                                    // "2026-05", in order
  std::vector<std::pair<prospect_number, prospect_problem>> invalid{};  // whose record cannot be used: nothing of them counts
  std::size_t prospects = 0;                                            // looked at, the invalid ones too
  friend bool operator==(const audit_report&, const audit_report&) = default;
};

struct audit_options {
  bool kept = false;     // findings of kept activations too; they are counted anyway
  unsigned threads = 1;  // of a book, this one among them; 0 is 1
};

// Both throw misuse for an empty policy, a history or book of another vocabulary, instants outside 1970 to 2037 and
// `to` before `from`. Neither throws for what a prospect or history holds. Cost: linear in the touchpoints. `always: next_action`
// asks at each touchpoint what is on offer, and between them whenever that may change; a `never` looks up its touchpoints by
// logarithmic searches.
TICKLER_API audit_report audit(const policy& p, const prospect& who, const history& log, instant from, instant to,
                               const audit_options& options = {});
TICKLER_API audit_report audit(const policy& p, const book& all, instant from, instant to, const audit_options& options = {});

}  // namespace tickler::inline TICKLER_ABI
