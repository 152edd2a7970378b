// What the columns of other programs are called.
#pragma once

#include <string>
#include <string_view>
#include <tickler/export.hpp>
#include <vector>

#include "records/record_builder.hpp"

namespace tickler::inline TICKLER_ABI {

// The column of ours that one of this title most likely is ("contact.email" for `E-mail address`); empty: none.
std::string_view column_called(std::string_view title, const record_schema& schema);

// ", did you mean 'contact.email'?": that one, else the one that is spelled nearly so; empty where nothing is near.
std::string column_hint(std::string_view title, const record_schema& schema);

// A yes in a column of this title ends some contact, or all: `Do Not Call`, `HasOptedOutOfEmail`.
bool is_opt_out_title(std::string_view title);

}  // namespace tickler::inline TICKLER_ABI
