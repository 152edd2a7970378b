// All of tickler::io: policy files and records in, policies, decisions and audits out; and the manual of policies.
#pragma once

#include <tickler/io/audit_results.hpp>
#include <tickler/io/book_records.hpp>
#include <tickler/io/cases.hpp>
#include <tickler/io/diff.hpp>
#include <tickler/io/explanation.hpp>
#include <tickler/io/export_survey.hpp>
#include <tickler/io/forecasts.hpp>
#include <tickler/io/load_policy.hpp>
#include <tickler/io/mapping.hpp>
#include <tickler/io/pictures.hpp>
#include <tickler/io/policy_manual.hpp>
#include <tickler/io/policy_tests.hpp>
#include <tickler/io/preview.hpp>
#include <tickler/io/records.hpp>
#include <tickler/io/results.hpp>
#include <tickler/io/snapshot.hpp>
#include <tickler/io/touches.hpp>
#include <tickler/io/workload_file.hpp>
#include <tickler/io/write_policy.hpp>
