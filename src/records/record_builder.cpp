#include "records/record_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tickler/problem_numbers.hpp>

#include "base/messages.hpp"

namespace tickler::inline TICKLER_ABI {

std::size_t record_schema::find(std::string_view name) const noexcept {
  const auto found = std::find(fields.begin(), fields.end(), name);
  return found == fields.end() ? no_field : static_cast<std::size_t>(found - fields.begin());
}

void throw_unknown_field(const record_schema& schema, std::string_view name) {
  auto meant = hint(nearest(name, {schema.fields.begin(), schema.fields.end()}));
  if (meant.empty()) meant = "; fields of your own begin with x_";
  throw record_error{record_number::unknown_field, fmt::format("unknown field {}{}", quoted(name), meant),
                     record_error::about::name};
}

void throw_duplicate_field(std::string_view name) {
  throw record_error{record_number::duplicate_field, fmt::format("duplicate field {}", quoted(name)), record_error::about::name};
}

void record_builder::identify(std::size_t field, const record_value& value) noexcept {
  if (!schema().is_identity(field)) return;
  try {
    set(field, value);
  } catch (const record_error&) {  // then it stays unknown
  }
}

void seen_fields::check(const record_schema& schema) const {
  for (std::size_t i = 0; i < schema.fields.size(); ++i)
    if ((schema.required >> i & 1) != 0 && (seen_ >> i & 1) == 0)
      throw record_error{record_number::missing_field, fmt::format("a {} needs '{}'", schema.what, schema.fields[i]),
                         record_error::about::record};
}

}  // namespace tickler::inline TICKLER_ABI
