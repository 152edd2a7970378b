// Takes a whole history into a fresh state. What touchpoints do to simple cadences is told for all of them at once (lanes.hpp);
// only where that is not enough are they taken in one after the other. Limits ask for their newest few.
#pragma once

#include <algorithm>
#include <array>
#include <bit>

#include "engine/fold/history_fold.hpp"

namespace tickler {

// The newest instants of limits whose patterns ask for words alone: from the back of each one's slots.
class limits_from_the_back {
 public:
  limits_from_the_back(const compiled_policy& p, state::impl& s) : p_(p), s_(s), wanted_(p.limits_by_words) {}

  std::uint32_t wanted() const noexcept { return wanted_; }  // those that are not full

  // Those that are still wanted.
  std::uint32_t count(std::uint32_t limits, instant at) {
    for (auto rest = limits & wanted_; rest != 0; rest &= rest - 1) {
      const auto i = static_cast<std::size_t>(std::countr_zero(rest));
      const auto& rule = p_.limit_rules[i];
      const auto n = ++s_.limit_counts[i];
      s_.limit_times[rule.first_slot + rule.at_most - n] = at;
      if (n == rule.at_most) wanted_ &= ~(1u << i);
    }
    return wanted_;
  }

  void finish() {
    for (auto rest = wanted_; rest != 0; rest &= rest - 1) {
      const auto i = static_cast<std::size_t>(std::countr_zero(rest));
      const auto& rule = p_.limit_rules[i];
      const auto end = s_.limit_times.begin() + rule.first_slot + rule.at_most;
      std::copy(end - s_.limit_counts[i], end, s_.limit_times.begin() + rule.first_slot);
    }
  }

 private:
  const compiled_policy& p_;
  state::impl& s_;
  std::uint32_t wanted_;
};

// Log: size(), at(i), row(i), marks(i), lanes_of(group)(i); begin(), and then fill(i, touch) in order, for each that has an extra
// and some others, which sets all but the row.
template <class Log>
class whole_fold {
 public:
  whole_fold(const compiled_policy& p, const subject& who, Log& log, state::impl& s) : p_(p), who_(who), log_(log), s_(s) {}

  void run() {
    if (p_.lane_groups == 0) [[unlikely]]
      return take_all();
    for (std::size_t group = 0; group < p_.lane_groups; ++group) tell(group);
    if (!all_ordinary_ && has_to_take_all()) [[unlikely]]
      return s_.reset(p_, s_.prospect), take_all();
    if (!tells_limits()) [[unlikely]]
      look_back();
    if (take_some()) [[likely]]
      return begin_told();
    s_.reset(p_, s_.prospect);
    take_all();
  }

 private:
  // The number of runs may matter.
  bool may_be_crowded() const noexcept { return s_.runs.size() + p_.cadences.size() > p_.limits.runs; }

  // While there is a stop, nothing begins; and a run that starts in the second of an earlier one is snoozed with it.
  bool has_to_take_all() const {
    bool may_stop = false, has_extra = false, some_at_once = false;
    for (std::size_t i = 0; i < log_.size(); ++i) {
      const auto& marks = log_.marks(i);
      may_stop |= marks.may_stop;
      has_extra |= marks.has_extra;
      some_at_once |= i != 0 && log_.at(i - 1) == log_.at(i);
    }
    return may_stop || (has_extra && some_at_once);
  }

  void look_back() {
    limits_from_the_back limits(p_, s_);
    auto wanted = limits.wanted();
    for (auto i = log_.size(); i-- > 0 && wanted != 0;) {
      const auto counting = log_.marks(i).limits;
      if ((counting & wanted) != 0) wanted = limits.count(counting, log_.at(i));
    }
    limits.finish();
  }

  // Lanes remember a touchpoint and the one before it, in its block.
  static constexpr std::size_t block = 254;
  bool tells_limits() const noexcept { return log_.size() <= block && p_.limits_are_low; }

  // Of a group: which cadences run, in which of them touchpoints must be taken in, and what counts for limits. A lane holds the
  // number of a touchpoint in its block, from 2; 1 is one of an earlier block, 0 none.
  void tell(std::size_t group) {
    const auto marks = log_.lanes_of(group);
    const auto size = log_.size();
    lanes newest{}, before{}, open{};
    std::size_t begin = 0;
    for (;; begin += block) {
      lanes here = lanes{} + std::uint8_t{1};
      for (auto i = begin, end = std::min(begin + block, size); i < end; ++i) {
        const auto& m = marks(i);
        here += std::uint8_t{1};
        before = (before & m.keeps) | (newest & ~m.keeps);
        newest = (newest & m.keeps) | (m.begins & here);
        newest |= static_cast<lanes>(newest == 0) & m.starts & here;
        open = (open & m.keeps) | m.others;
      }
      if (size <= begin + block) [[likely]]
        break;
      note(group, begin, newest);
      newest = static_cast<lanes>(newest != 0) & std::uint8_t{1};
    }
    if (tells_limits()) [[likely]]
      count_limits(group, newest, before);
    const auto first = std::bit_cast<std::array<std::uint8_t, lane_count>>(newest)[0];
    if (group == 0 && first != 0) [[unlikely]] {
      all_ordinary_ = false;
      if (first > 1) begun_at_[0] = static_cast<std::uint32_t>(begin + first - 2);
    }
    if (lane_of(most_lane_cadences) <= group * lane_count) [[unlikely]]
      return;
    open_ |= cadences_of(group, bits_of(open));
    begin_runs(group, begin, newest & ~open & p_.cadence_lanes[group]);
  }

  // A run has begun in each of these cadences, and nothing more happened to it.
  void begin_runs(std::size_t group, std::size_t begin, lanes numbers) {
    const auto each = std::bit_cast<std::array<std::uint8_t, lane_count>>(numbers);
    const auto begun = cadences_of(group, bits_of(numbers));
    begun_ |= begun;
    for (auto rest = begun; rest != 0; rest &= rest - 1) {
      const auto cadence = static_cast<std::uint16_t>(std::countr_zero(rest));
      const auto number = each[lane_of(cadence) % lane_count];
      const auto i = number > 1 ? static_cast<std::uint32_t>(begin + number - 2) : begun_at_[lane_of(cadence)];
      const auto at = log_.at(i);
      s_.only[cadence] = {.cadence = cadence, .start = at, .base = at, .started_by = log_.row(i).number, .began = i + 1};
      last_begun_ = std::max(last_begun_, i + 1);
    }
  }

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

  static std::uint64_t cadences_of(std::size_t group, std::uint32_t lane_bits) noexcept {
    const std::uint64_t bits = lane_bits;
    return group == 0 ? bits >> lane_of(0) : bits << (group * lane_count - lane_of(0));
  }

  // What a block that is not the last leaves behind: when runs began.
  void note(std::size_t group, std::size_t begin, lanes numbers) {
    const auto each = std::bit_cast<std::array<std::uint8_t, lane_count>>(numbers);
    for (auto rest = bits_of(numbers); rest != 0; rest &= rest - 1) {
      const auto lane = static_cast<std::size_t>(std::countr_zero(rest));
      if (each[lane] > 1) begun_at_[group * lane_count + lane] = static_cast<std::uint32_t>(begin + each[lane] - 2);
    }
  }

  // The last touchpoint that settles the cadence, or the first of all.
  std::size_t first_to_take_of(std::size_t cadence) const {
    const auto marks = log_.lanes_of(lane_of(cadence) / lane_count);
    const auto lane = lane_of(cadence) % lane_count;
    auto i = log_.size();
    while (i > 1 && marks(i - 1).keeps[lane] != 0) --i;
    return i - 1;
  }

  // Takes in what touches cadences that are open or not simple, and whatever is not ordinary. False if the number of runs mattered.
  bool take_some() {
    const auto size = log_.size();
    s_.taken = static_cast<std::uint32_t>(size);
    if (size != 0) s_.last = log_.at(size - 1);
    const auto always = p_.not_simple;
    if (all_ordinary_ && open_ == 0 && always == 0) return true;

    std::size_t first = always != 0 ? 0 : all_ordinary_ ? size : begun_at_[0];
    for (auto rest = open_; rest != 0; rest &= rest - 1) {
      const auto cadence = static_cast<std::size_t>(std::countr_zero(rest));
      settled_at_[cadence] = static_cast<std::uint32_t>(first_to_take_of(cadence));
      first = std::min<std::size_t>(first, settled_at_[cadence]);
    }
    folder fold(p_, who_, s_);
    fold.count_only(~p_.limits_by_words);
    auto looked_at = always, waiting = open_;
    log_.begin();
    for (auto i = first; i < size; ++i) {
      for (auto rest = waiting; rest != 0; rest &= rest - 1) {
        const auto bit = rest & -rest;
        if (settled_at_[static_cast<std::size_t>(std::countr_zero(rest))] <= i) looked_at |= bit, waiting &= ~bit;
      }
      take(fold, i, looked_at);
    }
    s_.taken = static_cast<std::uint32_t>(size);
    return !fold.was_crowded() && !may_be_crowded();
  }

  void take(folder& fold, std::size_t i, std::uint64_t looked_at) {
    const auto& marks = log_.marks(i);
    if (marks.ordinary) [[likely]] {
      s_.bounced &= ~marks.reopened;
      if ((marks.touched & looked_at) == 0) return;
      const auto& row = log_.row(i);
      const auto concerned = (row.starts | (s_.running[0] & row.concerns)) & looked_at;
      if (concerned == 0) return;
      touch t{.at = log_.at(i), .row = &row};
      s_.taken = static_cast<std::uint32_t>(i);
      fold.look_at(looked_at);
      fold.take_ordinary(t, concerned);
    } else {
      take_whole(fold, i, looked_at);
    }
  }

  void take_whole(folder& fold, std::size_t i, std::uint64_t looked_at) {
    touch t;
    t.row = &log_.row(i);
    log_.fill(i, t);
    s_.taken = static_cast<std::uint32_t>(i);
    fold.look_at(looked_at);
    fold.take(t);
  }

  void begin_told() {
    s_.running[0] |= begun_;
    if (last_begun_ > s_.closed_by) s_.closed = false;
  }

  void take_all() {
    folder fold(p_, who_, s_);
    log_.begin();
    for (std::size_t i = 0; i < log_.size(); ++i) take_whole(fold, i, ~std::uint64_t{0});
  }

  const compiled_policy& p_;
  const subject& who_;
  Log& log_;
  state::impl& s_;
  bool all_ordinary_ = true;
  std::uint32_t last_begun_ = 0;                                       // the touchpoint, from 1, that began the newest of `begun_`
  std::uint64_t begun_ = 0, open_ = 0;                                 // cadences
  std::array<std::uint32_t, most_lane_groups * lane_count> begun_at_;  // by lane: touchpoints, where an earlier block began it
  std::array<std::uint32_t, most_lane_cadences + 1> settled_at_;       // by cadence: of those that are open
};

template <class Log>
void fold_all(const compiled_policy& p, const subject& who, Log&& log, state::impl& s) {
  whole_fold<std::remove_reference_t<Log>>(p, who, log, s).run();
}

}  // namespace tickler
