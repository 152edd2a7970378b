// What all questions about one prospect have in common: look its record up, take the history in or check the state that is handed
// over, and look from there at `now`. Whoever asks is handed that view, or told why there is none.
#pragma once

#include <tickler/contact_standing.hpp>
#include <tickler/error.hpp>
#include <tickler/history.hpp>
#include <tickler/problem_numbers.hpp>
#include <vector>

#include "base/internal_access.hpp"
#include "engine/decide/workspace.hpp"
#include "engine/fold/history_cursor.hpp"
#include "engine/fold/view_cursor.hpp"
#include "engine/state/preconditions.hpp"
#include "engine/state/state_change.hpp"

namespace tickler::inline TICKLER_ABI {

// R97: serves for the same policy (by its fingerprint), the same vocabulary, and what of the prospect it has read. By contents and
// not by address: an equal policy that is loaded again may go on with it.
inline void check_state(const compiled_policy& p, const prospect_view& who, const found_prospect& found, const state::impl& s) {
  if (!s.is_of(p)) throw misuse(misuse_number::other_policy, "a state of another policy");
  if (s.prospect != fingerprint_of(p, who, found.who.where))
    throw misuse(misuse_number::other_prospect, "a state of another prospect, or of one since changed: fold again");
}

// R3 and R97, of either kind of history; the cursors check what they can.
inline history_cursor touches_of(const compiled_policy& p, const history& log, instant until, std::vector<const touch_row*>& rows) {
  check_words(p, log);
  return history_cursor(p, log, until, rows);
}
inline view_cursor touches_of(const compiled_policy& p, std::span<const touchpoint_view> log, instant until,
                              std::vector<const touch_row*>& rows) {
  return view_cursor(p, log, until, rows);
}

// Takes a history in as far as the prospect's record can be used; false if it cannot. The state is reset first, so that also for a
// prospect that cannot be used it says whose it is, by the fingerprint, and what is wrong.
template <class Log>
bool fold_into(workspace& space, const compiled_policy& p, const found_prospect& found, const prospect_view& who, const Log& log,
               instant until, std::uint64_t fingerprint, state::impl& s) {
  state_change change(s);
  s.reset(p, fingerprint);
  s.locale = found.locale;
  s.problem = found.problem;
  if (found.who.where) {
    space.fold.memory.read_facts(p, who);
    fold_history(p, found.who, touches_of(p, log, until, space.fold.rows), s, space.fold, space.path);
  }
  change.is_whole();
  return found.who.where != nullptr;
}

// Calls use(eval_context) for what the history has come to at `now`. The state is the workspace's own and its memory used again;
// what it held of the last question is gone.
template <class Log, class Use>
prospect_problem ask(workspace& space, const compiled_policy& p, const prospect_view& who, const Log& log, instant now,
                     const contact_standing& referrer, Use&& use) {
  check_now(now);
  check_standing(p, referrer);
  const auto found = find_prospect(p, who);
  auto& s = impl_of(space.folded);
  // No fingerprint: this state is not handed out, so nobody will ask whose it is.
  if (!fold_into(space, p, found, who, log, now, 0, s)) return found.problem;
  use(eval_context{p, found.who, s, now, space.fold.memory, &referrer});
  return prospect_problem::none;
}

// R97: a state cannot look back; for an earlier `now` the history is folded again up to it.
template <class Use>
prospect_problem ask(workspace& space, const compiled_policy& p, const prospect_view& who, const state::impl& folded, instant now,
                     const contact_standing& referrer, Use&& use) {
  check_now(now);
  check_standing(p, referrer);
  const auto found = find_prospect(p, who, folded.locale);
  check_state(p, who, found, folded);
  if (folded.last && now < *folded.last) throw misuse(misuse_number::out_of_order, "`now` is before the state's last touchpoint");
  if (!found.who.where) return found.problem;
  space.fold.memory.read_facts(p, who);
  use(eval_context{p, found.who, folded, now, space.fold.memory, &referrer});
  return prospect_problem::none;
}

}  // namespace tickler::inline TICKLER_ABI
