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
  enum class problem : std::uint8_t { unknown_prospect, too_many, too_many_words };
  using rejection = std::function<void(problem, std::string_view id, std::uint32_t line)>;

  prefetching_inserter(book::impl& into, rejection reject)
      : into_(into), index_(into.index.of(into.prospects)), reject_(std::move(reject)) {}

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
  rejection reject_;
  std::array<pending_touchpoint, most> touches_;
  std::array<std::uint32_t, most> hashes_, guesses_;
  std::size_t size_ = 0;
};

}  // namespace tickler::inline TICKLER_ABI
