#include "expr/vm.hpp"

#include <algorithm>

#include "expr/time_arithmetic.hpp"

namespace tickler::condition {
namespace {

// On the stack, the error of an operand of && or || is a bool beyond true.
constexpr std::int64_t first_error = 2;
constexpr value error_value(failure f) noexcept { return value::of_int(first_error + static_cast<std::int64_t>(f)); }
constexpr bool is_error(const value& v) noexcept { return v.integer() >= first_error; }
constexpr failure error_of(const value& v) noexcept { return static_cast<failure>(v.integer() - first_error); }

failure error_on(const value* top) noexcept { return is_error(top[-1]) ? error_of(top[-1]) : failure::none; }

// The left value is the neutral one, or an error that only the other one absorbs.
void join(value*& top, bool neutral) noexcept {
  --top;
  if (!is_error(top[-1]) || top[0].integer() == (neutral ? 0 : 1)) top[-1] = top[0];
}

// A macro's place in its list is the index of the item, and the first error so far in the place of nanoseconds.
std::uint32_t begin_macro(const instruction& i, std::uint32_t at, value*& top) noexcept {
  if (top[-1].items().empty()) {
    top[-1] = value::of_bool(i.does == operation::begin_all);
    return i.index;
  }
  *top++ = value::of_timestamp(0, 0);
  return at + 1;
}

// Whether the macro goes on with the next item; if not, what it found is on the stack, an error too.
bool next_in_macro(const instruction& i, value*& top) noexcept {
  const bool all = i.does == operation::next_all;
  const value found = *--top;
  value& place = top[-1];
  const bool decided = found.integer() == (all ? 0 : 1);
  auto error = static_cast<failure>(place.nanos());
  if (is_error(found) && error == failure::none) error = error_of(found);
  place = value::of_timestamp(place.seconds() + 1, static_cast<std::uint32_t>(error));
  if (!decided && place.seconds() < static_cast<std::int64_t>(top[-2].items().size())) return true;
  --top;
  top[-1] = !decided && error != failure::none ? error_value(error) : value::of_bool(decided != all);
  return false;
}

failure subtract(value& later, const value& earlier) noexcept {
  const auto nanos = between(later, earlier);
  if (!nanos) return failure::out_of_range;
  later = value::of_int(*nanos);
  return failure::none;
}

value item(const value* list) noexcept { return list[0].items()[static_cast<std::size_t>(list[1].integer())]; }

class machine {
 public:
  machine(const code& c, std::span<const event_question> questions, const scope& s, scratch& memory) noexcept
      : code_(c), questions_(questions), scope_(s), memory_(memory) {}

  outcome run(code_range range) {
    value* const base = memory_.begin(code_.stack_size + 2);
    value* top = base;
    std::uint32_t at = range.begin;
    while (at < range.end) {
      const failure f = go(at, range.end, top);
      if (f == failure::none) break;
      const code_range* around = guarded_around(at, range);
      if (!around) return {.failed = f};
      top = base + (around->depth - range.depth);
      *top++ = error_value(f);
      at = around->end;
    }
    return {.result = top[-1]};
  }

 private:
  // The innermost operand around an error that someone may absorb.
  const code_range* guarded_around(std::uint32_t at, code_range range) const noexcept {
    const auto is_around = [&](const code_range& g) {
      return g.begin <= at && at < g.end && g.begin >= range.begin && g.end < range.end;
    };
    const auto found = std::find_if(code_.guarded.begin(), code_.guarded.end(), is_around);
    return found == code_.guarded.end() ? nullptr : &*found;
  }

  // Does the steps from `at` on, up to the end or to one that fails.
  failure go(std::uint32_t& at, std::uint32_t end, value*& stack) {
    const instruction* const steps = code_.steps.data();
    value* top = stack;
    std::uint32_t here = at;
    failure f = failure::none;
    while (here < end) {
      const instruction& i = steps[here];
      switch (i.does) {
        case operation::push_constant:
          *top++ = code_.literals[i.index];
          break;
        case operation::get:
          *top++ = scope_.get(i.index);
          break;
        case operation::compare_variable:
          *top++ = value::of_bool(compared(i.compares, scope_.get(i.count), code_.literals[i.index]));
          break;
        case operation::compare:
          top[-1] = value::of_bool(compared(i.compares, top[-1], code_.literals[i.index]));
          break;
        case operation::subtract_time:
          --top;
          f = subtract(top[-1], top[0]);
          break;
        case operation::now:
          *top++ = value::of_timestamp(scope_.now());
          break;
        case operation::drop_or_skip_if_false:
          if (!top[-1].boolean()) {
            here = i.index;
            continue;
          }
          --top;
          break;
        case operation::drop_or_skip_if_true:
          if (top[-1].boolean()) {
            here = i.index;
            continue;
          }
          --top;
          break;
        case operation::skip_if_false:
          here = top[-1].integer() == 0 ? i.index : here + 1;
          continue;
        case operation::skip_if_true:
          here = top[-1].integer() == 1 ? i.index : here + 1;
          continue;
        case operation::join_and:
          join(top, true);
          break;
        case operation::join_or:
          join(top, false);
          break;
        case operation::finish_and:
          join(top, true);
          f = error_on(top);
          break;
        case operation::finish_or:
          join(top, false);
          f = error_on(top);
          break;
        case operation::jump:
          here = i.index;
          continue;
        case operation::jump_if_false:
          here = (--top)->boolean() ? here + 1 : i.index;
          continue;
        case operation::begin_all:
        case operation::begin_exists:
          here = begin_macro(i, here, top);
          continue;
        case operation::next_all:
        case operation::next_exists:
          if (next_in_macro(i, top)) {
            here = i.index;
            continue;
          }
          f = error_on(top);
          break;
        case operation::element:
          *top = item(top - i.index);
          ++top;
          break;
        default:
          if (is_comparison(i.does)) {
            --top;
            top[-1] = value::of_bool(compared(i.does, top[-1], top[0]));
          } else if (i.does >= operation::push_constant) {
            f = ask(i, *top);
            ++top;
          } else {
            f = apply(i, top - i.count, code_.zones, memory_);
            top -= i.count - 1;
          }
      }
      if (f != failure::none) break;
      ++here;
    }
    at = here;
    stack = top;
    return f;
  }

  failure ask(const instruction& i, value& answer) const {
    switch (i.does) {
      case operation::has:
        answer = value::of_bool(scope_.has(i.index));
        return failure::none;
      case operation::happened:
        answer = value::of_bool(scope_.happened(questions_[i.index]));
        return failure::none;
      case operation::seen:
        answer = value::of_bool(scope_.seen(questions_[i.index]));
        return failure::none;
      case operation::count:
        answer = value::of_int(scope_.count(questions_[i.index]));
        return failure::none;
      default:
        return ask_when(i, answer);
    }
  }

  failure ask_when(const instruction& i, value& answer) const {
    const auto last = scope_.last(questions_[i.index]);
    if (!last) return failure::never_happened;
    answer = value::of_timestamp(i.does == operation::last ? *last : scope_.now());
    return i.does == operation::last ? failure::none : subtract(answer, value::of_timestamp(*last));
  }

  const code& code_;
  std::span<const event_question> questions_;
  const scope& scope_;
  scratch& memory_;
};

}  // namespace

outcome run(const code& c, code_range range, std::span<const event_question> questions, const scope& s, scratch& memory) {
  return machine(c, questions, s, memory).run(range);
}

}  // namespace tickler::condition
