#include "records/block_reader.hpp"

#include <simdjson.h>

#include <algorithm>
#include <utility>

namespace tickler::inline TICKLER_ABI {

block_reader::block_reader(std::istream& in, listener progress)
    : in_(in), progress_(std::move(progress)), buffer_(first_block + simdjson::SIMDJSON_PADDING) {}

bool block_reader::more() {
  if (!in_.good()) return false;
  std::copy(buffer_.data() + begin_, buffer_.data() + end_, buffer_.data());
  end_ -= begin_;
  begin_ = 0;
  if (buffer_.size() < end_ + block_ + simdjson::SIMDJSON_PADDING) buffer_.resize(2 * end_ + block_ + simdjson::SIMDJSON_PADDING);
  in_.read(buffer_.data() + end_, static_cast<std::streamsize>(block_));
  block_ = std::min(4 * block_, largest_block);
  const auto got = static_cast<std::size_t>(in_.gcount());
  end_ += got;
  total_ += got;
  if (progress_ && got != 0) progress_(total_);
  return got != 0;
}

bool block_reader::failed() const { return in_.bad(); }

}  // namespace tickler::inline TICKLER_ABI
