// Random choices.
#pragma once

#include <rapidcheck.h>

#include <initializer_list>
#include <string>
#include <vector>

namespace plain {

class dice {
 public:
  explicit dice(const rc::Random& random) : random_(random) {}

  int from(int least, int most) { return least + static_cast<int>(random_.next() % static_cast<std::uint64_t>(most - least + 1)); }
  bool percent(int chance) { return from(1, 100) <= chance; }

  template <class List>
  const auto& one_of(const List& list) {
    return *(std::begin(list) + from(0, static_cast<int>(std::size(list)) - 1));
  }
  std::string word(std::initializer_list<const char*> words) { return one_of(words); }

  // As many as asked for at most, each once, in any order.
  template <class T>
  std::vector<T> some_of(std::vector<T> list, int least, int most) {
    std::vector<T> chosen;
    for (int n = from(least, most); n > 0 && !list.empty(); --n) {
      const auto at = list.begin() + from(0, static_cast<int>(list.size()) - 1);
      chosen.push_back(*at);
      list.erase(at);
    }
    return chosen;
  }

 private:
  rc::Random random_;
};

}  // namespace plain
