// The structure of a YAML text, in the order and at the places of the text, and nothing of YAML's types.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tickler/io/load_policy.hpp>
#include <vector>

#include "policy/parse/source.hpp"

namespace tickler::inline TICKLER_ABI {

struct entry;

struct node {
  enum class kind : std::uint8_t {
    nothing,  // a plain scalar without a character: `email:`
    scalar,
    list,
    mapping,
    unreadable  // refused, and reported
  };
  kind what = kind::unreadable;
  std::size_t begin = 0, end = 0;  // offsets; a list or mapping may end where the next part begins
  std::string text{};
  std::vector<node> items{};  // of a list; the values of a mapping
  std::vector<node> keys{};   // of a mapping: text, each once

  std::vector<entry> entries() const;
  const node* find_key(std::string_view name) const;
};

struct entry {
  const node& key;
  const node& value;
};

struct findings {  // what reading a text has found
  const source& in;
  std::string file;
  std::vector<diagnostic> list{};

  void error(int number, source_position at, std::string message) {
    list.push_back({number, severity::error, file, at, "", std::move(message)});
  }
  void error(int number, std::size_t offset, std::string message) { error(number, in.at(offset), std::move(message)); }
};

// Nothing if the text breaks off: it is no YAML or beyond the limits. What can be passed over (an alias, a duplicate key, ...) is
// reported and passed over.
std::optional<node> read_tree(const text_limits& limits, findings& found);

}  // namespace tickler::inline TICKLER_ABI
