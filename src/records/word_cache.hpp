// The words that a file's touchpoints use, known again without asking the vocabulary.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <tickler/vocabulary.hpp>

#include "base/hash.hpp"
#include "model/words_key.hpp"
#include "records/fast_json_text.hpp"
#include "records/meant_word.hpp"

namespace tickler::inline TICKLER_ABI {

template <class Word>
class word_cache {
 public:
  // The name is padded, of 1 to 256 bytes, without NUL. Nothing: it may stand for another word.
  std::optional<Word> word_of(std::string_view name, vocabulary& words) {
    if (name.size() > fast_json::short_word::most) return interned(name, words);
    const fast_json::short_word known(name);
    auto& e = entries_[known.hash() % entries_.size()];
    if (e.text == known) return e.word;
    const auto word = interned(name, words);
    if (!word) return word;
    if (word != Word::other) e = {known, *word};  // a policy may yet declare what is now one of the others
    return word;
  }

 private:
  static std::optional<Word> interned(std::string_view name, vocabulary& words) {
    if (!meant_by<Word>(name, words).name.empty()) return std::nullopt;
    return words.intern<Word>(name);
  }

  struct entry {
    fast_json::short_word text;
    Word word;
  };
  std::array<entry, 256> entries_{};
};

class class_cache {
 public:
  // Nothing: the vocabulary is full of others.
  std::optional<touch_kind> class_of(const touch_words& w, vocabulary& words) {
    const auto key = key_of(w);
    auto& e = entries_[(fibonacci_hash(key) >> 32) % entries_.size()];
    if (e.words == key + 1) return e.number;
    const auto number = words.try_classify(w);
    if (number) e = {key + 1, *number};
    return number;
  }

 private:
  struct entry {
    std::uint64_t words;  // 0: none
    touch_kind number;
  };
  std::array<entry, 1024> entries_{};
};

}  // namespace tickler::inline TICKLER_ABI
