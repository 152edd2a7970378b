// What a run makes its choices by: the bytes of the input, and noughts when there are no more.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace fuzz {

class dice {
 public:
  explicit dice(std::string_view bytes) : left_(bytes) {}
  bool empty() const noexcept { return left_.empty(); }
  std::string_view rest() const noexcept { return left_; }

  template <class T>
  T number() {
    T n{};
    const auto taken = take(sizeof n);
    if (!taken.empty()) std::memcpy(&n, taken.data(), taken.size());
    return n;
  }

  std::uint8_t byte() { return number<std::uint8_t>(); }
  std::size_t below(std::size_t n) { return byte() % n; }
  bool percent(int chance) { return byte() * 100 < chance * 256; }

  template <class List>
  const auto& one_of(const List& list) {
    return *(std::begin(list) + static_cast<std::ptrdiff_t>(below(std::size(list))));
  }

  std::string_view text() { return take(byte() * 4u); }
  std::string_view take(std::size_t n) {
    const auto taken = left_.substr(0, n);
    left_.remove_prefix(taken.size());
    return taken;
  }

 private:
  std::string_view left_;
};

}  // namespace fuzz
