// What a policy makes of touchpoints: one row for each class of them, made when the class is first met.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <tickler/vocabulary.hpp>
#include <vector>

#include "append_only.hpp"

namespace tickler {

using event_index = std::uint16_t;

// A pattern with its words as numbers. An empty list means any, but a signal must be named.
struct touch_pattern {
  std::vector<channel> channels;
  std::vector<purpose> purposes;
  std::vector<outcome> outcomes;
  std::uint8_t directions = 0;                            // bits by direction; 0: any
  std::uint8_t parties = 0;                               // bits by party
  std::optional<std::uint32_t> condition = std::nullopt;  // index of compiled_policy::touch_conditions

  bool fits(const touch_words& words) const noexcept;
  bool fits_apart_from_outcome(const touch_words& words) const noexcept;
};

inline constexpr std::int8_t no_channel = -1;

// A channel that the policy knows: a standard one or its own. Its place in masks of channels.
class channel_bits {
 public:
  channel_bits() = default;
  explicit channel_bits(const std::vector<channel>& own);
  std::int8_t operator()(channel c) const noexcept;
  std::uint64_t all() const noexcept { return all_; }

 private:
  std::vector<channel> own_;
  std::uint64_t all_ = 0;
};

struct touch_row {
  touch_words words;
  std::vector<std::uint64_t> events;  // the bits of those it matches, whatever else the touchpoint says
  struct perhaps {                    // an event that it matches if a condition of the touchpoint holds
    event_index event;
    std::uint32_t condition;
  };
  std::vector<perhaps> conditional{};
  std::int8_t channel_bit = no_channel;
  bool signal = false;
  bool about_all_channels = false;  // what an opt-out or opt-in of these words is about
};

// Any thread may ask at any time; only for a class not met before does it take a lock.
class touch_rows {
 public:
  touch_rows(vocabulary words, std::vector<std::vector<touch_pattern>> events, channel_bits channels);

  const touch_row& operator[](touch_class c) {
    if (c >= rows_.size()) make_up_to(c);
    return rows_[c];
  }
  const channel_bits& channels() const noexcept { return channels_; }

 private:
  void make_up_to(touch_class c);
  touch_row row_for(const touch_words& words) const;

  vocabulary words_;
  std::vector<std::vector<touch_pattern>> events_;
  channel_bits channels_;
  std::mutex making_;
  append_only<touch_row> rows_;
};

}  // namespace tickler
