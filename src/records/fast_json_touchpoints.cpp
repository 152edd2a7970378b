#include "records/fast_json_touchpoints.hpp"

#include <algorithm>
#include <utility>

#include "records/fast_json_instant.hpp"
#include "records/fast_json_object.hpp"
#include "records/touchpoint_fields.hpp"

namespace tickler {

namespace {

using fields = touchpoint_field;

constexpr std::uint32_t bit(std::size_t f) noexcept { return std::uint32_t{1} << f; }

std::optional<instant> instant_of(std::string_view text) noexcept {
  if (text.size() == 20)
    if (const auto t = plain_text::usual_instant(text.data())) return t;
  return parse_instant(text);
}

// One of few words, of which the first is number 0; the list's size for none of them.
template <std::size_t N>
std::size_t one_of(const std::array<std::string_view, N>& names, std::string_view name) noexcept {
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

extra_view& extra_of(touch_batch::touch& t) noexcept {
  if (!std::exchange(t.has_extra, true)) t.extra = {};
  return t.extra;
}

}  // namespace

plain_touchpoints::plain_touchpoints(const record_options& options, book::impl& into, touch_batch::refusal refuse)
    : options_(options), words_(into.words), batch_(into, std::move(refuse)), names_(fields::names) {}

plain_lines::taken plain_touchpoints::take(std::string_view lines, std::uint32_t first_line) {
  taken so_far;
  const char* at = lines.data();
  const char* const end = at + lines.size();
  while (at != end) {
    auto& t = batch_.next();
    t.line = first_line + static_cast<std::uint32_t>(so_far.lines);
    t.has_extra = false;
    texts_ = {};
    const auto* next = read_line(at);
    if (next == nullptr) break;
    batch_.push();
    at = next;
    ++so_far.lines;
  }
  batch_.flush();
  so_far.bytes = static_cast<std::size_t>(at - lines.data());
  return so_far;
}

// The start of the next line; null if this one is not as expected.
const char* plain_touchpoints::read_line(const char* line) {
  constexpr auto needed = bit(fields::prospect) | bit(fields::at);
  std::uint32_t seen = 0;
  const auto* at = plain_text::read_fields(line, names_, seen, [&](std::size_t field, const char* value) -> const char* {
    if (*value == '"') {
      const auto* const end = plain_text::string_end(++value);
      return end != nullptr && set(field, {value, static_cast<std::size_t>(end - value)}) ? end + 1 : nullptr;
    }
    return plain_text::is_null(value) && (needed & bit(field)) == 0 ? value + 4 : nullptr;
  });
  if (at == nullptr || (seen & needed) != needed || static_cast<std::size_t>(at - line) > options_.line_bytes) return nullptr;
  at = plain_text::next_line(at);
  return at != nullptr && set_words() ? at : nullptr;
}

// False: the other reader will say what is wrong.
bool plain_touchpoints::set(std::size_t which, std::string_view value) {
  auto& t = batch_.next();
  const auto is_name = [&](std::size_t bytes) { return !value.empty() && value.size() <= bytes; };
  switch (which) {
    case fields::prospect:
      t.id = value;
      return is_name(options_.id_bytes);
    case fields::at: {
      const auto read = instant_of(value);
      t.at = read.value_or(instant{});
      return read && in_range(*read);
    }
    case fields::channel:
      texts_.channel = value;
      return is_name(fields::word_bytes);
    case fields::direction:
      texts_.direction = value;
      return is_name(fields::word_bytes);
    case fields::purpose:
      texts_.purpose = value;
      return is_name(fields::word_bytes);
    case fields::outcome:
      texts_.outcome = value;
      return is_name(fields::word_bytes);
    case fields::until:
      return (extra_of(t).until = instant_of(value)).has_value();
    case fields::step:
      extra_of(t).steps[0] = value;
      t.extra.step_count = 1;
      return is_name(4 * options_.id_bytes);
    case fields::key:
      extra_of(t).key = value;
      return is_name(options_.id_bytes);
    case fields::with:
      texts_.with = value;
      return is_name(fields::word_bytes);
    default:
      return false;
  }
}

bool plain_touchpoints::set_words() {
  touch_words w;
  if (!texts_.direction.empty()) {
    const auto number = one_of(direction_names, texts_.direction);
    if (number == direction_names.size()) return false;
    w.direction = static_cast<direction>(number);
  }
  if (!texts_.with.empty()) {
    const auto number = one_of(party_names, texts_.with);
    if (number == party_names.size()) return false;
    w.with = static_cast<party>(number);
  }
  if (!texts_.channel.empty()) w.channel = channels_.word_of(texts_.channel, words_);
  if (!texts_.purpose.empty()) w.purpose = purposes_.word_of(texts_.purpose, words_);
  if (!texts_.outcome.empty()) w.outcome = outcomes_.word_of(texts_.outcome, words_);
  batch_.next().words = classes_.class_of(w, words_);
  return true;
}

}  // namespace tickler
