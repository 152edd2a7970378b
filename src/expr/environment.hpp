// What a condition may name: variables with their types, enumerated values, events. Who compiles a condition says it.
//
//   environment names{.variables = {{"stage", {type_kind::text}, false, 0}, {"prospect.local", {type_kind::boolean}, true}},
//                     .enum_types = {{"stage", {{"visibility", 0}, {"credibility", 1}}}},
//                     .events = {"met", "answered"},
//                     .allows_now = true,
//                     .allows_history = true};
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <tickler/export.hpp>
#include <tickler/zones.hpp>
#include <vector>

#include "expr/value.hpp"

namespace tickler::inline TICKLER_ABI::expr {

struct enum_value {
  std::string text;
  std::int64_t id;  // what activation::get answers for it
};

// A closed list of words: a variable of it is only compared, by ==, != and in, with these words or one of the same type.
struct enum_type {
  std::string name;  // for messages: "stage", "channel"
  std::vector<enum_value> values;
};

struct enum_value_ref {     // one that a condition names
  std::size_t type, value;  // their indexes in the environment
  friend auto operator<=>(const enum_value_ref&, const enum_value_ref&) = default;
};

struct variable {
  static constexpr std::size_t no_enum = static_cast<std::size_t>(-1);

  std::string name;  // "stage", "prospect.local"
  expr::type type;
  bool may_be_absent = false;       // may be read only behind has(...)
  std::size_t enum_type = no_enum;  // of a text; its value is then the id of one of these, an int
  bool is_local_zone = false;       // of a text: the name of activation::local(), by which getters read the clock
  bool is_in_capitals = false;      // a text of which that is known
  std::string elsewhere{};          // why it cannot be asked here, though it can at other places; empty: it can
};

// A getter that names no zone, though its answer depends on one.
struct utc_getter {
  std::size_t offset;
  std::string name;
};

struct environment {
  std::vector<variable> variables{};
  std::vector<enum_type> enum_types{};
  std::vector<std::string> events{};
  bool allows_now = false;      // `now`
  bool allows_history = false;  // happened, last, since, count, ago
  bool allows_run = false;      // seen, times
  tickler::zones zones = tickler::zones::system();
};

}  // namespace tickler::inline TICKLER_ABI::expr
