// What is wrong with a policy or a record, and where: one line that editors and CI parse.
//
//   follow-up.yaml:7:9: error: unknown key 'wiat', did you mean 'wait'? [T101]
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <tickler/error.hpp>
#include <tickler/export.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

enum class severity : std::uint8_t { error, warning };

// A place in a text; line 0 means none, as in policies made in C++. Columns count bytes from 1.
struct source_position {
  std::uint32_t line = 0, column = 0;
  explicit operator bool() const noexcept { return line != 0; }
  friend auto operator<=>(const source_position&, const source_position&) = default;
};

struct diagnostic {
  int number = 0;  // T101 is 101; never reused, each with a line in diagnostics.md
  tickler::severity severity = tickler::severity::error;
  std::string file{};  // what the caller called the text
  source_position at{};
  std::string path{};  // where in the policy, for those without a text: "cadences.answer.steps.send.within"
  std::string message{};
  friend bool operator==(const diagnostic&, const diagnostic&) = default;
};

TICKLER_API std::string to_string(const diagnostic& d);  // the line above, without its end; the path where there is no position
TICKLER_API std::ostream& operator<<(std::ostream& out, const diagnostic& d);

// The name of `known` nearest to `word`, if it is near enough to be what was meant; else empty.
TICKLER_API std::string_view nearest(std::string_view word, const std::vector<std::string_view>& known);

// For messages about a text from outside: "there is no cadence " + quoted(name) + hint(nearest(name, known)).
TICKLER_API std::string quoted(std::string_view text);        // 'asked': printable, at most 64 bytes of it
TICKLER_API std::string hint(std::string_view nearest_name);  // ", did you mean 'asked'?"; empty where nothing is near

// A text from outside as one line that is safe to show: UTF-8 as it is, but `\xNN` or `\uNNNN` for what moves the cursor, changes
// colours, breaks the line or turns the direction of writing, and `\xNN` for each byte that is not UTF-8.
TICKLER_API std::string printable(std::string_view text);

class TICKLER_API policy_error : public error {  // what() has all the lines; the number is that of the first error
 public:
  explicit policy_error(std::vector<diagnostic> list);
  const std::vector<diagnostic>& diagnostics() const noexcept { return list_; }

 private:
  std::vector<diagnostic> list_;
};

}  // namespace tickler::inline TICKLER_ABI
