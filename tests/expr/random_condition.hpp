// Well-typed conditions over asking::desk(), and answers to them, at random.
#pragma once

#include <string>
#include <vector>

#include "expr/asking.hpp"
#include "properties/dice.hpp"

namespace asking {

class random_condition {
 public:
  explicit random_condition(plain::dice& dice) : dice_(dice) {}

  std::string boolean(int depth);
  std::string integer(int depth);
  std::string real(int depth);
  std::string text(int depth);
  std::string timestamp(int depth);
  std::string duration(int depth);
  std::string list(int depth);  // of ints

  // A comparison of now, since or count with what does not move; its next change is exact.
  std::string moving_comparison();

 private:
  std::string relation();
  std::string instant_near();
  std::string span_near();
  std::string macro(int depth);
  std::string count();
  std::string word();
  std::string getter();

  plain::dice& dice_;
  int macros_ = 0;
  bool item_ = false;  // an int called `x` is at hand
};

// Around monday(), touched in the last seconds, some names absent.
answers random_answers(plain::dice& dice);

}  // namespace asking
