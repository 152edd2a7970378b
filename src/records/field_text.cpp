#include "records/field_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <tickler/problem_numbers.hpp>

#include "base/messages.hpp"
#include "records/fast_json_instant.hpp"
#include "records/time_format.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

constexpr std::string_view kind_names[] = {"true or false", "a whole number", "a number", "text", "a list", "an object"};

}  // namespace

void throw_wrong_type(std::string_view field, std::string_view wanted, const record_value& value) {
  throw record_error{record_number::wrong_type,
                     fmt::format("'{}' must be {}, not {}", field, wanted, kind_names[static_cast<std::size_t>(value.kind)])};
}

void throw_whole_number(std::string_view field, std::int64_t number) {
  throw record_error{record_number::wrong_type,
                     fmt::format("'{0}' must be text, not a whole number: write \"{1}\"", field, number)};
}

void throw_nul(std::string_view field) {
  throw record_error{record_number::nul_byte, fmt::format("'{}' contains a NUL character", field)};
}

void throw_wrong_size(std::string_view field, std::size_t size, std::size_t bytes) {
  throw record_error{record_number::bad_name, size == 0
                                                  ? fmt::format("'{}' must not be empty", field)
                                                  : fmt::format("'{}' has {} bytes, at most {} are allowed", field, size, bytes)};
}

namespace {

std::optional<instant> local_instant(std::string_view text, const zone& local) {
  for (const auto& format : iso_formats())
    if (const auto found = format.read(text))
      return found->offset ? instant{found->shown.time_since_epoch() - *found->offset} : local.to_instant(found->shown);
  return std::nullopt;
}

// Whether all that it lacks is an offset.
bool shows_a_clock(std::string_view text) {
  const auto formats = iso_formats();
  return std::any_of(formats.begin(), formats.end(), [&](const time_format& format) {
    const auto found = format.read(text);
    return found && !found->offset;
  });
}

}  // namespace

instant instant_of(std::string_view field, const record_value& value, const local_clock& local) {
  const auto text = text_of(field, value);
  if (text.size() == 20)
    if (const auto t = fast_json::usual_instant(text.data())) return *t;
  const auto t = parse_instant(text);
  if (t) return *t;
  if (local)
    if (const auto shown = local_instant(text, *local)) return *shown;
  const bool may_be_local = !local && shows_a_clock(text);
  throw record_error{record_number::bad_instant,
                     fmt::format("'{}' must be an instant such as 2026-03-02T10:00:00Z; {}{}", field, t.error().message,
                                 may_be_local ? "; --local-times says by whose clock it is" : "")};
}

instant known_instant(std::string_view field, const record_value& value, const local_clock& local) {
  const auto t = instant_of(field, value, local);
  if (in_range(t)) return t;
  throw record_error{record_number::instant_out_of_range,
                     fmt::format("'{}' must lie in 1970 to 2037; {} does not", field, quoted(value.text))};
}

}  // namespace tickler::inline TICKLER_ABI
