#include <tickler/book.hpp>
#include <tickler/evaluate.hpp>
#include <tickler/evaluate_all.hpp>
#include <tickler/explain.hpp>

#include "engine/decide/decide.hpp"

namespace tickler::inline TICKLER_ABI {

void explain(const policy& p, evaluator& engine, const book& all, prospect_number number, instant now, history& log,
             explanation& out) {
  joint_history(p, all, number, log, out.shared);
  auto shared = std::move(out.shared);
  engine.explain(all.prospect(number), log, now, out, {.referrer = standing_of_referrer(p, all, number, now)});
  out.shared = std::move(shared);
  if (all.refused(number).empty() && !incomplete_other(p, all, number)) return;
  const auto fingerprint = out.decision.policy_fingerprint;
  clear(out.decision, fingerprint);
  invalidate(out.decision, prospect_problem::incomplete_history);
}

}  // namespace tickler::inline TICKLER_ABI
