// Writes JSON, piece by piece. What is written must already be UTF-8.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tickler/instant.hpp>
#include <utility>

namespace tickler::inline TICKLER_ABI {

class json_text {
 public:
  std::string take() && { return std::move(out_); }

  json_text& raw(std::string_view piece) {
    out_ += piece;
    return *this;
  }

  json_text& name(std::string_view field) { return raw(out_.empty() || out_.back() == '{' ? "\"" : ",\"").raw(field).raw("\":"); }

  json_text& string(std::string_view value) {
    out_ += '"';
    for (const char c : value) character(c);
    out_ += '"';
    return *this;
  }

  json_text& string_or_null(std::string_view value) { return value.empty() ? raw("null") : string(value); }

  json_text& time(const std::optional<instant>& t) { return t ? string(to_string(*t)) : raw("null"); }

  template <class Range, class Write>
  json_text& list(const Range& range, Write write) {
    out_ += '[';
    bool first = true;
    for (const auto& entry : range) {
      if (!first) out_ += ',';
      first = false;
      write(entry);
    }
    out_ += ']';
    return *this;
  }

 private:
  void character(char c) {
    constexpr std::string_view hex = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
      (out_ += '\\') += c;
    else if (byte < 0x20)
      ((out_ += "\\u00") += hex[byte >> 4]) += hex[byte & 15];
    else
      out_ += c;
  }

  std::string out_;
};

}  // namespace tickler::inline TICKLER_ABI
