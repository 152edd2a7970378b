// What is wrong with a touchpoint whose record is good, but which does not fit to the others.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <tickler/history.hpp>
#include <tickler/io/records.hpp>
#include <tickler/problem_numbers.hpp>

#include "base/messages.hpp"
#include "model/touchpoint_check.hpp"
#include "records/record_value.hpp"

namespace tickler::inline TICKLER_ABI {

// A book and a history keep no longer ids and keys, whatever the options say.
inline record_options within_bounds(record_options options) {
  options.id_bytes = std::min(options.id_bytes, key_bytes);
  return options;
}

inline record_error too_many_touchpoints(std::string_view prospect) {
  return {record_number::too_many_touchpoints,
          fmt::format("the prospect {} has more than {} touchpoints", quoted(prospect), history::max_size),
          record_error::about::record};
}

inline record_error too_many_words() {
  return {record_number::too_many_words,
          "more than 65,536 distinct combinations of 'channel', 'direction', 'purpose', 'outcome' and 'with' in all records",
          record_error::about::record};
}

inline record_error other_channel(std::string_view id, std::string_view prospect, std::string_view channel_before) {
  return {record_number::other_channel,
          fmt::format("the touchpoint {} of {} is there already, on the channel {}", quoted(id), quoted(prospect),
                      quoted(channel_before)),
          record_error::about::record};
}

}  // namespace tickler::inline TICKLER_ABI
