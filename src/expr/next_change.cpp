#include <algorithm>

#include "expr/parts.hpp"
#include "expr/time_arithmetic.hpp"
#include "expr/time_dependence.hpp"
#include "expr/vm.hpp"

namespace tickler::condition {
namespace {

// In seconds from now on.
constexpr std::int64_t never = most_int;

// A difference of two times or durations: `seconds` and, on top of them, 0 to 999,999,999 `nanos`.
struct difference {
  std::int64_t seconds, nanos;
  bool is_zero() const noexcept { return seconds == 0 && nanos == 0; }
  difference operator-() const noexcept {
    return nanos == 0 ? difference{-seconds, 0} : difference{-seconds - 1, nanos_a_second - nanos};
  }
};

difference difference_of(std::int64_t left_seconds, std::int64_t left_nanos, std::int64_t right_seconds,
                         std::int64_t right_nanos) noexcept {
  difference d{left_seconds - right_seconds, left_nanos - right_nanos};
  while (d.nanos < 0) {
    d.nanos += nanos_a_second;
    --d.seconds;
  }
  while (d.nanos >= nanos_a_second) {
    d.nanos -= nanos_a_second;
    ++d.seconds;
  }
  return d;
}

constexpr relation mirrored(relation r) noexcept {
  switch (r) {
    case relation::less:
      return relation::greater;
    case relation::less_equal:
      return relation::greater_equal;
    case relation::greater:
      return relation::less;
    case relation::greater_equal:
      return relation::less_equal;
    default:
      return r;
  }
}

// When `d` relation 0 changes, if d grows by one each second.
std::int64_t change_of(relation r, difference d) noexcept {
  if (d.is_zero()) return r == relation::less || r == relation::greater_equal ? never : 1;
  if (d.seconds >= 0) return never;
  const difference left = -d;                                         // until it is zero
  const std::int64_t zero = left.seconds + (left.nanos > 0 ? 1 : 0);  // the first second at or past zero
  switch (r) {
    case relation::less:
    case relation::greater_equal:
      return zero;
    case relation::less_equal:
    case relation::greater:
      return left.seconds + 1;
    default:
      return left.nanos == 0 ? zero : never;
  }
}

class clock {
 public:
  clock(const code& c, std::span<const event_question> questions, const scope& s, scratch& memory)
      : code_(c), questions_(questions), scope_(s), memory_(memory) {}

  std::int64_t next(std::uint32_t index) {
    if (index == never_moves) return never;
    const moving& m = code_.motions[index];
    switch (m.how) {
      case motion::with_operands:
        return first_of(m);
      case motion::all_of:
        return next_of_chain(m, false);
      case motion::any_of:
        return next_of_chain(m, true);
      case motion::choice:
        return next_of_choice(m);
      case motion::elapsed:
        return scope_.last(questions_[m.index]) ? 1 : never;
      case motion::comparison:
        return next_of_comparison(m);
      case motion::count:
        return next_of_count(m);
      case motion::time_part:
        return next_of_time_part(m);
      case motion::duration_part:
        return next_of_duration_part(m);
      default:
        return 1;
    }
  }

 private:
  outcome evaluated(code_range r) { return run(code_, r, questions_, scope_, memory_); }

  std::int64_t first_of(const moving& m) {
    std::int64_t first = never;
    for (const auto& o : m.operands) first = std::min(first, next(o.moves));
    return first;
  }

  // As long as one operand decides, the others change nothing.
  std::int64_t next_of_chain(const moving& m, bool decisive) {
    std::int64_t first = never, decided = 0;
    for (const auto& o : m.operands) {
      const auto found = evaluated(o.code);
      const auto change = next(o.moves);
      first = std::min(first, change);
      if (found && found.result.boolean() == decisive) decided = std::max(decided, change);
    }
    return decided > 0 ? decided : first;
  }

  std::int64_t next_of_choice(const moving& m) {
    std::int64_t first = never;
    std::size_t c = 0;
    for (; c + 1 < m.operands.size(); c += 2) {
      first = std::min(first, next(m.operands[c].moves));
      const auto found = evaluated(m.operands[c].code);
      if (!found) return first;
      if (found.result.boolean()) return std::min(first, next(m.operands[c + 1].moves));
    }
    return std::min(first, next(m.operands[c].moves));
  }

  // An error of what does not move stays; one of a range may pass.
  static std::int64_t while_failing(failure f) noexcept { return f == failure::out_of_range ? 1 : never; }

  // Until a sum or difference on the way may leave its range: 292 years, so hardly ever within the years of Tickler.
  std::int64_t next_of_limits(const moving& m) {
    std::int64_t first = never;
    for (const auto& o : m.limited) {
      const auto found = evaluated(o.code);
      if (!found) continue;
      const std::int64_t at = found.result.integer();
      const std::int64_t room =
          o.is_time ? std::min(most_seconds - at, at - least_seconds) : (at < 0 ? most_int + at : most_int - at) / nanos_a_second;
      first = std::min(first, std::max<std::int64_t>(room, 1));
    }
    return first;
  }

  std::int64_t next_of_comparison(const moving& m) {
    const auto left = evaluated(m.operands[0].code);
    if (!left) return while_failing(left.failed);
    const auto right = evaluated(m.operands[1].code);
    if (!right) return while_failing(right.failed);
    const value a = left.result, b = right.result;
    difference d = m.of_time ? difference_of(a.seconds(), a.nanos(), b.seconds(), b.nanos())
                             : difference_of(a.integer() / nanos_a_second, a.integer() % nanos_a_second,
                                             b.integer() / nanos_a_second, b.integer() % nanos_a_second);
    relation r = relation_of(m.does);
    if (m.slope < 0) {
      d = -d;
      r = mirrored(r);
    }
    return std::min(m.slope == 0 ? never : change_of(r, d), next_of_limits(m));
  }

  // Counts only fall as time goes by.
  std::int64_t next_of_count(const moving& m) {
    const auto& q = questions_[m.index];
    const int count = scope_.count(q), number = static_cast<int>(m.number);
    const auto falls_below = [&](int n) { return count >= n ? seconds_until(scope_.leaves(q, n)) : never; };
    switch (relation_of(m.does)) {
      case relation::less:
      case relation::greater_equal:
        return falls_below(number);
      case relation::greater:
      case relation::less_equal:
        return falls_below(number + 1);
      default:
        if (count <= number) return falls_below(number);
        return falls_below(number + 1) < falls_below(number) ? falls_below(number + 1) : never;  // may pass by in one fall
    }
  }

  std::int64_t seconds_until(std::optional<instant> t) const { return t ? (*t - scope_.now()).count() : never; }

  std::int64_t next_of_time_part(const moving& m) {
    const auto found = evaluated(m.operands[0].code);
    if (!found) return while_failing(found.failed);
    const value time = found.result;
    const zone_rule& zone = code_.zones[m.index];
    const auto offset = offset_at(zone, time.seconds());
    if (!offset || m.part == part::milliseconds) return 1;
    const std::int64_t unit = nanos_of(m.part) / nanos_a_second;
    const std::int64_t local = time.seconds() + *offset;
    const std::int64_t into = (local % unit + unit) % unit;
    const std::int64_t whole = unit - into;  // from the time's whole second on; its nanoseconds stay the same
    return std::min({whole, offset_change(zone, time.seconds()), next_of_limits(m)});
  }

  static std::int64_t offset_change(const zone_rule& zone, std::int64_t seconds) noexcept {
    const auto* named = std::get_if<tickler::zone>(&zone);
    if (!named) return never;
    const auto all = named->offsets();
    const instant at{std::chrono::seconds{seconds}};
    const auto after = std::upper_bound(all.begin(), all.end(), at, [](instant t, const zone_offset& o) { return t < o.begin; });
    const instant change = after == all.end() ? time_end : after->begin;
    return (change - at).count();
  }

  std::int64_t next_of_duration_part(const moving& m) {
    const auto found = evaluated(m.operands[0].code);
    if (!found) return while_failing(found.failed);
    const std::int64_t unit = nanos_of(m.part);
    if (unit < nanos_a_second) return 1;
    const std::int64_t nanos = m.slope > 0 ? found.result.integer() : -found.result.integer();
    const std::int64_t into = nanos % unit;
    // Towards zero a part changes just behind its multiples, away from zero at them.
    const std::int64_t change = nanos < 0 ? -into / nanos_a_second + 1 : (unit - into + nanos_a_second - 1) / nanos_a_second;
    return std::min(change, next_of_limits(m));
  }

  const code& code_;
  std::span<const event_question> questions_;
  const scope& scope_;
  scratch& memory_;
};

}  // namespace

std::optional<instant> next_motion(const code& c, std::span<const event_question> questions, const scope& s, scratch& memory) {
  const std::int64_t seconds = clock(c, questions, s, memory).next(c.moves);
  const instant now = s.now();
  if (seconds == never || seconds >= (time_end - now).count()) return std::nullopt;
  return now + std::chrono::seconds{seconds};
}

}  // namespace tickler::condition
