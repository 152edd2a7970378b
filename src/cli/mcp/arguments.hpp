// The arguments of a tool: which it takes, and what it was given.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tickler/export.hpp>
#include <utility>
#include <vector>

#include "base/json_text.hpp"

namespace tickler::cli::mcp {

// Says what to do instead, to whoever called.
struct wrong_argument : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct parameter {
  enum class kind : std::uint8_t { text, texts, flag, number };
  std::string name{};
  kind is = kind::text;
  bool needed = false;
  std::string help{};
  std::vector<std::string> words{};  // that a text is one of; empty: any
  unsigned least = 0, most = 0;      // of a number
};

// {"type":"object","properties":{...},"required":[...],"additionalProperties":false}
void write_schema(json_text& json, std::span<const parameter> all);

// What a message gives for them, each of the kind that was declared: good for as long as the message.
class arguments {
 public:
  // Throws wrong_argument for one that there is not, that is there twice, of another kind, or missing. What is null or an empty
  // text is not given.
  arguments(std::span<const parameter> all, const std::optional<simdjson::dom::object>& given);

  bool has(std::string_view name) const { return find(name) != nullptr; }
  std::string_view text(std::string_view name) const;                // empty: not given
  std::vector<std::string_view> texts(std::string_view name) const;  // one alone is a list of one
  bool flag(std::string_view name) const;
  std::optional<unsigned> number(std::string_view name) const;

 private:
  void take(std::span<const parameter> all, const simdjson::dom::object& given);
  const simdjson::dom::element* find(std::string_view name) const;

  std::vector<std::pair<std::string_view, simdjson::dom::element>> given_{};
};

}  // namespace tickler::cli::mcp
