// What a limit leaves room for.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <tickler/calendar.hpp>
#include <vector>

#include "policy/compile/compiled.hpp"

namespace tickler {

// What one limit counts while actions are placed: the history and those placed already.
class limit_ledger {
 public:
  struct point {
    instant at;
    instant free;  // from here on it no longer matters; `unknown` until it is asked for
  };
  static constexpr instant unknown = instant::min();

  void begin(const limit_rule& rule, const instant* history, std::size_t size) noexcept {
    history_ = history, history_size_ = size;
    ready_ = 0;
    left_ = static_cast<std::int64_t>(rule.at_most) - static_cast<std::int64_t>(size);
    placed_size_ = 0;
    is_listed_ = false;
  }

  std::size_t ready() const noexcept { return ready_; }  // actions that may be done at once
  void add_ready() noexcept { ++ready_, --left_; }

  // An action that waits.
  void add(instant t) {
    if (placed_size_ == placed_.size()) placed_.emplace_back();
    placed_[placed_size_++] = t;
    --left_;
    is_listed_ = false;
  }

  // Of the history, and of actions that wait; ascending.
  std::vector<point>& points() {
    if (!is_listed_) list();
    return points_;
  }

  // Whether one more may be done at any time, beside those that are ready.
  bool has_room_always() const noexcept { return left_ > 0; }

  // Whether all from x on is allowed, and has been since before x, as far as can be told without working out any time.
  // `together`: the action and those that may be done at its very instant.
  bool surely_leaves_room(const limit_rule& rule, std::size_t together, instant x) const noexcept {
    const std::size_t n = rule.at_most, all = history_size_ + placed_size_ + together;
    if (all <= n) return true;
    if (together > n || !is_history_alone()) return false;
    return std::max(history_[history_size_ - 1], history_[all - n - 1] + rule.surely_over) < x;
  }

  bool is_history_alone() const noexcept { return placed_size_ == 0; }
  std::span<const instant> waiting() const noexcept { return {placed_.data(), placed_size_}; }

  // Then: from when on there is room, for good; time_begin if there has been since its end, time_end if there never will be.
  instant free_after_history(const limit_rule& rule, std::size_t together, const time_frame& frame) const {
    const std::size_t n = rule.at_most, all = history_size_ + together;
    if (all <= n) return time_begin;
    if (together > n || !rule.per) return time_end;
    const auto free = rule.per->after(history_[all - n - 1], frame);
    if (!free) return time_end;
    return free.at > history_[history_size_ - 1] ? free.at : time_begin;
  }

 private:
  void list();

  const instant* history_ = nullptr;
  std::size_t history_size_ = 0;
  std::size_t ready_ = 0, placed_size_ = 0;
  std::int64_t left_ = 0;          // at_most, without all that is counted
  std::vector<instant> placed_{};  // so many of them
  std::vector<point> points_{};
  bool is_listed_ = false;
};

// A limit of one at a time, from where its history no longer matters, as one action meets it beside others that wait: while the
// clock is not changed, they are `apart` from each other.
class limit_spacing {
 public:
  limit_spacing(instant free, std::chrono::seconds apart, std::span<const instant> waiting) noexcept
      : free_(free), apart_(apart), waiting_(waiting) {}

  bool allows(instant x) const noexcept {
    return free_ <= x && std::none_of(waiting_.begin(), waiting_.end(), [&](instant t) { return is_too_close(x, t); });
  }

  instant first_from(instant x) const noexcept {
    x = std::max(x, free_);
    for (bool has_moved = true; has_moved;) {
      has_moved = false;
      for (const auto t : waiting_)
        if (is_too_close(x, t)) x = t + apart_, has_moved = true;
    }
    return x;
  }

  // As those of limit_room.
  std::optional<instant> end_from(instant x) const noexcept {
    std::optional<instant> next;
    for (const auto t : waiting_)
      if (t > x && (!next || t < *next)) next = t;
    return next ? std::optional(*next - apart_ + std::chrono::seconds{1}) : std::nullopt;
  }
  std::optional<instant> open_since(instant x, instant after) const noexcept {
    auto since = free_;
    for (const auto t : waiting_)
      if (t <= x) since = std::max(since, t + apart_);
    return since > after ? std::optional(since) : std::nullopt;
  }

  // The last instant that any answer about x depends on.
  instant last_seen(instant x) const noexcept {
    for (const auto t : waiting_) x = std::max(x, t);
    return x + apart_;
  }

 private:
  bool is_too_close(instant a, instant b) const noexcept { return a - b < apart_ && b - a < apart_; }

  instant free_;
  std::chrono::seconds apart_;
  std::span<const instant> waiting_;
};

// One limit as one action meets it. Of any at_most + 1 counted instants in a row, the last must be at or after the first + per;
// only the rows that the action is in matter. Behind all points, where most actions are placed, only the window of the newest
// at_most of them and those together matters, whatever the instant.
class limit_room {
 public:
  // All must outlive this.
  limit_room(std::size_t limit, const limit_rule& rule, const time_frame& frame, limit_ledger& counted,
             std::size_t together) noexcept
      : rule_(&rule), frame_(&frame), counted_(&counted), together_(together), limit_(static_cast<std::uint16_t>(limit)) {}

  std::uint16_t limit() const noexcept { return limit_; }  // its index
  bool allows(instant x) const { return is_behind_all(x) ? free_behind_all(x) <= x : allows_among(x); }

  // The first allowed; time_end: never again.
  instant first_from(instant x) const { return is_behind_all(x) ? std::max(x, free_behind_all(x)) : first_among(x); }

  // Given that x is allowed: the first instant after it that is not, for what is placed later; and since when it has been allowed,
  // if that is later than `after`.
  std::optional<instant> end_from(instant x) const { return is_behind_all(x) ? std::nullopt : end_among(x); }
  std::optional<instant> open_since(instant x, instant after) const {
    if (!is_behind_all(after)) return open_since_among(x, after);
    const auto free = free_behind_all(after);
    return after < free && free <= x ? std::optional(free) : std::nullopt;
  }

 private:
  const std::vector<limit_ledger::point>& points() const { return counted_->points(); }
  bool is_behind_all(instant x) const { return points().empty() || points().back().at <= x; }

  // From when on there is room, time_end being never. Not worked out when there surely is at x.
  instant free_behind_all(instant x) const {
    const std::size_t n = rule_->at_most, all = points().size() + together_;
    if (all <= n) return time_begin;
    if (together_ > n) return time_end;
    const auto first = all - n - 1;
    return x - points()[first].at > rule_->surely_over ? time_begin : free_of(first);
  }
  instant free_of(std::size_t i) const {
    auto& p = counted_->points()[i];
    if (p.free == limit_ledger::unknown) p.free = free_from(p.at);
    return p.free;
  }
  instant free_from(instant first) const;

  // At instants that are not behind all points, or may not be.
  bool allows_among(instant x) const;
  instant first_among(instant x) const;
  std::optional<instant> end_among(instant x) const;
  std::optional<instant> open_since_among(instant x, instant after) const;
  std::optional<instant> next_turn(instant x) const;
  std::size_t count_up_to(instant x) const;
  instant nth(std::size_t i, std::size_t before, instant x) const;

  const limit_rule* rule_;
  const time_frame* frame_;
  limit_ledger* counted_;
  std::size_t together_;
  std::uint16_t limit_;
};

}  // namespace tickler
