// The manual of policies, from the tables that reading goes by. Part of tickler::io.
//
//   const auto page = tickler::manual_page("at_latest");   // or "steps.if", "since", "T203", ...
//   std::cout << (page ? *page : "no such topic, did you mean " + tickler::nearest_topic("at_latest"));
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

// All topics: keys by part, how durations, dates and records are written, functions, signs and names of conditions, numbers of
// diagnostics.
TICKLER_API std::string manual_contents();

// All that there is on a topic: a key (with its part before it, as in "steps.if", where several parts have one), a part as
// "pattern", a function, sign or name of conditions, the number of a diagnostic (T203 or 203), and durations, dates, holidays,
// weekdays, records, csv, mapping, model. None: there is no such topic.
TICKLER_API std::optional<std::string> manual_page(std::string_view topic);

// The topic nearest to one that does not exist; empty where none is near.
TICKLER_API std::string nearest_topic(std::string_view topic);

// A JSON Schema (draft 2020-12) of policy files, for editors and validators: an indented JSON text. It knows the structure, not
// which names a policy defines.
TICKLER_API std::string policy_schema();

// One of mapping files (mapping.hpp), likewise.
TICKLER_API std::string mapping_schema();

// One of workload models (workload_file.hpp), likewise.
TICKLER_API std::string workload_model_schema();

}  // namespace tickler::inline TICKLER_ABI
