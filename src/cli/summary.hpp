// The closing lines: how the book stands, who is unattended, and what of the records no policy knows.
#pragma once

#include <array>
#include <cstddef>
#include <ostream>
#include <set>
#include <string>
#include <tickler/decision.hpp>
#include <tickler/prospect.hpp>
#include <tickler/vocabulary.hpp>
#include <vector>

namespace tickler::cli {

// The words of a vocabulary that records have added since this was made.
class new_words {
 public:
  explicit new_words(const vocabulary& words);
  std::vector<std::string> names() const;  // "channel fax"

 private:
  vocabulary words_;
  std::size_t channels_, purposes_, outcomes_;
};

class summary {
 public:
  void count(const prospect& who, const decision& d);
  void print(std::ostream& out, const new_words& words, const std::set<std::string>& undeclared_facts,
             std::size_t bad_records) const;

 private:
  std::array<std::size_t, std::size(status_names)> by_status_{};
  std::vector<std::string> unattended_;  // the first of them
};

}  // namespace tickler::cli
