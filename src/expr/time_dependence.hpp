// When the value of a condition may change, if nothing happens but that time goes by.
//
// A decision holds until something changes, and says until when. A condition that reads `now`, since(...) or count(...) within a
// window can change it without any touchpoint: "asked more than three days ago" becomes true in the middle of the night. Nobody
// should have to ask again each second to find that out, so a condition says itself when that may be:
//
//   asked on Monday at 10:00:00, now it is Thursday, 09:00:00:
//
//     since('asked') > duration('72h') && now.getHours() < 18
//       since('asked') > duration('72h')   false: the difference is -1h, grows by a second each second, and > 0 at 10:00:01
//       now.getHours() < 18                true: no hour ends before 10:00:00
//       both                               false because of the left one alone, so not before that changes: 10:00:01
//
// How. Compiling finds, for each part of the syntax tree that reads the time (most conditions have none), a time_dependence: by
// which rule its value can change. Asking walks these from the whole condition down and takes, of each, a number of seconds:
//
//   - `since(...)` in itself, and whatever has no better rule (`now`, a macro over what reads the time): 1.
//   - A comparison of times or durations that go evenly. A `slope` says by how many seconds a part changes each second: `now` and
//     since(...) by 1, what reads no time by 0, sums and differences by the sum and difference of the slopes of their parts. Then
//     left - right has a slope too. At 0 the difference stays; at 1 or -1 it meets zero at a moment that can be worked out, of
//     which the first whole second at or past it counts, since `now` is one.
//   - ago('6 months') compared with an instant that stands still: see flips.hpp.
//   - A count compared with a number: counts only fall. The activation knows when the nth newest touchpoint leaves the window.
//   - A part of a time or duration that goes evenly (getHours): the next multiple of its unit on the wall clock, or the next change
//     of its zone's offset, whichever is first.
//   - &&: as long as an operand is false it is false, whatever the others do: the last of the changes of those that are false now.
//     If none is, the first of all changes. || likewise. ?: the first change of the conditions up to the one that holds, and of the
//     branch taken; those behind cannot matter before.
//   - Anything else is computed of its operands: the first change of one of them.
//
// A sum of times may one day leave its range (292 years of nanoseconds), and the value becomes an error: so each such sum in a
// comparison or getter limits the answer by its distance from the rim. Where an operand of these is an error already, one out of
// range may come back, so 1; any other (it never happened) stays.
//
// Why it is right. Claim: the value stays as it is up to, but not at, the second that is found. By induction on the tree: it holds
// for the parts by the claim itself, for the rules without parts by arithmetic, and each rule that joins parts takes a time up to
// which the parts that make the value now are unchanged. So it is never late. It may be early, as for now.getHours() < 18 above:
// the hour changes, the comparison does not, and whoever asks again then hears of the next one. It is exact where one of now,
// since(...), count(...), ago(...), or a sum or difference of one of these with what reads no time, is compared with what reads no
// time. Two properties in tests/expr hold random conditions against it second by second: never late, and exact where it says so.
//
// Cost. Nothing for a condition that reads no time. Else each dependence is visited at most once, and evaluates its operands: of
// &&,
// || and ?: the whole of them, so a part is evaluated once for each of those around it; in practice once or twice. No memory is
// allocated. Compiling walks, for each part, over the parts in it.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <tickler/export.hpp>
#include <vector>

#include "expr/activation.hpp"
#include "expr/arena.hpp"
#include "expr/opcode.hpp"

namespace tickler::inline TICKLER_ABI::expr {

struct ast;
struct bytecode;

inline constexpr std::uint32_t time_invariant = std::numeric_limits<std::uint32_t>::max();

// An operand of something that reads the time.
struct dependent_operand {
  code_range code;
  std::uint32_t dependence = time_invariant;  // index in bytecode::dependences
};

// A sum or difference that goes with time, so that it may leave its range one day.
struct bounded_expression {
  code_range code;
  bool is_time;  // else a duration
};

enum class time_dependence_kind : std::uint8_t {
  each_second,  // nothing better is known
  operands,     // not before one of them changes
  logical_and,
  logical_or,
  conditional,
  elapsed,     // since(...) itself
  comparison,  // of times or durations that go evenly
  ago,         // on the left of a comparison with a time that stands still
  count,       // a count compared with a number
  time_part,
  duration_part,
};

struct time_dependence {
  time_dependence_kind kind = time_dependence_kind::each_second;
  expr::relation relation{};  // of a comparison; of a count, with the number on the right
  date_part part{};           // of a part
  int slope = 0;              // seconds a second: of the operand of a part, of left minus right in a comparison
  bool of_time = false;       // of a comparison: timestamps, not durations
  bool is_local = false;      // of a part: by the prospect's clock
  std::uint32_t index = 0;    // of a count or elapsed: the query; of a part: the zone; of ago: the duration
  std::int64_t number = 0;    // that a count is compared with
  std::vector<dependent_operand> operands{};
  std::vector<bounded_expression> bounded{};  // within the operands
};

// Whether the value of an expression that is checked changes as time goes by.
bool reads_time(const ast& t, std::uint32_t node);

// Fills the dependences of `c`, whose instructions are where `ranges` says.
void find_time_dependence(const ast& t, const std::vector<code_range>& ranges, bytecode& c);

// program::next_change
std::optional<instant> next_change(const bytecode& c, std::span<const event_query> queries, const activation& a, arena& memory);

}  // namespace tickler::inline TICKLER_ABI::expr
