// The audit read off its definition: for each activation a look at the whole history, for each minute a decision. As slow as plain.
#pragma once

#include <optional>
#include <string>
#include <tickler/tickler.hpp>
#include <vector>

namespace audited {

// What happens, and when: at whole minutes, `letter` as in cases.hpp.
struct plain_touch {
  tickler::instant at;
  char letter;
  bool keyed;  // with the key "k"
};

// What a pattern matches: letters, some of them only where keyed.
struct plain_event {
  std::string letters{}, keyed_letters{};

  bool matches(const plain_touch& t) const {
    return letters.find(t.letter) != std::string::npos || (t.keyed && keyed_letters.find(t.letter) != std::string::npos);
  }
};

struct plain_promise {
  tickler::promise_draft::kind what{};
  plain_event after{}, wanted{}, unless{};
  std::optional<tickler::duration> length{};  // `within`, `for` or `per`
  std::size_t at_most = 0;
};

struct plain_case {
  std::string cadences{};  // of the policy, YAML
  tickler::prospect who{};
  std::vector<plain_touch> touches{};  // in order
  plain_promise promise{};
  tickler::instant from{}, to{};
};

// With this promise; `closes`: what closes, besides.
tickler::policy policy_of(const plain_case& c, const tickler::vocabulary& words, const plain_event* closes = nullptr);
tickler::history history_of(const plain_case& c, const tickler::vocabulary& words);

// As lines_of; in no order.
std::vector<std::string> plain_lines(const plain_case& c);

std::string text_of(const plain_case& c);

}  // namespace audited
