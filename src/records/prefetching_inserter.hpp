// Adds touchpoints to a book some at a time: what one will need of memory is fetched while the others are worked on. In a large
// book this is most of the time that adding takes.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <string_view>
#include <tickler/diagnostic.hpp>

#include "book/book_impl.hpp"
#include "records/touchpoint_record.hpp"

namespace tickler::inline TICKLER_ABI {

class prefetching_inserter {
 public:
  struct pending_touchpoint {
    touchpoint_record record;  // its texts are valid until flush
    touch_kind words;          // all of them
    std::uint32_t line;
  };
  // Hears what has not simply been added.
  class listener {
   public:
    virtual ~listener() = default;
    virtual void unknown_prospect(const touchpoint_record& t, source_position at) = 0;
    virtual void too_many(prospect_number number, const touchpoint_record& t, source_position at) = 0;
    virtual void known_already(prospect_number number, const book::impl::taken& what, source_position at) = 0;
  };

  prefetching_inserter(book::impl& into, listener& heard) : into_(into), index_(into.index.of(into.prospects)), heard_(heard) {}

  // The next place: fill it and call push().
  pending_touchpoint& next() noexcept { return touches_[size_]; }
  void push() {
    hashes_[size_] = hash_of_text(touches_[size_].record.prospect);
    index_.prefetch(hashes_[size_]);
    if (++size_ == most) flush();
  }
  void flush();

 private:
  static constexpr std::size_t most = 128;

  void guess();
  void add(std::size_t i);

  book::impl& into_;
  const id_index& index_;
  listener& heard_;
  std::array<pending_touchpoint, most> touches_;
  std::array<std::uint32_t, most> hashes_, guesses_;
  std::size_t size_ = 0;
};

}  // namespace tickler::inline TICKLER_ABI
