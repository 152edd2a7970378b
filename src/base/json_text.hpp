// Writes JSON, piece by piece. What is written must already be UTF-8.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <tickler/instant.hpp>
#include <utility>

#include "base/eight_bytes.hpp"
#include "base/instant_text.hpp"

namespace tickler::inline TICKLER_ABI {

class json_text {
 public:
  std::string take() && {
    out_.resize(size_);
    return std::move(out_);
  }

  json_text& raw(std::string_view piece) {
    end(put(room(piece.size()), piece));
    return *this;
  }

  json_text& name(std::string_view field) {
    auto* at = room(field.size() + 4);
    if (size_ != 0 && at[-1] != '{') *at++ = ',';
    at = put(at, "\"");
    at = put(at, field);
    end(put(at, "\":"));
    return *this;
  }

  json_text& string(std::string_view value) { return plain_in_json(value) == value.size() ? quoted(value) : escaped(value); }

  json_text& string_or_null(std::string_view value) { return value.empty() ? raw("null") : string(value); }

  json_text& time(const std::optional<instant>& t) {
    if (!t) return raw("null");
    return instant_text::fits(*t) ? quoted(instant_text(*t).view()) : string(to_string(*t));
  }

  template <class Range, class Write>
  json_text& list(const Range& range, Write write) {
    raw("[");
    bool first = true;
    for (const auto& entry : range) {
      if (!first) raw(",");
      first = false;
      write(entry);
    }
    return raw("]");
  }

 private:
  json_text& quoted(std::string_view plain) {
    auto* at = room(plain.size() + 2);
    at = put(at, "\"");
    at = put(at, plain);
    end(put(at, "\""));
    return *this;
  }

  json_text& escaped(std::string_view value) {
    raw("\"");
    for (auto plain = plain_in_json(value); plain != value.size(); plain = plain_in_json(value)) {
      raw(value.substr(0, plain));
      escape(value[plain]);
      value.remove_prefix(plain + 1);
    }
    return raw(value).raw("\"");
  }

  void escape(char c) {
    constexpr std::string_view hex = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20)
      raw("\\").raw({&c, 1});
    else
      raw("\\u00").raw({&hex[byte >> 4], 1}).raw({&hex[byte & 15], 1});
  }

  // Where the next `more` characters go.
  char* room(std::size_t more) {
    if (out_.size() - size_ < more) [[unlikely]]
      grow(more);
    return out_.data() + size_;
  }
  [[gnu::noinline]] void grow(std::size_t more) { out_.resize(std::max(size_ + more, std::max(2 * out_.size(), least_room))); }
  static char* put(char* at, std::string_view piece) noexcept { return std::copy(piece.begin(), piece.end(), at); }
  void end(const char* at) noexcept { size_ = static_cast<std::size_t>(at - out_.data()); }

  static constexpr std::size_t least_room = 1000;
  std::string out_{};  // as long as there is room
  std::size_t size_ = 0;
};

}  // namespace tickler::inline TICKLER_ABI
