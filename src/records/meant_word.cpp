#include "records/meant_word.hpp"

#include <algorithm>
#include <tickler/diagnostic.hpp>
#include <tickler/io/records.hpp>
#include <tickler/problem_numbers.hpp>

#include "base/ascii_case.hpp"
#include "model/word_skeleton.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

// What closes a channel, as other programs say it; by their skeletons.
struct synonym {
  std::string_view skeleton, meant;
};
constexpr synonym closers[] = {
    {"unsubscribed", "opted_out"}, {"unsubscribe", "opted_out"}, {"optout", "opted_out"},    {"dnc", "opted_out"},
    {"donotcontact", "opted_out"}, {"donotcall", "opted_out"},   {"stop", "opted_out"},      {"spam", "opted_out"},
    {"spamreport", "opted_out"},   {"hardbounce", "bounced"},    {"undelivered", "bounced"},
};

std::string_view closer_meant_by(std::string_view written) {
  const auto bare = skeleton_of(written);
  const auto found = std::ranges::find(closers, bare, &synonym::skeleton);
  return found == std::end(closers) ? std::string_view() : found->meant;
}

}  // namespace

template <vocabulary_word Word>
meant_word meant_by(std::string_view written, const vocabulary& words) {
  if (words.is_declared<Word>(written)) return {};
  if (const auto near = words.find_near<Word>(written)) {
    const auto name = words.name(*near);
    return {name, equal_but_for_case(name, written)};
  }
  if constexpr (std::same_as<Word, outcome>) return {closer_meant_by(written)};
  return {};
}

std::string unclear_word_text(std::string_view written, std::string_view what, std::string_view meant) {
  return quoted(written) + " is no " + std::string(what) + " of the policy: write " + quoted(meant);
}

template <vocabulary_word Word>
parse_result<Word> parse_word(std::string_view written, const vocabulary& words) {
  if (written.empty()) return Word::none;
  const auto meant = meant_by<Word>(written, words);
  if (meant.name.empty() || meant.by_case_alone)
    return words.find<Word>(meant.name.empty() ? written : meant.name).value_or(Word::other);
  constexpr auto what = std::same_as<Word, channel> ? "channel" : std::same_as<Word, purpose> ? "purpose" : "outcome";
  return parse_error{0, unclear_word_text(written, what, meant.name), record_number::unknown_word};
}

template parse_result<channel> parse_word<channel>(std::string_view, const vocabulary&);
template parse_result<purpose> parse_word<purpose>(std::string_view, const vocabulary&);
template parse_result<outcome> parse_word<outcome>(std::string_view, const vocabulary&);

template meant_word meant_by<channel>(std::string_view, const vocabulary&);
template meant_word meant_by<purpose>(std::string_view, const vocabulary&);
template meant_word meant_by<outcome>(std::string_view, const vocabulary&);

}  // namespace tickler::inline TICKLER_ABI
