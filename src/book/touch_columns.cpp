#include "book/touch_columns.hpp"

#include <algorithm>
#include <bit>
#include <tickler/error.hpp>
#include <tickler/problem_numbers.hpp>

#include "base/wipe.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

[[noreturn]] void throw_too_many() { throw misuse(misuse_number::too_many, "more touchpoints than a book can hold"); }

// How many a span with room for more has room for, given how many are in it.
std::size_t capacity_for(std::size_t count) noexcept { return count == 0 ? 0 : std::max<std::size_t>(4, std::bit_ceil(count)); }

template <class To, class From>
void widen_codes(const char* from, char* to, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    From code;
    std::memcpy(&code, from + i * sizeof code, sizeof code);
    const To wide = code;
    std::memcpy(to + i * sizeof wide, &wide, sizeof wide);
  }
}

bool is_in_order(const std::uint32_t* at, std::size_t n) noexcept {
  constexpr auto end = static_cast<std::uint32_t>(time_end.time_since_epoch().count());
  if (n == 0) return true;
  bool falls = at[n - 1] >= end;
  for (std::size_t i = 1; i < n; ++i) falls |= at[i - 1] > at[i];
  return !falls;
}

template <class Code>
std::uint32_t largest(const char* codes, std::size_t n) noexcept {
  Code most = 0;
  for (std::size_t i = 0; i < n; ++i) {
    Code code;
    std::memcpy(&code, codes + i * sizeof code, sizeof code);
    most = std::max(most, code);
  }
  return most;
}

std::uint32_t largest_code(const char* codes, std::size_t n, std::uint32_t width) noexcept {
  return width == 1   ? largest<std::uint8_t>(codes, n)
         : width == 2 ? largest<std::uint16_t>(codes, n)
                      : largest<std::uint32_t>(codes, n);
}

}  // namespace

std::size_t touch_columns::capacity(std::uint64_t span) noexcept {
  return (span & has_room) != 0 ? capacity_for(count(span)) : count(span);
}

void touch_columns::insert(std::size_t prospect, std::uint32_t at, std::uint32_t code) noexcept {
  auto& span = spans_[prospect];
  const auto begin = offset(span), end = begin + count(span);
  auto position = end;
  if (position != begin && at_[position - 1] > at) {
    auto* const times = at_.data();
    position = static_cast<std::size_t>(std::upper_bound(times + begin, times + end, at) - times);
    std::memmove(times + position + 1, times + position, (end - position) * sizeof(std::uint32_t));
    std::memmove(codes_.data() + (position + 1) * width_, codes_.data() + position * width_, (end - position) * width_);
  }
  at_[position] = at;
  put_code(position, code);
  span += one_more;
  ++total_;
}

// The last span grows where it is, others move behind it. Room doubles, so what they leave behind is less than what they then take.
void touch_columns::make_room_in(std::uint64_t& span) {
  const auto room = capacity_for(count(span) + 1);
  if (offset(span) + count(span) == at_.size()) {
    resize(offset(span) + room);
    span |= has_room;
    return;
  }
  const auto to = at_.size();
  resize(to + room);
  const auto from = offset(span), n = count(span);
  std::memcpy(at_.data() + to, at_.data() + from, n * sizeof(std::uint32_t));
  std::memcpy(codes_.data() + to * width_, codes_.data() + from * width_, n * width_);
  forget(span);
  span = span_of(to, n) | has_room;
}

void touch_columns::forget(std::uint64_t span) noexcept {
  const auto from = offset(span), n = capacity(span);
  wipe(at_.data() + from, n * sizeof(std::uint32_t));
  wipe(codes_.data() + from * width_, n * width_);
  garbage_ += n;
}

void touch_columns::make_room_for(std::size_t touchpoints) {
  const auto all = at_.size() + touchpoints;
  if (all > offset_mask) throw_too_many();
  codes_.make_room(touchpoints * width_);
  at_.make_room(touchpoints);
}

void touch_columns::set(std::size_t prospect, const std::vector<std::uint32_t>& at,
                        const std::vector<std::uint32_t>& codes) noexcept {
  erase(prospect);
  const auto to = at_.size();
  resize(to + at.size());
  for (std::size_t i = 0; i < at.size(); ++i) {
    at_[to + i] = at[i];
    put_code(to + i, codes[i]);
  }
  if (!at.empty()) spans_[prospect] = span_of(to, at.size());
  total_ += at.size();
}

void touch_columns::erase(std::size_t prospect) noexcept {
  auto& span = spans_[prospect];
  forget(span);
  total_ -= count(span);
  span = 0;
}

void touch_columns::put_code(std::size_t i, std::uint32_t code) noexcept {
  const auto put = [&](auto narrow) { std::memcpy(codes_.data() + i * sizeof narrow, &narrow, sizeof narrow); };
  if (width_ == 1)
    put(static_cast<std::uint8_t>(code));
  else if (width_ == 2)
    put(static_cast<std::uint16_t>(code));
  else
    put(code);
}

void touch_columns::widen() {
  pod_array<char> wide;
  wide.resize(at_.size() * width_ * 2);
  if (width_ == 1)
    widen_codes<std::uint16_t, std::uint8_t>(codes_.data(), wide.data(), at_.size());
  else
    widen_codes<std::uint32_t, std::uint16_t>(codes_.data(), wide.data(), at_.size());
  codes_ = std::move(wide);
  width_ *= 2;
}

void touch_columns::resize(std::size_t touchpoints) {
  if (touchpoints > offset_mask) throw_too_many();
  if (touchpoints > at_.size()) make_room_for(touchpoints - at_.size());  // of both columns, or none
  codes_.resize(touchpoints * width_);
  at_.resize(touchpoints);
}

bool touch_columns::is_packed() const noexcept {
  std::size_t next = 0;
  for (const auto span : spans_) {
    if (count(span) != 0 && (offset(span) != next || (span & has_room) != 0)) return false;
    next += count(span);
  }
  return next == at_.size();
}

void touch_columns::shrink_to_fit() {
  if (!is_packed()) pack();
  spans_.shrink_to_fit();
  at_.shrink_to_fit();
  codes_.shrink_to_fit();
}

void touch_columns::pack() {
  touch_columns packed;
  packed.width_ = width_;
  packed.at_.reserve(total_);
  packed.codes_.reserve(total_ * width_);
  for (auto& span : spans_) {
    const auto from = offset(span), n = count(span);
    span = span_of(packed.at_.size(), n);
    packed.at_.append(at_.data() + from, n);
    packed.codes_.append(codes_.data() + from * width_, n * width_);
  }
  at_ = std::move(packed.at_);
  codes_ = std::move(packed.codes_);
  garbage_ = 0;
}

bool touch_columns::assign(const std::uint32_t* counts, std::size_t prospects, pod_array<std::uint32_t> at, pod_array<char> codes,
                           std::uint32_t width, std::uint32_t code_end) {
  pod_array<std::uint64_t> spans;
  spans.reserve(prospects);
  spans.resize(prospects);
  std::uint64_t next = 0;
  for (std::size_t i = 0; i < prospects; ++i) {
    const std::uint64_t n = counts[i];
    if (n > max_touchpoints || n > at.size() - next || !is_in_order(at.data() + next, n)) return false;
    spans[i] = span_of(next, n);
    next += n;
  }
  if (next != at.size() || codes.size() != next * width || next > offset_mask) return false;
  if (next != 0 && largest_code(codes.data(), next, width) >= code_end) return false;
  spans_ = std::move(spans);
  at_ = std::move(at);
  codes_ = std::move(codes);
  width_ = width;
  total_ = next;
  garbage_ = 0;
  return true;
}

}  // namespace tickler::inline TICKLER_ABI
