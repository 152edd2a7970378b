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
    for (std::size_t i = 0; i < p.limit_rules.size(); ++i) wanted_ |= 1u << i;
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

// Log: size(), at(i), row(i), has_extra(i); begin(), and then fill(i, touch) in order, for each that has an extra and some others,
// which sets all but the row.
template <class Log>
class whole_fold {
 public:
  whole_fold(const compiled_policy& p, const subject& who, Log& log, state::impl& s) : p_(p), who_(who), log_(log), s_(s) {}

  void run() {
    const bool counts_back = p_.touch_conditions.empty();
    look_back(counts_back);
    if (!forward(counts_back)) return;
    s_.settling.clear();  // how many runs there were at each time may matter
    s_.reset(p_, s_.prospect);
    forward(false);
  }

 private:
  void look_back(bool counts) {
    s_.settling.clear();
    limits_from_the_back limits(p_, s_);
    std::uint64_t open = p_.simple_cadences;
    auto wanted = counts ? limits.wanted() : 0;
    for (auto i = log_.size(); i-- > 0 && (open | wanted) != 0;) {
      const auto& m = log_.row(i).meaning;
      const auto settled = m.settles & open;
      if ((settled | (m.limits & wanted)) == 0) continue;
      if ((m.limits & wanted) != 0) wanted = limits.count(m.limits, log_.at(i));
      if (settled == 0 || !may_settle(i)) continue;
      s_.settling.push_back({i, settled});
      open &= ~settled;
    }
    if (counts) limits.finish();
  }

  // An extra may name steps, and so carry them out whatever the words. A run that starts in the second of an earlier one is snoozed
  // with it.
  bool may_settle(std::size_t i) const { return !log_.has_extra(i) && (i == 0 || log_.at(i - 1) != log_.at(i)); }

  // True if it must be done again, with all cadences looked at.
  bool forward(bool limits_are_counted) {
    folder fold(p_, who_, s_);
    if (limits_are_counted) fold.leave_limits();
    const bool may_be_quick = limits_are_counted && p_.cadence_words == 1;
    const auto eager = p_.eager[0];
    auto looked_at = ~std::uint64_t{0};
    for (const auto& point : s_.settling) looked_at &= ~point.cadences;
    const auto next_point = [this] { return s_.settling.empty() ? log_.size() : s_.settling.back().touchpoint; };
    auto next = next_point();
    fold.look_at(looked_at);
    std::uint64_t running = s_.running[0], reopened = 0;
    touch t, quick;
    log_.begin();
    const auto size = log_.size();
    for (std::size_t i = 0; i < size; ++i) {
      if (i == next) {
        fold.look_at(looked_at |= s_.settling.back().cadences);
        s_.settling.pop_back();
        next = next_point();
      }
      const auto& row = log_.row(i);
      if (may_be_quick && row.ordinary && !log_.has_extra(i)) {
        reopened |= row.reopened;
        const auto concerned = (row.starts | (running & (row.concerns | eager))) & looked_at;
        if (concerned == 0) continue;
        quick.at = log_.at(i), quick.row = &row;
        s_.taken = static_cast<std::uint32_t>(i);
        fold.take_ordinary(quick, concerned);
      } else {
        t.row = &row;
        log_.fill(i, t);
        s_.taken = static_cast<std::uint32_t>(i);
        s_.bounced &= ~reopened;
        reopened = 0;
        fold.take(t);
      }
      running = s_.running[0];
    }
    s_.bounced &= ~reopened;
    s_.taken = static_cast<std::uint32_t>(size);
    if (size != 0) s_.last = log_.at(size - 1);
    return limits_are_counted && fold.was_crowded();
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
