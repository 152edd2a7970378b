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

// Log: size(), at(i), row(i), marks(i), has_extra(i), is_ordinary(i): its row is, and it has no extra; begin(), and then
// fill(i, touch) in order, for each that has an extra and some others, which sets all but the row.
template <class Log>
class whole_fold {
 public:
  whole_fold(const compiled_policy& p, const subject& who, Log& log, state::impl& s) : p_(p), who_(who), log_(log), s_(s) {}

  void run() {
    if (p_.cadences.size() <= p_.limits.runs && look_back()) {
      bool was_crowded = forward(counts_back());
      was_crowded |= s_.runs.size() + p_.cadences.size() > p_.limits.runs;
      if (!was_crowded) return begin_told();
    }
    s_.reset(p_, s_.prospect);
    look_at_all();
    forward(false);
  }

 private:
  bool counts_back() const noexcept { return p_.touch_conditions.empty(); }

  // Finds the touchpoints that must be taken in, and the runs that need none: what begins one whatever there was before makes all
  // that happened in its cadence until then of no account. False if that cannot be told: while there is a stop, nothing begins.
  bool look_back() {
    auto* telling = make_room();
    limits_from_the_back limits(p_, s_);
    auto wanted = counts_back() ? limits.wanted() : 0;
    auto open = ~std::uint64_t{0};               // cadences of which more may be told
    auto taken_in = ~p_.simple_cadences;         // those that touchpoints must be taken in for
    std::uint64_t begun = 0;
    bit_mask reopened = 0;
    for (auto i = log_.size(); i-- > 0;) {
      const auto& marks = log_.marks(i);
      if ((marks.limits & wanted) != 0) wanted = limits.count(marks.limits, log_.at(i));
      reopened |= marks.reopened;
      const auto touched = marks.touched & open;
      if (!log_.is_ordinary(i)) {
        if (marks.may_stop) return false;
        const bool may_be_about_any = log_.has_extra(i) || !log_.row(i).conditional.empty();
        taken_in |= may_be_about_any ? open : touched;
        *telling++ = {static_cast<std::uint32_t>(i), false, open, reopened};
        reopened = 0;
        if (may_settle(i)) open &= ~(marks.begins | marks.over);
        continue;
      }
      if (touched == 0) continue;
      auto rest = touched;
      if (may_settle(i)) {
        const auto begins = touched & marks.begins, told = touched & (marks.begins | marks.begins_first) & ~taken_in;
        for (auto left = told; left != 0; left &= left - 1) s_.begun_at[std::countr_zero(left)] = static_cast<std::uint32_t>(i);
        begun |= told;
        rest &= ~(told | marks.over);
        open &= ~(begins | marks.over);
      }
      if (rest == 0) continue;
      taken_in |= rest;
      *telling++ = {static_cast<std::uint32_t>(i), true, rest, reopened};
      reopened = 0;
    }
    s_.told = static_cast<std::size_t>(telling - s_.telling.data());
    s_.begun = begun;
    if (counts_back()) limits.finish();
    return true;
  }

  // Those of cadences in which none runs by then: a touchpoint that was taken in began one before.
  void begin_told() {
    for (auto rest = s_.begun & ~s_.running[0]; rest != 0; rest &= rest - 1) {
      const auto cadence = static_cast<std::uint16_t>(std::countr_zero(rest));
      const auto i = s_.begun_at[cadence];
      s_.only[cadence] = {.cadence = cadence,
                          .start = log_.at(i),
                          .base = log_.at(i),
                          .started_by = log_.row(i).number,
                          .began = i + 1};
      if (i >= s_.closed_by) s_.closed = false;
    }
    s_.running[0] |= s_.begun;
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

  // True if it must be done again, with all cadences looked at: how many runs there were at each time may matter.
  bool forward(bool limits_are_counted) {
    folder fold(p_, who_, s_);
    if (limits_are_counted) fold.leave_limits();
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
      }
      s_.bounced &= ~next.reopened;
    }
    const auto size = log_.size();
    s_.taken = static_cast<std::uint32_t>(size);
    if (size != 0) s_.last = log_.at(size - 1);
    return fold.was_crowded();
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
