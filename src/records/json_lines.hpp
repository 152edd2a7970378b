// Reads JSON Lines: one object a line. Blank lines, a byte order mark at the start and CRLF are allowed.
#pragma once

#include <tickler/io/records.hpp>

#include "records/fast_json_lines.hpp"
#include "records/record_builder.hpp"
#include "records/record_source.hpp"

namespace tickler::inline TICKLER_ABI {

// Lines that `fast` reads are not counted as records.
read_counts read_json_lines(record_source from, const record_options& options, record_builder& builder, const diagnostic_sink& bad,
                            fast_json_lines* fast = nullptr);

}  // namespace tickler::inline TICKLER_ABI
