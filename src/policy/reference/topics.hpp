// What several keys or records have in common: how durations, dates and records are written.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

enum class written_in : std::uint8_t {
  step,
  calendar,
  moment,
  condition,
  prospects,
  touchpoints,
  csv_prospects,
  csv_touchpoints,
  mapping,
  column,
  workload
};

struct written_form {
  written_in where;
  std::string_view written;  // may have several lines
  std::string_view meaning{};
};

struct topic {
  std::string_view name, title, doc;
  std::span<const written_form> forms;
};

std::span<const topic> all_topics() noexcept;

}  // namespace tickler::inline TICKLER_ABI
