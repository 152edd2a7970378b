#include "records/touchpoint_builder.hpp"

namespace tickler::inline TICKLER_ABI {

constexpr record_schema touchpoint_schema{"touchpoint", touchpoint_field::names,
                                          1u << touchpoint_field::prospect | 1u << touchpoint_field::at, 0};

const record_schema& touchpoint_builder::schema() const noexcept { return touchpoint_schema; }

void touchpoint_builder::hand_over(source_position at) {
  const auto& [until, id, address, keys, steps] = record_.details;
  touchpoint t{.at = record_.at, .words = record_.words, .until = until, .id = std::string(id), .address = std::string(address)};
  if (!record_.channel.empty()) t.words.channel = words_.intern<channel>(record_.channel);
  if (!record_.purpose.empty()) t.words.purpose = words_.intern<purpose>(record_.purpose);
  if (!record_.outcome.empty()) t.words.outcome = words_.intern<outcome>(record_.outcome);
  t.steps.assign(steps.begin(), steps.end());
  t.keys.assign(keys.begin(), keys.end());
  each_(record_.prospect, std::move(t), at);
}

}  // namespace tickler::inline TICKLER_ABI
