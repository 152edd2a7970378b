// Reads CSV: the first row names the columns, as the fields of JSON Lines are named, members of a group as contact.phone.
#pragma once

#include <istream>
#include <tickler/io/records.hpp>

#include "records/record_builder.hpp"

namespace tickler::inline TICKLER_ABI {

read_counts read_csv(std::istream& in, const record_options& options, record_builder& builder, const diagnostic_sink& bad);

}  // namespace tickler::inline TICKLER_ABI
