#include "records/touchpoint_record.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>

#include "base/messages.hpp"
#include "model/touchpoint_check.hpp"
#include "records/blank_separated.hpp"
#include "records/field_text.hpp"
#include "records/record_numbers.hpp"

namespace tickler {

namespace {

using fields = touchpoint_field;
using setter = void (*)(touchpoint_record&, std::string_view name, const record_value&, const record_options&);

constexpr std::size_t word_bytes = 256;  // vocabulary::intern

template <std::string_view touchpoint_record::*Word>
void set_word(touchpoint_record& t, std::string_view name, const record_value& value, const record_options&) {
  t.*Word = name_of(name, value, word_bytes);
}

// One of the few words that a vocabulary cannot add to.
template <class Word>
Word fixed_word(std::string_view field, const record_value& value, std::span<const std::string_view> names, Word first) {
  const auto text = text_of(field, value);
  const auto found = std::find(names.begin(), names.end(), text);
  if (found != names.end())
    return static_cast<Word>(static_cast<std::size_t>(first) + static_cast<std::size_t>(found - names.begin()));
  auto meant = hint(nearest(text, {names.begin(), names.end()}));
  if (meant.empty()) meant = fmt::format(", only {}", fmt::join(names, ", "));
  throw record_error{record_number::unknown_word, fmt::format("'{}' cannot be {}{}", field, quoted(text), meant)};
}

void set_steps(touchpoint_record& t, std::string_view name, const record_value& value, const record_options& options) {
  const auto add = [&](const record_value& step) {
    t.extra.steps[t.extra.step_count++] = name_of(name, step, 4 * options.id_bytes);  // an id holds its key percent-encoded
  };
  if (value.kind != field_kind::list && !value.cell) return add(value);
  const auto names = value.cell ? blank_separated(value.text) : value.list;
  if (names.size() > most_steps)
    throw record_error{record_number::too_many_steps,
                       fmt::format("'step' has {} entries, at most {} are allowed", names.size(), most_steps)};
  for (const auto& step : names) add({.text = step});
}

constexpr std::array<setter, fields::names.size()> setters = {
    // by touchpoint_field
    [](touchpoint_record& t, std::string_view name, const record_value& value, const record_options& options) {
      t.prospect = name_of(name, value, options.id_bytes);
    },
    [](touchpoint_record& t, std::string_view name, const record_value& value, const record_options&) {
      t.at = known_instant(name, value);
    },
    set_word<&touchpoint_record::channel>,
    [](touchpoint_record& t, std::string_view name, const record_value& value, const record_options&) {
      t.words.direction = fixed_word(name, value, std::span(direction_names).subspan(1), direction::outbound);
    },
    set_word<&touchpoint_record::purpose>,
    set_word<&touchpoint_record::outcome>,
    [](touchpoint_record& t, std::string_view name, const record_value& value, const record_options&) {
      t.extra.until = instant_of(name, value);
    },
    set_steps,
    [](touchpoint_record& t, std::string_view name, const record_value& value, const record_options& options) {
      t.extra.key = name_of(name, value, options.id_bytes);
    },
    [](touchpoint_record& t, std::string_view name, const record_value& value, const record_options&) {
      t.words.with = fixed_word(name, value, std::span(party_names), party::prospect);
    },
};

}  // namespace

void touchpoint_record::set(std::size_t field, const record_value& value, const record_options& options) {
  setters[field](*this, fields::names[field], value, options);
}

}  // namespace tickler
