// Takes a history in touchpoint by touchpoint, and writes down what each did, or was one field short of doing.
#pragma once

#include <algorithm>
#include <span>

#include "engine/explain/trace_recorder.hpp"
#include "engine/fold/bulk_fold.hpp"
#include "engine/fold/near_miss.hpp"

namespace tickler::inline TICKLER_ABI {

// Of what a touchpoint did.
inline bool carries_out(const trace_event& t) noexcept { return t.kind == trace_kind::done || t.kind == trace_kind::skipped; }

inline bool has_consequences(const trace_event& t) noexcept {
  return t.kind != trace_kind::counted && t.kind != trace_kind::start_refused && t.kind != trace_kind::expired &&
         t.kind != trace_kind::expired_out;
}

// The state must be that of no history yet, and be `out`'s own where the trace tells of keys.
template <history_source Source>
void fold_and_tell(const compiled_policy& p, const resolved_prospect& who, Source& touches, state::impl& s, fold_workspace& space,
                   near_miss_finder& misses, explanation& out) {
  trace_recorder trace(p, out);
  history_fold<fold_listener> fold(p, who, s, space, trace);
  touches.begin();
  // After too many runs nothing is told any more, for nothing counts from then on (R107).
  for (std::size_t i = 0; i < touches.size() && s.problem == prospect_problem::none; ++i) {
    touch t{.row = &touches.row(i)};
    touches.fill(i, t);
    misses.remember(t, s);
    const auto told = out.trace.size();
    fold.apply(t);
    const auto did = std::span(out.trace).subspan(told);
    if (std::any_of(did.begin(), did.end(), carries_out)) continue;
    const bool may_be_hers = std::any_of(did.begin(), did.end(), has_consequences);
    const auto ended = [&](const run& r, std::string_view key) {
      return std::any_of(did.begin(), did.end(), [&](const trace_event& e) {
        return (e.kind == trace_kind::ended || e.kind == trace_kind::terminated) && e.index == r.cadence &&
               e.run == r.started_by - 1 && e.nth == trace.nth_of(r, key);
      });
    };
    if (const auto miss = misses.find(who, t, space, may_be_hers, ended))
      out.near_misses.push_back({.touchpoint = static_cast<std::uint32_t>(i),
                                 .field = miss->field,
                                 .cadence = miss->at.cadence,
                                 .step = miss->at.step,
                                 .repetition = miss->at.repetition,
                                 .run = miss->at.started_by - 1,
                                 .nth = trace.nth_of(miss->at, miss->key)});
  }
  if (s.problem != prospect_problem::none) out.near_misses.clear();
}

}  // namespace tickler::inline TICKLER_ABI
