#include "records/touchpoint_builder.hpp"

#include <fmt/format.h>

#include <tickler/problem_numbers.hpp>

#include "base/messages.hpp"
#include "records/meant_word.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

constexpr record_schema touchpoint_schema{"touchpoint", touchpoint_field::names,
                                          1u << touchpoint_field::prospect | 1u << touchpoint_field::at, 0};

}  // namespace

const record_schema& touchpoint_builder::schema() const noexcept { return touchpoint_schema; }

void touchpoint_builder::set(std::size_t field, const record_value& value) {
  record_.set(field, value, options_);
  if (field == touchpoint_field::channel) read_word<channel>("channel", record_.channel);
  if (field == touchpoint_field::purpose) read_word<purpose>("purpose", record_.purpose);
  if (field == touchpoint_field::outcome) read_word<outcome>("outcome", record_.outcome);
}

template <vocabulary_word Word>
void touchpoint_builder::read_word(std::string_view what, std::string_view& word) {
  const auto meant = meant_by<Word>(word, words_);
  if (meant.name.empty()) return;
  if (!meant.by_case_alone)
    throw record_error{record_number::unknown_word,
                       fmt::format("{} is no {} of the policy: write {}", quoted(word), what, quoted(meant.name))};
  word = meant.name;
  ++record_.respelt;
}

void touchpoint_builder::hand_over(source_position at) {
  respelt_ += record_.respelt;
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
