// The agenda: which prospects may have something new since they were last looked at.
//
//   tickler::agenda agenda;
//   tickler::evaluate_all(policy, book, now, [&](auto number, const auto& d) { agenda.set(number, d.next_change); });
//   agenda.invalidate(book.find("ada").value());                // she has a new touchpoint, or her record has changed
//   const auto show = [&](auto number, const auto& d) { std::cout << book.id(number) << ' ' << d.actions.size() << '\n'; };
//   tickler::process_due(policy, book, agenda, later, show);
//
// It keeps each prospect's next_change; processing costs what is due, not what there is. A new policy makes it void: evaluate all
// again. A value; one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <tickler/evaluate_all.hpp>
#include <vector>

namespace tickler {

class TICKLER_API agenda {
 public:
  // Replaces what was known of the prospect; nothing: it does not change by itself.
  void set(prospect_number number, std::optional<instant> next_change);

  // It is to be looked at the next time, whenever that is.
  void invalidate(prospect_number number) { set(number, time_begin); }

  // Takes out all whose time has come, ascending.
  std::vector<prospect_number> take_due(instant now);

  // The first instant at which take_due would find some, or earlier; nothing if it never would.
  std::optional<instant> next() const;

  std::size_t bytes() const noexcept;

 private:
  static constexpr std::uint32_t never = 0xffffffff;
  struct entry {
    std::uint32_t at;
    prospect_number number;
  };

  static bool is_later(const entry& a, const entry& b) noexcept { return a.at > b.at; }
  void forget_outdated();

  std::vector<std::uint32_t> next_{};                    // by prospect: seconds since 1970
  std::map<std::uint32_t, std::vector<entry>> hours_{};  // by hour since 1970; heaps, the earliest first; entries may be outdated
  std::size_t entries_ = 0, prospects_ = 0;              // of hours_; with a time
};

// Decides for those whose time has come, hands them over and sets their next_change.
TICKLER_API void process_due(const policy& p, const book& all, agenda& when, instant now, const each_decision& each);

}  // namespace tickler
