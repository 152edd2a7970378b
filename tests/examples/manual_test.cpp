// The page that teaches the language names all of it: keys from the tables that reading goes by, words from the vocabulary.
#include <array>
#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>
#include <tickler/condition_manual.hpp>
#include <tickler/vocabulary.hpp>

#include "book.hpp"
#include "policy/reference/tables.hpp"
#include "support/files.hpp"

namespace {

const std::string& page() {
  static const auto text = support::content_of(examples::folder + "policies/README.md");
  return text;
}

bool is_in_a_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

// By itself, not as a part of a longer word.
bool names(std::string_view word) {
  for (auto at = page().find(word); at != std::string::npos; at = page().find(word, at + 1)) {
    const auto end = at + word.size();
    if ((at == 0 || !is_in_a_word(page()[at - 1])) && (end == page().size() || !is_in_a_word(page()[end]))) return true;
  }
  return false;
}

template <std::size_t N>
void check_named(const std::array<std::string_view, N>& words, std::size_t first) {
  for (auto i = first; i < N; ++i) BOOST_TEST(names(words[i]), words[i] << " is missing");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(the_policy_manual)

BOOST_AUTO_TEST_CASE(names_every_key_of_a_policy) {
  std::size_t keys = 0;
  for (const auto& table : tickler::all_tables()) {
    for (const auto& key : table.table->keys) {
      const auto quoted = '`' + std::string(key.name) + '`';
      BOOST_TEST((page().find(quoted) != std::string::npos), quoted << " of " << table.table->whose << " is missing");
      ++keys;
    }
  }
  BOOST_TEST(keys > 70u);
}

BOOST_AUTO_TEST_CASE(names_every_function_sign_and_name_of_conditions) {
  const auto words = tickler::condition_manual();
  BOOST_TEST(words.size() > 30u);
  for (const auto& word : words) BOOST_TEST((page().find(word.name) != std::string::npos), word.name << " is missing");
}

BOOST_AUTO_TEST_CASE(names_every_standard_word) {
  check_named(tickler::channel_names, 2);  // after `none` and `other`
  check_named(tickler::purpose_names, 2);
  check_named(tickler::outcome_names, 2);
  check_named(tickler::direction_names, 1);
  check_named(tickler::party_names, 0);
}

BOOST_AUTO_TEST_SUITE_END()
