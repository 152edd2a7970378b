// The kinds of values that the keys of a mapping take, beside those that a policy has too.
#pragma once

#include <tickler/export.hpp>

#include "mapping/mapping_tables.hpp"

namespace tickler::inline TICKLER_ABI::mapping_kinds {

inline constexpr value_kind title{"mapping_name", "a name"};
inline constexpr value_kind target{"field", "a field of records such as at or contact.email, or unused"};
inline constexpr value_kind channels{"mapped_channels", "a channel, a list of channels, or all"};
inline constexpr value_kind words{"values", "a mapping of values and words, such as {Busy: busy}"};
inline constexpr value_kind formats{"formats", "how times are written, such as YYYY-MM-DD hh:mm, or a list of that"};
inline constexpr value_kind likeness{"likeness", "how its values look, such as 005*, or a list of that"};
inline constexpr value_kind split{"split", "what stands between several, such as \";\""};
inline constexpr value_kind separator{"separator", "\",\", \";\", \"|\" or tab"};
inline constexpr value_kind instant{"instant", "an instant such as 2026-03-02T10:00:00Z"};
inline constexpr value_kind record_kind{"word", "prospects or touchpoints"};
inline constexpr value_kind cells{"cells", "a value or a list of values"};
inline constexpr value_kind constants{"constants", "a mapping of fields and values, such as {channel: phone}"};
inline constexpr value_kind columns{"columns", "a mapping of columns and fields, such as Start date: at", &mapped_column_doc};
inline constexpr value_kind rows{"rows", "a mapping of columns and what is taken, such as Status: {take: Held}", &row_filter_doc};

}  // namespace tickler::inline TICKLER_ABI::mapping_kinds
