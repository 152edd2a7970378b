// What some touchpoints have besides time and words: `until`, `steps`, `keys`, `id`, `address`. A prospect's are one piece of
// bytes, in the order of its touchpoints that have any.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <tickler/export.hpp>
#include <tickler/instant.hpp>
#include <tickler/touchpoint.hpp>

#include "base/few_texts.hpp"
#include "base/pod_array.hpp"
#include "base/varint.hpp"
#include "model/touchpoint_check.hpp"

namespace tickler::inline TICKLER_ABI {

struct details_view {
  std::optional<instant> until{};
  std::string_view id{}, address{};
  few_texts<most_keys> keys{};
  few_texts<most_steps> steps{};
};

// What a touchpoint has of them: none, only such by which nothing is decided (id), or others.
enum class details_kind : std::uint8_t { none, unasked, asked };

inline details_kind kind_of(const details_view& x) noexcept {
  if (has_asked_details(x)) return details_kind::asked;
  return x.id.empty() ? details_kind::none : details_kind::unasked;
}

class details_reader {
 public:
  details_reader() = default;
  explicit details_reader(std::string_view bytes) : in_(bytes) {}

  bool done() const noexcept { return in_.done(); }
  bool failed() const noexcept { return in_.failed(); }
  const char* position() const noexcept { return in_.position(); }

  // The details of the next touchpoint that has any. The texts are valid until the book changes.
  // The view is empty for bytes that pack() would not write.
  details_view next() noexcept {
    details_view x;
    read(x);
    return x;
  }

  // The same, into one that is used again.
  void read(details_view& x) noexcept {
    x.until.reset(), x.id = x.address = {};
    x.keys.clear(), x.steps.clear();
    const auto has = in_.byte();
    auto keys = static_cast<std::size_t>(has & has_key) / has_key,
         steps = static_cast<std::size_t>(has >> steps_shift & steps_mask);
    if ((has & has_many) != 0) {
      if (keys != 0 || steps != 0) return;
      keys = in_.byte(), steps = in_.byte();
      if (!are_many(keys, steps) || keys > most_keys || steps > most_steps) return;
    } else if (are_many(keys, steps)) {
      return;
    }
    if ((has & has_until) != 0) x.until = instant{std::chrono::seconds{in_.signed_number()}};
    for (; keys != 0; --keys) x.keys.push_back(in_.text());
    if ((has & has_id) != 0) x.id = in_.text();
    if ((has & has_address) != 0) x.address = in_.text();
    for (; steps != 0; --steps) x.steps.push_back(in_.text());
  }

  // The first byte. Mostly it has room for how many keys and steps there are; else they are the next two bytes.
  static constexpr std::uint8_t has_until = 1, has_key = 2, has_id = 32, has_address = 64, has_many = 128;
  static constexpr int steps_shift = 2, steps_mask = 7;
  static constexpr bool are_many(std::size_t keys, std::size_t steps) noexcept { return keys > 1 || steps > 4; }

 private:
  varint_reader in_;
};

// Of what pack() has written for one touchpoint; nothing was written for one that has none.
inline details_kind kind_of(std::string_view packed) noexcept {
  if (packed.empty()) return details_kind::none;
  return (static_cast<std::uint8_t>(packed.front()) & ~details_reader::has_id) == 0 ? details_kind::unasked : details_kind::asked;
}

// Valid as long as the touchpoint.
inline details_view details_of(const touchpoint& t) {
  details_view x{.until = t.until, .id = t.id, .address = t.address};
  x.keys.assign(t.keys);
  x.steps.assign(t.steps);
  return x;
}

inline touchpoint touchpoint_of(instant at, const touch_words& words, const details_view& x) {
  touchpoint t{.at = at, .words = words, .until = x.until, .id = std::string(x.id), .address = std::string(x.address)};
  t.steps.assign(x.steps.begin(), x.steps.end());
  t.keys.assign(x.keys.begin(), x.keys.end());
  return t;
}

TICKLER_API void pack(varint_buffer& out, const details_view& x);
TICKLER_API void pack(varint_buffer& out, const touchpoint& t);

class TICKLER_API details_columns {
 public:
  // Empty for a prospect without any.
  std::string_view operator[](std::size_t prospect) const noexcept {
    if (prospect >= offsets_.size() || offsets_[prospect] == 0) return {};
    const auto at = offsets_[prospect];
    return {bytes_.data() + at, header_at(at).size};
  }

  // At the end, or behind the first `before` of the prospect's. Throws misuse past 4 GiB.
  void append(std::size_t prospect, std::string_view packed);
  void insert(std::size_t prospect, std::size_t before, std::string_view packed);

  // All of the prospect's are these. Cannot fail after make_room_for.
  void make_room_for(std::size_t prospect, std::size_t bytes);
  void set(std::size_t prospect, std::string_view packed) noexcept;
  void erase(std::size_t prospect) noexcept;

  std::string_view room() const noexcept { return {bytes_.data(), bytes_.size()}; }

  // Whether more than half has become free; shrink_to_fit() uses it again.
  bool has_much_free() const noexcept { return garbage_ > bytes_.size() / 2; }

  void shrink_to_fit();
  std::size_t bytes() const noexcept { return offsets_.bytes() + bytes_.bytes(); }

 private:
  // In front of a prospect's bytes.
  struct header {
    std::uint32_t size, capacity;
  };

  header header_at(std::size_t at) const noexcept {
    header h;
    std::memcpy(&h, bytes_.data() + at - sizeof h, sizeof h);
    return h;
  }
  void put_header(std::size_t at, header h) noexcept { std::memcpy(bytes_.data() + at - sizeof h, &h, sizeof h); }
  void insert_at(std::size_t prospect, std::size_t offset, std::string_view packed);
  void make_room(std::size_t prospect, std::size_t more);
  void forget(std::uint64_t at) noexcept;

  pod_array<std::uint64_t> offsets_;  // by prospect, as far as any has details: where its bytes begin, 0 for none
  pod_array<char> bytes_;
  std::size_t garbage_ = 0;  // bytes that are none's
};

}  // namespace tickler::inline TICKLER_ABI
