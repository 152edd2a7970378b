// The agenda: which prospects may have something new since they were last looked at.
//
//   tickler::agenda agenda;
//   tickler::evaluate_all(policy, book, now, [&](auto number, const auto& d) { agenda.set(number, d.next_change); });
//   tickler::invalidate(policy, book, agenda, book.find("ada").value());  // she has a new touchpoint, or her record has changed
//   const auto show = [&](auto number, const auto& d) { std::cout << book.id(number) << ' ' << d.actions.size() << '\n'; };
//   tickler::process_due(policy, book, agenda, later, show);
//
// It keeps each prospect's next_change; looking at what is due costs that, not what there is. A new policy makes it void: evaluate
// all again. A value, empty when moved from; one thread at a time.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <tickler/evaluate_all.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

class TICKLER_API agenda {
 public:
  static constexpr prospect_number max_number = 99'999'999;  // memory goes with the largest number

  agenda() noexcept;
  agenda(const agenda& other);
  agenda(agenda&& other) noexcept;
  agenda& operator=(const agenda& other);
  agenda& operator=(agenda&& other) noexcept;
  ~agenda();

  // Replaces what was known of the prospect; nothing: it does not change by itself. Throws misuse past max_number. What
  // throws leaves the agenda as it was.
  void set(prospect_number number, std::optional<instant> next_change);

  // It is to be looked at the next time, whenever that is. Others who depend on her: see the function below.
  void invalidate(prospect_number number) { set(number, time_begin); }

  // Those whose time has come, ascending; they stay until they are set anew, or are taken out.
  std::vector<prospect_number> due(instant now) const;
  std::vector<prospect_number> take_due(instant now);

  // The first instant at which some are due, or earlier; nothing if there are none.
  std::optional<instant> next() const;

  std::size_t bytes() const noexcept;

 private:
  friend struct internal_access;
  struct impl;
  impl& inside();
  const impl& inside() const noexcept;

  std::unique_ptr<impl> impl_;
};

// The prospect has a new touchpoint, or her record has changed: she is to be looked at the next time, and all for whom that counts:
// her account, where the policy asks for colleagues; whoever has an e-mail address or telephone number of hers; and where the
// policy has steps `to: referrer`, all whom these have referred. To be called before and after account or contact data of a record
// change, and before one is erased, since who had something in common with it is not known any more. In time linear in these; in
// the book once after records have changed, and with steps `to: referrer`. Throws misuse for an empty policy, and for a number that
// is not of the book.
TICKLER_API void invalidate(const policy& p, const book& all, agenda& when, prospect_number number);

// Decides for those whose time has come, hands them over, and then sets their next_change: each is handed over at least once. When
// `each` throws or stops, the one that it threw for and all behind it are still due; the one that it stopped at is not. It must
// not set the prospect that it is handed. One that was erased from the book is never handed over and is due no more: what was made
// for her the app removes when it erases her. Throws misuse, before anything is handed over, if a number is not of the
// book. False if it was stopped.
TICKLER_API bool process_due(const policy& p, const book& all, agenda& when, instant now, const each_decision& each);

}  // namespace tickler::inline TICKLER_ABI
