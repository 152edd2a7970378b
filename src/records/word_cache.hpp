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
#include "records/touchpoint_record.hpp"

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

// Of whole touchpoints.
class word_caches {
 public:
  // Nothing: what one says may stand for another word, which the other reader counts, or refuses.
  std::optional<touch_words> words_of(const touchpoint_record& t, vocabulary& words) {
    if (t.respelt != 0) return std::nullopt;
    auto all = t.words;
    const auto read = [&words](std::string_view name, auto& cache, auto& word) {
      if (name.empty()) return true;
      const auto known = cache.word_of(name, words);
      if (known) word = *known;
      return known.has_value();
    };
    const bool known = read(t.channel, channels_, all.channel) && read(t.purpose, purposes_, all.purpose) &&
                       read(t.outcome, outcomes_, all.outcome);
    return known ? std::optional(all) : std::nullopt;
  }

 private:
  word_cache<channel> channels_;
  word_cache<purpose> purposes_;
  word_cache<outcome> outcomes_;
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
