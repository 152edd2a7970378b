// What a condition may name: variables with their types, words, events. Who compiles a condition says it.
//
//   environment names{.variables = {{"stage", {kind::text}, false, 0}, {"prospect.local", {kind::boolean}, true}},
//                     .domains = {{"stage", {{"visibility", 0}, {"credibility", 1}}}},
//                     .events = {"met", "answered"},
//                     .knows_now = true,
//                     .asks_history = true};
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "expr/value.hpp"

namespace tickler::condition {

struct word {
  std::string text;
  std::int64_t id;  // what scope::get answers for it
};

// A closed list of words: a variable of it is only compared, by ==, != and in, with these words or one of the same domain.
struct domain {
  std::string name;  // for messages: "stage", "channel"
  std::vector<word> words;
};

struct named_word {          // one that a condition names
  std::size_t domain, word;  // their places in the environment
  friend auto operator<=>(const named_word&, const named_word&) = default;
};

struct variable {
  static constexpr std::size_t no_domain = static_cast<std::size_t>(-1);

  std::string name;  // "stage", "prospect.local"
  condition::type type;
  bool may_be_absent = false;      // may be read only behind has(...)
  std::size_t domain = no_domain;  // of a text; its value is then the word's id, an int
};

struct environment {
  std::vector<variable> variables{};
  std::vector<condition::domain> domains{};
  std::vector<std::string> events{};
  bool knows_now = false;     // `now`
  bool asks_history = false;  // happened, last, since, count
  bool asks_run = false;      // seen
};

}  // namespace tickler::condition
