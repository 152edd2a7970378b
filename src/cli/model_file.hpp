// What somebody expects of the weeks ahead, or else what the book says.
#pragma once

#include <string>
#include <tickler/workload.hpp>

#include "book_files.hpp"
#include "report.hpp"

namespace tickler::cli {

// `file`: of a workload model; empty: there is none. Throws std::runtime_error for one that cannot be used, and for an owner whom
// neither book nor model has prospects of: a name that is mistyped would leave her without leave.
response_model read_or_learnt_model(const std::string& file, const book_files& files, instant now, report& bad);

}  // namespace tickler::cli
