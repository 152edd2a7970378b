#include <atomic>
#include <functional>
#include <string>
#include <tickler/error.hpp>
#include <tickler/problem_numbers.hpp>
#include <tickler/vocabulary.hpp>

#include "base/interned.hpp"
#include "base/name.hpp"
#include "base/text_hash.hpp"
#include "model/word_skeleton.hpp"
#include "model/words_key.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

constexpr std::size_t most_words = 60'000;
constexpr std::size_t most_interned = 4'096;

struct text_hash {
  std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};

struct words_hash {
  std::size_t operator()(const touch_words& w) const noexcept { return hash_of_number(key_of(w)); }
};

// The words of one field.
class word_list {
 public:
  template <std::size_t N>
  explicit word_list(const std::array<std::string_view, N>& standard) {
    for (const auto name : standard) {
      const auto word = add(name);
      if (word > 1) note_declared(name, word);  // neither `none` nor `other` is meant by anybody
    }
  }

  std::uint16_t declare(std::string_view name) {
    if (!is_name(name)) throw misuse(misuse_number::no_word, "not a word: '" + std::string(name.substr(0, 80)) + "'");
    const auto found = words_.find(name);
    if (!found && words_.size() >= most_words) throw misuse(misuse_number::too_many, "more than 60,000 words of a kind");
    const auto word = found ? static_cast<std::uint16_t>(*found) : add(name);
    if (word > 1) note_declared(name, word);
    return word;
  }

  std::uint16_t intern(std::string_view name) {
    if (const auto found = words_.find(name)) return static_cast<std::uint16_t>(*found);
    if (name.empty() || name.size() > 256) throw misuse(misuse_number::no_word, "a word has 1 to 256 bytes");
    if (!is_sealed_) {
      if (interned_.fetch_add(1) < most_interned) return add(name);
      interned_.fetch_sub(1);
    }
    has_lost_ = true;
    return 1;  // other
  }

  void seal() noexcept { is_sealed_ = true; }
  bool has_lost() const noexcept { return has_lost_; }

  std::optional<std::uint16_t> find(std::string_view name) const {
    const auto found = words_.find(name);
    return found && *found != 0 ? std::optional(static_cast<std::uint16_t>(*found)) : std::nullopt;
  }

  bool is_declared(std::string_view name) const { return declared_.find(name).has_value(); }

  std::optional<std::uint16_t> find_near(std::string_view name) const {
    if (is_declared(name)) return find(name);
    const auto found = skeletons_.find(skeleton_of(name));
    return found ? std::optional(skeletons_[*found].word) : std::nullopt;
  }

  std::string_view name(std::uint16_t id) const {
    if (id >= words_.size()) throw misuse(misuse_number::other_vocabulary, "a word of another vocabulary");
    return words_[id];
  }

  std::size_t size() const noexcept { return words_.size(); }

 private:
  std::uint16_t add(std::string_view name) {
    return static_cast<std::uint16_t>(words_.add(name, [](std::string_view n) { return std::string(n); }));
  }

  void note_declared(std::string_view name, std::uint16_t word) {
    declared_.add(name, [](std::string_view n) { return std::string(n); });
    skeletons_.add(skeleton_of(name), [word](std::string_view bare) { return skeleton{std::string(bare), word}; });
  }

  struct skeleton {
    std::string bare;
    std::uint16_t word;  // the first that has it
    operator std::string_view() const noexcept { return bare; }
    friend bool operator==(const skeleton& s, std::string_view other) noexcept { return s.bare == other; }
  };

  interned<std::string, std::string_view, text_hash> words_, declared_;
  interned<skeleton, std::string_view, text_hash> skeletons_;
  std::atomic<std::size_t> interned_{0};
  std::atomic<bool> is_sealed_{false}, has_lost_{false};
};

}  // namespace

constexpr std::size_t most_kinds = 65'536;

struct vocabulary::impl {
  word_list channels{channel_names}, purposes{purpose_names}, outcomes{outcome_names};
  interned<touch_words, touch_words, words_hash> kinds;

  template <vocabulary_word Word>
  word_list& list() {
    if constexpr (std::is_same_v<Word, channel>)
      return channels;
    else if constexpr (std::is_same_v<Word, purpose>)
      return purposes;
    else
      return outcomes;
  }
};

vocabulary::vocabulary() : impl_(std::make_shared<impl>()) {}

template <vocabulary_word Word>
Word vocabulary::declare(std::string_view name) {
  return static_cast<Word>(impl_->list<Word>().declare(name));
}

template <vocabulary_word Word>
Word vocabulary::intern(std::string_view name) {
  return static_cast<Word>(impl_->list<Word>().intern(name));
}

void vocabulary::seal() noexcept {
  impl_->channels.seal();
  impl_->purposes.seal();
  impl_->outcomes.seal();
}

template <vocabulary_word Word>
bool vocabulary::has_lost() const noexcept {
  return impl_->list<Word>().has_lost();
}

template <vocabulary_word Word>
std::optional<Word> vocabulary::find(std::string_view name) const {
  const auto found = impl_->list<Word>().find(name);
  return found ? std::optional(static_cast<Word>(*found)) : std::nullopt;
}

template <vocabulary_word Word>
bool vocabulary::is_declared(std::string_view name) const {
  return impl_->list<Word>().is_declared(name);
}

template <vocabulary_word Word>
std::optional<Word> vocabulary::find_near(std::string_view name) const {
  const auto found = impl_->list<Word>().find_near(name);
  return found ? std::optional(static_cast<Word>(*found)) : std::nullopt;
}

template <vocabulary_word Word>
std::string_view vocabulary::name(Word word) const {
  return impl_->list<Word>().name(static_cast<std::uint16_t>(word));
}

template <vocabulary_word Word>
std::size_t vocabulary::size() const noexcept {
  return impl_->list<Word>().size();
}

#define TICKLER_WORD(Word)                                                                      \
  template TICKLER_API Word vocabulary::declare<Word>(std::string_view);                        \
  template TICKLER_API Word vocabulary::intern<Word>(std::string_view);                         \
  template TICKLER_API bool vocabulary::has_lost<Word>() const noexcept;                        \
  template TICKLER_API std::optional<Word> vocabulary::find<Word>(std::string_view) const;      \
  template TICKLER_API bool vocabulary::is_declared<Word>(std::string_view) const;              \
  template TICKLER_API std::optional<Word> vocabulary::find_near<Word>(std::string_view) const; \
  template TICKLER_API std::string_view vocabulary::name<Word>(Word) const;                     \
  template TICKLER_API std::size_t vocabulary::size<Word>() const noexcept;
TICKLER_WORD(channel)
TICKLER_WORD(purpose)
TICKLER_WORD(outcome)
#undef TICKLER_WORD

// Several threads at once may go a few past the bound: it is there for memory's sake.
std::optional<touch_kind> vocabulary::try_classify(const touch_words& words) {
  if (const auto found = impl_->kinds.find(words)) return *found;
  name(words.channel), name(words.purpose), name(words.outcome);  // refuses words of another vocabulary
  if (static_cast<std::size_t>(words.direction) >= std::size(direction_names) ||
      static_cast<std::size_t>(words.with) >= std::size(party_names))
    throw misuse(misuse_number::no_word, "a touchpoint's direction or party is none");
  if (impl_->kinds.size() >= most_kinds) return std::nullopt;
  return impl_->kinds.add(words, [](const touch_words& w) { return w; });
}

touch_kind vocabulary::classify(const touch_words& words) {
  if (const auto known = try_classify(words)) return *known;
  throw misuse(misuse_number::too_many, "more than 65,536 distinct combinations of a touchpoint's words");
}

const touch_words& vocabulary::words_of(touch_kind c) const {
  if (c >= impl_->kinds.size()) throw misuse(misuse_number::other_vocabulary, "a touchpoint of another vocabulary");
  return impl_->kinds[c];
}

std::size_t vocabulary::touch_kinds() const noexcept { return impl_->kinds.size(); }

}  // namespace tickler::inline TICKLER_ABI
