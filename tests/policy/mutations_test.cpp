// A policy whose text was damaged at random is a policy or has an error, and every diagnostic has a place in the text.
#include <rapidcheck.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string_view>
#include <utility>
#include <vector>

#include "support/files.hpp"
#include "support/loading.hpp"

namespace {

constexpr std::string_view snippets[] = {":",
                                         ": ",
                                         "- ",
                                         "\n",
                                         "\n  ",
                                         "{",
                                         "}",
                                         "[",
                                         "]",
                                         ",",
                                         "&a ",
                                         "*a",
                                         "!!str ",
                                         "<<: ",
                                         "? ",
                                         "|\n",
                                         ">\n",
                                         "\"",
                                         "'",
                                         "#",
                                         "---\n",
                                         "...\n",
                                         "%YAML 9.9\n",
                                         "\t",
                                         std::string_view("\0", 1),
                                         "\xff",
                                         "\xc3\xa9",
                                         "\r",
                                         "\xef\xbb\xbf",
                                         "~",
                                         "-1",
                                         "99999999999999999999",
                                         "= 1",
                                         "start",
                                         "internal",
                                         "until",
                                         "forever",
                                         "before",
                                         "3 business days",
                                         "2026-02-30",
                                         "25:00",
                                         "mon-fri: 09:00-18:00",
                                         "name: x",
                                         "if: x",
                                         "per: key",
                                         "repeat: 5",
                                         "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["};

struct edit {
  std::size_t at, length, other, what;
};

// The word at or after an offset: where it begins and how long it is.
std::pair<std::size_t, std::size_t> word_at(const std::string& text, std::size_t at) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789_-";
  const auto begin = std::min(text.find_first_of(letters, at), text.size());
  return {begin, std::min(text.find_first_not_of(letters, begin), text.size()) - begin};
}

std::string damaged(std::string text, const std::vector<edit>& edits) {
  for (const auto& e : edits) {
    const auto at = e.at % (text.size() + 1), other = e.other % (text.size() + 1);
    const auto length = std::min(e.length % 40, text.size() - at);
    const auto snippet = snippets[e.other % std::size(snippets)];
    const auto [word, word_size] = word_at(text, at);
    const auto [donor, donor_size] = word_at(text, other);
    switch (e.what % 8) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text.insert(at, snippet);
        break;
      case 2:
        text.replace(at, length, snippet);
        break;
      case 3:
        text.insert(other, text.substr(at, length));
        break;
      case 4:
        text.replace(word, word_size, snippet);
        break;
      default:
        text.replace(word, word_size, text.substr(donor, donor_size));
        break;  // often still YAML
    }
  }
  return text;
}

std::size_t lines_in(std::string_view text) {
  return 1 + static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }));
}

const std::vector<std::string>& originals() {
  static const std::vector<std::string> texts = [] {
    std::vector<std::string> all;
    for (const auto& file : std::filesystem::directory_iterator(support::source_dir() / "examples/policies"))
      if (loading::is_policy(file.path())) all.push_back(support::content_of(file.path()));
    std::sort(all.begin(), all.end());
    return all;
  }();
  return texts;
}

}  // namespace

namespace rc {
template <>
struct Arbitrary<edit> {
  static Gen<edit> arbitrary() {
    const auto number = gen::inRange<std::size_t>(0, 1'000'000);
    return gen::build<edit>(gen::set(&edit::at, number), gen::set(&edit::length, number), gen::set(&edit::other, number),
                            gen::set(&edit::what, number));
  }
};
}  // namespace rc

BOOST_AUTO_TEST_CASE(a_damaged_policy_is_a_policy_or_has_errors_with_places) {
  const bool held = rc::check("loading never crashes and never stays silent", [] {
    const auto& original = originals()[*rc::gen::inRange<std::size_t>(0, originals().size())];
    for (int again = 0; again < 50; ++again) {
      const auto count = *rc::gen::inRange<std::size_t>(1, 6);
      const auto edits = *rc::gen::container<std::vector<edit>>(count, rc::gen::arbitrary<edit>());
      const auto text = damaged(original, edits);
      const auto loaded = loading::load(text);
      RC_ASSERT(static_cast<bool>(loaded) != loading::has_error(loaded.diagnostics()));
      for (const auto& d : loaded.diagnostics()) {
        RC_ASSERT(d.at.line >= 1u);
        RC_ASSERT(d.at.line <= lines_in(text));
        RC_ASSERT(d.at.column >= 1u);
        RC_ASSERT(d.number > 100);
        RC_ASSERT(!d.message.empty());
      }
    }
  });
  BOOST_TEST(held);
}
