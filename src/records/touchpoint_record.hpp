// A touchpoint as its record has it, and its fields: what each is called, takes and sets, however the record is written.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <tickler/io/records.hpp>
#include <tickler/touchpoint.hpp>

#include "book/details_columns.hpp"
#include "records/record_line.hpp"
#include "records/record_value.hpp"

namespace tickler::inline TICKLER_ABI {

struct touchpoint_field {
  enum : std::size_t { prospect, at, channel, direction, purpose, outcome, until, step, key, id, address, with };
  static constexpr std::array<std::string_view, 12> names = {"prospect", "at",   "channel", "direction", "purpose", "outcome",
                                                             "until",    "step", "key",     "id",        "address", "with"};
};

// The texts are the record's; words are interned only once all of it is known to be good.
struct touchpoint_record {
  std::string_view prospect{}, channel{}, purpose{}, outcome{};
  instant at{};
  touch_words words{};  // direction and with
  details_view details{};
  std::uint8_t respelt = 0;  // words that were read in spite of their case
  const record_line* line = nullptr;

  // Throws record_error.
  void set(std::size_t field, const record_value& value, const record_options& options);

 private:
  void set_keys(const record_value& value, std::size_t bytes);
};

}  // namespace tickler::inline TICKLER_ABI
