// Arrays of Arrow in the making. Each keeps its own memory, so that whoever gets a table may take single columns out of it.
#pragma once

#include <tickler/arrow_c.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
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

// A bit a row; none at all as long as every bit is set.
class validity {
 public:
  void add(bool is_valid);
  std::size_t nulls() const noexcept { return nulls_; }
  buffer take();

 private:
  std::vector<std::uint8_t> bits_{};
  std::size_t size_ = 0, nulls_ = 0;
};

template <class T>
class numbers {
 public:
  void add(T value) { add(value, true); }
  void add(std::optional<T> value) { add(value.value_or(T{}), value.has_value()); }
  std::size_t size() const noexcept { return values_.size(); }
  array take(array dictionary = {}) {
    const auto size = values_.size(), nulls = valid_.nulls();
    auto is_valid = valid_.take();
    return array_of(size, nulls, {std::move(is_valid), buffer_of(std::exchange(values_, {}))}, {}, std::move(dictionary));
  }

 private:
  void add(T value, bool is_valid) {
    values_.push_back(value);
    valid_.add(is_valid);
  }

  std::vector<T> values_{};
  validity valid_{};
};

// Throws misuse past 2 GiB.
class texts {
 public:
  void add(std::string_view text);  // no text: null
  void add_or_null(std::string_view text) { add(text.empty() ? std::string_view() : text); }
  array take();

 private:
  std::vector<std::int32_t> offsets_{0};
  std::vector<char> bytes_{};
  validity valid_{};
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

// Texts of few kinds, each once. Those that come from the same place, such as a policy, are found by where they lie.
class dictionary {
 public:
  std::optional<std::int32_t> code(std::string_view lasting);  // an empty one has none
  array take() const;

 private:
  struct text {
    std::string_view lasting;
    std::int32_t code;
  };
  std::vector<text> by_place_{};  // sorted
  std::vector<std::string_view> texts_{};
};

}  // namespace tickler::c::arrow
