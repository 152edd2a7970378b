#include <algorithm>

#include "expr/date_parts.hpp"
#include "expr/flips.hpp"
#include "expr/time_arithmetic.hpp"
#include "expr/vm.hpp"

namespace tickler::inline TICKLER_ABI::expr {
namespace {

// In seconds from now on.
constexpr std::int64_t never = max_int;

// A time or duration, or what lies between any two: 64 bits of nanoseconds would not reach.
struct exact_span {
  std::int64_t seconds, nanos;  // nanos: 0 to 999,999,999
};

exact_span exact(const value& v, bool is_time) noexcept {
  if (is_time) return {v.seconds(), v.nanos()};
  const auto whole = v.integer() / nanos_per_second, rest = v.integer() % nanos_per_second;
  return rest < 0 ? exact_span{whole - 1, rest + nanos_per_second} : exact_span{whole, rest};
}

exact_span operator-(const exact_span& a, const exact_span& b) noexcept {
  const auto seconds = a.seconds - b.seconds, nanos = a.nanos - b.nanos;
  return nanos < 0 ? exact_span{seconds - 1, nanos + nanos_per_second} : exact_span{seconds, nanos};
}

// When the relation of `x` to zero changes, if it grows by a second each second.
std::int64_t change_of(relation r, const exact_span& x) noexcept {
  const bool meets_zero = x.nanos == 0;  // else it is past zero at the first second that is not before
  if (x.seconds > 0 || (x.seconds == 0 && !meets_zero)) return never;
  if (x.seconds == 0) return r == relation::less || r == relation::greater_equal ? never : 1;
  const auto whole = meets_zero ? -x.seconds : -x.seconds - 1;
  switch (r) {
    case relation::less:
    case relation::greater_equal:
      return meets_zero ? whole : whole + 1;
    case relation::less_equal:
    case relation::greater:
      return whole + 1;
    default:
      return meets_zero ? whole : never;
  }
}

class next_change_finder {
 public:
  next_change_finder(const bytecode& c, std::span<const event_query> queries, const activation& a, arena& memory)
      : code_(c), queries_(queries), activation_(a), memory_(memory) {}

  std::int64_t next(std::uint32_t index) {
    if (index == time_invariant) return never;
    const time_dependence& dep = code_.dependences[index];
    switch (dep.kind) {
      case time_dependence_kind::operands:
        return first_of(dep);
      case time_dependence_kind::logical_and:
        return next_of_chain(dep, false);
      case time_dependence_kind::logical_or:
        return next_of_chain(dep, true);
      case time_dependence_kind::conditional:
        return next_of_conditional(dep);
      case time_dependence_kind::elapsed:
        return activation_.last(queries_[dep.index]) ? 1 : never;
      case time_dependence_kind::comparison:
        return next_of_comparison(dep);
      case time_dependence_kind::ago:
        return next_of_ago(dep);
      case time_dependence_kind::count:
        return next_of_count(dep);
      case time_dependence_kind::time_part:
        return next_of_time_part(dep);
      case time_dependence_kind::duration_part:
        return next_of_duration_part(dep);
      default:
        return 1;
    }
  }

 private:
  eval_result evaluate(code_range r) { return run(code_, r, queries_, activation_, memory_); }

  std::int64_t first_of(const time_dependence& dep) {
    std::int64_t first = never;
    for (const auto& o : dep.operands) first = std::min(first, next(o.dependence));
    return first;
  }

  // As long as one operand decides, the others change nothing.
  std::int64_t next_of_chain(const time_dependence& dep, bool decisive) {
    std::int64_t first = never, decided = 0;
    for (const auto& o : dep.operands) {
      const auto found = evaluate(o.code);
      const auto change = next(o.dependence);
      first = std::min(first, change);
      if (found && found.value.boolean() == decisive) decided = std::max(decided, change);
    }
    return decided > 0 ? decided : first;
  }

  std::int64_t next_of_conditional(const time_dependence& dep) {
    std::int64_t first = never;
    std::size_t c = 0;
    for (; c + 1 < dep.operands.size(); c += 2) {
      first = std::min(first, next(dep.operands[c].dependence));
      const auto found = evaluate(dep.operands[c].code);
      if (!found) return first;
      if (found.value.boolean()) return std::min(first, next(dep.operands[c + 1].dependence));
    }
    return std::min(first, next(dep.operands[c].dependence));
  }

  // An error stays, but one of a range may pass.
  static std::int64_t while_failing(eval_error f) noexcept { return f == eval_error::out_of_range ? 1 : never; }

  // Until a sum or difference on the way may leave its range: 292 years, so hardly ever within the years of Tickler.
  std::int64_t next_out_of_bounds(const time_dependence& dep) {
    std::int64_t first = never;
    for (const auto& o : dep.bounded) {
      const auto found = evaluate(o.code);
      if (!found) continue;
      const std::int64_t at = found.value.integer();
      const std::int64_t room =
          o.is_time ? std::min(max_seconds - at, at - min_seconds) : (at < 0 ? max_int + at : max_int - at) / nanos_per_second;
      first = std::min(first, std::max<std::int64_t>(room, 1));
    }
    return first;
  }

  std::int64_t next_of_comparison(const time_dependence& dep) {
    const auto left = evaluate(dep.operands[0].code);
    if (!left) return while_failing(left.error);
    const auto right = evaluate(dep.operands[1].code);
    if (!right) return while_failing(right.error);
    const value a = left.value, b = right.value;
    const auto first = exact(a, dep.of_time), second = exact(b, dep.of_time);
    const auto bounds = next_out_of_bounds(dep);
    if (dep.slope == 0) return bounds;
    return std::min(bounds,
                    dep.slope > 0 ? change_of(dep.relation, first - second) : change_of(mirrored(dep.relation), second - first));
  }

  std::int64_t next_of_ago(const time_dependence& dep) {
    const auto other = evaluate(dep.operands[0].code);
    if (!other) return while_failing(other.error);
    return seconds_until(next_flip({activation_, code_.durations[dep.index], dep.relation, other.value}));
  }

  // Counts only fall as time goes by.
  std::int64_t next_of_count(const time_dependence& dep) {
    const auto& q = queries_[dep.index];
    const int count = activation_.count(q), number = static_cast<int>(dep.number);
    const auto falls_below = [&](int n) { return count >= n ? seconds_until(activation_.leaves(q, n)) : never; };
    switch (dep.relation) {
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

  std::int64_t seconds_until(std::optional<instant> t) const { return t ? (*t - activation_.now()).count() : never; }

  std::int64_t next_of_time_part(const time_dependence& dep) {
    const auto found = evaluate(dep.operands[0].code);
    if (!found) return while_failing(found.error);
    const value time = found.value;
    const auto offset =
        dep.is_local ? offset_at(activation_.local(), time.seconds()) : offset_at(code_.zones[dep.index], time.seconds());
    if (!offset || dep.part == date_part::milliseconds) return 1;
    const std::int64_t unit = nanos_of(dep.part) / nanos_per_second;
    const std::int64_t local = time.seconds() + *offset;
    const std::int64_t into = (local % unit + unit) % unit;
    const std::int64_t whole = unit - into;  // from the time's whole second on; its nanoseconds stay the same
    const auto* zone = dep.is_local ? &activation_.local() : std::get_if<tickler::zone>(&code_.zones[dep.index]);
    return std::min({whole, zone ? offset_change(*zone, time.seconds()) : never, next_out_of_bounds(dep)});
  }

  static std::int64_t offset_change(const tickler::zone& zone, std::int64_t seconds) noexcept {
    const auto all = zone.offsets();
    const instant at{std::chrono::seconds{seconds}};
    const auto after = std::upper_bound(all.begin(), all.end(), at, [](instant t, const zone_offset& o) { return t < o.begin; });
    const instant change = after == all.end() ? time_end : after->begin;
    return (change - at).count();
  }

  std::int64_t next_of_duration_part(const time_dependence& dep) {
    const auto found = evaluate(dep.operands[0].code);
    if (!found) return while_failing(found.error);
    const std::int64_t unit = nanos_of(dep.part);
    if (unit < nanos_per_second) return 1;
    const std::int64_t nanos = dep.slope > 0 ? found.value.integer() : -found.value.integer();
    const std::int64_t into = nanos % unit;
    // Towards zero a part changes just behind its multiples, away from zero at them.
    const std::int64_t change = nanos < 0 ? -into / nanos_per_second + 1 : (unit - into + nanos_per_second - 1) / nanos_per_second;
    return std::min(change, next_out_of_bounds(dep));
  }

  const bytecode& code_;
  std::span<const event_query> queries_;
  const activation& activation_;
  arena& memory_;
};

}  // namespace

std::optional<instant> next_change(const bytecode& c, std::span<const event_query> queries, const activation& a, arena& memory) {
  const std::int64_t seconds = next_change_finder(c, queries, a, memory).next(c.dependence);
  const instant now = a.now();
  if (seconds == never || seconds >= (time_end - now).count()) return std::nullopt;
  return now + std::chrono::seconds{seconds};
}

}  // namespace tickler::inline TICKLER_ABI::expr
