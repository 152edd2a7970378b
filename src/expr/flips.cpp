#include "expr/flips.hpp"

#include <algorithm>
#include <utility>

#include "expr/apply.hpp"

namespace tickler::inline TICKLER_ABI::expr {
namespace {

using std::chrono::seconds;

constexpr seconds a_day{86'400}, a_second{1};

struct stretch {
  instant begin{}, end{};  // without its end
};

// What lies at most and at least between an instant and ago.
struct distance {
  seconds least{0}, most{0};
};

distance distance_of(const tickler::duration& d) {
  constexpr std::int64_t average_month = 2'629'800;  // seconds
  distance sum;
  std::int64_t months = 0;
  for (const auto& [count, unit] : d.parts) {
    // Clocks that are set, dates that a zone left out, and months and their ends, which are never so far from the average.
    sum.least -= 2 * a_day, sum.most += 2 * a_day;
    switch (unit) {
      case time_unit::calendar_month:
      case time_unit::month:
        months += count;
        break;
      case time_unit::calendar_year:
      case time_unit::year:
        months += 12 * std::int64_t{count};
        break;
      case time_unit::week:
      case time_unit::calendar_week:
        sum.least += count * 7 * a_day, sum.most += count * 7 * a_day;
        break;
      case time_unit::hour:
        sum.least += std::chrono::hours{count}, sum.most += std::chrono::hours{count};
        break;
      case time_unit::minute:
        sum.least += std::chrono::minutes{count}, sum.most += std::chrono::minutes{count};
        break;
      default:
        sum.least += count * a_day, sum.most += count * a_day;
    }
    if (unit == time_unit::calendar_day) sum.most += a_day;
    if (unit == time_unit::calendar_week) sum.most += 7 * a_day;
    if (unit == time_unit::calendar_month) sum.most += 31 * a_day;
    if (unit == time_unit::calendar_year) sum.most += 366 * a_day;
  }
  if (months != 0) {
    const seconds average{average_month * months};
    sum.least += average - 7 * a_day, sum.most += average + 7 * a_day;
  }
  return sum;
}

class flip_finder {
 public:
  explicit flip_finder(const ago_comparison& c) : c_(c), now_(state_at(c.a.now())) {}

  // It turns over where ago passes the other, and where it comes into the years that there are.
  std::optional<instant> find() {
    const auto away = distance_of(c_.length);
    const auto around = [&](instant t) { return stretch{t + away.least, t + away.most + a_second}; };
    auto near = around(instant{seconds{c_.other.seconds()}}), rim = around(time_begin);
    if (rim.begin < near.begin) std::swap(near, rim);
    auto found = find_in(near);
    if (!found) found = find_in({std::max(rim.begin, near.end), rim.end});
    return found;
  }

 private:
  enum class state : std::uint8_t { no, yes, none };

  std::optional<instant> ago(instant t) const { return c_.a.before(c_.length, t); }

  state state_at(instant t) const { return state_of(ago(t)); }
  state state_of(std::optional<instant> then) const {
    if (!then) return state::none;
    return compare(comparison(opcode::equal_time, c_.relation), value::of_timestamp(*then), c_.other) ? state::yes : state::no;
  }

  // Date by date, and from one change of the clock to the next.
  std::optional<instant> find_in(stretch s) const {
    s = {std::max(s.begin, c_.a.now() + a_second), std::min(s.end, time_end)};
    while (s.begin < s.end) {
      if (const stretch month{s.begin, std::min(s.end, s.begin + 31 * a_day)}; stands_still(month)) {
        if (state_at(month.begin) != now_) return month.begin;
        s.begin = month.end;
        continue;
      }
      const stretch next{s.begin, std::min(s.end, next_jump(s.begin))};
      if (const auto found = find_in_date(next)) return found;
      s.begin = next.end;
    }
    return std::nullopt;
  }

  // Of whole weeks, months and years of the calendar it is known from both ends, for these never go back.
  bool stands_still(const stretch& s) const {
    const auto& parts = c_.length.parts;
    const bool is_of_calendar =
        parts.size() == 1 && (parts[0].unit == time_unit::calendar_week || parts[0].unit == time_unit::calendar_month ||
                              parts[0].unit == time_unit::calendar_year);
    return is_of_calendar && ago(s.begin) == ago(s.end - a_second);
  }

  // The end of the date, or of the offset, that t is in.
  instant next_jump(instant t) const {
    const auto& local = c_.a.local();
    const auto offset = local.offset_at(t);
    const auto midnight = instant{(date::floor<date::days>(t + offset) + date::days{1}).time_since_epoch()} - offset;
    const auto all = local.offsets();
    const auto after = std::upper_bound(all.begin(), all.end(), t, [](instant x, const zone_offset& o) { return x < o.begin; });
    return after == all.end() ? midnight : std::min(midnight, after->begin);
  }

  // Of several lengths in a row each may jump within the date: looked at hour by hour.
  std::optional<instant> find_in_date(const stretch& s) const {
    const seconds step = c_.length.parts.size() < 2 ? s.end - s.begin : std::chrono::hours{1};
    for (auto begin = s.begin; begin < s.end; begin += step)
      if (const auto found = find_evenly({begin, std::min(s.end, begin + step)})) return found;
    return std::nullopt;
  }

  std::optional<instant> find_evenly(const stretch& s) const {
    const auto first = ago(s.begin), last = ago(s.end - a_second);
    const auto length = s.end - a_second - s.begin;
    const bool stands = first == last, goes = first && last && *last - *first == length;
    if (stands || goes) return first_other(s, first, goes);
    const auto middle = s.begin + (s.end - s.begin) / 2;
    const auto found = find_evenly({s.begin, middle});
    return found ? found : find_evenly({middle, s.end});
  }

  // At its beginning, or where ago reaches the other, or a second later.
  std::optional<instant> first_other(const stretch& s, std::optional<instant> first, bool goes) const {
    if (state_of(first) != now_) return s.begin;
    if (!goes) return std::nullopt;
    const auto meets = s.begin + (instant{seconds{c_.other.seconds()}} - *first);
    for (const auto t : {meets, meets + a_second})
      if (s.begin <= t && t < s.end && state_of(*first + (t - s.begin)) != now_) return t;
    return std::nullopt;
  }

  const ago_comparison& c_;
  state now_;
};

}  // namespace

std::optional<instant> next_flip(const ago_comparison& c) { return flip_finder(c).find(); }

}  // namespace tickler::inline TICKLER_ABI::expr
