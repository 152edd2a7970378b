// Words of the records that no policy knows.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <tickler/vocabulary.hpp>
#include <vector>

namespace tickler::cli {

class new_words {
 public:
  explicit new_words(const vocabulary& words)  // before any record is read
      : known_{words.size<channel>(), words.size<purpose>(), words.size<outcome>()} {}

  // Those that have come since: "channel fax".
  std::vector<std::string> in(const vocabulary& words) const {
    std::vector<std::string> names;
    add<channel>(names, words, known_[0], "channel ");
    add<purpose>(names, words, known_[1], "purpose ");
    add<outcome>(names, words, known_[2], "outcome ");
    return names;
  }

 private:
  template <class Word>
  static void add(std::vector<std::string>& names, const vocabulary& words, std::size_t first, const std::string& kind) {
    for (auto i = first; i < words.size<Word>(); ++i) names.push_back(kind + std::string(words.name(static_cast<Word>(i))));
  }

  std::array<std::size_t, 3> known_;
};

}  // namespace tickler::cli
