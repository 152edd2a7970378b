#include "records/touchpoint_builder.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <span>

#include "base/messages.hpp"
#include "model/touchpoint_check.hpp"
#include "records/blank_separated.hpp"
#include "records/field_text.hpp"
#include "records/record_numbers.hpp"
#include "records/touchpoint_fields.hpp"

namespace tickler {

namespace {

using fields = touchpoint_field;

constexpr record_shape touchpoint_shape{"touchpoint", fields::names, 1u << fields::prospect | 1u << fields::at, 0};

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

}  // namespace

touchpoint_builder::touchpoint_builder(const record_options& options, vocabulary words, const receiver& each)
    : options_(options), words_(std::move(words)), each_(each) {}

const record_shape& touchpoint_builder::shape() const noexcept { return touchpoint_shape; }

void touchpoint_builder::clear() {
  prospect_ = channel_word_ = purpose_word_ = outcome_word_ = {};
  touch_ = {};
}

void touchpoint_builder::hand_over(mark place) {
  if (!channel_word_.empty()) touch_.words.channel = words_.intern<channel>(channel_word_);
  if (!purpose_word_.empty()) touch_.words.purpose = words_.intern<purpose>(purpose_word_);
  if (!outcome_word_.empty()) touch_.words.outcome = words_.intern<outcome>(outcome_word_);
  each_(prospect_, std::move(touch_), place);
}

void touchpoint_builder::set(std::size_t which, const record_value& value) {
  const auto name = fields::names[which];
  const auto word = [&] { return name_of(name, value, fields::word_bytes); };
  switch (which) {
    case fields::prospect:
      prospect_ = name_of(name, value, options_.id_bytes);
      break;
    case fields::at:
      touch_.at = known_instant(name, value);
      break;
    case fields::channel:
      channel_word_ = word();
      break;
    case fields::direction:
      touch_.words.direction = fixed_word(name, value, std::span(direction_names).subspan(1), direction::outbound);
      break;
    case fields::purpose:
      purpose_word_ = word();
      break;
    case fields::outcome:
      outcome_word_ = word();
      break;
    case fields::until:
      touch_.until = instant_of(name, value);
      break;
    case fields::step:
      set_steps(value);
      break;
    case fields::key:
      touch_.key = name_of(name, value, options_.id_bytes);
      break;
    case fields::with:
      touch_.words.with = fixed_word(name, value, std::span(party_names), party::prospect);
      break;
    default:
      break;
  }
}

void touchpoint_builder::set_steps(const record_value& value) {
  record_value one;
  const auto add = [&](std::string_view name) {
    one.text = name;
    touch_.steps.emplace_back(name_of("step", one, 4 * options_.id_bytes));  // an id holds its key percent-encoded
  };
  const bool several = value.kind == field_kind::list || value.cell;
  if (!several) return add(text_of("step", value));
  const auto names = value.cell ? blank_separated(value.text) : value.list;
  if (names.size() > most_steps)
    throw record_error{record_number::too_many_steps,
                       fmt::format("'step' has {} entries, at most {} are allowed", names.size(), most_steps)};
  for (const auto& name : names) add(name);
}

}  // namespace tickler
