#include "records/meant_word.hpp"

#include <algorithm>

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

template meant_word meant_by<channel>(std::string_view, const vocabulary&);
template meant_word meant_by<purpose>(std::string_view, const vocabulary&);
template meant_word meant_by<outcome>(std::string_view, const vocabulary&);

}  // namespace tickler::inline TICKLER_ABI
