// All of Tickler's core. Reading files and writing results: tickler/io.hpp.
#pragma once

#include <tickler/agenda.hpp>
#include <tickler/audit.hpp>
#include <tickler/book.hpp>
#include <tickler/calendar.hpp>
#include <tickler/check.hpp>
#include <tickler/condition_manual.hpp>
#include <tickler/contact_standing.hpp>
#include <tickler/decision.hpp>
#include <tickler/diagnostic.hpp>
#include <tickler/diff.hpp>
#include <tickler/diff_ahead.hpp>
#include <tickler/duration.hpp>
#include <tickler/error.hpp>
#include <tickler/evaluate.hpp>
#include <tickler/evaluate_all.hpp>
#include <tickler/explain.hpp>
#include <tickler/fwd.hpp>  // so that it says the same as they do
#include <tickler/history.hpp>
#include <tickler/instant.hpp>
#include <tickler/near_misses.hpp>
#include <tickler/oddities.hpp>
#include <tickler/policy.hpp>
#include <tickler/policy_draft.hpp>
#include <tickler/preview.hpp>
#include <tickler/problem_numbers.hpp>
#include <tickler/prospect.hpp>
#include <tickler/prospect_view.hpp>
#include <tickler/reconcile.hpp>
#include <tickler/saved_state.hpp>
#include <tickler/touchpoint.hpp>
#include <tickler/touchpoint_view.hpp>
#include <tickler/version.hpp>
#include <tickler/vocabulary.hpp>
#include <tickler/zone.hpp>
#include <tickler/zones.hpp>
