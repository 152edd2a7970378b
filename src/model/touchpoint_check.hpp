// What must hold for a touchpoint before it is kept.
#pragma once

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <tickler/error.hpp>
#include <tickler/problem_numbers.hpp>
#include <tickler/touchpoint.hpp>

namespace tickler::inline TICKLER_ABI {

inline constexpr std::size_t most_steps = 16, most_keys = 16, key_bytes = 256, id_bytes = 256, address_bytes = 256,
                             step_bytes = 1024;

constexpr bool may_be_written(instant t) noexcept {
  constexpr instant first{date::sys_days{date::year{1} / 1 / 1}}, end{date::sys_days{date::year{10'000} / 1 / 1}};
  return t >= first && t < end;
}

// Whether it says anything, besides time and words, by which something may be decided; and anything at all.
template <class Touchpoint>
bool has_asked_details(const Touchpoint& t) noexcept {
  return t.until || !t.steps.empty() || !t.keys.empty() || !t.address.empty();
}
template <class Touchpoint>
bool has_details(const Touchpoint& t) noexcept {
  return has_asked_details(t) || !t.id.empty();
}

// The first that is the same as one before it; or null. Of a few texts.
template <class Texts>
auto named_twice(const Texts& texts) noexcept -> decltype(&*texts.begin()) {
  for (auto t = texts.begin(); t != texts.end(); ++t)
    if (std::find(texts.begin(), t, *t) != t) return &*t;
  return nullptr;
}

// Of a touchpoint or a view of one. Throws misuse.
template <class Touchpoint>
void check(const Touchpoint& t) {
  if (!in_range(t.at)) throw misuse(misuse_number::out_of_time, "a touchpoint outside 1970 to 2037");
  if (t.until && !may_be_written(*t.until))
    throw misuse(misuse_number::out_of_time, "a touchpoint's `until` outside the years 1 to 9999");
  if (t.keys.size() > most_keys) throw misuse(misuse_number::bad_size, "a touchpoint names at most 16 keys");
  for (const auto& key : t.keys)
    if (key.empty() || key.size() > key_bytes) throw misuse(misuse_number::bad_size, "a touchpoint's key has 1 to 256 bytes");
  if (named_twice(t.keys) != nullptr) throw misuse(misuse_number::twice, "a touchpoint names a key twice");
  if (t.id.size() > id_bytes) throw misuse(misuse_number::bad_size, "a touchpoint's id has at most 256 bytes");
  if (t.address.size() > address_bytes) throw misuse(misuse_number::bad_size, "a touchpoint's address has at most 256 bytes");
  if (t.steps.size() > most_steps) throw misuse(misuse_number::bad_size, "a touchpoint names at most 16 steps");
  for (const auto& step : t.steps)
    if (step.empty() || step.size() > step_bytes) throw misuse(misuse_number::bad_size, "a touchpoint's step has 1 to 1,024 bytes");
}

[[noreturn]] inline void throw_too_many_touchpoints() {
  throw misuse(misuse_number::too_many, "more than 1,000,000 touchpoints of one prospect");
}

}  // namespace tickler::inline TICKLER_ABI
