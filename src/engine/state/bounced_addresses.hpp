// Which addresses have bounced on which channel: semantics R29. Packed into one text, so that a state that is used again needs no
// new memory for them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

// Equal are addresses that differ in the case of their ASCII letters, and telephone numbers of the same digits.
class bounced_addresses {
 public:
  static constexpr std::size_t most = 32;

  bool empty() const noexcept { return packed_.empty(); }
  bool has(std::size_t channel_bit, std::string_view address) const noexcept;
  bool any_on(std::size_t channel_bit) const noexcept;
  bool add(std::size_t channel_bit, std::string_view address);  // false: there are too many
  void remove(std::size_t channel_bit, std::string_view address) noexcept;
  void remove_all(std::size_t channel_bit) noexcept;
  void clear() noexcept { packed_.clear(); }

  // As bytes, and from bytes that may be anything: false for what is not such.
  const std::string& packed() const noexcept { return packed_; }
  bool unpack(std::string bytes);

 private:
  template <class Each>
  void for_each(Each&& each) const;  // each(begin, end, channel bit, address); until it returns true

  std::string packed_{};  // of each: the channel's bit, two bytes of size, the address as it is compared
};

}  // namespace tickler::inline TICKLER_ABI
