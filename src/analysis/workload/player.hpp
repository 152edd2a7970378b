// One future of one prospect: what people do of themselves is drawn, and what we do is what the policy asks for, as long after it
// can be done as it took us before. Each touchpoint is taken into the state, and then it is decided again.
#pragma once

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <tickler/evaluate.hpp>
#include <tickler/workload.hpp>
#include <utility>
#include <vector>

#include "analysis/workload/split_mix.hpp"
#include "analysis/workload/waiting_times.hpp"

namespace tickler::inline TICKLER_ABI {

inline bool is_ours(const touch_words& w) noexcept {
  return w.direction == direction::outbound || w.direction == direction::internal;
}

// What a history has come to, for the response model.
class situations {
 public:
  explicit situations(vocabulary words) : words_(std::move(words)) {}

  void take(const touch_words& w) {
    words_of_newest_ = w;
    const auto kind = words_.classify(w);
    auto known = counts_.begin();
    while (known != counts_.end() && known->first != kind) ++known;
    if (known == counts_.end()) known = counts_.insert(known, {kind, 0});
    if (known->second < response_model::most_alike) ++known->second;
    newest_ = known->first, alike_ = known->second;
  }
  void clear() noexcept { counts_.clear(), alike_ = 0; }

  bool any() const noexcept { return alike_ != 0; }
  touch_kind newest() const noexcept { return newest_; }
  std::uint8_t alike() const noexcept { return alike_; }
  const touch_words& words_of_newest() const noexcept { return words_of_newest_; }

 private:
  vocabulary words_;
  touch_words words_of_newest_{};
  std::vector<std::pair<touch_kind, std::uint8_t>> counts_{};
  touch_kind newest_ = 0;
  std::uint8_t alike_ = 0;
};

// A response model, as draws.
class response_tables {
 public:
  response_tables(const policy& p, const response_model& model);

  // Null: nothing has been seen.
  const waiting_times* of_itself(const situations& s) const noexcept {
    const auto at = std::size_t{s.newest()} * (response_model::most_alike + 1) + s.alike();
    if (at < of_itself_.size() && of_itself_[at]) return &*of_itself_[at];
    return answers_.empty() ? nullptr : answer(s.words_of_newest());
  }
  const waiting_times* when_ready(const action& a) const noexcept;

 private:
  using by_touch = std::map<response_model::touch, waiting_times>;

  const waiting_times* answer(const touch_words& w) const noexcept;
  static const waiting_times* of_touch(const by_touch& all, response_model::touch t) noexcept;

  std::vector<std::optional<waiting_times>> of_itself_{};
  std::map<response_model::step, waiting_times> when_ready_{};
  by_touch answers_{}, when_asked_{};
};

// Days on which somebody does nothing, and what becomes of what she would do on them.
class absences {
 public:
  absences(zone local, const response_model& model) : local_(std::move(local)), owners_(model.owners) {
    is_empty_ = std::all_of(owners_.begin(), owners_.end(), [](const auto& o) { return o.second.leave.empty(); });
  }

  void look_at(const std::string& owner) {
    leave_ = nullptr;
    if (is_empty_) return;
    const auto found = owners_.find(owner);
    if (found != owners_.end() && !found->second.leave.empty()) leave_ = &found->second.leave;
  }

  // At the same time of the day on which she is back.
  instant from(instant t) const {
    if (leave_ == nullptr) return t;
    const auto local = local_.to_local(t);
    const auto first = date::floor<date::days>(local);
    auto day = first;
    for (bool is_away = true; is_away;) {
      is_away = false;
      for (const auto& range : *leave_)
        if (date::local_days{range.first} <= day && day <= date::local_days{range.last})
          day = date::local_days{range.last} + date::days{1}, is_away = true;
    }
    return day == first ? t : local_.to_instant(local + (day - first));
  }

 private:
  zone local_;
  const std::map<std::string, owner_capacity>& owners_;
  bool is_empty_ = true;
  const std::vector<date_range>* leave_ = nullptr;
};

// An action as it is known from one decision to the next.
struct known_action {
  action what{};
  std::string key{};

  known_action(const action& a, std::string_view k) : what(a), key(k) {}
  bool is(const action& a, std::string_view k) const noexcept {
    return a.cadence == what.cadence && a.step == what.step && a.repetition == what.repetition && a.start == what.start &&
           a.ordinal == what.ordinal && k == key;
  }
};

// A prospect as a future of hers begins.
struct beginning_of_future {
  prospect who{};
  state folded{};
  decision decided{};
  situations so_far;
  std::optional<instant> newest{};  // touchpoint
};

class player {
 public:
  player(const policy& p, const response_model& model)
      : policy_(p),
        responses_(p, model),
        absences_(p.zones().find(*p.draft().zone).value(), model),
        engine_(p),
        so_far_(p.words()) {}

  // From then on each future is looked at whenever its decision may change, for actions that come too late.
  void watch() noexcept { watches_ = true; }
  // When the first action of the last future was late, or had no room left in which to be done.
  std::optional<instant> late() const noexcept { return late_; }

  // Of [now, end). `heard` hears each touchpoint.
  template <class Heard>
  void play(const beginning_of_future& from, instant now, instant end, split_mix random, Heard&& heard) {
    start(from, now, random);
    go_on(from.who, end, heard);
  }

  // Of somebody new, who begins with that.
  template <class Heard>
  void play_new(const beginning_of_future& nobody, const touchpoint& first, instant end, split_mix random, Heard&& heard) {
    start(nobody, first.at, random);
    take(nobody.who, first);
    heard(first);
    go_on(nobody.who, end, heard);
  }

 private:
  static constexpr instant never = time_end;
  static constexpr int most_events = 10'000;

  struct planned {
    known_action of;
    instant at = never;
    std::optional<seen_after> how{};  // none: as nobody has done it before
  };

  void start(const beginning_of_future& from, instant now, split_mix random);
  void take(const prospect& who, const touchpoint& t);
  void plan_hers(std::chrono::seconds already);
  void plan_ours();
  touchpoint touch_of(const planned& p) const;

  template <class Heard>
  void go_on(const prospect& who, instant end, Heard&& heard) {
    for (int left = most_events; left > 0; --left) {
      planned* next = nullptr;
      for (auto& p : ours_)
        if (!next || p.at < next->at) next = &p;
      const auto ours = next ? next->at : never;
      const auto changes = decided_->next_change.value_or(never);
      if (watches_ && changes < end && changes < ours && changes < hers_at_) {
        look(who, changes);
        continue;
      }
      if (hers_at_ <= ours) {
        // Where nothing is planned, something may come to be.
        const bool may_come = ours_.empty() && changes < hers_at_;
        if (std::min(hers_at_, may_come ? changes : never) >= end) return;
        if (may_come) {
          look(who, changes);
          continue;
        }
        const auto t = hers();
        take(who, t);
        heard(t);
      } else {
        if (ours >= end) return;
        // By then it may not be there any more, or not be possible.
        if (changes <= ours && now_ != ours) {
          look(who, ours);
          continue;
        }
        const auto t = touch_of(*next);
        next->at = never;  // if it stays on offer all the same, it is not done again and again
        take(who, t);
        heard(t);
      }
    }
  }

  void look(const prospect& who, instant t);
  void note_late();
  touchpoint hers() const;

  const policy& policy_;
  response_tables responses_;
  absences absences_;
  bool watches_ = false;
  std::optional<instant> late_{};
  evaluator engine_;
  const beginning_of_future* from_ = nullptr;
  bool has_own_ = false;
  state own_{};
  decision own_decision_{};
  const decision* decided_ = nullptr;
  situations so_far_;
  split_mix random_{0};
  instant now_{};
  instant hers_at_ = never;
  const seen_after* hers_ = nullptr;
  std::vector<planned> ours_{};
};

}  // namespace tickler::inline TICKLER_ABI
