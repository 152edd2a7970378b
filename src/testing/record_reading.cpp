#include "testing/record_reading.hpp"

#include "policy/parse/kinds.hpp"

namespace tickler::inline TICKLER_ABI {

std::optional<record_value> read_value(reader& r, const node& n, const value_kind& kind) {
  if (n.what != node::kind::list) {
    if (!r.is_text(n, kind)) return std::nullopt;
    return record_value{.cell = true, .text = n.text};
  }
  record_value value{.kind = field_kind::list};
  for (const auto& item : n.items) {
    if (!r.is_text(item, kinds::plain_text)) return std::nullopt;
    value.list.push_back(item.text);
  }
  return value;
}

void set_field(reader& r, const node& n, const value_kind& kind, std::size_t field, record_builder& builder) {
  if (const auto value = read_value(r, n, kind)) set_reported(r, n, [&] { builder.set(field, *value); });
}

}  // namespace tickler::inline TICKLER_ABI
