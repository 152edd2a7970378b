// Arrays of Arrow in the making. Each keeps its own memory, so that whoever gets a table may take single columns out of it.
#pragma once

#include <tickler/arrow_c.h>

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace tickler::c::arrow {

// The one owner of an array or a schema, until it is given away.
template <class Struct>
class unique {
 public:
  unique() = default;
  explicit unique(Struct s) noexcept : has_(s) {}
  unique(unique&& other) noexcept : has_(std::exchange(other.has_, {})) {}
  unique& operator=(unique&& other) noexcept {
    std::swap(has_, other.has_);
    return *this;
  }
  ~unique() {
    if (has_.release) has_.release(&has_);
  }

  Struct* get() noexcept { return &has_; }
  Struct given_away() noexcept { return std::exchange(has_, {}); }

 private:
  Struct has_{};
};
using array = unique<ArrowArray>;
using schema = unique<ArrowSchema>;

// A type as Arrow writes it, its name, and what it is made of.
struct type {
  std::string format, name;
  std::vector<type> members{};
  bool is_coded = false;  // numbers of 32 bits into a dictionary of `format`
  bool is_nullable = true;
};
schema schema_of(const type& t);

// A buffer and what keeps it alive.
struct buffer {
  const void* data = nullptr;
  std::shared_ptr<const void> kept{};
};
template <class T>
buffer buffer_of(std::vector<T>&& values) {
  auto kept = std::make_shared<const std::vector<T>>(std::move(values));
  return {kept->data(), kept};
}

// `nulls` are told in the first buffer.
array array_of(std::size_t length, std::size_t nulls, std::vector<buffer> buffers, std::vector<array> children = {},
               array dictionary = {});

// Which of `size` rows there are: a bit each, none at all if every one is there.
struct validity {
  buffer bits{};
  std::size_t nulls = 0;
};
template <class IsNull>
validity validity_of(std::size_t size, IsNull&& is_null) {
  std::vector<std::uint8_t> bits(size / 8 + 1, 0);
  std::size_t nulls = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const auto null = static_cast<std::uint8_t>(is_null(i));
    nulls += null;
    bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | (null ^ 1u) << i % 8);
  }
  return nulls == 0 ? validity{} : validity{buffer_of(std::move(bits)), nulls};
}

template <class T>
class numbers {
 public:
  static constexpr T null = std::is_signed_v<T> ? std::numeric_limits<T>::min() : std::numeric_limits<T>::max();  // stands for none

  void add(T value) { values_.push_back(value); }
  std::size_t size() const noexcept { return values_.size(); }
  array take(array dictionary = {}) {
    auto valid = validity_of(values_.size(), [this](std::size_t i) { return values_[i] == null; });
    const auto size = values_.size();
    return array_of(size, valid.nulls, {std::move(valid.bits), buffer_of(std::exchange(values_, {}))}, {}, std::move(dictionary));
  }

 private:
  std::vector<T> values_{};
};
using codes = numbers<std::int32_t>;  // into a dictionary

// Throws misuse past 2 GiB.
class texts {
 public:
  std::size_t size() const noexcept { return offsets_.size() - 1; }
  void add(std::string_view text);  // no text: null
  void add_or_null(std::string_view text) { add(text.empty() ? std::string_view() : text); }
  array take();

 private:
  std::vector<std::int32_t> offsets_{0};
  std::vector<char> bytes_{};
  std::vector<std::size_t> nulls_{};  // which rows
};

// Where lists end whose elements are in another array.
class lists {
 public:
  void end(std::size_t elements);
  array take(array elements);

 private:
  std::vector<std::int32_t> offsets_{0};
};

array struct_of(std::size_t length, std::vector<array> members);

// Texts of few kinds, each once; they must outlive it.
class dictionary {
 public:
  std::int32_t code(std::string_view lasting);  // of an empty one: codes::null
  array take() const;

 private:
  std::vector<std::string_view> texts_{};
};

}  // namespace tickler::c::arrow
