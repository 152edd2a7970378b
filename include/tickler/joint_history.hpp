// What of others counts for a prospect: in a book the touchpoints of colleagues, and the wishes of whoever has the same address
// (semantics R121 and R122).
//
//   tickler::history log(book.words());
//   std::vector<tickler::shared_touchpoint> of_others;
//   tickler::joint_history(policy, book, book.find("ada").value(), log, of_others);
//   for (const auto& each : of_others) std::cout << each.from << ": " << tickler::to_string(log[each.touchpoint].at) << '\n';
//
// All that decides for a prospect of a book goes by this history: evaluate_all, explain, audit, diff, near_misses. Who keeps
// records elsewhere, and passes histories, merges those of an account itself:
//
//   const tickler::history* colleagues[] = {&her_log};
//   const auto decision = tickler::evaluate(policy, ada, tickler::merge_colleagues(log, colleagues), now);
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <tickler/book.hpp>
#include <tickler/history.hpp>
#include <tickler/policy.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// A touchpoint of somebody else in a joint history.
struct shared_touchpoint {
  std::uint32_t touchpoint = 0;  // of the joint history
  std::string from{};            // the id of whose it is
  bool is_wish = false;          // an opt-out, opt-in or bounce of one who has the same address (R122); else a colleague's (R121)
  friend bool operator==(const shared_touchpoint&, const shared_touchpoint&) = default;
};

// Replaces what is in both; `of_others` in the order of the history. Colleagues' touchpoints that no rule of the policy asks for
// are left out. Throws misuse for an empty policy, another vocabulary, a number that is not of the book, and more than
// history::max_size touchpoints. Linear in the touchpoints of all who have something in common with her.
TICKLER_API void joint_history(const policy& p, const book& all, prospect_number number, history& into,
                               std::vector<shared_touchpoint>& of_others);

// Nothing is decided for her, since the history of this other, whose touchpoints count for her, is incomplete (R116); the first of
// them. Nothing: it is her own, or all are complete. Throws as joint_history does.
TICKLER_API std::optional<prospect_number> incomplete_other(const policy& p, const book& all, prospect_number number);

// A text that too many have, or that stands for none: it is no one's, and nothing is shared by it.
struct unshared_text {
  std::string text{};         // as the first prospect has it
  std::size_t prospects = 0;  // that have it: 2 or more
  friend bool operator==(const unshared_text&, const unshared_text&) = default;
};

// Such accounts, where the policy asks for colleagues, and such addresses, where the book has opt-outs, opt-ins or bounces and
// records are not separate: most prospects first. Throws as joint_history does. Linear in the book.
struct unshared_texts {
  std::vector<unshared_text> accounts{}, addresses{};
};
TICKLER_API unshared_texts find_unshared(const policy& p, const book& all);

// Her own history with her colleagues' touchpoints in it, as a book would have it (R121): those that were with themselves are
// `with: colleague`, without the steps that they name and but for what was skipped or snoozed. One of her own that says the same,
// at the same time and in equal words, counts as one of theirs, once. Throws misuse past history::max_size. All are of one
// vocabulary.
TICKLER_API history merge_colleagues(const history& own, std::span<const history* const> colleagues);

}  // namespace tickler::inline TICKLER_ABI
