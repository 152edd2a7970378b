// Reads cases: one prospect and all that has happened to it, on one line of JSON, which is decided for without a book. It is what
// queues, partitions of a table, web requests and programs in other languages hand over. Part of tickler::io.
//
//   {"prospect": {"id": "ada", "zone": "Europe/London"}, "touchpoints": [{"at": "2026-03-02T10:00:00Z", "channel": "phone"}]}
//
//   tickler::case_reader reader(policy);
//   tickler::evaluator engine(policy);
//   tickler::decision decision;
//   for (std::string line; std::getline(std::cin, line);) {
//     const auto one = reader.read(line);
//     tickler::evaluate(engine, one, now, decision);
//     std::cout << tickler::to_json(policy, one, decision) << std::endl;
//   }
//
// The fields, their words and what is wrong with them are those of records.hpp; touchpoints come in any order, and one of an id
// that was there before on its channel takes that one's place. A touchpoint needs no `prospect`; one of another prospect is an
// error. What cannot be read of a case leaves its decision invalid, never decided by the rest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tickler/decision.hpp>
#include <tickler/diagnostic.hpp>
#include <tickler/evaluate.hpp>
#include <tickler/io/records.hpp>
#include <tickler/policy.hpp>
#include <tickler/prospect_view.hpp>
#include <tickler/touchpoint_view.hpp>

namespace tickler::inline TICKLER_ABI {

// All that it points to is the reader's, and valid until it reads on.
struct case_view {
  prospect_view who{};                     // of one that cannot be read at most the id
  std::span<const touchpoint_view> log{};  // in order of time, ties as they were written
  std::span<const diagnostic> problems{};  // all that is wrong with the line
  std::string_view unusable{};             // why nothing is decided by it; empty: it can be used
  std::uint64_t policy_fingerprint = 0;    // of the policy whose words it is in
};

// Reads one line after the other into the same memory: allocates nothing once its buffers are large enough, but for what is wrong,
// for touchpoints of an id that was there, for words that no policy knows, and for facts that are durations. One thread at a time
// may use one.
class TICKLER_API case_reader {
 public:
  // Of the options those count that are about JSON Lines: `format`, `mapping`, `as_of`, `progress` do not; `facts` is the policy.
  // `replaced` is told of touchpoints as of the prospect number 0.
  explicit case_reader(policy p, record_options options = {});
  case_reader(case_reader&&) noexcept;
  case_reader& operator=(case_reader&&) noexcept;
  ~case_reader();

  // A line with or without its end. Each is a case: a blank one is one that cannot be read. Linear in the line's bytes, but for
  // sorting touchpoints that are not in order of time.
  case_view read(std::string_view line);

  void start_text() noexcept;  // what is read next is the first line of another text

  std::size_t lines() const noexcept;    // read so far, of this text
  std::size_t respelt() const noexcept;  // words of touchpoints that were read in spite of their case

  struct impl;

 private:
  std::unique_ptr<impl> impl_;
};

// As evaluator::evaluate; a case that cannot be used is status::invalid, with prospect_problem::incomplete_history: what it has
// come to is unknown (R116). Throws misuse for a case that was read under another policy.
TICKLER_API void evaluate(evaluator& engine, const case_view& c, instant now, decision& out, const decision_options& besides = {});

// One JSON object, without the line's end, as to_json (results.hpp) writes it; `problem` says why the case cannot be used.
TICKLER_API std::string to_json(const policy& p, const case_view& c, const decision& d);

}  // namespace tickler::inline TICKLER_ABI
