#include "records/fast_json_touchpoints.hpp"

#include <utility>

#include "records/fast_json_object.hpp"

namespace tickler {

namespace {

using fields = touchpoint_field;

constexpr std::uint32_t bit(std::size_t f) noexcept { return std::uint32_t{1} << f; }

}  // namespace

fast_json_touchpoints::fast_json_touchpoints(const record_options& options, book::impl& into,
                                             prefetching_inserter::rejection reject)
    : options_(options), words_(into.words), batch_(into, std::move(reject)), names_(fields::names) {}

const char* fast_json_touchpoints::read_line(const char* line, std::uint32_t number) {
  constexpr auto needed = bit(fields::prospect) | bit(fields::at);
  std::uint32_t seen = 0;
  record_ = {};
  const auto* at = fast_json::read_fields(line, names_, seen, [&](std::size_t field, const char* value) -> const char* {
    if (*value != '"') return fast_json::is_null(value) && (needed & bit(field)) == 0 ? value + 4 : nullptr;
    const auto* const end = fast_json::string_end(++value);
    if (end == nullptr) return nullptr;
    value_.text = {value, static_cast<std::size_t>(end - value)};
    record_.set(field, value_, options_);
    return end + 1;
  });
  if (at == nullptr || (seen & needed) != needed || static_cast<std::size_t>(at - line) > options_.line_bytes) return nullptr;
  at = fast_json::next_line(at);
  if (at != nullptr) insert(number);
  return at;
}

void fast_json_touchpoints::insert(std::uint32_t line) {
  auto words = record_.words;
  if (!record_.channel.empty()) words.channel = channels_.word_of(record_.channel, words_);
  if (!record_.purpose.empty()) words.purpose = purposes_.word_of(record_.purpose, words_);
  if (!record_.outcome.empty()) words.outcome = outcomes_.word_of(record_.outcome, words_);
  auto& t = batch_.next();
  t.id = record_.prospect;
  t.line = line;
  t.at = record_.at;
  t.words = classes_.class_of(words, words_);
  t.has_extra = record_.has_extra();
  if (t.has_extra) t.extra = record_.extra;
  batch_.push();
}

}  // namespace tickler
