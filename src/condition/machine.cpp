#include "condition/machine.hpp"

#include <algorithm>

#include "condition/time_arithmetic.hpp"

namespace tickler::condition {
namespace {

// On the stack, the error of an operand of && or || is a bool beyond true.
constexpr std::int64_t first_error = 2;
constexpr value error_value(failure f) noexcept { return value::of_int(first_error + static_cast<std::int64_t>(f)); }
constexpr bool is_error(const value& v) noexcept { return v.integer() >= first_error; }
constexpr failure error_of(const value& v) noexcept { return static_cast<failure>(v.integer() - first_error); }

class machine {
 public:
  machine(const code& c, std::span<const event_question> questions, const scope& s, scratch& memory)
      : code_(c), questions_(questions), scope_(s), memory_(memory) {}

  outcome run(code_range range) {
    value* const base = memory_.begin(code_.stack_size + 2);
    top_ = base;
    at_ = range.begin;
    while (at_ < range.end) {
      const failure f = step(code_.steps[at_]);
      if (f == failure::none) [[likely]]
        continue;
      if (!recover(f, range, base)) return {.failed = f};
    }
    return {.result = top_[-1]};
  }

 private:
  // Goes on behind the innermost guarded operand around the error.
  bool recover(failure f, code_range range, value* base) noexcept {
    const auto catches = [&](const code_range& g) {
      return g.begin <= at_ && at_ < g.end && g.begin >= range.begin && g.end < range.end;
    };
    const auto found = std::find_if(code_.guarded.begin(), code_.guarded.end(), catches);
    if (found == code_.guarded.end()) return false;
    top_ = base + (found->depth - range.depth);
    push(error_value(f));
    at_ = found->end;
    return true;
  }

  void push(value v) noexcept { *top_++ = v; }

  // Does one step and goes on to the next, or stays at one that fails.
  failure step(const instruction& i) {
    if (is_comparison(i.does)) {
      --top_;
      top_[-1] = value::of_bool(compared(i.does, top_[-1], top_[0]));
      ++at_;
      return failure::none;
    }
    switch (i.does) {
      case operation::push_constant:
        push(code_.literals[i.index]);
        break;
      case operation::get:
        push(scope_.get(i.index));
        break;
      case operation::skip_if_false:
        at_ = top_[-1].integer() == 0 ? i.index : at_ + 1;
        return failure::none;
      case operation::skip_if_true:
        at_ = top_[-1].integer() == 1 ? i.index : at_ + 1;
        return failure::none;
      case operation::join_and:
        join(true);
        break;
      case operation::join_or:
        join(false);
        break;
      case operation::finish_and:
        join(true);
        return finish();
      case operation::finish_or:
        join(false);
        return finish();
      case operation::jump:
        at_ = i.index;
        return failure::none;
      case operation::jump_if_false:
        at_ = (--top_)->boolean() ? at_ + 1 : i.index;
        return failure::none;
      case operation::begin_all:
      case operation::begin_exists:
        begin_macro(i);
        return failure::none;
      case operation::next_all:
      case operation::next_exists:
        return next_in_macro(i);
      case operation::element:
        push((top_ - i.index)->items()[static_cast<std::size_t>((top_ - i.index + 1)->integer())]);
        break;
      default:
        if (i.does >= operation::push_constant) return ask(i);
        return compute(i);
    }
    ++at_;
    return failure::none;
  }

  failure compute(const instruction& i) {
    value* const operands = top_ - i.count;
    const failure f = apply(i, operands, code_.zones, memory_);
    if (f != failure::none) return f;
    top_ = operands + 1;
    ++at_;
    return failure::none;
  }

  // The left value is the neutral one, or an error that only the other one absorbs.
  void join(bool neutral) noexcept {
    --top_;
    if (!is_error(top_[-1]) || top_[0].integer() == (neutral ? 0 : 1)) top_[-1] = top_[0];
  }

  failure finish() noexcept {
    if (is_error(top_[-1])) return error_of(*--top_);
    ++at_;
    return failure::none;
  }

  // A macro's place in its list is the index of the item, and the first error so far in the place of nanoseconds.
  void begin_macro(const instruction& i) noexcept {
    if (top_[-1].items().empty()) {
      top_[-1] = value::of_bool(i.does == operation::begin_all);
      at_ = i.index;
      return;
    }
    push(value::of_timestamp(0, 0));
    ++at_;
  }

  failure next_in_macro(const instruction& i) noexcept {
    const bool all = i.does == operation::next_all;
    const value found = *--top_;
    value& place = top_[-1];
    const bool decided = found.integer() == (all ? 0 : 1);
    auto error = static_cast<failure>(place.nanos());
    if (is_error(found) && error == failure::none) error = error_of(found);
    place = value::of_timestamp(place.seconds() + 1, static_cast<std::uint32_t>(error));
    if (!decided && place.seconds() < static_cast<std::int64_t>(top_[-2].items().size())) {
      at_ = i.index;
      return failure::none;
    }
    --top_;
    if (!decided && error != failure::none) return error;
    top_[-1] = value::of_bool(decided != all);
    ++at_;
    return failure::none;
  }

  failure ask(const instruction& i) {
    switch (i.does) {
      case operation::get_if_there:
        if (!scope_.has(i.index)) return failure::absent;
        push(scope_.get(i.index));
        break;
      case operation::has:
        push(value::of_bool(scope_.has(i.index)));
        break;
      case operation::now:
        push(value::of_timestamp(scope_.now()));
        break;
      case operation::happened:
        push(value::of_bool(scope_.happened(questions_[i.index])));
        break;
      case operation::seen:
        push(value::of_bool(scope_.seen(questions_[i.index])));
        break;
      case operation::count:
        push(value::of_int(scope_.count(questions_[i.index])));
        break;
      default: {
        const auto last = scope_.last(questions_[i.index]);
        if (!last) return failure::never_happened;
        if (i.does == operation::last) {
          push(value::of_timestamp(*last));
          break;
        }
        const auto nanos = between(value::of_timestamp(scope_.now()), value::of_timestamp(*last));
        if (!nanos) return failure::out_of_range;
        push(value::of_int(*nanos));
      }
    }
    ++at_;
    return failure::none;
  }

  const code& code_;
  std::span<const event_question> questions_;
  const scope& scope_;
  scratch& memory_;
  std::uint32_t at_ = 0;
  value* top_ = nullptr;
};

}  // namespace

outcome run(const code& c, code_range range, std::span<const event_question> questions, const scope& s, scratch& memory) {
  return machine(c, questions, s, memory).run(range);
}

}  // namespace tickler::condition
