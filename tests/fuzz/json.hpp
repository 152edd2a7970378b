// What is written for programs is JSON.
#pragma once

#include <simdjson.h>

#include <string>

#include "fuzz/target.hpp"

namespace fuzz {

inline void must_be_json(const std::string& text) {
  static simdjson::dom::parser parser;
  simdjson::dom::object all;
  must_hold(text.find('\n') == text.npos, "one line");
  must_hold(parser.parse(text).get(all) == simdjson::SUCCESS, "an object of JSON");
}

}  // namespace fuzz
