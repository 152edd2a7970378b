// Decisions for a whole book.
//
//   tickler::decisions all;
//   tickler::evaluate_all(policy, book, now, all, {.threads = std::thread::hardware_concurrency()});
//   tickler::decision one;
//   for (tickler::prospect_number i = 0; i < all.size(); ++i)
//     if (all.status_of(i) == tickler::status::active) all.get(i, one);
//
// Each is what evaluate would say of the prospect and its history, with what of others counts for it (joint_history.hpp), in the
// order of the book, and the same for any number of threads. Those whose accounts policies ask about cost what the touchpoints of
// all their colleagues cost that some rule can match; others their own.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <tickler/book.hpp>
#include <tickler/contact_standing.hpp>
#include <tickler/decision.hpp>
#include <tickler/policy.hpp>
#include <type_traits>
#include <utility>

namespace tickler::inline TICKLER_ABI {

// All throw misuse for an empty policy, a book of another vocabulary, and `now` outside 1970 to 2037. The book must
// not change meanwhile. None throws for what a prospect or history holds: decision.problem says what cannot be used.

// Who is handed decisions: anything that can be called with a number and a decision. It may return nothing, or whether to go on:
// false stops. What it throws passes through.
class each_decision {
 public:
  template <std::invocable<prospect_number, const decision&> F>
  each_decision(F call) {
    if constexpr (std::is_void_v<std::invoke_result_t<F&, prospect_number, const decision&>>)
      call_ = [call = std::move(call)](prospect_number number, const decision& d) mutable { return call(number, d), true; };
    else
      call_ = std::move(call);
  }

  bool operator()(prospect_number number, const decision& d) const { return call_(number, d); }

 private:
  std::function<bool(prospect_number, const decision&)> call_;
};

// Hands over one after the other, on this thread. The decision's buffers are used again for the next. False if it was stopped.
TICKLER_API bool evaluate_all(const policy& p, const book& all, instant now, const each_decision& each);

// The same for some prospects, in the order that they are named in. Throws misuse, before anything is handed over, for a
// number that is not of the book.
TICKLER_API bool evaluate_some(const policy& p, const book& all, std::span<const prospect_number> some, instant now,
                               const each_decision& each);

// What the history of her referrer has come to at `now`, which decisions for the book go by; nothing is known where the policy has
// no step `to: referrer`, she has no referrer, or the book has not got her. To hand to explain.hpp.
TICKLER_API contact_standing standing_of_referrer(const policy& p, const book& all, prospect_number number, instant now);

// The decisions for a book, in few bytes: some 60 for a prospect with two actions. A value, empty when moved from; any number of
// threads may read it.
class TICKLER_API decisions {
 public:
  decisions() noexcept;
  decisions(const decisions& other);
  decisions(decisions&& other) noexcept;
  decisions& operator=(const decisions& other);
  decisions& operator=(decisions&& other) noexcept;
  ~decisions();

  std::size_t size() const noexcept;

  // An evaluation that was stopped leaves some prospects undecided: not decided for, and not decided as they were before either.
  bool is_complete() const noexcept;

  // Functions that take a number throw misuse for one that is not of the book.
  bool is_decided(prospect_number number) const;

  // And misuse for one that is undecided.
  status status_of(prospect_number number) const;
  std::optional<instant> next_change_of(prospect_number number) const;
  void get(prospect_number number, decision& into) const;

  std::size_t bytes() const noexcept;
  friend TICKLER_API bool operator==(const decisions& a, const decisions& b) noexcept;

  struct impl;

 private:
  friend struct internal_access;
  impl& inside();
  const impl& inside() const noexcept;
  std::unique_ptr<impl> impl_;
};

// How a book is worked through.
struct evaluation_options {
  unsigned threads = 1;    // the caller's is one of them; 0 is 1
  std::stop_token stop{};  // asked for each thousand of prospects or so
  // Told after each thousand or so how many are decided, never by two threads at once. What it throws stops the evaluation.
  std::function<void(std::size_t decided, std::size_t all)> progress{};
};

// Replaces what is in `out`, in its memory as far as that fits. False if it was stopped: `out` says what is undecided.
TICKLER_API bool evaluate_all(const policy& p, const book& all, instant now, decisions& out, const evaluation_options& how = {});

// The same on threads of the caller's own: each that calls work() takes a share until there is none left. `out` is complete when
// all calls have returned true; all that is named must live until then. `how.threads` means nothing here.
class TICKLER_API parallel_evaluation {
 public:
  parallel_evaluation(const policy& p, const book& all, instant now, decisions& out, const evaluation_options& how = {});
  ~parallel_evaluation();
  parallel_evaluation(const parallel_evaluation&) = delete;
  parallel_evaluation& operator=(const parallel_evaluation&) = delete;

  bool work();  // false if it was stopped

 private:
  struct impl;
  std::unique_ptr<impl> impl_;
};

}  // namespace tickler::inline TICKLER_ABI
