// What there is to know of the keys of a policy, for manuals and schemas: the tables that reading goes by, without how they are
// read.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <tickler/export.hpp>
#include <vector>

#include "policy/parse/reader.hpp"

namespace tickler::inline TICKLER_ABI {

enum class presence : std::uint8_t {
  optional,
  needed,
  needed_in_lists  // in a mapping of names the name is its key
};

// What holds without a key.
struct default_doc {
  constexpr default_doc(const char* words) : text(words) {}
  constexpr default_doc(std::string_view words, bool value) : text(words), is_value(value) {}

  std::string_view text;
  bool is_value = false;  // as if this were written
};

constexpr default_doc as_if(std::string_view value) { return {value, true}; }

struct table_doc;

struct key_doc {
  std::string_view name;
  value_kind kind;
  presence given;
  default_doc otherwise;
  std::string_view doc, example;
  std::span<const std::string_view> words;  // of a kind with words of its own: the ones it takes
};

// One of several ways to write a part. A key that any alternative lists goes only with those that list it.
struct alternative_doc {
  std::string_view by;                                  // the key that tells it
  std::span<const std::string_view> needed = {};        // always go with it
  std::span<const std::string_view> may_be_there = {};  // may go with it
};

struct table_doc {
  std::string_view name;   // "step"
  std::string_view whose;  // "a step"
  std::span<const key_doc> keys;
  std::span<const alternative_doc> alternatives = {};  // of which a part has exactly one; none: all keys go together
  bool may_be_empty = true;                            // else at least one key is there, whichever it is

  // Those that list the key.
  std::vector<const alternative_doc*> alternatives_with(std::string_view key) const {
    std::vector<const alternative_doc*> list;
    for (const auto& alternative : alternatives)
      for (const auto& listed : {alternative.needed, alternative.may_be_there})
        if (std::find(listed.begin(), listed.end(), key) != listed.end()) list.push_back(&alternative);
    return list;
  }
};

// All tables; the policy's own leads to the others.
extern const table_doc policy_doc, vocabulary_doc, channel_doc;                                           // policy.cpp
extern const table_doc calendar_doc;                                                                      // calendars.cpp
extern const table_doc count_doc;                                                                         // events.cpp
extern const table_doc pattern_doc;                                                                       // events.cpp
extern const table_doc cadence_doc, step_doc, do_doc, when_late_doc, variant_doc;                         // cadences.cpp
extern const table_doc stage_doc, limit_doc, hold_doc, never_doc, never_do_doc, stop_doc, promise_doc;    // rules.cpp
extern const table_doc test_doc, moment_doc, given_doc, touchpoint_doc, expect_doc, expected_action_doc;  // testing/
extern const table_doc expected_permission_doc;

}  // namespace tickler::inline TICKLER_ABI
