// What a policy makes of touchpoints: one row for each kind of them, made when the kind is first met.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <tickler/vocabulary.hpp>
#include <vector>

#include "base/append_only.hpp"
#include "base/bits.hpp"
#include "policy/program/lanes.hpp"

namespace tickler::inline TICKLER_ABI {

using event_index = std::uint16_t;

// A pattern with its words as numbers. An empty list means any, but a signal must be named.
struct touch_pattern {
  std::vector<channel> channels;
  std::vector<purpose> purposes;
  std::vector<outcome> outcomes;
  std::uint8_t directions = 0;                            // bits by direction; 0: any
  std::uint8_t parties = 0;                               // bits by party
  std::optional<std::uint32_t> condition = std::nullopt;  // index of compiled_policy::touch_conditions, or promise_conditions

  bool fits(const touch_words& words) const noexcept;
  bool fits_apart_from_outcome(const touch_words& words) const noexcept;
};

inline constexpr std::int8_t no_channel = -1;

// A channel that the policy knows: a standard one or its own. Its place in masks of channels.
class channel_bits {
 public:
  channel_bits() = default;
  explicit channel_bits(std::vector<channel> own) : own_(std::move(own)) {}
  std::int8_t operator()(channel c) const noexcept;

 private:
  std::vector<channel> own_;
};

struct compiled_policy;

// The cadences and steps that a touchpoint may move: four sets in one buffer, which is used again.
class match_bits {
 public:
  void reset(std::size_t cadences, std::size_t steps) {
    words_ = words_for(cadences);
    bits_.assign(3 * words_ + words_for(steps), 0);
  }
  // By cadence, so many words of 64: those that it starts; those that it ends; those where it ends or may carry out something.
  const bit_mask* starts() const noexcept { return bits_.data(); }
  const bit_mask* ends() const noexcept { return starts() + words_; }
  const bit_mask* affects() const noexcept { return ends() + words_; }
  // By step of all cadences: those that it may carry out by its words, or by the step's `done`.
  const bit_mask* fits() const noexcept { return affects() + words_; }

  void add_start(std::size_t cadence) noexcept { set_bit(bits_.data(), cadence); }
  void add_end(std::size_t cadence) noexcept {
    set_bit(bits_.data() + words_, cadence);
    set_bit(bits_.data() + 2 * words_, cadence);
  }
  void add_fit(std::size_t cadence, std::size_t step) noexcept {
    set_bit(bits_.data() + 2 * words_, cadence);
    set_bit(bits_.data() + 3 * words_, step);
  }

 private:
  std::size_t words_ = 0;
  std::vector<bit_mask> bits_{};
};

// What the rules of a policy make of a touchpoint that matches certain events.
struct event_matches {
  match_bits bits{};
  std::uint32_t limits = 0;           // that count it
  bool stops = false, holds = false;  // it is of some, or lifts them
  bool closes = false;
  std::vector<std::uint16_t> tracked{};  // events that conditions ask for: indices of compiled_policy::tracked
  int stage = -1;                        // the furthest that it reaches; -1: none, or no condition asks
};

// What promises make of a touchpoint: bits by promise.
struct promise_marks {
  bit_mask after = 0;   // that it calls for
  bit_mask wanted = 0;  // of which it is what is expected, forbidden or counted
  bit_mask unless = 0;  // that it makes needless

  bool any() const noexcept { return (after | wanted | unless) != 0; }
  promise_marks& operator|=(const promise_marks& other) noexcept {
    after |= other.after, wanted |= other.wanted, unless |= other.unless;
    return *this;
  }
};

// Of a row, what a bulk fold asks of every touchpoint.
struct touch_flags {
  bit_mask moved = 0;        // of the first 64 cadences: those that it starts, ends or may carry out something of, and eager ones
  bit_mask reopened = 0;     // channels, after a bounce: something has come through, or from there
  std::uint32_t limits = 0;  // that count it, whatever conditions say
  bool inert = false;        // it does nothing at all
  bool plain = false;        // nothing else can have to do with it, nor conditions
  bool may_stop = false;     // all contact
  bool has_details = false;  // its words are not all that there is to it
};

struct touch_row {
  touch_flags flags{}, flags_with_details{};                    // the latter of one that may also name steps
  std::vector<transition_masks> masks{}, masks_with_details{};  // by group of lanes
  touch_kind number = 0;
  bool signal = false;
  bit_mask contact_channels = 0;               // that it closes, or opens again after an opt-out
  bit_mask starts = 0, ends = 0, affects = 0;  // of `matches`, for the first 64 cadences; and it affects the eager ones
  std::int8_t channel_bit = no_channel;
  touch_words words{};
  std::vector<bit_mask> events{};  // the bits of those it matches, whatever else the touchpoint says
  event_matches matches{};         // of these
  struct conditional_match {       // an event that it matches if a condition of the touchpoint holds
    event_index event;
    std::uint32_t condition;
  };
  std::vector<conditional_match> conditional{};
  std::vector<std::uint16_t>
      counted{};  // those that it matches if it is at least so many: indices of compiled_policy::event_counts
  // What it matches depends on its words alone.
  bool is_certain() const noexcept { return conditional.empty() && counted.empty(); }
  struct variant {  // what it matches with some of these, and what the policy makes of that
    std::vector<bit_mask> events{};
    event_matches matches{};
  };
  static constexpr std::size_t most_variants = 16;
  std::vector<variant> variants{};  // by which of both match, as bits in the order above; empty: there would be too many
  promise_marks promised{};
  struct conditional_promise {  // the same for promises: index of compiled_policy::promise_conditions
    promise_marks marks;
    std::uint32_t condition;
  };
  std::vector<conditional_promise> promised_conditionally{};
};

// Into buffers that are used again; `events`: bits.
void match_rules(const compiled_policy& p, const touch_words& words, const std::vector<bit_mask>& events, event_matches& out);

// Any thread may ask at any time; only for a kind not met before does it take a lock.
class touch_index {
 public:
  struct promised {  // to promises, a pattern is what its marks say
    touch_pattern pattern;
    promise_marks marks;
  };

  touch_index(const compiled_policy& p, std::vector<std::vector<touch_pattern>> events, std::vector<promised> promises,
              channel_bits channels);

  const touch_row& operator[](touch_kind c) {
    if (c >= rows_.size()) make_up_to(c);
    return rows_[c];
  }
  touch_row row_of(const touch_words& words) const;  // made anew, for a touchpoint that there is not: of no kind, and not kept
  std::span<const touch_row> first_ones() const noexcept { return rows_.side_by_side(); }  // of the kinds met first
  const channel_bits& channels() const noexcept { return channels_; }
  bool asks_about(party with) const noexcept;  // whether any pattern, of a promise too, may match what was with them

 private:
  void make_up_to(touch_kind c);
  void read_promises(touch_row& row) const;
  void add_variants(touch_row& row) const;
  bool is_heeded(party with) const noexcept;
  touch_flags flags_of(const touch_row& row) const;
  void add_masks(touch_row& row) const;

  const compiled_policy& policy_;
  std::vector<std::vector<touch_pattern>> events_;
  std::vector<promised> promises_;
  channel_bits channels_;
  std::mutex making_;
  append_only<touch_row> rows_;
};

}  // namespace tickler::inline TICKLER_ABI
