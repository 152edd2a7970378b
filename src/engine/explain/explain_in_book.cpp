#include <tickler/book.hpp>
#include <tickler/evaluate.hpp>
#include <tickler/evaluate_all.hpp>
#include <tickler/explain.hpp>

#include "engine/decide/decide.hpp"

namespace tickler::inline TICKLER_ABI {

void explain(const policy& p, evaluator& engine, const book& all, prospect_number number, instant now, history& log,
             explanation& out) {
  all.history(number, log);
  engine.explain(all.prospect(number), log, now, out, {.referrer = standing_of_referrer(p, all, number, now)});
  if (all.refused(number).empty()) return;
  const auto fingerprint = out.decision.policy_fingerprint;
  clear(out.decision, fingerprint);
  invalidate(out.decision, prospect_problem::incomplete_history);
}

}  // namespace tickler::inline TICKLER_ABI
