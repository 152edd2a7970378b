// The word of the language that a record's word most likely stands for: an opt-out must not be lost to spelling.
#pragma once

#include <string>
#include <string_view>
#include <tickler/export.hpp>
#include <tickler/vocabulary.hpp>

namespace tickler::inline TICKLER_ABI {

struct meant_word {
  std::string_view name{};     // empty: it stands for itself, known or not
  bool by_case_alone = false;  // then it is read as that word; else it is an error
};

// A word that somebody has declared stands for itself, whatever it means elsewhere. The name is valid as long as the vocabulary.
template <vocabulary_word Word>
meant_word meant_by(std::string_view written, const vocabulary& words);

// Why a word is refused that may stand for another: `what` is "channel", "purpose" or "outcome".
std::string unclear_word_text(std::string_view written, std::string_view what, std::string_view meant);

}  // namespace tickler::inline TICKLER_ABI
