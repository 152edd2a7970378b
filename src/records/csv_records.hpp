// Reads CSV: the first row names the columns, as the fields of JSON Lines are named, members of a group as contact.phone; or as a
// mapping names them.
#pragma once

#include <tickler/io/records.hpp>

#include "records/mapped_layout.hpp"
#include "records/record_builder.hpp"
#include "records/record_source.hpp"

namespace tickler::inline TICKLER_ABI {

// Opt-outs come of contacts that are mapped.
read_counts read_csv(record_source from, const record_options& options, record_builder& builder, const diagnostic_sink& bad,
                     const opt_out_sink& opt_outs = {});

}  // namespace tickler::inline TICKLER_ABI
