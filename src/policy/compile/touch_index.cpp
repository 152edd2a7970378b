#include "policy/program/touch_index.hpp"

#include <algorithm>
#include <bit>

#include "engine/rules/run_transition.hpp"
#include "policy/program/program.hpp"

namespace tickler::inline TICKLER_ABI {

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

// R25 to R29: the channels that it closes, or opens again after an opt-out. An opt-out is of all where its channel is not one that
// goes to somebody, or is unknown; an opt-in only where it names none.
bit_mask contact_channels_of(const touch_words& w, std::int8_t channel_bit) noexcept {
  const auto own = channel_bit == no_channel ? 0 : bit(static_cast<std::size_t>(channel_bit));
  switch (w.outcome) {
    case outcome::bounced:
      return own;
    case outcome::opted_out:
      return own == 0 || w.channel == channel::internal || w.channel == channel::web || w.channel == channel::in_person
                 ? ~bit_mask{0}
                 : own;
    case outcome::opted_in:
      return w.channel == channel::none || w.channel == channel::internal ? ~bit_mask{0} : own;
    default:
      return 0;
  }
}

// After the standard channels, phone to internal.
constexpr auto first_own_bit = static_cast<std::int8_t>(static_cast<int>(channel::internal) - static_cast<int>(channel::phone) + 1);

transition_rule transition_of(const cadence_rule& c) noexcept {
  return {.restart = c.restart, .one_step = c.steps.size() == 1 && c.steps.front().repeat == 1, .lapses = c.lapses};
}

// Whether what matches so carries out a step on offer. The words alone tell for a step that has no date, or asks for an event.
kind_effect::fit fit_of(const cadence_rule& c, const match_bits& matches) noexcept {
  const auto fits = [&](const step_rule& s) { return has_bit(matches.fits(), s.number); };
  if (std::none_of(c.steps.begin(), c.steps.end(), fits)) return kind_effect::fit::no;
  const auto& first = c.steps.front();
  const bool words_tell = first.done || (first.at_once && !first.start_channel);
  return transition_of(c).one_step && words_tell ? kind_effect::fit::yes : kind_effect::fit::by_date;
}

}  // namespace

bool touch_pattern::fits_apart_from_outcome(const touch_words& w) const noexcept {
  return (directions == 0 || (directions & bit_of(w.direction)) != 0) && (parties & bit_of(w.with)) != 0 &&
         any_or_in(channels, w.channel) && any_or_in(purposes, w.purpose);
}

bool touch_pattern::fits(const touch_words& w) const noexcept {
  if (outcomes.empty() ? is_signal(w.outcome) : !any_or_in(outcomes, w.outcome)) return false;
  return fits_apart_from_outcome(w);
}

std::int8_t channel_bits::operator()(channel c) const noexcept {
  if (c <= channel::other) return no_channel;
  if (c <= channel::internal) return static_cast<std::int8_t>(static_cast<int>(c) - static_cast<int>(channel::phone));
  const auto found = std::find(own_.begin(), own_.end(), c);
  return found == own_.end() ? no_channel : static_cast<std::int8_t>(first_own_bit + (found - own_.begin()));
}

touch_index::touch_index(const compiled_policy& p, std::vector<std::vector<touch_pattern>> events, std::vector<promised> promises,
                         channel_bits channels)
    : policy_(p), events_(std::move(events)), promises_(std::move(promises)), channels_(std::move(channels)) {}

bool touch_index::asks_about(party with) const noexcept {
  const auto asks = [with](const touch_pattern& p) { return (p.parties & bit_of(with)) != 0; };
  return std::any_of(events_.begin(), events_.end(),
                     [&](const auto& event) { return std::any_of(event.begin(), event.end(), asks); }) ||
         std::any_of(promises_.begin(), promises_.end(), [&](const promised& each) { return asks(each.pattern); });
}

void touch_index::make_up_to(touch_kind c) {
  const std::lock_guard lock(making_);
  for (auto next = static_cast<touch_kind>(rows_.size()); next <= c; ++next) {
    auto row = row_of(policy_.words.words_of(next));
    row.number = next;
    rows_.push_back(std::move(row));
  }
}

void touch_index::read_promises(touch_row& row) const {
  for (const auto& [pattern, marks] : promises_) {
    if (!pattern.fits(row.words)) continue;
    if (pattern.condition)
      row.promised_conditionally.push_back({marks, *pattern.condition});
    else
      row.promised |= marks;
  }
}

void touch_index::add_variants(touch_row& row) const {
  const auto uncertain = row.conditional.size() + row.counted.size();
  if (row.is_certain() || uncertain >= 64 || bit(uncertain) > touch_row::most_variants) return;
  for (bit_mask some = 0; some < bit(uncertain); ++some) {
    auto& v = row.variants.emplace_back();
    v.events = row.events;
    for_each_bit(some, [&](std::size_t i) {
      const auto c = row.conditional.size();
      set_bit(v.events.data(), i < c ? row.conditional[i].event : policy_.event_counts[row.counted[i - c]].event);
    });
    match_rules(policy_, row.words, v.events, v.matches);
  }
}

touch_flags touch_index::flags_of(const touch_row& row) const {
  const auto& words = row.words;
  const auto& matches = row.matches;
  touch_flags f{.moved = row.starts | row.affects, .limits = matches.limits};
  const bool is_hers = words.with == party::prospect;
  if (is_heeded(words.with) && row.channel_bit != no_channel && reopens_channels(words))
    f.reopened = bit(static_cast<std::size_t>(row.channel_bit));
  f.plain = row.is_certain() && (f.limits & ~policy_.limits_by_words) == 0 && row.contact_channels == 0 && !matches.stops &&
            !matches.holds && !matches.closes && !(f.reopened != 0 && (policy_.lapses_by_channel || !is_hers)) &&
            matches.tracked.empty() && matches.stage < 0 && words.outcome != outcome::snoozed;
  f.inert = f.plain && f.moved == 0 && f.limits == 0 && f.reopened == 0 && policy_.cadence_words == 1;
  const auto is_stop = [&](event_index e) {
    return std::any_of(policy_.stops.begin(), policy_.stops.end(), [&](const stop_rule& s) { return s.on == e; });
  };
  f.may_stop = matches.stops || (is_hers && words.outcome == outcome::opted_out && row.contact_channels == ~bit_mask{0}) ||
               std::any_of(row.conditional.begin(), row.conditional.end(), [&](const auto& m) { return is_stop(m.event); }) ||
               std::any_of(row.counted.begin(), row.counted.end(), [&](auto i) { return is_stop(policy_.event_counts[i].event); });
  return f;
}

// R28: whose words close and open channels.
bool touch_index::is_heeded(party with) const noexcept {
  return with == party::prospect || (with == party::referrer && policy_.heeds_referrer);
}

// Derived from the transition of runs. What ends a run without beginning one does not undo what an earlier beginning did, which is
// that the prospect is not closed any more: where a policy closes, that needs the fold.
void touch_index::add_masks(touch_row& row) const {
  if (policy_.lane_groups == 0) return;
  row.masks.resize(policy_.lane_groups);
  const auto set = [](lanes& group, std::size_t lane) { group[lane % lane_count] = in_lane; };
  const auto masks_of = [&](std::size_t lane) -> transition_masks& { return row.masks[lane / lane_count]; };
  const auto begin = [&](std::size_t lane) {
    masks_of(lane).unchanged[lane % lane_count] = 0;
    set(masks_of(lane).begun, lane);
  };
  if (!row.flags.plain) set(row.masks.front().begun_if_idle, 0);

  for_each_bit(policy_.laned_cadences, [&](std::size_t c) {
    const auto lane = lane_of(c);
    auto left = what_is_left::needs_the_fold;
    if (row.is_certain()) {
      const auto& rule = policy_.cadences[c];
      left = left_by(transition_of(rule), {has_bit(row.starts, c), has_bit(row.ends, c), fit_of(rule, row.matches.bits)});
    }
    if (left == what_is_left::cleared && policy_.closes) left = what_is_left::needs_the_fold;
    if (left == what_is_left::begun) begin(lane);
    if (left == what_is_left::cleared) masks_of(lane).unchanged[lane % lane_count] = 0;
    if (left == what_is_left::begun_if_idle) set(masks_of(lane).begun_if_idle, lane);
    if (left == what_is_left::needs_the_fold) set(masks_of(lane).needs_fold, lane);
  });
  for_each_bit(row.flags.limits & policy_.limits_by_words, [&](std::size_t limit) { begin(policy_.first_limit_lane + limit); });

  for (std::size_t group = 0; group < row.masks.size(); ++group)
    row.masks_with_details.push_back(row.masks[group].with_details(policy_.cadence_lanes[group]));
  set(row.masks_with_details.front().begun_if_idle, 0);
}

touch_row touch_index::row_of(const touch_words& words) const {
  touch_row row{.words = words, .events = std::vector<bit_mask>(words_for(events_.size()))};
  for (std::size_t e = 0; e < events_.size(); ++e) {
    for (const auto& p : events_[e]) {
      if (!p.fits(words)) continue;
      if (p.condition)
        row.conditional.push_back({static_cast<event_index>(e), *p.condition});
      else
        set_bit(row.events.data(), e);
    }
  }
  for (std::size_t i = 0; i < policy_.event_counts.size(); ++i) {
    const auto& c = policy_.event_counts[i];
    const auto may_be = [&](const touch_row::conditional_match& m) { return m.event == c.of; };
    if (has_bit(row.events.data(), c.of) || std::any_of(row.conditional.begin(), row.conditional.end(), may_be))
      row.counted.push_back(static_cast<std::uint16_t>(i));
  }
  read_promises(row);
  row.channel_bit = channels_(words.channel);
  row.signal = is_signal(words.outcome);
  if (is_heeded(words.with)) row.contact_channels = contact_channels_of(words, row.channel_bit);
  match_rules(policy_, words, row.events, row.matches);
  add_variants(row);
  const auto& bits = row.matches.bits;
  row.starts = bits.starts()[0], row.ends = bits.ends()[0], row.affects = bits.affects()[0] | policy_.eager[0];
  row.flags = row.flags_with_details = flags_of(row);
  row.flags_with_details.has_details = true;
  row.flags_with_details.plain = false;
  add_masks(row);
  return row;
}

}  // namespace tickler::inline TICKLER_ABI
