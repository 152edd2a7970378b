#include "analysis/audit/opt_out_monitor.hpp"

#include <bit>

namespace tickler {

namespace {

bool goes_out(const touch_row& row) noexcept {
  return row.words.direction == direction::outbound && row.words.with == party::prospect && !row.signal;
}

bool tells(const touch_row& row, const state::impl& s) noexcept {
  return row.about_contact || row.meaning.stops || (row.marks.reopened & s.bounced) != 0 || !row.conditional.empty();
}

bit_mask closed_channels(const state::impl& s) noexcept {
  auto closed = s.opted_out | s.bounced;
  for (const auto by_stop : s.closed_by_stop) closed |= by_stop;
  return closed;
}

}  // namespace

void respect_watch::look(const watched_touch& t, const state::impl& s) {
  const auto& row = *t.row;
  if (!goes_out(row) || promises_.empty() || t.at < promises_.front().span.from) return;
  const auto bit = row.channel_bit;
  const watched_touch* closed_by = nullptr;
  if (s.stopped())
    closed_by = &stopped_by_;
  else if (bit != no_channel && (closed_ >> bit & 1) != 0)
    closed_by = &closed_by_[static_cast<std::size_t>(bit)];
  for (const auto& p : promises_) {
    auto f = p.found(closed_by ? verdict::broken : verdict::kept, t.at);
    if (closed_by) f.began_by = closed_by->noted();
    f.ended_by = t.noted();
    f.ended = t.at;
    p.ledger.add(std::move(f));
  }
}

void respect_watch::take(touch& t, folder& fold, const state::impl& s) const {
  if (tells(*t.row, s)) fold.take_contact(t);
}

void respect_watch::note(const watched_touch& t, const state::impl& s) {
  const bool stopped = s.stopped();
  if (stopped && !is_stopped_) stopped_by_ = t;
  is_stopped_ = stopped;
  const auto closed = closed_channels(s);
  for (auto rest = closed & ~closed_; rest != 0; rest &= rest - 1) closed_by_[static_cast<std::size_t>(std::countr_zero(rest))] = t;
  closed_ = closed;
}

}  // namespace tickler
