// Reads a policy file: YAML (and so JSON). Part of tickler::io.
//
//   auto loaded = tickler::load_policy(text, "follow-up.yaml", words);   // a policy, or the list of what is wrong
//   const auto& policy = loaded.value();                                 // throws tickler::policy_error with the list
//
// The author of the text need not be trusted: it is read as a stream of events within the limits below; anchors, aliases, tags,
// merge keys, duplicate keys, second documents and bytes that are not UTF-8 are refused, each with its place.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tickler/instant.hpp>
#include <tickler/policy.hpp>

namespace tickler::inline TICKLER_ABI {

struct text_limits {
  std::size_t bytes = 1u << 20;
  std::size_t depth = 32;
  std::size_t events = 100'000;
  std::size_t scalar_bytes = 64u << 10;
};

struct load_options {
  policy_limits limits{};
  tickler::zones zones = tickler::zones::system();  // where its zones, and those of its prospects, are looked up
  text_limits text{};
  std::optional<instant> now{};  // as compile_options have it
};

// `file` is what diagnostics call the text. Never throws for what the text holds. Of more than 1,000 diagnostics the first are
// given, errors before warnings, and the last of them says how many more there are.
TICKLER_API loaded_policy load_policy(std::string_view text, std::string_view file, vocabulary words,
                                      const load_options& options = {});

// Reads the file at `path`. One that cannot be read is a diagnostic too.
TICKLER_API loaded_policy load_policy_file(const std::string& path, vocabulary words, const load_options& options = {});

}  // namespace tickler::inline TICKLER_ABI
