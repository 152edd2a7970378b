// What a policy makes of touchpoints: one row for each class of them, made when the class is first met.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <tickler/vocabulary.hpp>
#include <vector>

#include "base/append_only.hpp"
#include "policy/compile/lanes.hpp"

namespace tickler {

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
  explicit channel_bits(const std::vector<channel>& own);
  std::int8_t operator()(channel c) const noexcept;
  std::uint64_t all() const noexcept { return all_; }

 private:
  std::vector<channel> own_;
  std::uint64_t all_ = 0;
};

struct compiled_policy;

// What the rules of a policy make of a touchpoint that matches certain events.
struct touch_meaning {
  std::uint64_t carries = 0;          // of the first 64 cadences: it may carry out a step
  std::uint32_t limits = 0;           // that count it
  bool stops = false, holds = false;  // it is of some, or lifts them
  bool closes = false;
  bool asked_about = false;  // conditions ask for an event or a stage that it is of
  // Bits by cadence, in words of 64: those that it starts; those that it ends; those where it ends or may carry out something. Then
  // bits by step of all cadences: those that it may carry out by its words, or by the step's `done`.
  std::vector<std::uint64_t> bits;
};

// What promises make of a touchpoint: bits by promise.
struct promise_marks {
  std::uint64_t after = 0;   // that it calls for
  std::uint64_t wanted = 0;  // of which it is what is expected, forbidden or counted
  std::uint64_t unless = 0;  // that it makes needless

  bool any() const noexcept { return (after | wanted | unless) != 0; }
  promise_marks& operator|=(const promise_marks& other) noexcept {
    after |= other.after, wanted |= other.wanted, unless |= other.unless;
    return *this;
  }
};

// What is asked of every touchpoint.
struct touch_marks {
  std::uint64_t touched = 0;   // of the first 64 cadences: those that it starts, ends or may carry out something of, and eager ones
  std::uint64_t reopened = 0;  // channels, after a bounce: something has come through, or from there
  std::uint32_t limits = 0;    // that count it, whatever conditions say
  bool ordinary = false;       // nothing else can have to do with it, nor conditions
  bool may_stop = false;       // all contact
  bool has_extra = false;      // its words are not all that there is to it
};

struct touch_row {
  touch_marks marks, marks_with_extra;              // the latter of one that may also name steps
  std::vector<lane_marks> lanes, lanes_with_extra;  // by group
  touch_class number = 0;
  bool signal = false;
  bool about_contact = false;                        // it closes channels, or opens them again after an opt-out
  bool about_all_channels = false;                   // what an opt-out or opt-in of these words is about
  std::uint64_t starts = 0, ends = 0, concerns = 0;  // of `meaning`, for the first 64 cadences; and the eager ones concern it
  touch_meaning meaning{};                           // of `events`
  std::int8_t channel_bit = no_channel;
  touch_words words;
  std::vector<std::uint64_t> events;  // the bits of those it matches, whatever else the touchpoint says
  struct perhaps {                    // an event that it matches if a condition of the touchpoint holds
    event_index event;
    std::uint32_t condition;
  };
  std::vector<perhaps> conditional{};
  promise_marks promised{};
  struct perhaps_promised {  // the same for promises: index of compiled_policy::promise_conditions
    promise_marks marks;
    std::uint32_t condition;
  };
  std::vector<perhaps_promised> promised_conditionally{};
};

// `words` and the bits of `events` are there; into buffers that are used again.
void read_meaning(const compiled_policy& p, const touch_words& words, const std::vector<std::uint64_t>& events, touch_meaning& out);

// Any thread may ask at any time; only for a class not met before does it take a lock.
class touch_rows {
 public:
  struct promised {  // to promises, a pattern is what its marks say
    touch_pattern pattern;
    promise_marks marks;
  };

  touch_rows(const compiled_policy& p, std::vector<std::vector<touch_pattern>> events, std::vector<promised> promises,
             channel_bits channels);

  const touch_row& operator[](touch_class c) {
    if (c >= rows_.size()) make_up_to(c);
    return rows_[c];
  }
  std::span<const touch_row> first_ones() const noexcept { return rows_.side_by_side(); }  // of the classes met first
  const channel_bits& channels() const noexcept { return channels_; }

 private:
  void make_up_to(touch_class c);
  touch_row row_for(touch_class c) const;
  void read_promises(touch_row& row) const;
  void mark(touch_row& row) const;
  void mark_lane(touch_row& row, std::size_t cadence) const;

  const compiled_policy& policy_;
  std::vector<std::vector<touch_pattern>> events_;
  std::vector<promised> promises_;
  channel_bits channels_;
  std::mutex making_;
  append_only<touch_row> rows_;
};

}  // namespace tickler
