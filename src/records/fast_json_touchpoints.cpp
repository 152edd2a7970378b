#include "records/fast_json_touchpoints.hpp"

#include <utility>

#include "records/fast_json_object.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

constexpr std::uint32_t bit(std::size_t f) noexcept { return std::uint32_t{1} << f; }

}  // namespace

fast_json_touchpoints::fast_json_touchpoints(const record_options& options, book::impl& into, prefetching_inserter::listener& heard)
    : options_(options), words_(into.words), batch_(into, heard), names_(touchpoint_field::names) {}

const char* fast_json_touchpoints::read_line(const char* line, std::uint32_t number) {
  constexpr auto needed = bit(touchpoint_field::prospect) | bit(touchpoint_field::at);
  auto& t = batch_.next();
  t.record = {};
  std::uint32_t seen = 0;
  const auto* at = fast_json::read_fields(line, names_, seen, [&](std::size_t field, const char* value) -> const char* {
    if (*value != '"') return fast_json::is_null(value) && (needed & bit(field)) == 0 ? value + 4 : nullptr;
    const auto* const end = fast_json::string_end(++value);
    if (end == nullptr) return nullptr;
    value_.text = {value, static_cast<std::size_t>(end - value)};
    t.record.set(field, value_, options_);
    return end + 1;
  });
  if (at == nullptr || (seen & needed) != needed || static_cast<std::size_t>(at - line) > options_.line_bytes) return nullptr;
  at = fast_json::next_line(at);
  if (at == nullptr) return nullptr;
  const auto words = words_of(t.record);
  if (!words) return nullptr;
  t.words = *words;
  t.line = number;
  batch_.push();
  return at;
}

std::optional<touch_kind> fast_json_touchpoints::words_of(const touchpoint_record& t) {
  const auto words = known_.words_of(t, words_);
  return words ? classes_.class_of(*words, words_) : std::nullopt;
}

}  // namespace tickler::inline TICKLER_ABI
