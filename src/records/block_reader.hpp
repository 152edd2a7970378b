// A stream in blocks: what has been read and not yet used is one piece of memory, however long it gets. The first block is small,
// so that the records of a single prospect pay for little; each has four times as many bytes as the one before, up to the largest.
#pragma once

#include <cstddef>
#include <functional>
#include <istream>
#include <string_view>
#include <tickler/export.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

class block_reader {
 public:
  using listener = std::function<void(std::size_t bytes)>;  // may be empty
  static constexpr std::size_t first_block = 4u << 10, largest_block = 256u << 10;

  block_reader(std::istream& in, listener progress);

  // Followed by bytes that may be read though they mean nothing, as many as simdjson wants. Valid until more().
  std::string_view unread() const noexcept { return {buffer_.data() + begin_, end_ - begin_}; }

  // Appends a block to unread(); false at the end of the stream.
  bool more();

  void skip(std::size_t bytes) noexcept { begin_ += bytes; }
  std::size_t total() const noexcept { return total_; }  // bytes read so far
  bool failed() const;                                   // the stream broke before its end

 private:
  std::istream& in_;
  listener progress_;
  std::size_t block_ = first_block;  // bytes that the next one may have
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0, total_ = 0;
};

}  // namespace tickler::inline TICKLER_ABI
