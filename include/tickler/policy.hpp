// A policy, checked and compiled: what evaluate reads.
//
//   auto loaded = tickler::compile(draft, words);
//   if (!loaded) for (const auto& d : loaded.diagnostics()) std::cerr << d << '\n';
//   const tickler::policy& policy = loaded.value();
//
// Immutable; copies share it; any number of threads may use one at the same time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tickler/diagnostic.hpp>
#include <tickler/instant.hpp>
#include <tickler/policy_draft.hpp>
#include <tickler/vocabulary.hpp>
#include <tickler/zones.hpp>
#include <utility>
#include <vector>

namespace tickler::inline TICKLER_ABI {

struct compiled_policy;  // src/policy/program

// What a policy may hold at most, and what its calendars may take. Each default is generous for people and harmless for machines.
// They can be lowered, and raised: but of `channels`, `holds`, `never`, `stops`, `promises` and `contact_kinds` the engine holds
// 64, of `limits` 32, each by a bit.
struct policy_limits {
  std::size_t calendars = 64, intervals_a_day = 8, closed_days = 1'000, regions = 256, channels = 64, events = 256, patterns = 32,
              cadences = 128, steps = 64, limits = 32, holds = 64, never = 64, stops = 64, stages = 64, promises = 64,
              contact_kinds = 64;
  std::int64_t at_most = 64, repeat = 1'000;
  std::size_t name_bytes = 64;
  std::size_t own_words = 500;              // purposes and outcomes of its own: words are few, and never forgotten
  std::size_t runs = 256;                   // live at the same time, for one prospect
  std::size_t keys = 256;                   // of one prospect, that limits and holds by key remember (R141)
  std::size_t day_table_bytes = 64u << 20;  // beyond it, opening hours are computed anew each time
  // What conditions, plans and limits may cost, in units of work (semantics R146), some nanoseconds each: while a touchpoint is
  // taken in, in a decision, and when a policy is loaded, in looking for conditions that can hardly be meant.
  std::uint64_t touchpoint_work = 250'000, decision_work = 10'000'000, lint_work = 20'000'000;
};

struct compile_options {
  policy_limits limits{};
  tickler::zones zones = tickler::zones::system();  // where its zones, and those of its prospects, are looked up
  // When it is looked at: what has passed by then is warned of (T427). None: no warning depends on a clock.
  std::optional<instant> now{};
};

class TICKLER_API policy {
 public:
  policy() = default;  // empty: evaluate throws misuse

  explicit operator bool() const noexcept { return impl_ != nullptr; }
  // As it was written: names and notes by the indices of actions and reasons. These live as long as some copy of the policy.
  const policy_draft& draft() const& TICKLER_LIFETIME_BOUND;
  const vocabulary& words() const& TICKLER_LIFETIME_BOUND;
  const policy_limits& limits() const& TICKLER_LIFETIME_BOUND;
  const tickler::zones& zones() const& TICKLER_LIFETIME_BOUND;
  std::string_view name() const& TICKLER_LIFETIME_BOUND { return draft().name.value; }
  policy_draft draft() const&& { return draft(); }  // of a policy that is about to go: copies
  vocabulary words() const&& { return words(); }
  policy_limits limits() const&& { return limits(); }
  tickler::zones zones() const&& { return zones(); }
  std::string name() const&& { return std::string(name()); }
  std::uint64_t fingerprint() const;  // of all that decides; the same for the same policy in every process

 private:
  friend struct internal_access;
  explicit policy(std::shared_ptr<const compiled_policy> impl) noexcept : impl_(std::move(impl)) {}
  const compiled_policy& inside() const;

  std::shared_ptr<const compiled_policy> impl_{};
};

// A policy, or the list of what is wrong with it (errors), or a policy with warnings.
class TICKLER_API loaded_policy {
 public:
  loaded_policy(policy p, std::vector<diagnostic> list) : policy_(std::move(p)), list_(std::move(list)) {}

  explicit operator bool() const noexcept { return static_cast<bool>(policy_); }
  const policy& value() const& TICKLER_LIFETIME_BOUND;  // throws policy_error with the list
  policy value() && { return value(); }
  const std::vector<diagnostic>& diagnostics() const& noexcept TICKLER_LIFETIME_BOUND { return list_; }  // in order of place
  std::vector<diagnostic> diagnostics() && { return std::move(list_); }

 private:
  policy policy_;
  std::vector<diagnostic> list_;
};

// Checks everything and reports all of it; compiles if there is no error. `known` are the diagnostics that reading the draft
// already gave: with an error among them nothing is compiled. Declares the policy's own words in `words`. Throws misuse for limits
// above what the engine holds.
TICKLER_API loaded_policy compile(policy_draft draft, vocabulary words, const compile_options& options = {},
                                  std::vector<diagnostic> known = {});

}  // namespace tickler::inline TICKLER_ABI
