#include "records/touchpoint_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tickler/problem_numbers.hpp>

#include "base/messages.hpp"
#include "records/meant_word.hpp"

namespace tickler::inline TICKLER_ABI {

constexpr auto touchpoint_identity = 1u << touchpoint_field::prospect | 1u << touchpoint_field::id;
constexpr record_schema touchpoint_schema{"touchpoint", touchpoint_field::names,
                                          1u << touchpoint_field::prospect | 1u << touchpoint_field::at, 0, touchpoint_identity};
constexpr record_schema case_touchpoint_schema{"touchpoint", touchpoint_field::names, 1u << touchpoint_field::at, 0,
                                               touchpoint_identity};

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
  if (!meant.by_case_alone) throw record_error{record_number::unknown_word, unclear_word_text(word, what, meant.name)};
  word = meant.name;
  ++record_.respelt;
}

void touchpoint_builder::hand_over(source_position at) {
  respelt_ += record_.respelt;
  auto words = record_.words;
  if (!record_.channel.empty()) words.channel = words_.intern<channel>(record_.channel);
  if (!record_.purpose.empty()) words.purpose = words_.intern<purpose>(record_.purpose);
  if (!record_.outcome.empty()) words.outcome = words_.intern<outcome>(record_.outcome);
  each_(record_, words, at);
}

void touchpoint_builder::refuse(std::size_t field, const diagnostic& why) {
  if (refused_) refused_({.prospect = record_.prospect, .id = record_.details.id, .line = line_, .field = field, .why = why});
}

bool is_forgiven(const touchpoint_builder::refusal& what, const record_options& options) {
  using field = touchpoint_field;
  constexpr auto forgivable = 1u << field::at | 1u << field::purpose | 1u << field::until | 1u << field::step | 1u << field::key |
                              1u << field::id | 1u << field::address;
  return what.field != record_schema::no_field && (forgivable >> what.field & 1) != 0 &&
         std::find(options.despite.begin(), options.despite.end(), what.why.number) != options.despite.end();
}

}  // namespace tickler::inline TICKLER_ABI
