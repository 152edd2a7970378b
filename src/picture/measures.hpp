// Pixels and columns of a picture.
#pragma once

#include <cstddef>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI::measures {

inline constexpr int margin = 10, between = 5, lane_padding = 4;
inline constexpr int half_mark = 6;
inline constexpr int bar_height = 8;  // of a window
inline constexpr int plain_day = 48;  // shorter closed times are not in plain pictures
inline constexpr int labelled_row = 30, plain_row = 16;
inline constexpr int title_height = 20, line_height = 15, days_height = 32;
inline constexpr int least_width = 560;
inline constexpr int column_tenths = 58;  // of a pixel: a character of a long text, on average
inline constexpr std::size_t name_columns = 18, label_columns = 40;

}  // namespace tickler::inline TICKLER_ABI::measures
