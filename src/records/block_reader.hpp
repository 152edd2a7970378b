// A source in blocks: what has been read and not yet used is one piece of memory, however long it gets. The first block is small,
// so that the records of a single prospect pay for little; each has four times as many bytes as the one before, up to the largest.
// Blocks of a text lie in the text itself, but for the last, behind which nothing may be read.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <tickler/export.hpp>
#include <vector>

#include "records/record_source.hpp"

namespace tickler::inline TICKLER_ABI {

class block_reader {
 public:
  using listener = std::function<void(std::size_t bytes)>;  // may be empty
  static constexpr std::size_t first_block = 4u << 10, largest_block = 256u << 10;

  block_reader(record_source from, listener progress);
  block_reader(const block_reader&) = delete;
  block_reader& operator=(const block_reader&) = delete;

  // Followed by bytes that may be read though they mean nothing, as many as simdjson wants. Valid until more().
  std::string_view unread() const noexcept { return {data_ + begin_, end_ - begin_}; }

  // Appends a block to unread(); false at the end of the source.
  bool more();

  void skip(std::size_t bytes) noexcept { begin_ += bytes; }
  std::size_t total() const noexcept { return total_; }  // bytes read so far
  bool failed() const;                                   // the stream broke before its end

 private:
  std::size_t read_stream();
  std::size_t look_at_text();

  record_source from_;
  listener progress_;
  std::size_t block_ = first_block;  // bytes that the next one may have
  std::vector<char> buffer_;
  const char* data_;  // where begin_ and end_ count from: the buffer or the text
  std::size_t begin_ = 0, end_ = 0, total_ = 0;
};

}  // namespace tickler::inline TICKLER_ABI
