// What Tickler throws, all of it:
//
//   error           its number() is one of problem_numbers.hpp, what() ends with it: "a state of another policy [T804]"
//     misuse        a call that cannot be meant: the bug is in the program that calls (problems.md lists them)
//     text_error    parse_result::value() of a text that was refused (parse_result.hpp)
//     policy_error  loaded_policy::value() of a policy that was refused (diagnostic.hpp)
//
// Beside these only std::bad_alloc, and what a caller's own callback throws passes through. What a text, a record or a prospect
// holds is never thrown but by value(): results, diagnostics and decision.problem say it. Programs that are compiled with
// -fno-exceptions ask a result before they take its value, and are ended by std::terminate where they misuse a call.
//
// std::bad_alloc leaves what there was (a book, a history, an agenda) as it was, where nothing else is said. What was to be filled
// (a decision, an explanation) may hold anything then, and can be filled again.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

class TICKLER_API error : public std::runtime_error {
 public:
  int number() const noexcept { return number_; }  // 804 of T804

 protected:
  error(int number, const std::string& what) : std::runtime_error(what), number_(number) {}

 private:
  int number_;
};

class TICKLER_API misuse : public error {
 public:
  misuse(int number, std::string_view what);
};

}  // namespace tickler::inline TICKLER_ABI
