// What a change of a policy changes: in the policy itself, in the policy's words, and over a book, whose actions. What it does to
// the weeks ahead says diff_ahead.hpp.
//
//   for (const auto& c : tickler::diff(old_policy.draft(), new_policy.draft())) std::cout << to_text(c) << '\n';   // io/diff.hpp
//
//   const auto found = tickler::diff(old_policy, new_policy, company, now, {.threads = 4});
//   std::cout << found.count(tickler::change_kind::vanishes) << " prospects lose an action\n";
//   for (const auto& c : found.changed)
//     if (c.after == tickler::status::unattended) std::cout << company.id(c.number) << " is dropped\n";
//
// The two policies share one vocabulary, which is the book's. Cadences and steps are the same if their names are.
//
// Two actions are the same if they are of the same step, repetition, start of the run and key. What an action says besides
// (template, note, variant, at_latest, flags) is not compared. All actions of a prospect are, or the next alone: the first of its
// decision, a ready one before one that waits, and that before one that is blocked. Then, where both policies have a next action,
// but not the same, it `becomes` another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <tickler/book.hpp>
#include <tickler/decision.hpp>
#include <tickler/instant.hpp>
#include <tickler/policy.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

enum class policy_change_kind : std::uint8_t { added, removed, changed, moved };
inline constexpr std::string_view policy_change_names[] = {"added", "removed", "changed", "moved"};
constexpr std::string_view to_string(policy_change_kind k) noexcept { return policy_change_names[static_cast<std::size_t>(k)]; }

// One difference between two policies. What is added or removed is named once, with what it says; each step of a cadence is a
// change of its own. What has moved stands elsewhere among those that both policies have, of which as few as possible are said to
// have moved.
struct policy_change {
  policy_change_kind kind{};
  std::vector<std::string> path{};  // {"cadences", "keep-trying", "steps", "weekly", "after"}
  std::string before{}, after{};    // as an author writes it; of what has moved: "first", or what it stands behind
  friend bool operator==(const policy_change&, const policy_change&) = default;
};

// All differences, in the order of the file: removed parts first, then those of the new policy. None for equal drafts. A rule that
// has no name goes by what it is about. Comments, tests and places in the file are no part of a draft.
TICKLER_API std::vector<policy_change> diff(const policy_draft& before, const policy_draft& after);

// What is different about a prospect. Several may be.
enum class change_kind : std::uint8_t {
  status = 1,
  appears = 2,   // an action: there was none, or not this one
  vanishes = 4,  // an action: there is none any more, or not this one
  becomes = 8,   // of the next action alone: another step, run or repetition is next
  moves = 16,    // the same action, but its `when` or `due`
  channel = 32,  // the same action, but its channel or whom it is to
  purpose = 64   // the same action, but its purpose
};
inline constexpr change_kind change_kinds[] = {change_kind::status,  change_kind::appears, change_kind::vanishes,
                                               change_kind::becomes, change_kind::moves,   change_kind::channel,
                                               change_kind::purpose};
TICKLER_API std::string_view name_of(change_kind kind) noexcept;  // "vanishes"

class change_set {
 public:
  constexpr change_set() = default;
  constexpr change_set(std::initializer_list<change_kind> kinds) {
    for (const auto kind : kinds) add(kind);
  }

  constexpr void add(change_kind kind) noexcept { bits_ = static_cast<std::uint8_t>(bits_ | static_cast<std::uint8_t>(kind)); }
  constexpr void add(change_set kinds) noexcept { bits_ = static_cast<std::uint8_t>(bits_ | kinds.bits_); }
  constexpr bool has(change_kind kind) const noexcept { return (bits_ & static_cast<std::uint8_t>(kind)) != 0; }
  constexpr bool empty() const noexcept { return bits_ == 0; }
  friend constexpr bool operator==(change_set, change_set) = default;

 private:
  std::uint8_t bits_ = 0;
};

struct diff_options {
  unsigned threads = 1;    // this one among them; 0 is 1
  bool next_only = false;  // compare the next action alone
};

struct changed_prospect {
  prospect_number number = 0;
  status before{}, after{};
  change_set kinds{};
  friend bool operator==(const changed_prospect&, const changed_prospect&) = default;
};

struct status_change {
  status before{}, after{};
  std::size_t prospects = 0;
  friend bool operator==(const status_change&, const status_change&) = default;
};

struct book_difference {
  std::size_t prospects = 0;                // of the book
  std::vector<changed_prospect> changed{};  // in the order of the book; 8 bytes each

  TICKLER_API std::size_t count(change_kind kind) const noexcept;  // prospects with such a change
  TICKLER_API std::vector<status_change> status_changes() const;   // those that are unattended now first, then as `status` has them
};

// Whose decision changes, on so many threads; the result is the same for any number of them. Takes about as long as to evaluate the
// book twice; keeps no decision. Throws misuse for an empty policy, a book of another vocabulary, and `now` outside
// 1970 to 2037.
TICKLER_API book_difference diff(const policy& before, const policy& after, const book& all, instant now,
                                 const diff_options& options = {});

// How one action differs. Indices of the actions of the two decisions; none: there is no such action.
struct action_change {
  change_set kinds{};
  const action* before = nullptr;
  const action* after = nullptr;
};

// A prospect's two decisions and how they differ. Valid during the call.
struct prospect_difference {
  prospect_number number = 0;
  const decision& before;
  const decision& after;
  change_set kinds{};
  std::span<const action_change> actions{};  // those that differ: the new decision's in its order, then those that have vanished
};
using each_difference = std::function<void(const prospect_difference&)>;

// Hands over the differences of some prospects, also where there are none, in the order that they are named in. Decides for each
// again, twice. Throws as diff, and misuse for a number that is not of the book.
TICKLER_API void diff_some(const policy& before, const policy& after, const book& all, std::span<const prospect_number> some,
                           instant now, const each_difference& each, const diff_options& options = {});

}  // namespace tickler::inline TICKLER_ABI
