#include "engine/rules/conditions_ahead.hpp"

#include <algorithm>

#include "engine/rules/channel.hpp"
#include "engine/rules/current_step.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

struct nobody {  // to hear of what expires
  void expired(const run&, instant) const noexcept {}
};

}  // namespace

// The `if`s that say which step is on offer: of the cadence, and of the steps from where the last touchpoint has left the run up to
// this one.
template <class Each>
void conditions_ahead::for_each_if(Each&& each) const {
  if (cadence_.condition) each(*cadence_.condition, nullptr);
  if (!cadence_.has_conditions) return;
  for (std::size_t i = offered_.started->step; i <= offered_.of.step; ++i)
    if (const auto& step = cadence_.steps[i]; step.condition) each(*step.condition, &step);
}

conditions_ahead::conditions_ahead(const decision_context& c, const candidate& offered)
    : c_(c), offered_(offered), cadence_(c.view.policy.cadences[offered.of.cadence]), since_(c.view.now) {
  const auto& step = cadence_.steps[offered.of.step];
  if (const auto* choice = offered.choice) {
    if (offered.result.to == party::prospect) holds_ = choice->holds & c.turning_holds;
    limits_ = choice->limits[0] & c.turning_limits & ~bit_mask{choice->excepted};
    for (const auto& each : step.choices) never_ |= each.never[0] & c.turning_never;
  } else {
    never_ = step.never_internal[0] & c.turning_never;
  }
  turns_ = (holds_ | limits_) != 0;
  for_each_if([&](const expr::program& condition, const step_rule*) { turns_ |= condition.depends_on_time(); });
  never_turns_ = never_ != 0;
  then_ = {(c.holds_in_force & ~holds_) | (c.holds_in_force & held_by()), offered.held_back, true};
}

std::string_view conditions_ahead::key() const noexcept { return c_.view.folded.keys[offered_.of.key]; }

// Those that have not ended by then.
bit_mask conditions_ahead::held_by() const noexcept {
  bit_mask all = 0;
  for_each_bit(holds_, [&](std::size_t i) {
    const auto end = c_.view.folded.hold_end(c_.view.policy, i, key());
    if (end && *end > since_) all |= bit(i);
  });
  return all;
}

instant conditions_ahead::until() const {
  const auto v = as_of(since_);
  auto first = time_end;
  const auto take = [&](const expr::program& condition, const run* r, const step_rule* step = nullptr) {
    if (!condition.depends_on_time()) return;
    const auto change = step ? next_change(v, *step, *r) : next_change(v, condition, r);
    if (change) first = std::min(first, *change);
  };
  for_each_bit(held_by(), [&](std::size_t i) { take(*v.policy.holds[i].condition, nullptr); });
  for_each_bit(limits_, [&](std::size_t i) {
    bool has_room = true;
    c_.space.limits.for_each(
        i, [this] { return key(); }, [&](const limit_usage& usage) { has_room &= usage.has_room_always(); });
    if (!has_room) take(*v.policy.limit_rules[i].condition, nullptr);
  });
  for_each_if([&](const expr::program& condition, const step_rule* step) { take(condition, &offered_.of, step); });
  if (passes_ && *passes_ > since_) first = std::min(first, *passes_);
  if (offered_.passes && *offered_.passes > since_ && !then_.on_offer) first = std::min(first, *offered_.passes);
  return first;
}

void conditions_ahead::move_to(instant t) {
  since_ = t;
  const auto v = as_of(t);
  then_.holds &= ~holds_;
  for_each_bit(held_by(), [&](std::size_t i) {
    if (holds(v, *v.policy.holds[i].condition)) then_.holds |= bit(i);
  });
  then_.limits &= ~static_cast<std::uint32_t>(limits_);
  for_each_bit(limits_, [&](std::size_t i) {
    if (holds(v, *v.policy.limit_rules[i].condition)) then_.limits |= static_cast<std::uint32_t>(bit(i));
  });
  then_.on_offer = is_on_offer(v);
}

// R38: asked anew, from where the last touchpoint has left the run. By other ways it may come to the same step at another time;
// then it is not this action that is on offer.
bool conditions_ahead::is_on_offer(const eval_context& v) {
  passes_.reset();
  if (cadence_.condition && !holds(v, *cadence_.condition, &offered_.of)) return false;
  if (!cadence_.has_conditions || (offered_.passes && *offered_.passes <= v.now)) return true;  // what has passed is told so (R118)
  run moved = *offered_.started, later;
  const nobody listener;
  const auto there = current_step(v, moved, later, listener, expiry_asked::yes);
  if (!there.at) return false;
  const auto& meant = offered_.of;
  if (there.at->step == meant.step) return there.at->repetition != meant.repetition || there.at->base == meant.base;
  passes_ = there.passes;
  return false;
}

bool conditions_ahead::has_same_channel(instant t) const {
  if (!never_turns_) return true;
  const auto v = as_of(t);
  auto never = c_.never_in_force & ~never_;
  for_each_bit(never_, [&](std::size_t i) {
    if (holds(v, *v.policy.never[i].condition)) never |= bit(i);
  });
  const auto& step = cadence_.steps[offered_.of.step];
  if (!offered_.choice) return (step.never_internal[0] & never) == 0;
  for (const auto& choice : step.choices)
    if (channel_parts::is_free(c_, choice, offered_.result, never) && channel_parts::applies(c_, step, offered_.of, choice))
      return &choice == offered_.choice;
  return false;
}

}  // namespace tickler::inline TICKLER_ABI
