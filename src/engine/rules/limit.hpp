// What a limit leaves room for. Semantics R76 to R80.
//
// "At most 2 per 7 days" says: of any three counted touches in a row, the last is seven days after the first or more. Counted are
// the history, the actions placed already that wait, and, at one and the same instant, those that may be done at once.
//
//   history   a . . . b . . . . . .        at_most: 2
//   room              from a + 7 days on   (of a, b and the new one, the last must be seven days after a)
//
// So an action behind everything that is counted, where nearly all are, has one question to answer: is it `per` after the one that
// comes at_most places before it? Among what waits (a lower action may go into a gap) there are two: what begins before it, and
// what begins with it and ends with something later. The first says from when on a gap has room, the second until when.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <tickler/calendar.hpp>
#include <vector>

#include "base/work_meter.hpp"
#include "policy/program/program.hpp"

namespace tickler::inline TICKLER_ABI {

// What one limit counts while actions are placed: the history and those placed already.
class limit_usage {
 public:
  // `history` is a view of the state's slots, oldest first, and must stay for as long as actions are placed.
  void begin(const limit_rule& rule, std::span<const instant> history) noexcept {
    history_ = history;
    ready_ = waiting_ = 0;
    left_ = static_cast<std::int64_t>(rule.at_most) - static_cast<std::int64_t>(history.size());
    newest_ = newest_of_history();
    is_listed_ = false;
  }

  std::size_t ready() const noexcept { return ready_; }  // actions that may be done at once
  void add_ready() noexcept { ++ready_, --left_; }
  void add_waiting(instant t);

  // One more may be done at any time, beside those that are ready. No more than at_most in all: then there is no row that could be
  // too short, whenever it is done.
  bool has_room_always() const noexcept { return left_ > 0; }

  // All from x on is allowed, and has been since before x, as far as that can be told without working out any time.
  // `together`: the action and those that may be done at its very instant.
  bool surely_leaves_room(const limit_rule& rule, std::size_t together, instant x) const noexcept {
    const std::size_t n = rule.at_most;
    if (size() + together <= n) return true;
    // `surely_over` is `per` at its longest, in any zone: what is over by then is over.
    return together <= n && waiting_ == 0 && std::max(newest_, history_[size() + together - n - 1] + rule.surely_over) < x;
  }

  // The instants that it counts, of the history and of actions that wait, ascending.
  std::size_t size() const noexcept { return history_.size() + waiting_; }
  instant newest() const noexcept { return newest_; }  // time_begin: none
  instant newest_of_history() const noexcept { return history_.empty() ? time_begin : history_.back(); }
  // A state keeps at_most of the history; where it may have had more, of earlier instants nothing is known.
  instant known_since(const limit_rule& rule) const noexcept {
    return history_.size() < rule.at_most ? time_begin : newest_of_history();
  }
  instant at(std::size_t i) const { return waiting_ == 0 ? history_[i] : points()[i].at; }

  struct point {
    instant at;
    instant free;  // from here on it no longer matters; `unknown` until it is asked for
  };
  static constexpr instant unknown = instant::min();
  // Mutable, and so not for two threads: each has a workspace of its own.
  std::vector<point>& points() const {
    if (!is_listed_) list();
    return points_;
  }

 private:
  void list() const;
  void put_in(instant t) const;

  std::span<const instant> history_{};
  std::size_t ready_ = 0, waiting_ = 0;
  std::int64_t left_ = 0;  // at_most, without all that is counted
  instant newest_ = time_begin;
  std::vector<instant> waiting_at_{};    // so many of them
  mutable std::vector<point> points_{};  // made when they are asked for
  mutable bool is_listed_ = false;
};

// One limit as one action meets it: of any at_most + 1 counted instants in a row, the last must be at or after the first + per.
// Only the rows that the action is in matter. Behind all points, where nearly every action is placed, that is one window: it is
// that of the newest at_most of them and those together, whatever the instant, and there is room from `free_behind_all` on.
// Elsewhere the answer is searched for from gap to gap; what that costs is counted (R146), and what is found once there was no work
// left means nothing.
class limit_window {
 public:
  // All must outlive this.
  limit_window(std::size_t limit, const limit_rule& rule, const time_context& frame, const limit_usage& usage, std::size_t together,
               work_meter& work) noexcept
      : rule_(&rule),
        frame_(&frame),
        usage_(&usage),
        work_(&work),
        together_(together),
        limit_(static_cast<std::uint16_t>(limit)) {}

  std::uint16_t limit() const noexcept { return limit_; }  // its index
  const limit_usage& usage() const noexcept { return *usage_; }
  instant known_since() const noexcept { return usage_->known_since(*rule_); }
  bool allows(instant x) const { return is_behind_all(x) ? free_behind_all() <= x : allows_among(x); }

  // The first allowed; time_end: never again.
  instant first_from(instant x) const { return is_behind_all(x) ? std::max(x, free_behind_all()) : first_among(x); }

  // Given that x is allowed: the first instant after it that is not, for what is placed later; and since when it has been allowed,
  // if that is later than `after`.
  std::optional<instant> end_from(instant x) const { return is_behind_all(x) ? std::nullopt : end_among(x); }
  std::optional<instant> open_since(instant x, instant after) const {
    if (!is_behind_all(after)) return open_since_among(x, after);
    const auto free = free_behind_all();
    return after < free && free <= x ? std::optional(free) : std::nullopt;
  }

 private:
  bool is_behind_all(instant x) const noexcept { return usage_->newest() <= x; }

  // From when on there is room; time_end: never.
  instant free_behind_all() const {
    if (free_ == limit_usage::unknown) free_ = free_behind();
    return free_;
  }
  // The row that ends with the action and those together begins at_most places before; a `per` that leads beyond 2037 never ends
  // (R8).
  instant free_behind() const {
    const std::size_t n = rule_->at_most, all = usage_->size() + together_;
    if (all <= n) return time_begin;
    return together_ > n ? time_end : free_from(usage_->at(all - n - 1));
  }
  instant free_from(instant first) const {
    if (!rule_->per) return time_end;
    work_->spend(work_meter::of_length);
    const auto t = rule_->per->after(first, *frame_);
    return t ? t.at : time_end;
  }

  // At instants that are not behind all points, or may not be.
  bool allows_among(instant x) const;
  instant first_among(instant x) const;
  std::optional<instant> end_among(instant x) const;
  std::optional<instant> open_since_among(instant x, instant after) const;
  instant last_allowed(instant good, instant bad) const;
  instant room_from(std::size_t before) const;
  std::optional<instant> next_clock_change(instant x) const;  // where a wall-clock `per` may jump
  instant free_of(std::size_t i) const;
  std::size_t count_up_to(instant x) const;

  const limit_rule* rule_;
  const time_context* frame_;
  const limit_usage* usage_;
  work_meter* work_;
  std::size_t together_;
  mutable instant free_ = limit_usage::unknown;
  std::uint16_t limit_;
};

}  // namespace tickler::inline TICKLER_ABI
