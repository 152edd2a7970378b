// A history: one prospect's touchpoints, ordered by time, ties in the order they were added.
//
//   tickler::history log(words);
//   log.add({.at = now, .words = {.channel = channel::email, .direction = direction::inbound, .outcome = outcome::inquired}});
//
// A value; one thread at a time may change it, any number may read it. A touchpoint takes 16 bytes, those with `until`, `steps`,
// `keys`, `id` or `address` more.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <tickler/touchpoint.hpp>
#include <tickler/vocabulary.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

class TICKLER_API history {
 public:
  static constexpr std::size_t max_size = 1'000'000;

  explicit history(vocabulary words);

  // Adds in order of time: at the end in constant time, a back-dated one in linear time. Throws misuse for an `at`
  // outside 1970 to 2037, an `until` outside the years 1 to 9999, more than 16 steps or keys, a key, id or address of more than 256
  // bytes, a step of more than 1,024, a step or key that is empty, the same key twice; misuse past max_size.
  void add(const touchpoint& t);

  // The i-th was otherwise: it is `t`. With the same `at` it stays where it is; with another it goes where add() would put it,
  // behind those of that instant. Returns where it is now. Throws as add() does, and misuse for no such touchpoint; what
  // throws changes nothing. Linear time.
  std::size_t replace(std::size_t i, const touchpoint& t);

  // The i-th never was; the others close up. Throws misuse. Linear time. Of a touchpoint that is erased or replaced no
  // text is left in the history's memory: it is overwritten.
  void erase(std::size_t i);

  void clear() noexcept;

  std::size_t size() const noexcept { return entries_.size(); }
  bool empty() const noexcept { return entries_.empty(); }
  touchpoint operator[](std::size_t i) const;
  const vocabulary& words() const noexcept { return words_; }

 private:
  friend struct internal_access;
  struct entry {
    instant at;
    touch_kind words;
    std::uint32_t details;  // 0: none; else 1 + the index into details_, and `asked` if anything may be decided by them

    static constexpr std::uint32_t asked = std::uint32_t{1} << 31;
    bool has_details() const noexcept { return details != 0; }
    bool is_asked() const noexcept { return (details & asked) != 0; }
    std::size_t details_index() const noexcept { return (details & ~asked) - 1; }
  };
  struct details {
    instant until;
    bool has_until;
    std::uint8_t other_keys;        // how many of `more`
    std::string key, id, address;   // the first key, mostly the only one
    std::vector<std::string> more;  // the other keys, then the steps
  };
  struct view {
    using entry = history::entry;
    using details = history::details;
    std::span<const entry> entries;
    std::span<const details> all_details;
  };
  view inside() const noexcept { return {entries_, details_}; }
  std::size_t checked(std::size_t i) const;
  void drop_details(entry& e) noexcept;

  vocabulary words_;
  std::vector<entry> entries_;
  std::vector<details> details_;
};

}  // namespace tickler::inline TICKLER_ABI
