#include "policy/compile/touch_index.hpp"

#include <algorithm>
#include <bit>

#include "policy/compile/compiled.hpp"

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

// After a bounce.
bool reopens_channels(const touch_words& w) noexcept {
  return w.outcome == outcome::delivered || w.outcome == outcome::opened || w.outcome == outcome::clicked ||
         w.outcome == outcome::opted_in || (w.direction == direction::inbound && !is_signal(w.outcome));
}

bool is_about_contact(outcome o) noexcept { return o == outcome::bounced || o == outcome::opted_out || o == outcome::opted_in; }

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

touch_rows::touch_rows(const compiled_policy& p, std::vector<std::vector<touch_pattern>> events, std::vector<promised> promises,
                       channel_bits channels)
    : policy_(p), events_(std::move(events)), promises_(std::move(promises)), channels_(std::move(channels)) {}

void touch_rows::make_up_to(touch_class c) {
  const std::lock_guard lock(making_);
  for (auto next = static_cast<touch_class>(rows_.size()); next <= c; ++next) rows_.push_back(row_for(next));
}

void touch_rows::read_promises(touch_row& row) const {
  for (const auto& [pattern, marks] : promises_) {
    if (!pattern.fits(row.words)) continue;
    if (pattern.condition)
      row.promised_conditionally.push_back({marks, *pattern.condition});
    else
      row.promised |= marks;
  }
}

void touch_rows::mark(touch_row& row) const {
  const auto& words = row.words;
  const auto& meaning = row.meaning;
  auto& m = row.marks;
  m.touched = row.starts | row.concerns;
  if (words.with == party::prospect && row.channel_bit != no_channel && reopens_channels(words))
    m.reopened = std::uint64_t{1} << row.channel_bit;
  m.limits = meaning.limits;
  m.ordinary = row.conditional.empty() && (m.limits & ~policy_.limits_by_words) == 0 && !row.about_contact && !meaning.stops &&
               !meaning.holds && !meaning.closes && !meaning.asked_about && words.outcome != outcome::snoozed;
  const auto is_stop = [&](const touch_row::perhaps& p) {
    return std::any_of(policy_.stops.begin(), policy_.stops.end(), [&](const stop_rule& s) { return s.on == p.event; });
  };
  m.may_stop = meaning.stops || (row.about_contact && row.about_all_channels && words.outcome == outcome::opted_out) ||
               std::any_of(row.conditional.begin(), row.conditional.end(), is_stop);
  row.marks_with_extra = m;
  row.marks_with_extra.has_extra = true;
  row.marks_with_extra.ordinary = false;
  row.lanes.resize(policy_.lane_groups);
  if (row.lanes.empty()) return;
  if (!m.ordinary) row.lanes.front().starts[0] = in_lane;
  for (std::size_t c = 0; c < policy_.cadences.size(); ++c) mark_lane(row, c);
  for (auto rest = m.limits & policy_.limits_by_words; rest != 0; rest &= rest - 1) {
    const auto lane = policy_.first_limit_lane + static_cast<std::size_t>(std::countr_zero(rest));
    auto& group = row.lanes[lane / lane_count];
    group.keeps[lane % lane_count] = 0, group.begins[lane % lane_count] = in_lane;
  }
  for (std::size_t group = 0; group < row.lanes.size(); ++group)
    row.lanes_with_extra.push_back(row.lanes[group].with_extra(policy_.cadence_lanes[group]));
  row.lanes_with_extra.front().starts[0] = in_lane;
}

// What ends a run without beginning one does not undo what an earlier beginning did: the prospect is not closed any more.
void touch_rows::mark_lane(touch_row& row, std::size_t cadence) const {
  if ((policy_.simple_cadences >> cadence & 1) == 0) return;
  auto& group = row.lanes[lane_of(cadence) / lane_count];
  const auto lane = lane_of(cadence) % lane_count;
  if (!row.conditional.empty()) {
    group.others[lane] = in_lane;
    return;
  }
  const auto& rule = policy_.simple_rules[cadence];
  const auto is_of = [cadence](std::uint64_t set) { return (set >> cadence & 1) != 0; };
  const bool starts = is_of(row.starts), ends = is_of(row.ends), carries = is_of(row.meaning.carries);
  const bool is_over = ends || (carries && rule.over_by_words);
  const bool begins = starts && (ends || (rule.restart && (is_over || !carries || rule.one_step)));
  if (begins)
    group.keeps[lane] = 0, group.begins[lane] = in_lane;
  else if (is_over && !starts && !policy_.closes)
    group.keeps[lane] = 0;
  else if (starts && !rule.restart && !carries)
    group.starts[lane] = in_lane;
  else if (starts || ends || carries)
    group.others[lane] = in_lane;
}

touch_row touch_rows::row_for(touch_class c) const {
  const auto& words = policy_.words.words_of(c);
  touch_row row{.marks = {},
                .marks_with_extra = {},
                .lanes = {},
                .lanes_with_extra = {},
                .number = c,
                .words = words,
                .events = std::vector<std::uint64_t>(events_.size() / 64 + 1)};
  for (std::size_t e = 0; e < events_.size(); ++e) {
    for (const auto& p : events_[e]) {
      if (!p.fits(words)) continue;
      if (p.condition)
        row.conditional.push_back({static_cast<event_index>(e), *p.condition});
      else
        row.events[e / 64] |= std::uint64_t{1} << (e % 64);
    }
  }
  read_promises(row);
  row.channel_bit = channels_(words.channel);
  row.signal = is_signal(words.outcome);
  row.about_all_channels = row.channel_bit == no_channel || words.channel == channel::internal || words.channel == channel::web ||
                           words.channel == channel::in_person;
  const bool with_prospect = words.with == party::prospect;
  row.about_contact = with_prospect && is_about_contact(words.outcome);
  read_meaning(policy_, words, row.events, row.meaning);
  const auto words_each = policy_.cadence_words;
  const auto& bits = row.meaning.bits;
  row.starts = bits[0], row.ends = bits[words_each], row.concerns = bits[2 * words_each] | policy_.eager[0];
  mark(row);
  return row;
}

}  // namespace tickler
