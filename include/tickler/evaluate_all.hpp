// Decisions for a whole book.
//
//   tickler::decisions all;
//   tickler::evaluate_all(policy, book, now, all, std::thread::hardware_concurrency());
//   tickler::decision one;
//   for (tickler::prospect_number i = 0; i < all.size(); ++i)
//     if (all.status_of(i) == tickler::status::active) all.get(i, one);
//
// Each is what evaluate would say of the prospect and its history, in the order of the book, and the same for any number of
// threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <tickler/book.hpp>
#include <tickler/decision.hpp>
#include <tickler/policy.hpp>

namespace tickler {

// All throw std::invalid_argument for an empty policy, a book of another vocabulary, and `now` outside 1970 to 2037. The book must
// not change meanwhile. None throws for what a prospect or history holds: decision.problem says what cannot be used.

// Hands over one after the other, on this thread. The decision's buffers are used again for the next.
using each_decision = std::function<void(prospect_number, const decision&)>;
TICKLER_API void evaluate_all(const policy& p, const book& all, instant now, const each_decision& each);

// The same for some prospects, in the order that they are named in. Throws std::out_of_range for a number that is not of the book.
TICKLER_API void evaluate_some(const policy& p, const book& all, std::span<const prospect_number> some, instant now,
                               const each_decision& each);

// The decisions for a book, in few bytes: some 60 for a prospect with two actions. A value; any number of threads may read it.
class TICKLER_API decisions {
 public:
  decisions();
  decisions(const decisions& other);
  decisions(decisions&& other) noexcept;
  decisions& operator=(const decisions& other);
  decisions& operator=(decisions&& other) noexcept;
  ~decisions();

  std::size_t size() const noexcept;

  // Functions that take a number throw std::out_of_range for one that is not of the book.
  status status_of(prospect_number number) const;
  std::optional<instant> next_change_of(prospect_number number) const;
  void get(prospect_number number, decision& into) const;

  std::size_t bytes() const noexcept;
  friend TICKLER_API bool operator==(const decisions& a, const decisions& b) noexcept;

  struct impl;
  impl& get() noexcept { return *impl_; }

 private:
  std::unique_ptr<impl> impl_;
};

// Replaces what is in `out`, in its memory as far as that fits. On so many threads, this one among them; 0 is 1.
TICKLER_API void evaluate_all(const policy& p, const book& all, instant now, decisions& out, unsigned threads = 1);

// The same on threads of the caller's own: each that calls work() takes a share until there is none left. `out` is complete when
// all calls have returned; all that is named must live until then.
class TICKLER_API parallel_evaluation {
 public:
  parallel_evaluation(const policy& p, const book& all, instant now, decisions& out);
  ~parallel_evaluation();
  parallel_evaluation(const parallel_evaluation&) = delete;
  parallel_evaluation& operator=(const parallel_evaluation&) = delete;

  void work();

 private:
  struct impl;
  std::unique_ptr<impl> impl_;
};

}  // namespace tickler
