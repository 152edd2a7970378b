#include "records/block_reader.hpp"

#include <simdjson.h>

#include <algorithm>
#include <utility>

namespace tickler::inline TICKLER_ABI {

namespace {

constexpr std::size_t padding = simdjson::SIMDJSON_PADDING;

}  // namespace

block_reader::block_reader(record_source from, listener progress)
    : from_(from), progress_(std::move(progress)), data_(from.text.data()) {}

bool block_reader::more() {
  const auto got = from_.stream != nullptr ? read_stream() : look_at_text();
  block_ = std::min(4 * block_, largest_block);
  total_ += got;
  if (progress_ && got != 0) progress_(total_);
  return got != 0;
}

std::size_t block_reader::read_stream() {
  if (!from_.stream->good()) return 0;
  std::copy(buffer_.data() + begin_, buffer_.data() + end_, buffer_.data());
  end_ -= begin_;
  begin_ = 0;
  if (buffer_.size() < end_ + block_ + padding) buffer_.resize(2 * end_ + block_ + padding);
  data_ = buffer_.data();
  from_.stream->read(buffer_.data() + end_, static_cast<std::streamsize>(block_));
  const auto got = static_cast<std::size_t>(from_.stream->gcount());
  end_ += got;
  return got;
}

std::size_t block_reader::look_at_text() {
  const auto rest = from_.text.substr(total_);
  if (rest.size() >= block_ + padding) {
    end_ += block_;
    return block_;
  }
  if (rest.empty()) return 0;
  const auto before = unread();
  buffer_.reserve(before.size() + rest.size() + padding);
  buffer_.assign(before.begin(), before.end());
  buffer_.insert(buffer_.end(), rest.begin(), rest.end());
  buffer_.resize(buffer_.size() + padding);
  data_ = buffer_.data();
  begin_ = 0;
  end_ = before.size() + rest.size();
  return rest.size();
}

bool block_reader::failed() const { return from_.stream != nullptr && from_.stream->bad(); }

}  // namespace tickler::inline TICKLER_ABI
