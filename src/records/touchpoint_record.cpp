#include "records/touchpoint_record.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>
#include <tickler/problem_numbers.hpp>

#include "base/ascii_case.hpp"
#include "base/messages.hpp"
#include "model/touchpoint_check.hpp"
#include "records/blank_separated.hpp"
#include "records/field_text.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

constexpr std::size_t word_bytes = 256;  // vocabulary::intern

// One of the few words that a vocabulary cannot add to.
template <class Word>
Word fixed_word(std::string_view field, const record_value& value, std::span<const std::string_view> names, Word first,
                std::uint8_t& respelt) {
  const auto text = text_of(field, value);
  auto found = std::find(names.begin(), names.end(), text);  // as most are written, and quicker than letter by letter
  if (found == names.end()) {
    found = std::find_if(names.begin(), names.end(), [&](auto name) { return equal_but_for_case(name, text); });
    if (found != names.end()) ++respelt;
  }
  if (found != names.end())
    return static_cast<Word>(static_cast<std::size_t>(first) + static_cast<std::size_t>(found - names.begin()));
  auto meant = hint(nearest(text, {names.begin(), names.end()}));
  if (meant.empty()) meant = fmt::format(", only {}", fmt::join(names, ", "));
  throw record_error{record_number::unknown_word, fmt::format("'{}' cannot be {}{}", field, quoted(text), meant)};
}

// A name, or a list of at most so many; in a cell a list of names in which there are no blanks.
enum class in_cell { one, list };
template <std::size_t Most>
few_texts<Most> names_of(std::string_view field, const record_value& value, std::size_t bytes, in_cell there) {
  few_texts<Most> found;
  const bool is_list_cell = value.cell && there == in_cell::list;
  if (value.kind != field_kind::list && !is_list_cell) {
    found.push_back(name_of(field, value, bytes));
    return found;
  }
  const auto of_cell = is_list_cell ? blank_separated(value.text) : std::vector<std::string_view>();
  const auto& names = is_list_cell ? of_cell : value.list;
  if (names.size() > Most)
    throw record_error{record_number::too_many_names,
                       fmt::format("'{}' has {} entries, at most {} are allowed", field, names.size(), Most)};
  for (const auto& name : names) found.push_back(name_of(field, {.text = name}, bytes));
  return found;
}

}  // namespace

void touchpoint_record::set(std::size_t field, const record_value& value, const record_options& options) {
  const auto name = touchpoint_field::names[field];
  switch (field) {
    case touchpoint_field::prospect:
      prospect = name_of(name, value, options.id_bytes);
      break;
    case touchpoint_field::at:
      at = known_instant(name, value, options.local_times);
      break;
    case touchpoint_field::channel:
      channel = name_of(name, value, word_bytes);
      break;
    case touchpoint_field::direction:
      words.direction = fixed_word(name, value, std::span(direction_names).subspan(1), direction::outbound, respelt);
      break;
    case touchpoint_field::purpose:
      purpose = name_of(name, value, word_bytes);
      break;
    case touchpoint_field::outcome:
      outcome = name_of(name, value, word_bytes);
      break;
    case touchpoint_field::until:
      details.until = instant_of(name, value, options.local_times);
      break;
    case touchpoint_field::step:
      details.steps =
          names_of<most_steps>(name, value, 4 * options.id_bytes, in_cell::list);  // an id holds its key percent-encoded
      break;
    case touchpoint_field::key:
      set_keys(value, options.id_bytes);
      break;
    case touchpoint_field::id:
      details.id = name_of(name, value, options.id_bytes);
      break;
    case touchpoint_field::address:
      details.address = name_of(name, value, options.id_bytes);
      break;
    default:
      words.with = fixed_word(name, value, std::span(party_names), party::prospect, respelt);
  }
}

void touchpoint_record::set_keys(const record_value& value, std::size_t bytes) {
  details.keys = names_of<most_keys>("key", value, bytes, in_cell::one);  // "Renewal 2026" is one
  if (const auto* key = named_twice(details.keys))
    throw record_error{record_number::key_twice, fmt::format("key {} twice", quoted(*key))};
}

}  // namespace tickler::inline TICKLER_ABI
