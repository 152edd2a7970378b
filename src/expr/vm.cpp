#include "expr/vm.hpp"

#include <algorithm>

#include "expr/apply.hpp"
#include "expr/date_parts.hpp"
#include "expr/time_arithmetic.hpp"

namespace tickler::inline TICKLER_ABI::expr {
namespace {

// On the stack, the error of an operand of && or || is a bool beyond true.
constexpr std::int64_t first_error = 2;
constexpr value error_value(eval_error f) noexcept { return value::of_int(first_error + static_cast<std::int64_t>(f)); }
constexpr bool is_error(const value& v) noexcept { return v.integer() >= first_error; }
constexpr eval_error error_of(const value& v) noexcept { return static_cast<eval_error>(v.integer() - first_error); }

eval_error error_on(const value* top) noexcept { return is_error(top[-1]) ? error_of(top[-1]) : eval_error::none; }

// The left value is the neutral one, or an error that only the other one absorbs.
void join(value*& top, bool neutral) noexcept {
  --top;
  if (!is_error(top[-1]) || top[0].integer() == (neutral ? 0 : 1)) top[-1] = top[0];
}

// Where a macro is in its list: the index of the item, and in the place of nanoseconds the first error so far.
std::uint32_t begin_macro(const instruction& i, std::uint32_t at, value*& top) noexcept {
  if (top[-1].items().empty()) {
    top[-1] = value::of_bool(i.op == opcode::begin_all);
    return i.index;
  }
  *top++ = value::of_timestamp(0, 0);
  return at + 1;
}

// Whether the macro goes on with the next item; if not, what it found is on the stack, an error too.
bool next_in_macro(const instruction& i, value*& top) noexcept {
  const bool all = i.op == opcode::next_all;
  const value found = *--top;
  value& place = top[-1];
  const bool decided = found.integer() == (all ? 0 : 1);
  auto error = static_cast<eval_error>(place.nanos());
  if (is_error(found) && error == eval_error::none) error = error_of(found);
  place = value::of_timestamp(place.seconds() + 1, static_cast<std::uint32_t>(error));
  if (!decided && place.seconds() < static_cast<std::int64_t>(top[-2].items().size())) return true;
  --top;
  top[-1] = !decided && error != eval_error::none ? error_value(error) : value::of_bool(decided != all);
  return false;
}

eval_error subtract(value& later, const value& earlier) noexcept {
  const auto nanos = between(later, earlier);
  if (!nanos) return eval_error::out_of_range;
  later = value::of_int(*nanos);
  return eval_error::none;
}

value item(const value* list) noexcept { return list[0].items()[static_cast<std::size_t>(list[1].integer())]; }

class virtual_machine {
 public:
  virtual_machine(const bytecode& c, std::span<const event_query> queries, const activation& a, arena& memory) noexcept
      : code_(c), queries_(queries), activation_(a), memory_(memory) {}

  eval_result run(code_range range) {
    if (!memory_.work().spend(work_meter::of_condition + 5 * (range.end - range.begin))) return {.error = eval_error::too_costly};
    value* const base = memory_.begin(code_.stack_size + 2);
    value* top = base;
    std::uint32_t at = range.begin;
    while (at < range.end) {
      const eval_error f = execute(at, range.end, top);
      if (f == eval_error::none) break;
      const code_range* handler = handler_of(at, range);
      if (!handler) return {.error = f};
      top = base + (handler->depth - range.depth);
      *top++ = error_value(f);
      at = handler->end;
    }
    return {.value = top[-1]};
  }

 private:
  // The innermost operand around an error that someone may absorb.
  const code_range* handler_of(std::uint32_t at, code_range range) const noexcept {
    const auto is_around = [&](const code_range& g) {
      return g.begin <= at && at < g.end && g.begin >= range.begin && g.end < range.end;
    };
    const auto found = std::find_if(code_.error_handlers.begin(), code_.error_handlers.end(), is_around);
    return found == code_.error_handlers.end() ? nullptr : &*found;
  }

  // From the instruction at `at` on, up to the end or to one that fails.
  eval_error execute(std::uint32_t& at, std::uint32_t end, value*& stack) {
    const instruction* const instructions = code_.instructions.data();
    value* top = stack;
    std::uint32_t here = at;
    eval_error f = eval_error::none;
    while (here < end) {
      const instruction& i = instructions[here];
      switch (i.op) {
        case opcode::push_constant:
          *top++ = code_.constants[i.index];
          break;
        case opcode::load_variable:
          *top++ = activation_.get(i.index);
          break;
        case opcode::compare_variable:
          *top++ = value::of_bool(compare(i.comparison, activation_.get(i.count), code_.constants[i.index]));
          break;
        case opcode::compare:
          top[-1] = value::of_bool(compare(i.comparison, top[-1], code_.constants[i.index]));
          break;
        case opcode::subtract_time:
          --top;
          f = subtract(top[-1], top[0]);
          break;
        case opcode::now:
          *top++ = value::of_timestamp(activation_.now());
          break;
        case opcode::ago:
          f = so_long_ago(code_.durations[i.index], *top);
          ++top;
          break;
        case opcode::local_part:
          f = part_by_local_clock(i.part, top[-1]);
          break;
        case opcode::has:
          *top++ = value::of_bool(activation_.has(i.index));
          break;
        case opcode::happened:
          *top++ = value::of_bool(activation_.happened(queries_[i.index]));
          break;
        case opcode::seen:
          *top++ = value::of_bool(activation_.seen(queries_[i.index]));
          break;
        case opcode::count:
          *top++ = value::of_int(activation_.count(queries_[i.index]));
          break;
        case opcode::times:
          *top++ = value::of_int(activation_.times(queries_[i.index]));
          break;
        case opcode::last:
        case opcode::since:
          f = last_or_since(i, *top);
          ++top;
          break;
        case opcode::drop_or_skip_if_false:
          if (!top[-1].boolean()) {
            here = i.index;
            continue;
          }
          --top;
          break;
        case opcode::drop_or_skip_if_true:
          if (top[-1].boolean()) {
            here = i.index;
            continue;
          }
          --top;
          break;
        case opcode::skip_if_false:
          here = top[-1].integer() == 0 ? i.index : here + 1;
          continue;
        case opcode::skip_if_true:
          here = top[-1].integer() == 1 ? i.index : here + 1;
          continue;
        case opcode::join_and:
          join(top, true);
          break;
        case opcode::join_or:
          join(top, false);
          break;
        case opcode::finish_and:
          join(top, true);
          f = error_on(top);
          break;
        case opcode::finish_or:
          join(top, false);
          f = error_on(top);
          break;
        case opcode::jump:
          here = i.index;
          continue;
        case opcode::jump_if_false:
          here = (--top)->boolean() ? here + 1 : i.index;
          continue;
        case opcode::begin_all:
        case opcode::begin_exists:
          here = begin_macro(i, here, top);
          continue;
        case opcode::next_all:
        case opcode::next_exists:
          if (!memory_.work().spend(2 * (here - i.index + 1))) {
            f = eval_error::too_costly;
            break;
          }
          if (next_in_macro(i, top)) {
            here = i.index;
            continue;
          }
          f = error_on(top);
          break;
        case opcode::load_item:
          *top = item(top - i.index);
          ++top;
          break;
        default:
          if (is_comparison(i.op)) {
            --top;
            if (text_comparisons.has(i.op) && !memory_.work().spend(work_meter::of_bytes(top[0].text().size()))) {
              f = eval_error::too_costly;
              break;
            }
            top[-1] = value::of_bool(compare(i.op, top[-1], top[0]));
          } else {
            f = apply(i, top - i.count, code_.zones, memory_);
            top -= i.count - 1;
          }
      }
      if (f != eval_error::none) break;
      ++here;
    }
    at = here;
    stack = top;
    return f;
  }

  eval_error so_long_ago(const tickler::duration& d, value& result) const {
    const auto then = activation_.before(d, activation_.now());
    if (!then) return eval_error::out_of_range;
    result = value::of_timestamp(*then);
    return eval_error::none;
  }

  eval_error part_by_local_clock(date_part part, value& time) const {
    const auto found = part_of_time(time, part, activation_.local());
    if (!found) return eval_error::out_of_range;
    time = value::of_int(*found);
    return eval_error::none;
  }

  eval_error last_or_since(const instruction& i, value& result) const {
    const auto last = activation_.last(queries_[i.index]);
    if (!last) return eval_error::never_happened;
    result = value::of_timestamp(i.op == opcode::last ? *last : activation_.now());
    return i.op == opcode::last ? eval_error::none : subtract(result, value::of_timestamp(*last));
  }

  const bytecode& code_;
  std::span<const event_query> queries_;
  const activation& activation_;
  arena& memory_;
};

}  // namespace

eval_result run(const bytecode& c, code_range range, std::span<const event_query> queries, const activation& a, arena& memory) {
  return virtual_machine(c, queries, a, memory).run(range);
}

}  // namespace tickler::inline TICKLER_ABI::expr
