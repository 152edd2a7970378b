#include "engine/state/bounced_addresses.hpp"

#include <algorithm>

#include "base/address.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

constexpr std::size_t head_size = 3;

bool is_same(std::string_view compared, std::string_view address) noexcept {
  std::size_t at = 0;
  bool same = true;
  for_each_compared(address, [&](char c) {
    same = same && at < compared.size() && compared[at] == c;
    ++at;
  });
  return same && at == compared.size();
}

std::size_t byte_at(std::string_view text, std::size_t i) noexcept { return static_cast<std::uint8_t>(text[i]); }

}  // namespace

template <class Each>
void bounced_addresses::for_each(Each&& each) const {
  const std::string_view all = packed_;
  for (std::size_t at = 0; at < all.size();) {
    const auto size = byte_at(all, at + 1) | byte_at(all, at + 2) << 8;
    const auto end = at + head_size + size;
    if (each(at, end, byte_at(all, at), all.substr(at + head_size, size))) return;
    at = end;
  }
}

bool bounced_addresses::has(std::size_t channel_bit, std::string_view address) const noexcept {
  bool found = false;
  for_each([&](std::size_t, std::size_t, std::size_t bit, std::string_view compared) {
    return found = bit == channel_bit && is_same(compared, address);
  });
  return found;
}

bool bounced_addresses::any_on(std::size_t channel_bit) const noexcept {
  bool found = false;
  for_each([&](std::size_t, std::size_t, std::size_t bit, std::string_view) { return found = bit == channel_bit; });
  return found;
}

bool bounced_addresses::add(std::size_t channel_bit, std::string_view address) {
  if (has(channel_bit, address)) return true;
  std::size_t count = 0;
  for_each([&](std::size_t, std::size_t, std::size_t, std::string_view) {
    ++count;
    return false;
  });
  if (count == most) return false;
  const auto begin = packed_.size();
  packed_ += {static_cast<char>(channel_bit), 0, 0};
  for_each_compared(address, [&](char c) { packed_ += c; });
  const auto size = packed_.size() - begin - head_size;
  packed_[begin + 1] = static_cast<char>(size & 0xff), packed_[begin + 2] = static_cast<char>(size >> 8);
  return true;
}

void bounced_addresses::remove(std::size_t channel_bit, std::string_view address) noexcept {
  for_each([&](std::size_t begin, std::size_t end, std::size_t bit, std::string_view compared) {
    if (bit != channel_bit || !is_same(compared, address)) return false;
    packed_.erase(begin, end - begin);
    return true;
  });
}

void bounced_addresses::remove_all(std::size_t channel_bit) noexcept {
  for (bool found = true; found;) {
    found = false;
    for_each([&](std::size_t begin, std::size_t end, std::size_t bit, std::string_view) {
      found = bit == channel_bit;
      if (found) packed_.erase(begin, end - begin);
      return found;
    });
  }
}

bool bounced_addresses::unpack(std::string bytes) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < bytes.size(); ++count) {
    if (bytes.size() - at < head_size || byte_at(bytes, at) >= 64) return false;
    const auto size = byte_at(bytes, at + 1) | byte_at(bytes, at + 2) << 8;
    if (bytes.size() - at - head_size < size) return false;
    at += head_size + size;
  }
  if (count > most) return false;
  packed_ = std::move(bytes);
  return true;
}

}  // namespace tickler::inline TICKLER_ABI
