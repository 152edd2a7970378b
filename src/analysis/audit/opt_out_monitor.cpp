#include "analysis/audit/opt_out_monitor.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

bool goes_out(const touch_row& row) noexcept {
  return row.words.direction == direction::outbound && row.words.with != party::colleague && !row.signal;
}

}  // namespace

void opt_out_monitor::look(const watched_touch& t, bit_mask closed, bit_mask closed_to_referrer) {
  now_ = t;
  to_prospect_.closed = closed, to_referrer_.closed = closed_to_referrer;
  is_stopped_ = folded_.stopped();
  const auto& row = *t.row;
  if (!goes_out(row) || promises_.empty() || t.at < promises_.front().span.from) return;
  const bool is_hers = row.words.with == party::prospect;
  const auto& way = is_hers ? to_prospect_ : to_referrer_;
  const watched_touch* closed_by = nullptr;
  if (is_hers && is_stopped_)
    closed_by = &stopped_by_;
  else if (row.channel_bit != no_channel && has_bit(way.closed, static_cast<std::size_t>(row.channel_bit)))
    closed_by = &way.closed_by[static_cast<std::size_t>(row.channel_bit)];
  for (const auto& p : promises_) {
    auto f = p.found(closed_by ? verdict::broken : verdict::kept, t.at);
    if (closed_by) f.began_by = closed_by->ref();
    f.ended_by = t.ref();
    f.ended = t.at;
    p.findings.add(std::move(f));
  }
}

void opt_out_monitor::contact(trace_kind, std::size_t, const contact_effect& e) {
  auto& way = e.to == party::prospect ? to_prospect_ : to_referrer_;
  for_each_bit(e.closed & ~way.closed, [&](std::size_t channel) { way.closed_by[channel] = now_; });
  if (e.stops && !is_stopped_) stopped_by_ = now_;
}

}  // namespace tickler::inline TICKLER_ABI
