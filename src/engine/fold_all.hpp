// Takes a whole history into a fresh state, looking back from its end first: what begins a cadence anew makes all that happened in
// it before of no account, and limits ask for their newest few.
#pragma once

#include <algorithm>
#include <bit>

#include "engine/fold.hpp"

namespace tickler {

// Of one limit after the other, the newest instants, from the back of its slots.
class limits_from_the_back {
 public:
  limits_from_the_back(const compiled_policy& p, state::impl& s) : p_(p), s_(s) {
    for (auto left = p.limit_rules.size(); left > 0; --left) wanted_ = wanted_ << 1 | 1u;
  }

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
  std::uint32_t wanted_ = 0;
};

// Log: size(), at(i), row(i), has_extra(i), is_ordinary(i): its row is, and it has no extra; begin(), and then fill(i, touch) in
// order, for each that has an extra and some others, which sets all but the row.
template <class Log>
class whole_fold {
 public:
  whole_fold(const compiled_policy& p, const subject& who, Log& log, state::impl& s) : p_(p), who_(who), log_(log), s_(s) {}

  void run() {
    const bool counts_back = p_.touch_conditions.empty();
    look_back(counts_back);
    if (!forward(counts_back)) return;
    s_.reset(p_, s_.prospect);
    look_at_all();
    forward(false);
  }

 private:
  // Finds the touchpoints that tell. What settles a cadence makes all before it of no account there.
  void look_back(bool counts) {
    auto* telling = make_room();
    limits_from_the_back limits(p_, s_);
    auto wanted = counts ? limits.wanted() : 0;
    auto open = ~std::uint64_t{0};
    bit_mask reopened = 0;
    for (auto i = log_.size(); i-- > 0;) {
      const auto& row = log_.row(i);
      if ((row.meaning.limits & wanted) != 0) wanted = limits.count(row.meaning.limits, log_.at(i));
      reopened |= row.reopened;
      const bool is_ordinary = log_.is_ordinary(i);
      const auto cadences = is_ordinary ? open & row.touched : open;
      if (is_ordinary && cadences == 0) continue;
      *telling++ = {static_cast<std::uint32_t>(i), is_ordinary, cadences, reopened};
      reopened = 0;
      if ((row.meaning.settles & open) != 0 && may_settle(i)) open &= ~row.meaning.settles;
    }
    s_.told = static_cast<std::size_t>(telling - s_.telling.data());
    if (counts) limits.finish();
  }

  void look_at_all() {
    auto* telling = make_room();
    for (auto i = log_.size(); i-- > 0;) *telling++ = {static_cast<std::uint32_t>(i), false, ~std::uint64_t{0}, 0};
    s_.told = log_.size();
  }

  telling_touch* make_room() {
    if (s_.telling.size() < log_.size()) s_.telling.resize(log_.size());
    return s_.telling.data();
  }

  // An extra may name steps, and so carry them out whatever the words. A run that starts in the second of an earlier one is snoozed
  // with it.
  bool may_settle(std::size_t i) const { return !log_.has_extra(i) && (i == 0 || log_.at(i - 1) != log_.at(i)); }

  // True if it must be done again, with all cadences looked at: how many runs there were at each time may matter; and what settles
  // a cadence while there is a stop begins none, so that one begun before may be what the prospect is not closed by.
  bool forward(bool limits_are_counted) {
    folder fold(p_, who_, s_);
    if (limits_are_counted) fold.leave_limits();
    bool was_stopped = false;
    touch ordinary;
    log_.begin();
    for (auto left = s_.told; left-- > 0;) {
      const auto& next = s_.telling[left];
      const auto i = next.touchpoint;
      const auto& row = log_.row(i);
      s_.taken = i;
      fold.look_at(next.cadences);
      if (next.is_ordinary) {
        const auto concerned = (row.starts | (s_.running[0] & row.concerns)) & next.cadences;
        ordinary.at = log_.at(i), ordinary.row = &row;
        if (concerned != 0) fold.take_ordinary(ordinary, concerned);
      } else {
        touch t;
        t.row = &row;
        log_.fill(i, t);
        fold.take(t);
        was_stopped |= s_.stopped();
      }
      s_.bounced &= ~next.reopened;
    }
    const auto size = log_.size();
    s_.taken = static_cast<std::uint32_t>(size);
    if (size != 0) s_.last = log_.at(size - 1);
    return fold.was_crowded() || (p_.closes && was_stopped);
  }

  const compiled_policy& p_;
  const subject& who_;
  Log& log_;
  state::impl& s_;
};

template <class Log>
void fold_all(const compiled_policy& p, const subject& who, Log log, state::impl& s) {
  whole_fold<Log>(p, who, log, s).run();
}

}  // namespace tickler
