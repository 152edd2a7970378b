// Numbers and texts in as few bytes as is simple: numbers seven bits a byte, lowest first; texts behind their length.
#pragma once

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tickler/export.hpp>

#include "base/pod_array.hpp"

namespace tickler::inline TICKLER_ABI {

// Writes where there is room for it.
class varint_writer {
 public:
  static constexpr std::size_t max_number_bytes = 10;  // bytes

  explicit varint_writer(char* at) noexcept : at_(at) {}
  char* position() const noexcept { return at_; }

  varint_writer& byte(std::uint8_t b) noexcept {
    *at_++ = static_cast<char>(b);
    return *this;
  }
  varint_writer& number(std::uint64_t n) noexcept {
    for (; n >= 0x80; n >>= 7) byte(static_cast<std::uint8_t>(n | 0x80));
    return byte(static_cast<std::uint8_t>(n));
  }
  varint_writer& signed_number(std::int64_t n) noexcept {  // small ones of either sign are short
    return number(static_cast<std::uint64_t>(n) << 1 ^ static_cast<std::uint64_t>(n >> 63));
  }
  varint_writer& real(double d) noexcept {
    const auto bits = std::bit_cast<std::uint64_t>(d);
    for (int shift = 0; shift < 64; shift += 8) byte(static_cast<std::uint8_t>(bits >> shift));
    return *this;
  }
  varint_writer& text(std::string_view t) noexcept {
    number(t.size());
    at_ = std::copy(t.begin(), t.end(), at_);
    return *this;
  }

 private:
  char* at_;
};

// Makes the room.
class varint_buffer {
 public:
  void clear() noexcept { out_.resize(0); }
  void wipe() noexcept { out_.wipe(); }
  std::string_view room() const noexcept { return {out_.data(), out_.bytes()}; }  // whatever is there
  std::string_view bytes() const noexcept { return {out_.data(), out_.size()}; }

  // write(bare_packer&) writes so many bytes at most.
  template <class Write>
  varint_buffer& with_room(std::size_t bytes, Write&& write) {
    out_.make_room(bytes);
    varint_writer to(out_.end());
    write(to);
    assert(to.position() <= out_.end() + bytes);
    out_.resize(static_cast<std::size_t>(to.position() - out_.data()));
    return *this;
  }

  varint_buffer& byte(std::uint8_t b) {
    return with_room(1, [=](varint_writer& to) { to.byte(b); });
  }
  varint_buffer& number(std::uint64_t n) {
    return with_room(varint_writer::max_number_bytes, [=](varint_writer& to) { to.number(n); });
  }
  varint_buffer& signed_number(std::int64_t n) {
    return with_room(varint_writer::max_number_bytes, [=](varint_writer& to) { to.signed_number(n); });
  }
  varint_buffer& real(double d) {
    return with_room(sizeof d, [=](varint_writer& to) { to.real(d); });
  }
  varint_buffer& text(std::string_view t) {
    return with_room(varint_writer::max_number_bytes + t.size(), [=](varint_writer& to) { to.text(t); });
  }

 private:
  pod_array<char> out_;
};

// Reads nothing past the end: what is missing reads as 0 and empty, and failed() says so.
class varint_reader {
 public:
  varint_reader() = default;
  explicit varint_reader(std::string_view bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  bool done() const noexcept { return at_ == end_; }
  bool failed() const noexcept { return failed_; }
  std::size_t left() const noexcept { return static_cast<std::size_t>(end_ - at_); }
  const char* position() const noexcept { return at_; }

  std::uint8_t byte() noexcept {
    if (at_ == end_) return fail();
    return static_cast<std::uint8_t>(*at_++);
  }
  std::uint64_t number() noexcept {
    std::uint64_t n = byte();
    if (n < 0x80) return n;
    n &= 0x7f;
    for (int shift = 7; shift < 64; shift += 7) {
      const std::uint64_t b = byte();
      n |= (b & 0x7f) << shift;
      if (b < 0x80) return n;
    }
    return fail();
  }
  std::int64_t signed_number() noexcept {
    const auto n = number();
    return static_cast<std::int64_t>(n >> 1 ^ (~(n & 1) + 1));
  }
  double real() noexcept {
    std::uint64_t bits = 0;
    for (int shift = 0; shift < 64; shift += 8) bits |= static_cast<std::uint64_t>(byte()) << shift;
    return std::bit_cast<double>(bits);
  }
  std::string_view text() noexcept {
    const auto size = number();
    if (size > left()) return fail(), std::string_view();
    const std::string_view t(at_, size);
    at_ += size;
    return t;
  }

 private:
  std::uint8_t fail() noexcept {
    at_ = end_;
    failed_ = true;
    return 0;
  }

  const char* at_ = nullptr;
  const char* end_ = nullptr;
  bool failed_ = false;
};

}  // namespace tickler::inline TICKLER_ABI
