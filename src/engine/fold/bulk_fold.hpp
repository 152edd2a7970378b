// Takes a whole history into a fresh state without going through it touchpoint by touchpoint, where that can be avoided.
//
// The idea. What a kind of touchpoints does to a run is known before any history is (rules/run_transition.hpp): mostly it begins
// one, clears it, or leaves it alone, whatever went before. So the history is first run through with sixteen cadences (and limits)
// side by side, a byte each: a lane holds the number of the touchpoint that began the run that is under way, or 0. Four masks of
// the touchpoint's kind move all lanes in a few instructions. Only where a kind needs the fold is the lane marked as open; then
// history_fold takes in, for these cadences alone, what has come since the last touchpoint that settled it.
//
//   touchpoints   inquired  sent(answers)  inquired  no_answer
//   answer        begun     cleared        begun     -              -> 3: runs since the third
//   keep-trying   -         -              -         begun_if_idle  -> 4
//
// It is the same engine: the masks are what history_fold's own transition comes to (properties: the paths agree). It is a DFA made
// from the rules, as RE2 makes one from an NFA (Cox, "Regular Expression Matching in the Wild", 2010), with many small machines in
// one register (Mytkowicz, Musuvathi, Schulte, "Data-Parallel Finite-State Machines", 2014). Cost: a handful of instructions a
// touchpoint and group of lanes, whatever the number of rules.
//
// Not so where something acts across cadences: a stop, a snooze of a run that began in the second of another, more runs than are
// allowed. Then everything is taken in one by one.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <concepts>
#include <tickler/export.hpp>

#include "engine/fold/history_fold.hpp"

namespace tickler::inline TICKLER_ABI {

// A history as a fold reads it. begin(), and then fill(i, touch) in order, for each that has details and any others: sets all but
// the row.
template <class T>
concept history_source = requires(T& log, const T& read, std::size_t i, touch& t) {
  { read.size() } -> std::convertible_to<std::size_t>;
  { read.at(i) } -> std::convertible_to<instant>;
  { read.row(i) } -> std::convertible_to<const touch_row&>;
  { read.flags(i) } -> std::convertible_to<const touch_flags&>;
  { read.masks_of(i)(i) } -> std::convertible_to<const transition_masks&>;
  log.begin();
  log.fill(i, t);
};

// How a fold goes through a history. What comes of it is the same.
enum class fold_path : std::uint8_t { bulk, scalar };

// The newest instants of limits whose patterns ask for words alone: from the back of each one's slots.
class limits_from_the_back {
 public:
  limits_from_the_back(const compiled_policy& p, state::impl& s) : p_(p), s_(s), wanted_(p.limits_by_words) {}

  // A limit is full when at_most instants of it have been found; what is older can matter to nothing (R76).
  std::uint32_t wanted() const noexcept { return wanted_; }  // those that are not full

  // Those that are still wanted. Goes backwards in time, so it fills each limit's slots from their end; finish() moves those that
  // were not filled to the front, where the state has them.
  std::uint32_t count(std::uint32_t limits, instant at) {
    for_each_bit(limits & wanted_, [&](std::size_t i) {
      const auto& rule = p_.limit_rules[i];
      const auto n = ++s_.limit_counts[i];
      s_.limit_times[rule.first_slot + rule.at_most - n] = at;
      if (n == rule.at_most) wanted_ &= ~(1u << i);
    });
    return wanted_;
  }

  void finish() {
    for_each_bit(wanted_, [&](std::size_t i) {
      const auto& rule = p_.limit_rules[i];
      const auto end = s_.limit_times.begin() + rule.first_slot + rule.at_most;
      std::copy(end - s_.limit_counts[i], end, s_.limit_times.begin() + rule.first_slot);
    });
  }

 private:
  const compiled_policy& p_;
  state::impl& s_;
  std::uint32_t wanted_;
};

template <history_source Log>
class bulk_fold {
 public:
  bulk_fold(const compiled_policy& p, const resolved_prospect& who, Log& log, state::impl& s, fold_workspace& space)
      : p_(p), who_(who), log_(log), s_(s), space_(space) {}

  // Three ways out to the scalar fold, each before anything has been answered: lanes that the policy does not have, acts across
  // cadences, and too many runs. In the last two cases the state is reset and what lanes have found is thrown away: rare enough.
  void run(fold_path path) {
    if (path == fold_path::scalar || p_.lane_groups == 0 || may_begin_twice_at_once()) [[unlikely]]
      return apply_all();
    for (std::size_t group = 0; group < p_.lane_groups; ++group) run_lanes(group);
    if (!all_plain_ && has_to_apply_all()) [[unlikely]]
      return s_.reset(p_, s_.prospect), apply_all();
    // Only the last two instants of a limit are in its lane, and only while the history is one block.
    if (!lanes_tell_limits()) [[unlikely]]
      look_back();
    if (apply_some()) [[likely]] {
      begin_told();
      if (!has_begun_in_vain()) [[likely]]
        return;
    }
    s_.reset(p_, s_.prospect);
    apply_all();
  }

 private:
  using fold = history_fold<const no_listener>;

  // Two runs of one second have ordinals (R88), which no lane counts.
  bool may_begin_twice_at_once() const {
    bit_mask begun = 0;  // perhaps, in the second of the touchpoint before
    for (std::size_t i = 1; i < log_.size(); ++i) {
      if (log_.at(i - 1) != log_.at(i)) [[likely]] {
        begun = 0;
        continue;
      }
      begun |= may_start(i - 1);
      if ((begun & may_start(i)) != 0) return true;
    }
    return false;
  }

  // A run that has begun and is over in the second of the last touchpoint: the next of that second is told apart from it (R88).
  bool has_begun_in_vain() const {
    for (auto i = log_.size(); i-- > 0 && log_.at(i) == log_.at(log_.size() - 1);)
      if ((may_start(i) & ~s_.running[0]) != 0) return true;
    return false;
  }

  // Cadences that have lanes.
  bit_mask may_start(std::size_t i) const {
    const auto& row = log_.row(i);
    return (row.is_certain() ? row.starts : ~bit_mask{0}) & p_.laned_cadences;
  }

  // The number of runs may matter.
  bool may_be_crowded() const noexcept { return s_.runs.size() + p_.cadences.size() > p_.limits.runs; }

  // While there is a stop, nothing begins; and a run that starts in the second of an earlier one is snoozed with it. Two things
  // that no lane can see, since each acts from one cadence upon another. Asked only of histories in which something is not plain,
  // for it takes a pass of its own.
  bool has_to_apply_all() const {
    bool may_stop = false, has_details = false, some_at_once = false;
    for (std::size_t i = 0; i < log_.size(); ++i) {
      const auto& flags = log_.flags(i);
      may_stop |= flags.may_stop;
      has_details |= flags.has_details;
      some_at_once |= i != 0 && log_.at(i - 1) == log_.at(i);
    }
    return may_stop || (has_details && some_at_once);
  }

  void look_back() {
    limits_from_the_back limits(p_, s_);
    auto wanted = limits.wanted();
    for (auto i = log_.size(); i-- > 0 && wanted != 0;) {
      const auto counting = log_.flags(i).limits;
      if ((counting & wanted) != 0) wanted = limits.count(counting, log_.at(i));
    }
    limits.finish();
  }

  // Lanes remember a touchpoint and the one before it, in its block. A byte has room for 254 numbers beside 0 (none) and 1 (of an
  // earlier block).
  static constexpr std::size_t block = 254;
  bool lanes_tell_limits() const noexcept { return log_.size() <= block && p_.limits_are_low; }

  // Of a group: which cadences run, in which of them touchpoints must be taken in, and what counts for limits. A lane holds the
  // number of a touchpoint in its block, from 2; 1 is one of an earlier block, 0 none.
  void run_lanes(std::size_t group) {
    const auto masks = log_.masks_of(group);
    const auto size = log_.size();
    lanes newest{}, before{}, open{};
    std::size_t begin = 0;
    for (;; begin += block) {
      lanes here = lanes{} + std::uint8_t{1};
      for (auto i = begin, end = std::min(begin + block, size); i < end; ++i) {
        const auto& m = masks(i);
        here += std::uint8_t{1};
        // Lane by lane, one assignment: keep, take this touchpoint's number, or take it only where the lane is empty. The order
        // matters: `before` wants the old value of `newest`, and begun_if_idle wants to see what `unchanged` has kept.
        //   newest {0, 3, 5}   begun {7, 0, 0}   begun_if_idle {0, 7, 7}, the others unchanged   ->   {7, 3, 5}
        before = (before & m.unchanged) | (newest & ~m.unchanged);
        newest = (newest & m.unchanged) | (m.begun & here);
        newest |= static_cast<lanes>(newest == 0) & m.begun_if_idle & here;
        open = (open & m.unchanged) | m.needs_fold;
      }
      if (size <= begin + block) [[likely]]
        break;
      keep_begins(group, begin, newest);
      newest = static_cast<lanes>(newest != 0) & std::uint8_t{1};
    }
    if (lanes_tell_limits()) [[likely]]
      count_limits(group, newest, before);
    // Lane 0 belongs to no cadence: it is begun, if idle, by what is not plain, and so holds the first such touchpoint.
    const auto first = std::bit_cast<std::array<std::uint8_t, lane_count>>(newest)[0];
    if (group == 0 && first != 0) [[unlikely]] {
      all_plain_ = false;
      if (first > 1) begun_at_[0] = static_cast<std::uint32_t>(begin + first - 2);
    }
    open_lanes_[group] = open;
    // Groups from here on have lanes of limits alone.
    if (lane_of(most_lane_cadences) <= group * lane_count) [[unlikely]]
      return;
    open_ |= cadences_of(group, bits_of(open));
    begin_runs(group, begin, newest & ~open & p_.cadence_lanes[group]);
  }

  // A run has begun in each of these cadences, and nothing more happened to it. Into the slots, but not yet into `running`: the
  // scalar fold, which goes next, must not see runs that were begun after the touchpoint that it is at. begin_told() adds them at
  // the end.
  void begin_runs(std::size_t group, std::size_t begin, lanes numbers) {
    const auto each = std::bit_cast<std::array<std::uint8_t, lane_count>>(numbers);
    const auto begun = cadences_of(group, bits_of(numbers));
    begun_ |= begun;
    for_each_bit(begun, [&](std::size_t cadence) {
      const auto number = each[lane_of(cadence) % lane_count];
      const auto i = number > 1 ? static_cast<std::uint32_t>(begin + number - 2) : begun_at_[lane_of(cadence)];
      const auto at = log_.at(i);
      s_.slots[cadence] = {.cadence = static_cast<std::uint16_t>(cadence),
                           .start = at,
                           .base = at,
                           .start_words = log_.row(i).number,
                           .started_by = i + 1};
      last_begun_ = std::max(last_begun_, i + 1);
    });
  }

  // R76 for limits of at most 2: the newest and the one before it are all that can matter, and a lane has just these.
  void count_limits(std::size_t group, lanes newest, lanes before) {
    const auto last = std::bit_cast<std::array<std::uint8_t, lane_count>>(newest),
               last_but_one = std::bit_cast<std::array<std::uint8_t, lane_count>>(before);
    const auto end = std::min(p_.lanes_end, (group + 1) * lane_count);
    for (auto lane = std::max(p_.first_limit_lane, group * lane_count); lane < end; ++lane) {
      const auto limit = lane - p_.first_limit_lane;
      const auto& slots = p_.limit_rules[limit];
      const auto one = last[lane % lane_count], other = last_but_one[lane % lane_count];
      if (one == 0) continue;
      auto* times = s_.limit_times.data() + slots.first_slot;
      const auto newest_time = log_.at(one - 2u);
      times[0] = times[slots.at_most - 1] = newest_time;
      s_.limit_counts[limit] = 1;
      if (slots.at_most == 1 || other == 0) continue;
      times[0] = log_.at(other - 2u);
      s_.limit_counts[limit] = 2;
    }
  }

  // Lane 0 is no cadence's, so cadences are shifted by one against the lanes of the first group.
  static bit_mask cadences_of(std::size_t group, std::uint32_t lane_bits) noexcept {
    const bit_mask bits = lane_bits;
    return group == 0 ? bits >> lane_of(0) : bits << (group * lane_count - lane_of(0));
  }

  // What a block that is not the last leaves behind: when runs began.
  void keep_begins(std::size_t group, std::size_t begin, lanes numbers) {
    const auto each = std::bit_cast<std::array<std::uint8_t, lane_count>>(numbers);
    for_each_bit(bits_of(numbers), [&](std::size_t lane) {
      if (each[lane] > 1) begun_at_[group * lane_count + lane] = static_cast<std::uint32_t>(begin + each[lane] - 2);
    });
  }

  // Finds, for each cadence that is open, the last touchpoint that settles it, or the first of all. The first of these. What came
  // before it can change nothing: the touchpoint leaves the same behind whatever it met. Backwards, since it is mostly near the
  // end.
  std::size_t find_settled(std::size_t group) {
    const auto masks = log_.masks_of(group);
    auto waiting = open_lanes_[group];
    const auto settle = [&](lanes settled, std::size_t i) {
      for_each_bit(cadences_of(group, bits_of(settled)), [&](std::size_t c) { settled_at_[c] = static_cast<std::uint32_t>(i); });
      waiting &= ~settled;
    };
    for (auto i = log_.size(); i-- > 1;) {
      const lanes settled = waiting & ~masks(i).unchanged;
      if (bits_of(settled) == 0) continue;
      settle(settled, i);
      if (bits_of(waiting) == 0) return i;
    }
    settle(waiting, 0);
    return 0;
  }

  // Takes in what affects cadences that are open or have no lanes, and whatever is not plain. False if the number of runs mattered.
  bool apply_some() {
    const auto size = log_.size();
    const auto all_taken_in = [&] {
      s_.touch_count = static_cast<std::uint32_t>(size);
      if (size != 0) s_.last = log_.at(size - 1);
    };
    const auto always = p_.unlaned_cadences;
    if (all_plain_ && open_ == 0 && always == 0) return all_taken_in(), true;

    // Where to begin: at the start if a cadence has no lane, else at the first that is not plain or that settles an open cadence.
    std::size_t first = always != 0 ? 0 : all_plain_ ? size : begun_at_[0];
    for (std::size_t group = 0; group < p_.lane_groups; ++group)
      if (bits_of(open_lanes_[group]) != 0) first = std::min(first, find_settled(group));
    fold scalar(p_, who_, s_, space_, nobody);
    // The others have been counted already, by lanes or by look_back().
    scalar.count_only(~p_.limits_by_words);
    auto looked_at = always, waiting = open_;
    auto next = first;  // when one more is to be looked at
    log_.begin();
    for (auto i = first; i < size; ++i) {
      if (i >= next) {
        next = size;
        // A cadence is looked at from the touchpoint that settled it on. Before that its run would be a wrong one, for the fold
        // has not seen what went before.
        for_each_bit(waiting, [&](std::size_t cadence) {
          if (settled_at_[cadence] <= i)
            looked_at |= bit(cadence);
          else
            next = std::min<std::size_t>(next, settled_at_[cadence]);
        });
        waiting &= ~looked_at;
      }
      apply(scalar, i, looked_at);
    }
    all_taken_in();
    return !scalar.was_crowded() && !may_be_crowded();
  }

  // The touch is made only where some cadence is affected: for most touchpoints two masks tell that none is. A bounce can be
  // lifted by a plain one (R29), so that is done here.
  void apply(fold& scalar, std::size_t i, bit_mask looked_at) {
    const auto& flags = log_.flags(i);
    if (flags.plain) [[likely]] {
      if (flags.reopened != 0) {
        if (p_.asks_reachable) [[unlikely]]
          return apply_whole(scalar, i, looked_at);  // what it carries out is asked without it
        take_back_bounces(s_.contact, flags.reopened, {});
      }
      if ((flags.moved & looked_at) == 0) return;
      const auto& row = log_.row(i);
      const auto affected = (row.starts | (s_.running[0] & row.affects)) & looked_at;
      if (affected == 0) return;
      touch t{.at = log_.at(i), .row = &row};
      s_.touch_count = static_cast<std::uint32_t>(i);
      scalar.look_at(looked_at);
      scalar.apply_to_cadences(t, affected);
    } else {
      apply_whole(scalar, i, looked_at);
    }
  }

  void apply_whole(fold& scalar, std::size_t i, bit_mask looked_at) {
    touch t;
    t.row = &log_.row(i);
    log_.fill(i, t);
    s_.touch_count = static_cast<std::uint32_t>(i);
    scalar.look_at(looked_at);
    scalar.apply(t);
  }

  // R94: whichever of closing and beginning came later counts; one touchpoint that does both closes, hence not >=.
  void begin_told() {
    s_.running[0] |= begun_;
    if (last_begun_ > s_.closed_by) s_.closed = false;
  }

  void apply_all() {
    fold scalar(p_, who_, s_, space_, nobody);
    log_.begin();
    for (std::size_t i = 0; i < log_.size(); ++i) apply_whole(scalar, i, ~bit_mask{0});
  }

  static constexpr no_listener nobody{};

  const compiled_policy& p_;
  const resolved_prospect& who_;
  Log& log_;
  state::impl& s_;
  fold_workspace& space_;
  bool all_plain_ = true;
  std::uint32_t last_begun_ = 0;                                       // the touchpoint, from 1, that began the newest of `begun_`
  bit_mask begun_ = 0, open_ = 0;                                      // cadences
  std::array<std::uint32_t, most_lane_groups * lane_count> begun_at_;  // by lane: touchpoints, where an earlier block began it
  std::array<lanes, most_lane_groups> open_lanes_;                     // by group: 255 for the same
  std::array<std::uint32_t, most_lane_cadences + 1> settled_at_;       // by cadence: of those that are open
};

// Takes the whole of a history into a fresh state.
template <class Log>
void fold_history(const compiled_policy& p, const resolved_prospect& who, Log&& log, state::impl& s, fold_workspace& space,
                  fold_path path) {
  bulk_fold<std::remove_reference_t<Log>>(p, who, log, s, space).run(path);
}

}  // namespace tickler::inline TICKLER_ABI
