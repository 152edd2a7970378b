// Reads touches that somebody proposes, and writes what may be done: as JSON for programs, in words for people. Part of
// tickler::io.
//
//   tickler::touch_reader reader(policy);
//   tickler::evaluator engine(policy);
//   tickler::permission answer;
//   for (std::string line; std::getline(std::cin, line);) {   // {"prospect": "ada", "channel": "phone", "purpose": "check_in"}
//     const auto asked = reader.read(line);
//     if (!asked.problem.empty()) continue;                    // nothing can be said
//     tickler::may(engine, book, book.find(asked.prospect).value(), now, asked.touch, answer);
//     std::cout << tickler::to_json(policy, ada, answer) << std::endl;
//   }
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tickler/io/records.hpp>
#include <tickler/may.hpp>
#include <tickler/zone.hpp>

namespace tickler::inline TICKLER_ABI {

// A touch by its words; empty: not given.
struct touch_text {
  std::string_view channel{}, purpose{}, to{}, step{}, key{};
};

// Good for as long as the texts. An error for a word that the policy does not know, which no rule could be about, and for what
// check() (may.hpp) refuses.
TICKLER_API parse_result<proposed_touch> parse_touch(const policy& p, const touch_text& named);

// All that it points to is the reader's, and valid until it reads on.
struct touch_question {
  std::string_view prospect{};  // an id
  proposed_touch touch{};
  std::optional<instant> at{};
  std::string_view problem{};         // why it cannot be asked: "touches.jsonl:3:14: error: ... [T325]"; empty: it can
  const diagnostic* wrong = nullptr;  // the same in its parts; null: it can
};

// Reads one line of JSON after the other: `prospect` and `channel`, and as far as they are given `purpose`, `to`, `step`, `key` and
// `at`. Of the options those count that are about JSON Lines. One thread at a time may use one.
class TICKLER_API touch_reader {
 public:
  explicit touch_reader(policy p, record_options options = {});
  touch_reader(touch_reader&&) noexcept;
  touch_reader& operator=(touch_reader&&) noexcept;
  ~touch_reader();

  touch_question read(std::string_view line);

  // The same where somebody else says whom it is about: `prospect` may be left out.
  touch_question read_touch(std::string_view line);

  void start_text() noexcept;  // what is read next is the first line of another text

  struct impl;

 private:
  std::unique_ptr<impl> impl_;
};

// One JSON object, without the line's end; the fields are those of the README ("May I?").
TICKLER_API std::string to_json(const policy& p, const prospect& who, const permission& answer);

// The answer to what cannot be asked: stop, and its problem.
TICKLER_API std::string to_json(const touch_question& asked);

// In words, to be read aloud; times are by the clock of `local`:
//
//   wait: phone check in to ada, not before Tue 3 Mar 09:00
//     because  office is closed until Tue 3 Mar 09:00 (follow-up.yaml:7)
//     also     weekly-call counts 0 of 1 (follow-up.yaml:40)
TICKLER_API std::string to_text(const policy& p, const prospect& who, const permission& answer, const zone& local, instant now);

// What one rule says: "office is closed until Tue 3 Mar 09:00".
TICKLER_API std::string to_text(const policy& p, const prospect& who, const permission& answer, const ruling& r, const zone& local,
                                instant now);

}  // namespace tickler::inline TICKLER_ABI
