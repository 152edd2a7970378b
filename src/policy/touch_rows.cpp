#include "policy/touch_rows.hpp"

#include <algorithm>

namespace tickler {

namespace {

template <class T>
bool any_or_in(const std::vector<T>& list, T value) noexcept {
  return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

template <class E>
constexpr unsigned bit_of(E e) noexcept {
  return 1u << static_cast<unsigned>(e);
}

constexpr std::int8_t first_own_bit = 11;  // after the standard channels, phone to internal

}  // namespace

bool touch_pattern::fits_apart_from_outcome(const touch_words& w) const noexcept {
  return (directions == 0 || (directions & bit_of(w.direction)) != 0) && (parties & bit_of(w.with)) != 0 &&
         any_or_in(channels, w.channel) && any_or_in(purposes, w.purpose);
}

bool touch_pattern::fits(const touch_words& w) const noexcept {
  if (outcomes.empty() ? is_signal(w.outcome) : !any_or_in(outcomes, w.outcome)) return false;
  return fits_apart_from_outcome(w);
}

channel_bits::channel_bits(const std::vector<channel>& own) : own_(own) {
  all_ = (std::uint64_t{1} << (first_own_bit + static_cast<int>(own_.size()) - 1) << 1) - 1;
}

std::int8_t channel_bits::operator()(channel c) const noexcept {
  if (c <= channel::other) return no_channel;
  if (c <= channel::internal) return static_cast<std::int8_t>(static_cast<int>(c) - static_cast<int>(channel::phone));
  const auto found = std::find(own_.begin(), own_.end(), c);
  return found == own_.end() ? no_channel : static_cast<std::int8_t>(first_own_bit + (found - own_.begin()));
}

touch_rows::touch_rows(vocabulary words, std::vector<std::vector<touch_pattern>> events, channel_bits channels)
    : words_(std::move(words)), events_(std::move(events)), channels_(std::move(channels)) {}

void touch_rows::make_up_to(touch_class c) {
  const std::lock_guard lock(making_);
  for (auto next = static_cast<touch_class>(rows_.size()); next <= c; ++next) rows_.push_back(row_for(words_.words_of(next)));
}

touch_row touch_rows::row_for(const touch_words& words) const {
  touch_row row{.words = words, .events = std::vector<std::uint64_t>(events_.size() / 64 + 1)};
  for (std::size_t e = 0; e < events_.size(); ++e) {
    for (const auto& p : events_[e]) {
      if (!p.fits(words)) continue;
      if (p.condition)
        row.conditional.push_back({static_cast<event_index>(e), *p.condition});
      else
        row.events[e / 64] |= std::uint64_t{1} << (e % 64);
    }
  }
  row.channel_bit = channels_(words.channel);
  row.signal = is_signal(words.outcome);
  row.about_all_channels = row.channel_bit == no_channel || words.channel == channel::internal || words.channel == channel::web ||
                           words.channel == channel::in_person;
  return row;
}

}  // namespace tickler
